using AfterSales.Records;
using AfterSales.Tickets.Rules;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.ClusterTests.Storage;

/// <summary>The reminder table, through the stock provider with our queries; and the rows our save statement writes into it.</summary>
public abstract class ReminderConformance(TestCluster cluster)
{
    private IReminderTable Table => cluster.Services.GetRequiredService<IReminderTable>();

    [Fact]
    public async Task A_reminder_is_registered_read_moved_and_deleted()
    {
        var grain = Envelopes.NewTicket("reminder");
        var tag = await Table.UpsertRow(Entry(grain, Soon(1)));
        Assert.Equal(Soon(1), Assert.Single((await Table.ReadRows(grain)).Reminders).StartAt);
        var moved = await Table.UpsertRow(Entry(grain, Soon(2)));
        Assert.NotEqual(tag, moved);
        var read = await Table.ReadRow(grain, "due");
        Assert.Equal((Soon(2), moved, TimeSpan.FromMinutes(15)), (read!.StartAt, read.ETag, read.Period));
        Assert.False(await Table.RemoveRow(grain, "due", tag!));
        Assert.True(await Table.RemoveRow(grain, "due", moved!));
        Assert.False(await Table.RemoveRow(grain, "due", moved!));
        Assert.Empty((await Table.ReadRows(grain)).Reminders);
    }

    [Fact]
    public async Task A_range_holds_the_hashes_after_its_begin_up_to_its_end_also_where_it_wraps_around()
    {
        var grains = Enumerable.Range(0, 60).Select(i => Envelopes.NewTicket($"range{i}")).OrderBy(g => g.GetUniformHashCode()).ToArray();
        foreach (var grain in grains) await Table.UpsertRow(Entry(grain, Soon(1)));
        // Neighbours far apart, so that the ranges lie below, across and above the middle, where the stored hash changes its sign.
        foreach (var (from, to) in new[] { (0, 20), (10, 50), (25, 35), (40, 59), (50, 10), (59, 0), (35, 30), (7, 7) })
        {
            var (begin, end) = (grains[from].GetUniformHashCode(), grains[to].GetUniformHashCode());
            var expected = grains.Where(g => In(g.GetUniformHashCode(), begin, end)).Select(g => g.ToString()).Order(StringComparer.Ordinal);
            var read = (await Table.ReadRows(begin, end)).Reminders.Select(r => r.GrainId).Where(g => grains.Contains(g));
            Assert.Equal(expected, read.Select(g => g.ToString()).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task A_silo_reads_only_what_is_due_within_twenty_minutes()
    {
        var (soon, later, past) = (Envelopes.NewTicket("soon"), Envelopes.NewTicket("later"), Envelopes.NewTicket("past"));
        await Table.UpsertRow(Entry(past, Soon(-60 * 24)));
        await Table.UpsertRow(Entry(soon, Soon(19)));
        await Table.UpsertRow(Entry(later, Soon(21)));
        foreach (var (begin, end) in new[] { (0u, 0u), (later.GetUniformHashCode() - 1, later.GetUniformHashCode()) })
            Assert.DoesNotContain((await Table.ReadRows(begin, end)).Reminders, r => r.GrainId == later);
        var all = (await Table.ReadRows(0, 0)).Reminders.Select(r => r.GrainId).ToArray();
        Assert.Contains(soon, all);
        Assert.Contains(past, all);
        Assert.Single((await Table.ReadRows(later)).Reminders);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(500)]
    [InlineData(120)]
    [InlineData(7)]
    public async Task The_row_a_save_writes_is_the_row_Orleans_writes(int milliseconds)
    {
        var grain = Envelopes.NewTicket("same");
        var at = new DateTimeOffset(2031, 10, 20, 10, 0, 0, milliseconds, TimeSpan.Zero);
        await cluster.Storage.Save(grain, new(), Envelopes.Ticket(grain, 1, due: at));
        var ours = await RowOf(grain);
        await cluster.Execute($"delete from orleansreminderstable where grainid = '{grain}'");
        await Table.UpsertRow(Entry(grain, at.UtcDateTime));
        var theirs = await RowOf(grain);
        Assert.Equal(Assert.Single(theirs), Assert.Single(ours));
        Assert.Equal(at.UtcDateTime, (await Table.ReadRow(grain, "due"))!.StartAt);
    }

    [Fact]
    public async Task Saving_again_moves_the_row_as_Orleans_does_and_without_a_due_time_takes_it_away()
    {
        var grain = Envelopes.NewTicket("moves");
        var at = new DateTimeOffset(2031, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var stored = new GrainState<Saved<Ticket>>();
        await cluster.Storage.Save(grain, stored, Envelopes.Ticket(grain, 1, due: at));
        await cluster.Storage.Save(grain, stored, Envelopes.Ticket(grain, 2, due: at.AddDays(1)));
        var ours = await RowOf(grain);
        await cluster.Execute($"delete from orleansreminderstable where grainid = '{grain}'");
        await Table.UpsertRow(Entry(grain, at.UtcDateTime));
        await Table.UpsertRow(Entry(grain, at.UtcDateTime.AddDays(1)));
        Assert.Equal(Assert.Single(await RowOf(grain)), Assert.Single(ours));
        await cluster.Storage.Save(grain, stored, Envelopes.Ticket(grain, 3, due: null));
        Assert.Empty(await RowOf(grain));
    }

    private Task<List<string?[]>> RowOf(GrainId grain) => cluster.Query($"select * from orleansreminderstable where grainid = '{grain}'");

    private static bool In(uint hash, uint begin, uint end) => begin < end ? hash > begin && hash <= end : hash > begin || hash <= end;

    /// <summary>The table's horizon runs on the database's own clock.</summary>
    private static DateTime Soon(int minutes)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(minutes);
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMinute));
    }

    private static ReminderEntry Entry(GrainId grain, DateTime at) =>
        new() { GrainId = grain, ReminderName = "due", StartAt = at, Period = TimeSpan.FromMinutes(15) };
}

public sealed class ReminderConformanceOnSqlite(SqliteCluster cluster) : ReminderConformance(cluster), IClassFixture<SqliteCluster>;

public sealed class ReminderConformanceOnPostgreSql(PostgreSqlCluster cluster) : ReminderConformance(cluster), IClassFixture<PostgreSqlCluster>;
