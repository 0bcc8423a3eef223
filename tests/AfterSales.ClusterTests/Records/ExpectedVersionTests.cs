using AfterSales.Branches;
using AfterSales.Calendars;
using AfterSales.Customers;
using AfterSales.Customers.Rules;
using AfterSales.Records;

namespace AfterSales.ClusterTests.Records;

/// <summary>Who replaces what another has changed meanwhile is told so, if he said what he had read.</summary>
public abstract class ExpectedVersionTests(TestCluster cluster)
{
    [Fact]
    public async Task Of_two_who_amend_what_both_have_read_the_second_is_refused_and_told_the_version_that_is()
    {
        var company = await Company.Open(cluster);
        var customer = cluster.Grains.GetGrain<ICustomerGrain>(company.CustomerId);
        var read = (await customer.ReadVersioned(company.Staff))!;
        Assert.Equal(1, read.Version);
        await Company.Accepted(customer.Amend(company.Intent(Company.Wang with { Name = "王芳" }) with { ExpectedVersion = read.Version }));
        var refusal = await Company.Refused<ChangedMeanwhile>(
            customer.Amend(company.Intent(Company.Wang with { Name = "王强" }) with { ExpectedVersion = read.Version }));
        Assert.Equal(new ChangedMeanwhile(company.CustomerId, 2), refusal);
        Assert.Equal(("王芳", 2), await NameAndVersion());
        await Company.Accepted(customer.Amend(company.Intent(Company.Wang with { Name = "王强" }) with { ExpectedVersion = refusal.Version }));
        Assert.Equal(("王强", 3), await NameAndVersion());

        async Task<(string, int)> NameAndVersion() =>
            await customer.ReadVersioned(company.Staff) is (var state, var version) ? (state.Details.Name, version) : ("", 0);
    }

    [Fact]
    public async Task Of_many_at_once_that_expect_the_same_version_one_is_taken()
    {
        var company = await Company.Open(cluster);
        var customer = cluster.Grains.GetGrain<ICustomerGrain>(company.CustomerId);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i =>
            customer.Amend(company.Intent(Company.Wang with { Name = $"name {i}" }) with { ExpectedVersion = 1 })));
        Assert.Equal(2, Assert.Single(answers, answer => answer.Refusal is null).Version);
        Assert.Equal(7, answers.Count(answer => answer.Refusal is ChangedMeanwhile { Version: 2 }));
    }

    [Fact]
    public async Task A_repeat_gets_its_first_answer_though_its_version_has_passed()
    {
        var company = await Company.Open(cluster);
        var customer = cluster.Grains.GetGrain<ICustomerGrain>(company.CustomerId);
        var amend = company.Intent(Company.Wang with { Name = "王芳" }, "amend") with { ExpectedVersion = 1 };
        var first = await Company.Accepted(customer.Amend(amend));
        Assert.Equal(first, await customer.Amend(amend));
    }

    [Fact]
    public async Task What_may_not_be_seen_is_not_told_its_version()
    {
        var company = await Company.Open(cluster);
        var stranger = TestCluster.At("b-other", AfterSales.Access.Role.Dispatcher);
        var customer = cluster.Grains.GetGrain<ICustomerGrain>(company.CustomerId);
        Assert.Null(await customer.ReadVersioned(stranger));
        await Company.Refused<NotFound>(customer.Amend(new Intent<CustomerDetails>(Company.Wang, stranger, ExpectedVersion: 7)));
    }

    [Fact]
    public async Task A_calendar_counts_its_own_versions()
    {
        var company = await Company.Open(cluster);
        var branch = cluster.Grains.GetGrain<IBranchGrain>(company.BranchId);
        // Numbers of tickets are kept by the branch as well.
        await company.Registered("numbers");
        var read = (await branch.Read(company.Director))!.Calendar;
        var other = Company.OfficeHours with { Holidays = [new Holiday(new DateOnly(2026, 10, 1), "国庆节")] };
        await Company.Accepted(branch.ChangeCalendar(new Intent<WorkingCalendar>(other, company.Director, ExpectedVersion: read.Version)));
        var refusal = await Company.Refused<ChangedMeanwhile>(
            branch.ChangeCalendar(new Intent<WorkingCalendar>(Company.OfficeHours, company.Director, ExpectedVersion: read.Version)));
        Assert.Equal(read.Version + 1, refusal.Version);
    }
}

public sealed class ExpectedVersionTestsOnSqlite(SqliteCluster cluster) : ExpectedVersionTests(cluster), IClassFixture<SqliteCluster>;

public sealed class ExpectedVersionTestsOnPostgreSql(PostgreSqlCluster cluster) : ExpectedVersionTests(cluster), IClassFixture<PostgreSqlCluster>;
