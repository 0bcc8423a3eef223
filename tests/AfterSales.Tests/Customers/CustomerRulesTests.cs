using AfterSales.Customers;
using AfterSales.Customers.Rules;
using AfterSales.Records;
using static AfterSales.Tests.Calendars.CalendarScenarios;

namespace AfterSales.Tests.Customers;

public sealed class CustomerRulesTests
{
    private static readonly DateTimeOffset Now = At("2026-03-09T02:00:00Z");

    private static readonly CustomerDetails Details =
        new(CustomerKind.Person, "Wang Wei", ["+8613800138000"], null, "Nanjing Lu 1", "Shanghai", Zone.Urban, "zh-CN", "K-1");

    private static Customer Registered => Customer.Apply(null, Assert.Single(CustomerRules.Register("c-1", "b-sh", Details, Now).Events));

    [Fact]
    public void A_customer_is_known_by_name_or_by_phone()
    {
        Assert.Null(CustomerRules.Register("c-1", "b-sh", Details with { Name = "" }, Now).Refusal);
        Assert.Null(CustomerRules.Register("c-1", "b-sh", Details with { Phones = [] }, Now).Refusal);
        var refusal = Assert.IsType<InputInvalid>(CustomerRules.Register("c-1", "b-sh", Details with { Name = " ", Phones = [] }, Now).Refusal);
        Assert.Equal([new InputIssue("name", "NAME_OR_PHONE_REQUIRED")], refusal.Issues);
    }

    [Fact]
    public void The_same_details_again_change_nothing()
    {
        var again = CustomerRules.Amend(Registered, Details with { Phones = ["+8613800138000"] });
        Assert.Null(again.Refusal);
        Assert.Empty(again.Events);
    }

    [Fact]
    public void Amending_takes_the_place_of_all_details_and_leaves_the_rest()
    {
        var amended = Customer.Apply(Registered, Assert.Single(CustomerRules.Amend(Registered, Details with { Phones = ["+34911234567"], Address = null }).Events));
        Assert.Equal(["+34911234567"], amended.Details.Phones);
        Assert.Null(amended.Details.Address);
        Assert.Equal(("c-1", "b-sh", Now), (amended.Id, amended.BranchId, amended.RegisteredAt));
    }

    [Fact]
    public void A_file_cannot_be_amended_until_nobody_is_known_by_it() =>
        Assert.IsType<InputInvalid>(CustomerRules.Amend(Registered, Details with { Name = "", Phones = [] }).Refusal);

    [Theory]
    [InlineData("138 0013 8000", "CN", "+8613800138000")]
    [InlineData("+34 911 234 567", "CN", "+34911234567")]
    [InlineData("911-234-567", "ES", "+34911234567")]
    [InlineData("12", "ES", null)]
    [InlineData("call me", "ES", null)]
    [InlineData("", "ES", null)]
    public void A_phone_number_is_kept_as_the_world_writes_it(string written, string country, string? kept) =>
        Assert.Equal(kept, PhoneNumber.Normalise(written, country));
}
