using System.Diagnostics;
using System.Globalization;
using AfterSales.Storage;

namespace AfterSales.Benchmarks;

/// <summary>W6: what reminders that wait cost the start and the memory. W7: how fast those that are due are worked off. W9: the same of promises that run out.</summary>
internal static class ReminderBenchmarks
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>Two services in turns, one with reminders of the coming year on its database and one with none. Then both are left alone.</summary>
    public static async Task Waiting(ResultTable table, Effort effort)
    {
        foreach (var server in effort.Databases)
        {
            await using var without = await Effort.New(server);
            await using var with = await Effort.New(server);
            // The first start makes the tables.
            await Start(without);
            await Start(with);
            await Fill(with.Options, effort.Reminders);
            var (none, many) = (new List<double>(), new List<double>());
            for (var round = 0; round < effort.Starts; round++)
            {
                none.Add(await Start(without));
                many.Add(await Start(with));
            }

            var of = $"{effort.Reminders} reminders; baseline: none";
            var provider = with.Options.Provider;
            table.Add($"W6 start, {of}", provider, $"{Measured.Median(many):F0} ms", $"{Measured.Median(none):F0} ms", Measured.Median(many) / Measured.Median(none));
            await using var first = await MeasuredService.Start(without.Options);
            await using var second = await MeasuredService.Start(with.Options);
            await Task.Delay(effort.Rest, TimeProvider.System);
            var (plain, full) = (ProcessMemory.Of(first.ProcessId), ProcessMemory.Of(second.ProcessId));
            table.Add($"W6 memory after {effort.Rest.TotalSeconds:F0} s at rest, {of}", provider, $"{full.Now:F0} MB", $"{plain.Now:F0} MB", full.Now / plain.Now);
            table.Add($"W6 most memory until then, {of}", provider, $"{full.Peak:F0} MB", $"{plain.Peak:F0} MB", full.Peak / plain.Peak);
        }
    }

    /// <summary>Customers who are to be called are raised, each as a task, at a time within the same minute; it ends with the last one's task.</summary>
    public static Task Due(ResultTable table, Effort effort) => effort.OnEach(async test =>
    {
        await using var service = await MeasuredService.Start(test.Options);
        await BenchmarkBranch.Open(service);
        await using var database = Database.Open(test.Options);
        var clock = Stopwatch.StartNew();
        var customers = await BenchmarkBranch.Customers(service, effort.Due);
        var from = TimeProvider.System.GetUtcNow() + (clock.Elapsed * 1.5) + Minute;
        await Parallel.ForAsync(0, customers.Length, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, _) => await service.Ask(
            "mutation($i: PlanCustomerCallInput!) { planCustomerCall(input: $i) { customer { id } errors { __typename } } }",
            new { i = new { customerId = customers[i], topic = "benchmark", at = from + (Minute * i / customers.Length) } }, BenchmarkBranch.Dispatcher));
        if (TimeProvider.System.GetUtcNow() > from) throw new InvalidOperationException("Planning took longer than the time until the first call is due.");
        while (TimeProvider.System.GetUtcNow() < from) await Task.Delay(Poll, TimeProvider.System);
        await WorkedOff(table, $"W7 {customers.Length} reminders due", test, service, database, from, customers.Length, "select count(*) from task where kind = 'PlannedCall'");
    });

    /// <summary>
    /// The answers promised on tickets that were taken down within the same minute run out unkept; it ends when of each ticket somebody has both been warned and told of the miss.
    /// </summary>
    public static Task RunningOut(ResultTable table, Effort effort) => effort.OnEach(async test =>
    {
        const int promisedMinutes = 8;
        await using var service = await MeasuredService.Start(test.Options);
        await BenchmarkBranch.Open(service);
        await service.Ask("mutation($i: SetPolicyInput!) { setPolicy(input: $i) { errors { __typename } } }", new
        {
            i = new { key = "tickets.promises", value = new[] { new { promise = "Answered", amount = promisedMinutes, unit = "Minutes", when = new { }, starts = "Request", stops = "Answer", pauses = Array.Empty<string>() } } },
        });
        await using var database = Database.Open(test.Options);
        var customers = await BenchmarkBranch.Customers(service, 400);
        var from = TimeProvider.System.GetUtcNow() + TimeSpan.FromMinutes(promisedMinutes);
        await BenchmarkBranch.Tickets(service, customers, effort.Due, over: Minute);
        // As many were warned at three quarters of the time as will have run out at its end.
        while (TimeProvider.System.GetUtcNow() < from) await Task.Delay(Poll, TimeProvider.System);
        await WorkedOff(table, $"W9 {effort.Due} promises that run out", test, service, database, from, 2 * effort.Due, "select count(*) from task where kind in ('PromiseRunsOut', 'PromiseMissed')");
    });

    private static async Task WorkedOff(
        ResultTable table, string what, BenchmarkDatabase test, MeasuredService service, Database database, DateTimeOffset from, int count, string countDone)
    {
        using var driver = new Driver();
        var cpu = await CpuTimes.Of(service.ProcessId, driver, test.Options);
        var before = cpu.Now();
        var (done, atEnd) = (0L, -1L);
        while (done < count)
        {
            var late = TimeProvider.System.GetUtcNow() - from;
            if (late > Patience) throw new TimeoutException($"After {Patience} {done} of {count} are done.");
            await Task.Delay(Poll, TimeProvider.System);
            done = await ManyTickets.Count(database, countDone);
            if (atEnd < 0 && late >= Minute) atEnd = done;
        }

        var took = TimeProvider.System.GetUtcNow() - from;
        var used = cpu.Now() - before;
        double Each(TimeSpan all) => all.TotalMilliseconds / count;
        table.Add(string.Create(CultureInfo.InvariantCulture, $"{what} within a minute, from the first until all {count} tasks stand ({(atEnd < 0 ? done : atEnd)} when the minute ended); baseline: the minute"),
            test.Options.Provider, $"{took.TotalSeconds:F1} s", $"{Minute.TotalSeconds:F0} s", took / Minute, "–", "–", ResultTable.Of(Each(used.Service)),
            used.Database is { } ofDatabase ? ResultTable.Of(Each(ofDatabase)) : "in it");
    }

    private static async Task<double> Start(BenchmarkDatabase test)
    {
        await using var service = await MeasuredService.Start(test.Options);
        return service.StartedIn.TotalMilliseconds;
    }

    private static async Task Fill(StorageOptions storage, int count)
    {
        await using var database = Database.Open(storage);
        var isSqlite = storage.Provider == StorageProvider.Sqlite;
        const string columns = "insert into orleansreminderstable (serviceid, grainid, remindername, starttime, period, grainhash, version)";
        // From tomorrow on, through a year; the hashes are spread over all 32 bits.
        const string hash = "(i * 2654435761) % 4294967296 - 2147483648";
        const string minutes = "1440 + i % 525600";
        await ManyTickets.Execute(database, isSqlite
            ? $"with recursive n(i) as (select 0 union all select i + 1 from n where i < {count - 1}) {columns} select '{AfterSalesSetup.ServiceId}', 'ticket/t-' || i, 'due', strftime('%Y-%m-%d %H:%M:%f', 'now', '+' || ({minutes}) || ' minutes'), 600000, {hash}, 0 from n"
            : $"{columns} select '{AfterSalesSetup.ServiceId}', 'ticket/t-' || i, 'due', now() + make_interval(mins => ({minutes})::int), 600000, ({hash})::integer, 0 from generate_series(0, {count - 1}::bigint) n(i)");
        await ManyTickets.Execute(database, isSqlite ? "analyze" : "vacuum analyze orleansreminderstable");
    }
}
