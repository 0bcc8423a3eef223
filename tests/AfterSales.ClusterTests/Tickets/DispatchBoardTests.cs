using AfterSales.Access;
using AfterSales.Branches;
using AfterSales.Branches.Rules;
using AfterSales.Customers;
using AfterSales.Customers.Rules;
using AfterSales.Promises.Rules;
using AfterSales.Records;
using AfterSales.Tickets;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.ClusterTests.Tickets;

/// <summary>What a dispatcher has to place and has placed, read at once.</summary>
public abstract class DispatchBoardTests(TestCluster cluster)
{
    private static readonly Coordinates Square = new(31.2412, 121.4903);

    [Fact]
    public async Task What_nobody_is_sent_for_waits_with_its_promise_its_area_and_its_place_and_what_is_booked_is_apart()
    {
        var company = await WithZone();
        var from = cluster.Now.AddHours(3);
        var booked = await company.Scheduled("booked", from);
        await company.Scheduled("tomorrow", from.AddDays(1));
        var waiting = await company.Assessed("waiting");
        await cluster.Time.Settle();
        var board = await Board(company, company.Staff, from, from.AddHours(1));
        Assert.True(board.IsComplete);
        var job = Assert.Single(board.Waiting);
        Assert.Equal((waiting.GetPrimaryKeyString(), "内环", Square), (job.Row.Id, job.Area, job.Place));
        // Of the same product, within ninety days.
        Assert.Equal(2, job.EarlierFaults);
        var clock = job.Clock!;
        Assert.True(clock.IsRunning);
        Assert.Equal((await waiting.Read(company.Staff))!.Promises.Running.Min(promise => promise.DueAt), clock.DueAt);
        Assert.Equal((booked.GetPrimaryKeyString(), Square), Assert.Single(board.Booked.Select(one => (one.Row.Id, one.Place!))));
    }

    [Fact]
    public async Task What_stands_still_waits_too_and_a_booking_taken_back_waits_again()
    {
        var company = await WithZone();
        var from = cluster.Now.AddHours(3);
        var ticket = await company.Scheduled("slip", from);
        await Company.Accepted(ticket.TakeBack(company.Intent(new TakeBackBooking(null, "拖错了"))));
        await Company.Accepted(ticket.PausePromises(company.Intent(new PausePromises(PauseReason.Customer, null, null))));
        await cluster.Time.Settle();
        var board = await Board(company, company.Staff, from, from.AddHours(1));
        Assert.Empty(board.Booked);
        var job = Assert.Single(board.Waiting);
        Assert.Equal(PromiseState.Paused, job.Clock!.StateAt(cluster.Now));
        Assert.Equal(0, job.EarlierFaults);
        // The time is free for another.
        await company.Scheduled("next", from);
    }

    [Fact]
    public async Task Another_branch_sees_nothing_of_it()
    {
        var company = await WithZone();
        await company.Assessed("own");
        await cluster.Time.Settle();
        var board = await Board(company, TestCluster.At("b-elsewhere", Role.Dispatcher), cluster.Now, cluster.Now.AddDays(1));
        Assert.Empty(board.Waiting);
        Assert.Empty(board.Booked);
    }

    private Task<DispatchBoard> Board(Company company, Caller caller, DateTimeOffset from, DateTimeOffset to) =>
        cluster.Services.GetRequiredService<DispatchBoards>().Of(company.BranchId, from, to, caller, TestContext.Current.CancellationToken);

    private async Task<Company> WithZone()
    {
        var company = await Company.Open(cluster);
        await Company.Accepted(cluster.Grains.GetGrain<IBranchGrain>(company.BranchId).SetZones(new Intent<SetZones>(
            new SetZones([new ServiceZone("内环", Zone.Urban, 30, [new PostalCodeRange("200000", "200999")], [])]), company.Director)));
        await Company.Accepted(cluster.Grains.GetGrain<ICustomerGrain>(company.CustomerId).Amend(company.Intent(
            Company.Wang with { Addresses = [new CustomerAddress("", "南京东路 1", "上海", PostalCode: "200001", Coordinates: Square)] })));
        return company;
    }
}

public sealed class DispatchBoardTestsOnSqlite(SqliteCluster cluster) : DispatchBoardTests(cluster), IClassFixture<SqliteCluster>;

public sealed class DispatchBoardTestsOnPostgreSql(PostgreSqlCluster cluster) : DispatchBoardTests(cluster), IClassFixture<PostgreSqlCluster>;
