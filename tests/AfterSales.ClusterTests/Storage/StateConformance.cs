using AfterSales.Records;
using AfterSales.Tickets.Rules;
using Orleans.Storage;

namespace AfterSales.ClusterTests.Storage;

/// <summary>What Orleans expects of grain storage, of the stock provider with our queries.</summary>
public abstract class StateConformance(TestCluster cluster)
{
    private static readonly DateTimeOffset Due = TestCluster.Start.AddYears(3);

    [Fact]
    public async Task What_is_written_is_read_again()
    {
        var grain = Envelopes.NewTicket("read");
        var written = Envelopes.Ticket(grain, 1).State!;
        await cluster.Storage.Save(grain, new(), Envelopes.Ticket(grain, 1));
        var read = await cluster.Storage.Read(grain);
        Assert.Equal("1", read.ETag);
        Assert.True(read.RecordExists);
        // Collections of records compare by reference; their text tells all.
        Assert.Equal(Json(written), Json(read.State!.State!));
    }

    [Fact]
    public async Task A_grain_that_was_never_written_has_no_state()
    {
        var read = await cluster.Storage.Read(Envelopes.NewTicket("never"));
        Assert.False(read.RecordExists);
        Assert.Null(read.ETag);
        Assert.Null(read.State?.State);
    }

    [Fact]
    public async Task A_cleared_state_is_gone_and_can_be_written_again()
    {
        var grain = Envelopes.NewTicket("clear");
        var stored = new GrainState<Saved<Ticket>>();
        await cluster.Storage.Save(grain, stored, Envelopes.Ticket(grain, 1));
        await cluster.Storage.ClearStateAsync("ticket", grain, stored);
        Assert.Null((await cluster.Storage.Read(grain)).State?.State);
        // Versions count anew: who has a record forgotten takes its journal away too.
        foreach (var table in new[] { "journal_text", "journal", "handled" }) await cluster.Execute($"delete from {table} where record = '{grain.Key}'");
        await cluster.Storage.Save(grain, stored, Envelopes.Ticket(grain, 1));
        Assert.NotNull((await cluster.Storage.Read(grain)).State?.State);
    }

    [Fact]
    public async Task A_stale_etag_is_refused_and_leaves_nothing_of_its_envelope()
    {
        var grain = Envelopes.NewTicket("stale");
        var first = new GrainState<Saved<Ticket>>();
        await cluster.Storage.Save(grain, first, Envelopes.Ticket(grain, 1, due: Due));
        var stale = await cluster.Storage.Read(grain);
        await cluster.Storage.Save(grain, first, Envelopes.Ticket(grain, 2, due: Due));
        await Assert.ThrowsAsync<InconsistentStateException>(() =>
            cluster.Storage.Save(grain, stale, Envelopes.Ticket(grain, 2, handled: "test:stale")));
        Assert.Equal("2 2 2 2 2 2 1", await cluster.Standing(grain));
    }

    [Fact]
    public async Task Of_many_first_writes_at_once_exactly_one_wins()
    {
        for (var round = 0; round < 10; round++)
        {
            var grain = Envelopes.NewTicket("race");
            var writers = Enumerable.Range(0, 8).Select(i => Task.Run(async () =>
            {
                try
                {
                    await cluster.Storage.Save(grain, new(), Envelopes.Ticket(grain, 1, handled: $"writer:{i}", due: Due));
                    return 1;
                }
                catch (InconsistentStateException)
                {
                    return 0;
                }
            }));
            Assert.Equal(1, (await Task.WhenAll(writers)).Sum());
            Assert.Equal("1 1 1 1 1 1 1", await cluster.Standing(grain));
        }
    }

    [Fact]
    public async Task A_state_of_a_megabyte_is_kept()
    {
        var grain = Envelopes.NewTicket("large");
        var envelope = Envelopes.Ticket(grain, 1);
        var wide = new string('宽', 350_000) + new string('w', 100_000);
        envelope.State = envelope.State! with { Number = wide };
        await cluster.Storage.Save(grain, new(), envelope);
        Assert.Equal(wide, (await cluster.Storage.Read(grain)).State!.State!.Number);
    }

    [Theory]
    [InlineData("t-with/slash")]
    [InlineData("t-quote'\"\\back")]
    [InlineData("t-客户 é e\u0301 🛠️")]
    [InlineData("t-%_[x]?#&+;--")]
    [InlineData("t- ")]
    public async Task Odd_keys_are_keys(string key)
    {
        var grain = GrainId.Create("ticket", key);
        await cluster.Storage.Save(grain, new(), Envelopes.Ticket(grain, 1, due: Due));
        Assert.Equal(key, (await cluster.Storage.Read(grain)).State!.State!.Id);
        Assert.Contains(await cluster.Query("select grainid from orleansreminderstable"), row => row[0] == grain.ToString());
        Assert.Contains(await cluster.Query("select record from journal"), row => row[0] == key);
    }

    [Theory]
    [InlineData("ti'cket")]
    [InlineData("状态\"\\")]
    public async Task Odd_kinds_are_kinds_of_their_own(string kind)
    {
        var grain = Envelopes.NewTicket("kind");
        var stored = new GrainState<Saved<Ticket>>(Envelopes.Ticket(grain, 1));
        await cluster.Storage.WriteStateAsync(kind, grain, stored);
        var read = new GrainState<Saved<Ticket>>();
        await cluster.Storage.ReadStateAsync(kind, grain, read);
        Assert.True(read.RecordExists);
        Assert.False((await cluster.Storage.Read(grain)).RecordExists);
    }

    private static string Json(Ticket ticket) => System.Text.Json.JsonSerializer.Serialize(ticket, RecordJson.State);
}

public sealed class StateConformanceOnSqlite(SqliteCluster cluster) : StateConformance(cluster), IClassFixture<SqliteCluster>;

public sealed class StateConformanceOnPostgreSql(PostgreSqlCluster cluster) : StateConformance(cluster), IClassFixture<PostgreSqlCluster>;
