using AfterSales.Branches;
using AfterSales.Headquarters;
using AfterSales.Storage;
using AfterSales.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace AfterSales.ClusterTests.Headquarters;

/// <summary>What was open each evening is written once, branch by branch, whatever goes from one to the other between two midnights.</summary>
public abstract class BacklogKeeperTests(TestCluster cluster)
{
    private static readonly DateOnly Day = new(2025, 12, 9);

    [Fact]
    public async Task A_ticket_that_is_handed_over_between_two_midnights_stands_in_the_evenings_of_both_branches()
    {
        var (east, west, ticket) = ("b-eve-east", "b-eve-west", "t-eve-1");
        await Add(Branch(east, "Asia/Shanghai"), Branch(west, "Europe/Madrid"), Old(ticket, east));
        // Midnight in Shanghai is 16:00, in Madrid 23:00.
        var keeper = Keeper(out var clock);
        clock.SetUtcNow(At(16, 30));
        await keeper.Run(default);
        Assert.Equal([east], await Evenings(east, west));
        await using (var db = await Databases.CreateDbContextAsync())
            await db.Set<TicketRow>().Where(row => row.Id == ticket).ExecuteUpdateAsync(row => row.SetProperty(r => r.BranchId, west));
        clock.SetUtcNow(At(23, 30));
        await keeper.Run(default);
        Assert.Equal([east, west], await Evenings(east, west));
        Assert.Equal([east, west], (await cluster.Rows<BacklogTicketRow>(rows => rows.Where(row => row.TicketId == ticket && row.Day == Day))).Select(row => row.BranchId).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_branch_whose_evening_cannot_be_written_does_not_keep_the_others_from_theirs()
    {
        var (broken, well, ticket) = ("b-eve-broken", "b-eve-well", "t-eve-2");
        var taken = new BacklogTicketRow { Id = FormattableString.Invariant($"{broken}/{Day:yyyy-MM-dd}/{ticket}"), BranchId = "b-eve-other", Day = Day, TicketId = ticket };
        await Add(Branch(broken, "Asia/Shanghai"), Branch(well, "Asia/Shanghai"), Old(ticket, broken), Old("t-eve-3", well), taken);
        var keeper = Keeper(out var clock);
        clock.SetUtcNow(At(16, 30));
        await Assert.ThrowsAsync<AggregateException>(() => keeper.Run(default));
        Assert.Equal([well], await Evenings(broken, well));
        // And it is tried again.
        await using (var db = await Databases.CreateDbContextAsync()) await db.Set<BacklogTicketRow>().Where(row => row.Id == taken.Id).ExecuteDeleteAsync();
        await keeper.Run(default);
        Assert.Equal([broken, well], await Evenings(broken, well));
    }

    private IDbContextFactory<AfterSalesDb> Databases => cluster.Services.GetRequiredService<IDbContextFactory<AfterSalesDb>>();

    private BacklogKeeper Keeper(out FakeTimeProvider clock) => new(Databases, cluster.Services.GetRequiredService<Roller>(), clock = new FakeTimeProvider(At(0, 0)));

    private async Task Add(params object[] rows)
    {
        await using var db = await Databases.CreateDbContextAsync();
        db.AddRange(rows);
        await db.SaveChangesAsync();
    }

    private async Task<IEnumerable<string>> Evenings(params string[] branches) =>
        (await cluster.Rows<BacklogDayRow>(rows => rows.Where(row => branches.Contains(row.BranchId) && row.Day == Day && row.OverAWeek == 1))).Select(row => row.BranchId).Order(StringComparer.Ordinal);

    private static DateTimeOffset At(int hour, int minute) => new(Day.ToDateTime(new TimeOnly(hour, minute)), TimeSpan.Zero);

    private static BranchRow Branch(string id, string zone) => new() { Id = id, BranchId = id, Code = id, Name = id, Country = "CN", Currency = "CNY", TimeZone = zone };

    private static TicketRow Old(string id, string branch) =>
        new() { Id = id, Number = id, BranchId = branch, CustomerId = "c-1", Owner = "test", IsOpen = true, RegisteredAt = At(0, 0).AddDays(-30), RegisteredDay = Day.AddDays(-30) };
}

public sealed class BacklogKeeperTestsOnSqlite(SqliteCluster cluster) : BacklogKeeperTests(cluster), IClassFixture<SqliteCluster>;

public sealed class BacklogKeeperTestsOnPostgreSql(PostgreSqlCluster cluster) : BacklogKeeperTests(cluster), IClassFixture<PostgreSqlCluster>;
