using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using AfterSales.Access;
using AfterSales.Records;
using AfterSales.Technicians;
using AfterSales.Technicians.Rules;
using AfterSales.Tickets;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.ClusterTests.Records;

/// <summary>What a record tells others arrives in order and counts once, and what can't be delivered holds up nothing else.</summary>
public abstract class DeliveryTests(TestCluster cluster)
{
    [Fact]
    public async Task Effects_are_delivered_in_order_and_once()
    {
        var (source, a, b) = (await Source("order"), NewTarget(), NewTarget());
        for (var i = 1; i <= 20; i++) await Write(source, $"{i}", new TestTold(i % 2 == 0 ? a : b, i));
        await source.Tell();
        await source.Tell();
        await cluster.Time.Settle();
        Assert.Equal(Enumerable.Range(1, 10).Select(i => i * 2), TestTold.Heard(a));
        Assert.Equal(Enumerable.Range(0, 10).Select(i => (i * 2) + 1), TestTold.Heard(b));
        Assert.Empty(await Left(source));
    }

    [Fact]
    public async Task An_effect_delivered_twice_counts_once()
    {
        var (company, source) = await SourceWithCompany("twice");
        var held = new ConfirmAppointment(company.TechnicianId, "v-twice", source.GetPrimaryKeyString(), cluster.Now.AddHours(5), cluster.Now.AddHours(6));
        await Write(source, "same", held);
        await Write(source, "same", held);
        await source.Tell();
        await cluster.Time.Settle();
        await ConfirmedOnce(company, source, "same");
    }

    [Fact]
    public async Task An_effect_whose_receiver_loses_its_answers_counts_once()
    {
        var (company, source) = await SourceWithCompany("loses");
        await Write(source, "lost", new ConfirmAppointment(company.TechnicianId, "v-loses", source.GetPrimaryKeyString(), cluster.Now.AddHours(5), cluster.Now.AddHours(6)));
        cluster.Faults.FailAfter(1);
        await source.Tell();
        await cluster.Time.Settle();
        await ConfirmedOnce(company, source, "lost");
    }

    [Fact]
    public async Task A_receiver_that_cannot_save_now_is_told_later()
    {
        var (company, source) = await SourceWithCompany("later");
        await Write(source, "later", new ConfirmAppointment(company.TechnicianId, "v-later", source.GetPrimaryKeyString(), cluster.Now.AddHours(5), cluster.Now.AddHours(6)));
        cluster.Faults.FailBefore(3);
        await source.Tell();
        await cluster.Time.Settle();
        var waiting = Assert.Single(await Left(source));
        Assert.Equal(1, waiting.Attempts);
        Assert.True(waiting.NextTry > cluster.Now);
        await cluster.Time.MoveTo(cluster.Now.AddMinutes(1));
        await ConfirmedOnce(company, source, "later");
    }

    [Fact]
    public async Task An_effect_that_keeps_failing_is_set_aside_visible_blocks_no_other_target_and_can_be_sent_again()
    {
        var (source, failing, healthy) = (await Source("failing"), NewTarget(), NewTarget());
        TestTold.Refuse(failing, true);
        var first = await Write(source, "bad", new TestTold(failing, 1));
        await Write(source, "behind", new TestTold(failing, 2));
        await Write(source, "beside", new TestTold(healthy, 3));
        await source.Tell();
        await cluster.Time.Settle();
        Assert.Equal([3], TestTold.Heard(healthy));
        Assert.Empty(TestTold.Heard(failing));

        for (var i = 0; i < EffectTries.Most * 2; i++) await cluster.Time.MoveTo(cluster.Now.AddMinutes(10));
        var shelved = await cluster.Rows<SetAsideRow>(rows => rows.Where(row => row.Record == source.GetGrainId().ToString()));
        Assert.Equal(2, shelved.Count);
        Assert.All(shelved, row => Assert.Equal((SetAside.EffectKind, EffectTries.Most, (DateTimeOffset?)null), (row.Kind, row.Attempts, row.NextTry)));
        Assert.Contains("does not answer", shelved[0].Error, StringComparison.Ordinal);
        Assert.Equal(2, (await Left(source)).Count);

        TestTold.Refuse(failing, false);
        Assert.Null(await SendAgain("again"));
        await cluster.Time.Settle();
        Assert.Equal([1], TestTold.Heard(failing));
        Assert.Null(await SendAgain("again"));
        Assert.IsType<NotFound>(await SendAgain("once more"));
        Assert.Single(await Left(source));

        Task<Refusal?> SendAgain(string requestId) => cluster.Services.GetRequiredService<SetAside>()
            .SendAgain(SetAside.EffectKind, first, TestCluster.At(Assignment.Headquarters, Role.Administrator), requestId);
    }

    [Fact]
    public async Task What_a_host_put_down_whose_clock_was_ahead_is_delivered_by_the_next_sweep()
    {
        var (source, target) = (await Source("ahead"), NewTarget());
        await Write(source, "ahead", new TestTold(target, 1), nextTry: cluster.Now.AddHours(1));
        await cluster.Services.GetRequiredService<Sweep>().Run();
        await cluster.Time.Settle();
        Assert.Equal([1], TestTold.Heard(target));
        Assert.Empty(await Left(source));
    }

    [Fact]
    public async Task A_source_that_cannot_be_read_stops_neither_the_sweep_nor_other_sources()
    {
        var (broken, other, target) = (await Source("a-broken"), await Source("z-other"), NewTarget());
        await Write(broken, "broken", new TestTold(NewTarget(), 1));
        await Write(other, "other", new TestTold(target, 2));
        await cluster.Forget(broken);
        await cluster.Execute($"update orleansstorage set payloadbinary = '{{' where grainidextensionstring = '{broken.GetPrimaryKeyString()}'");
        await cluster.Services.GetRequiredService<Sweep>().Run();
        await cluster.Time.Settle();
        Assert.Equal([2], TestTold.Heard(target));
        Assert.Single(await cluster.Rows<SetAsideRow>(rows => rows.Where(row => row.Key == broken.GetGrainId().ToString() && row.Kind == SetAside.TellKind)));
    }

    private static string NewTarget() => $"target-{Guid.NewGuid():N}";

    private async Task<ITicketGrain> Source(string name) => (await SourceWithCompany(name)).Source;

    /// <summary>A source, and its time held with the technician: what it tells him is that the time is taken.</summary>
    private async Task<(Company Company, ITicketGrain Source)> SourceWithCompany(string name)
    {
        EffectKinds.Add(typeof(TestTold));
        var company = await Company.Open(cluster);
        var source = await company.Registered(name);
        await Company.Accepted(cluster.Grains.GetGrain<ITechnicianGrain>(company.TechnicianId).Hold(company.Intent(new HoldSlot(
            $"v-{name}", source.GetPrimaryKeyString(), cluster.Now.AddHours(5), cluster.Now.AddHours(6), HoldMinutes: 1000, company.BranchId))));
        // What these tell others is saved by now: a fault that a test orders meets the save it is meant for.
        await cluster.Time.Settle();
        return (company, source);
    }

    /// <summary>As the save statement writes it.</summary>
    private async Task<string> Write(ITicketGrain source, string name, Effect effect, DateTimeOffset? nextTry = null)
    {
        var id = $"{source.GetPrimaryKeyString()}-{name}";
        var body = JsonSerializer.Serialize(effect, effect.GetType(), RecordJson.State);
        await cluster.Execute($"""
            insert into effect (id, source, target, kind, body, next_try)
            values ('{id}', '{source.GetGrainId()}', '{effect.Target}', '{effect.GetType().Name}', '{body}', '{(nextTry is { } at ? at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture) : "2026-01-01T00:00:00.000Z")}')
            """);
        return id;
    }

    private Task<List<EffectRow>> Left(ITicketGrain source) =>
        cluster.Rows<EffectRow>(rows => rows.Where(row => row.Source == source.GetGrainId().ToString()));

    private async Task ConfirmedOnce(Company company, ITicketGrain source, string name)
    {
        Assert.Empty(await Left(source));
        var appointment = Assert.Single(await cluster.Rows<AppointmentRow>(rows => rows.Where(row => row.TicketId == source.GetPrimaryKeyString())));
        Assert.Equal(AppointmentState.Confirmed, appointment.State);
        var id = $"effect:{source.GetPrimaryKeyString()}-{name}";
        Assert.Single(await cluster.Rows<JournalRow>(rows => rows.Where(row => row.Record == company.TechnicianId && row.Cause == id)));
        Assert.Single(await cluster.Rows<HandledRow>(rows => rows.Where(row => row.Record == company.TechnicianId && row.Id == $"system:{id}")));
    }
}

/// <summary>Tells a target that writes down what it hears, or does not answer.</summary>
public sealed record TestTold(string To, int Number) : Effect
{
    private static readonly ConcurrentDictionary<string, ConcurrentQueue<int>> All = new();
    private static readonly ConcurrentDictionary<string, bool> Refusing = new();

    public override string Target => To;

    public static int[] Heard(string target) => All.TryGetValue(target, out var heard) ? [.. heard] : [];

    public static void Refuse(string target, bool refuses) => Refusing[target] = refuses;

    public override Task<Answer> Deliver(IGrainFactory grains, EffectContext context)
    {
        if (Refusing.GetValueOrDefault(To)) throw new TimeoutException($"{To} does not answer.");
        All.GetOrAdd(To, _ => new()).Enqueue(Number);
        return Task.FromResult(new Answer(To, 1));
    }
}

public sealed class DeliveryTestsOnSqlite(SqliteCluster cluster) : DeliveryTests(cluster), IClassFixture<SqliteCluster>;

public sealed class DeliveryTestsOnPostgreSql(PostgreSqlCluster cluster) : DeliveryTests(cluster), IClassFixture<PostgreSqlCluster>;
