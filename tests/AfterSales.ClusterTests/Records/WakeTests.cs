using System.Collections.Immutable;
using AfterSales.FollowUps.Rules;
using AfterSales.Policies;
using AfterSales.Records;
using AfterSales.Tickets;
using AfterSales.Tickets.Rules;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.ClusterTests.Records;

/// <summary>A record does what is due when it is woken: once, however often, early or late that is.</summary>
public abstract class WakeTests(TestCluster cluster)
{
    private static readonly string ThreeCalls = PolicyBook.Write(FollowUpPolicies.Plan, ImmutableList.Create(
        new FollowUpStep("first", FollowUpTrigger.Completion, 3, 7), new FollowUpStep("second", FollowUpTrigger.Completion, 10, 14),
        new FollowUpStep("third", FollowUpTrigger.Completion, 20, 21)));

    [Fact]
    public async Task Early_and_repeated_wakes_change_nothing()
    {
        var (company, ticket) = await Completed("early");
        var before = await Journal(ticket);
        for (var i = 0; i < 3; i++) await ticket.Wake();
        Assert.Equal(before, await Journal(ticket));
        await cluster.Time.MoveTo((await ticket.Read(company.Staff))!.FollowUps.Calls[0].OpensAt);
        var raised = await Journal(ticket);
        Assert.Equal(before.Length + 1, raised.Length);
        for (var i = 0; i < 3; i++) await ticket.Wake();
        Assert.Equal(raised, await Journal(ticket));
    }

    [Fact]
    public async Task A_system_that_slept_for_a_month_raises_each_follow_up_once_and_in_order()
    {
        var (company, ticket) = await Completed("slept");
        // As after a month in which no silo ran: time passes, and nobody is woken on the way.
        cluster.Services.GetRequiredService<VirtualClock>().MoveTo(cluster.Now.AddDays(31));
        await cluster.Services.GetRequiredService<Sweep>().Run();
        await cluster.Time.Settle();
        await cluster.Services.GetRequiredService<Sweep>().Run();
        var calls = (await ticket.Read(company.Staff))!.FollowUps.Calls;
        Assert.All(calls, call => Assert.Equal(FollowUpState.Overdue, call.State));
        var events = string.Join('\n', await Journal(ticket));
        var order = new[] { 1, 2, 3 }.SelectMany(number => new[] { Position("FollowUpRaised", number), Position("FollowUpMissed", number) }).ToArray();
        Assert.Equal(order.Order(), order);
        Assert.Equal((3, 3), (Count(events, "FollowUpRaised"), Count(events, "FollowUpMissed")));
        Assert.Empty(await cluster.Rows<ReminderRow>(rows => rows.Where(row => row.GrainId == ticket.GetGrainId().ToString())));

        int Position(string name, int number)
        {
            var compact = events.Replace(" ", "", StringComparison.Ordinal);
            var at = new[] { $"{{\"name\":\"{name}\",\"data\":{{\"number\":{number}}}}}", $"{{\"data\":{{\"number\":{number}}},\"name\":\"{name}\"}}" }
                .Max(text => compact.IndexOf(text, StringComparison.Ordinal));
            Assert.True(at >= 0, $"{name} {number} is not in {events}");
            return at;
        }
    }

    [Fact]
    public async Task Step_by_step_a_month_raises_each_follow_up_at_its_own_time()
    {
        var (company, ticket) = await Completed("steps");
        await cluster.Time.MoveTo(cluster.Now.AddDays(31));
        var calls = (await ticket.Read(company.Staff))!.FollowUps.Calls;
        var entries = await cluster.Rows<JournalRow>(rows =>
            rows.Where(row => row.Record == ticket.GetPrimaryKeyString() && row.Cause == "due").OrderBy(row => row.Version));
        Assert.Equal(calls.SelectMany(call => new[] { call.OpensAt, call.ClosesAt }).Order(), entries.Select(entry => entry.At));
    }

    [Fact]
    public async Task A_record_that_cannot_be_read_is_set_aside_and_blocks_nobody()
    {
        var (company, broken) = await Completed("broken");
        var healthy = await company.Completed("healthy", cluster.Now.AddHours(3));
        await cluster.Time.Settle();
        await cluster.Forget(broken);
        await Overwrite(broken, "{\"step\": \"No");
        var opens = (await healthy.Read(company.Staff))!.FollowUps.Calls[0].OpensAt;
        await cluster.Time.MoveTo(opens.AddDays(1));
        Assert.Equal(FollowUpState.Due, (await healthy.Read(company.Staff))!.FollowUps.Calls[0].State);
        var shelved = Assert.Single(await cluster.Rows<SetAsideRow>(rows => rows.Where(row => row.Key == broken.GetGrainId().ToString())));
        Assert.Equal(SetAside.WakeKind, shelved.Kind);
        Assert.True(shelved.NextTry > cluster.Now);
        Assert.NotEmpty(shelved.Error);

        // Mended, it is woken at its next try.
        await Overwrite(broken, mended: true);
        await cluster.Time.MoveTo(cluster.Now.AddDays(2));
        Assert.True((await broken.Read(company.Staff))!.FollowUps.Calls[0].IsInQueue);
        Assert.Empty(await cluster.Rows<SetAsideRow>(rows => rows.Where(row => row.Key == broken.GetGrainId().ToString())));
    }

    [Fact]
    public async Task The_sweep_wakes_more_records_than_one_page_holds()
    {
        var (company, pattern) = await Completed("pattern");
        var state = (await pattern.Read(company.Staff))!;
        var many = Enumerable.Range(0, 450).Select(i => company.Ticket($"many{i:000}")).ToArray();
        foreach (var ticket in many)
        {
            var copy = state with { Id = ticket.GetPrimaryKeyString(), Number = ticket.GetPrimaryKeyString() };
            await cluster.Storage.WriteStateAsync("ticket", ticket.GetGrainId(), new GrainState<Saved<Ticket>>(new Saved<Ticket>
            {
                Grain = ticket.GetGrainId(), State = copy, Rows = [TicketRow.Of(copy, new RowStamp(1, 1))], Due = new DueChange(copy.NextDue),
            }));
        }

        cluster.Services.GetRequiredService<VirtualClock>().MoveTo(state.NextDue!.Value.AddMinutes(2));
        await cluster.Services.GetRequiredService<Sweep>().Run();
        foreach (var ticket in many) Assert.Equal(FollowUpState.Due, (await ticket.Read(company.Staff))!.FollowUps.Calls[0].State);
    }

    [Fact]
    public async Task A_reminder_that_its_record_knows_nothing_of_is_set_aside()
    {
        var company = await Company.Open(cluster);
        var ticket = company.Ticket("stray");
        // Our own work, to which nothing is promised.
        await Company.Accepted(ticket.Register(company.Intent(company.Leak with { CustomerId = null, ProductId = null, Kind = TicketKind.Internal })));
        await cluster.Services.GetRequiredService<IReminderTable>().UpsertRow(new ReminderEntry
        {
            GrainId = ticket.GetGrainId(), ReminderName = ReminderRow.Due, StartAt = cluster.Now.AddHours(1).UtcDateTime, Period = TimeSpan.FromMinutes(15),
        });
        await cluster.Time.MoveTo(cluster.Now.AddHours(2));
        var shelved = Assert.Single(await cluster.Rows<SetAsideRow>(rows => rows.Where(row => row.Key == ticket.GetGrainId().ToString())));
        Assert.Contains("still due", shelved.Error, StringComparison.Ordinal);
        // Writing its rows anew takes the stray away.
        await ticket.Refresh();
        Assert.Empty(await cluster.Rows<ReminderRow>(rows => rows.Where(row => row.GrainId == ticket.GetGrainId().ToString())));
    }

    private async Task<(Company, ITicketGrain)> Completed(string name)
    {
        var company = await Company.Open(cluster);
        await Company.Accepted(cluster.Grains.GetGrain<IPoliciesGrain>(IPoliciesGrain.KeyOf(company.BranchId))
            .Set(company.Intent(new SetPolicy(company.BranchId, FollowUpPolicies.Plan.Key, ThreeCalls))));
        var ticket = await company.Completed(name, cluster.Now.AddHours(1));
        await cluster.Time.Settle();
        Assert.Equal(3, (await ticket.Read(company.Staff))!.FollowUps.Calls.Count);
        return (company, ticket);
    }

    private async Task<string[]> Journal(ITicketGrain ticket) =>
    [
        .. (await cluster.Rows<JournalRow>(rows => rows.Where(row => row.Record == ticket.GetPrimaryKeyString()).OrderBy(row => row.Version)))
            .Select(row => row.Events),
    ];

    /// <summary>Puts something else where a state is stored, or its good half back.</summary>
    private async Task Overwrite(ITicketGrain ticket, string text = "", bool mended = false)
    {
        await cluster.Execute("create table if not exists kept (grain text, payload text)");
        var isSqlite = cluster.Database.Provider == AfterSales.Storage.StorageProvider.Sqlite;
        var key = ticket.GetPrimaryKeyString();
        var asText = isSqlite ? "cast(payloadbinary as text)" : "convert_from(payloadbinary, 'UTF8')";
        string AsBytes(string value) => isSqlite ? $"cast({value} as blob)" : $"convert_to({value}, 'UTF8')";
        if (!mended) await cluster.Execute($"insert into kept select '{key}', {asText} from orleansstorage where grainidextensionstring = '{key}'");
        var payload = mended ? $"(select payload from kept where grain = '{key}')" : $"'{text}'";
        await cluster.Execute($"update orleansstorage set payloadbinary = {AsBytes(payload)} where grainidextensionstring = '{key}'");
    }

    private static int Count(string text, string word) => text.Split(word).Length - 1;
}

public sealed class WakeTestsOnSqlite(SqliteCluster cluster) : WakeTests(cluster), IClassFixture<SqliteCluster>;

public sealed class WakeTestsOnPostgreSql(PostgreSqlCluster cluster) : WakeTests(cluster), IClassFixture<PostgreSqlCluster>;
