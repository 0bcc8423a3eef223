using System.Globalization;
using AfterSales.Records;
using AfterSales.Storage;
using AfterSales.Tickets;
using AfterSales.Tickets.Rules;

namespace AfterSales.ClusterTests.Storage;

/// <summary>One statement commits all parts of an envelope or none.</summary>
public abstract class AtomicityConformance(TestCluster cluster)
{
    private static readonly DateTimeOffset Due = TestCluster.Start.AddYears(3);

    [Fact]
    public async Task A_save_commits_every_part()
    {
        var grain = Envelopes.NewTicket("all");
        await cluster.Storage.Save(grain, new(), Envelopes.Ticket(grain, 1, due: Due));
        Assert.Equal("1 1 1 1 1 1 1", await cluster.Standing(grain));
        Assert.NotEmpty(await cluster.Rows<MarkRow>(rows => rows.Where(row => row.BranchId == Envelopes.Branch)));
    }

    [Fact]
    public Task A_request_that_was_handled_before_undoes_the_whole_save() =>
        NothingIsLeft("handled", (grain, stored) => cluster.Storage.Save(grain, stored, Envelopes.Ticket(grain, 2, handled: "test:1")));

    [Fact]
    public Task A_journal_entry_that_exists_undoes_the_whole_save() => NothingIsLeft("journal", async (grain, stored) =>
    {
        var at = TestCluster.Start.ToString(SnakeCaseModel.InstantFormat, CultureInfo.InvariantCulture);
        await cluster.Execute($"insert into journal (record, version, at, actor, events) values ('{grain.Key}', 2, '{at}', 'other', '[]')");
        try
        {
            await cluster.Storage.Save(grain, stored, Envelopes.Ticket(grain, 2));
        }
        finally
        {
            await cluster.Execute($"delete from journal where record = '{grain.Key}' and actor = 'other'");
        }
    });

    [Fact]
    public Task A_row_the_table_refuses_undoes_the_whole_save() => NothingIsLeft("row", async (grain, stored) =>
    {
        var other = Envelopes.NewTicket("holder");
        await cluster.Storage.Save(other, new(), Envelopes.Ticket(other, 1));
        var envelope = Envelopes.Ticket(grain, 2);
        var taken = ((TicketRow)envelope.Rows[0]) with { Number = $"N-{other.Key}" };
        await cluster.Storage.Save(grain, stored, new Saved<Ticket>
        {
            Grain = grain, State = envelope.State, Rows = [taken], Entry = envelope.Entry, Effects = envelope.Effects, Handled = envelope.Handled,
        });
    });

    private async Task NothingIsLeft(string name, Func<GrainId, GrainState<Saved<Ticket>>, Task> save)
    {
        var grain = Envelopes.NewTicket(name);
        var stored = new GrainState<Saved<Ticket>>();
        await cluster.Storage.Save(grain, stored, Envelopes.Ticket(grain, 1, due: Due));
        var before = await cluster.Query($"select payloadbinary from orleansstorage where grainidextensionstring = '{grain.Key}'");
        await Assert.ThrowsAnyAsync<Exception>(() => save(grain, stored));
        Assert.Equal("1 1 1 1 1 1 1", await cluster.Standing(grain));
        Assert.Equal(before, await cluster.Query($"select payloadbinary from orleansstorage where grainidextensionstring = '{grain.Key}'"));
        // And the record can be saved as before.
        await cluster.Storage.Save(grain, await cluster.Storage.Read(grain), Envelopes.Ticket(grain, 2));
        Assert.Equal("2 2 2 2 2 2 0", await cluster.Standing(grain));
    }
}

public sealed class AtomicityConformanceOnSqlite(SqliteCluster cluster) : AtomicityConformance(cluster), IClassFixture<SqliteCluster>;

public sealed class AtomicityConformanceOnPostgreSql(PostgreSqlCluster cluster) : AtomicityConformance(cluster), IClassFixture<PostgreSqlCluster>;
