using AfterSales.Customers;
using AfterSales.Customers.Rules;
using AfterSales.Records;
using static AfterSales.Tests.Customers.CustomerScenarios;

namespace AfterSales.Tests.Customers;

public sealed class FileDutyTests
{
    private static readonly Customer Owed = After(Registered(), Owe(Registered(), FileOccasion.Intake, null, Now));

    [Fact]
    public void A_file_is_due_two_days_after_the_first_occasion_with_the_agent_who_registered_the_customer()
    {
        Assert.Equal((FileOccasion.Intake, Now.AddDays(2), "acc-1"), (Owed.File.Occasion, Owed.File.DueAt, Owed.File.Responsible));
        Assert.Equal(Now.AddDays(2), Owed.NextDue);
        Assert.Empty(Owe(Owed, FileOccasion.Sale, "acc-9", Now.AddDays(1)).Events);
    }

    [Fact]
    public void A_file_that_is_not_made_in_time_is_overdue_once()
    {
        Assert.Empty(FileRules.WhenDue(Owed, Now.AddDays(2).AddMilliseconds(-1)));
        var overdue = After(Owed, Decision.Of(FileRules.WhenDue(Owed, Now.AddDays(3))));
        Assert.True(overdue.File.IsOverdue);
        Assert.Null(overdue.NextDue);
        Assert.Empty(FileRules.WhenDue(overdue, Now.AddDays(9)));
    }

    [Fact]
    public void Filling_the_last_required_field_makes_the_file_and_ends_the_duty()
    {
        var overdue = After(Owed, Decision.Of(FileRules.WhenDue(Owed, Now.AddDays(3))));
        var half = After(overdue, Amended(overdue, Wang with { Language = null, Email = "w@example.cn" }));
        Assert.Equal([FileField.Language], half.Completeness.Missing);
        Assert.True(half.File.IsOverdue);
        var made = After(half, Amended(half, Wang));
        Assert.True(made.Completeness.IsComplete);
        Assert.Equal((false, Now.AddDays(4)), (made.File.IsOverdue, made.File.EndedAt));
        Assert.Empty(Owe(made, FileOccasion.Visit, null, Now.AddDays(9)).Events);

        static Decision Amended(Customer customer, CustomerDetails details) => FileRules.Measured(
            customer, CustomerRules.Amend(customer, details, Now.AddDays(4)), [FileField.Name, FileField.Language], Now.AddDays(4));
    }

    [Fact]
    public void A_file_that_was_put_away_owes_nothing_until_the_next_occasion()
    {
        var away = After(Owed, CustomerRules.Archive(Owed, null, Now.AddDays(1)));
        Assert.Null(away.NextDue);
        Assert.Empty(Owe(away, FileOccasion.Visit, null, Now.AddDays(1)).Events);
        var back = After(away, CustomerRules.Unarchive(away));
        Assert.Null(back.NextDue);
        Assert.Equal(Now.AddDays(7), After(back, Owe(back, FileOccasion.Visit, null, Now.AddDays(5))).NextDue);
    }

    [Fact]
    public void A_file_is_measured_only_when_something_changed()
    {
        var measured = FileRules.Measured(Owed, Decision.NothingToDo, CustomerPolicies.RequiredFields.Standard, Now);
        Assert.Empty(measured.Events);
        var refused = FileRules.Measured(Owed, new NotFound("x"), CustomerPolicies.RequiredFields.Standard, Now);
        Assert.IsType<NotFound>(refused.Refusal);
    }

    private static Decision Owe(Customer customer, FileOccasion occasion, string? responsible, DateTimeOffset at) =>
        FileRules.Owe(customer, new OweFile(occasion, at, responsible), days: 2, oldestSale: DateOnly.MinValue, at);
}
