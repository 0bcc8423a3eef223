using AfterSales.Records;
using AfterSales.Storage;
using AfterSales.Tickets;
using AfterSales.Tickets.Rules;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using Orleans.TestingHost;

namespace AfterSales.Benchmarks;

/// <summary>
/// The save of a newly registered ticket through Orleans' stock storage (state, row, journal, words, handled request, mark: one statement)
/// against a raw prepared one-row INSERT, 32 clients each. Runs take turns; the medians are compared.
/// <code>dotnet run -c Release --project tests/AfterSales.Benchmarks -- save [connection string]</code>
/// PostgreSQL is measured when a connection string is given, or the environment's AFTERSALES_TEST_POSTGRESQL names one; the databases it
/// makes are taken away afterwards.
/// </summary>
internal static class SaveBenchmark
{
    private const int Clients = 32;
    private const int Rounds = 7;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(3);
    private static readonly DateTimeOffset At = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    public static async Task<int> Run(string[] args)
    {
        await Measured.Heading();
        System.Console.WriteLine($"{Clients} clients, medians of {Rounds} runs of {Round.TotalSeconds:F0} s after {2 * WarmUp.TotalSeconds:F0} s\n");
        System.Console.WriteLine($"{"",-12}{"raw insert/s",14}{"saves/s",12}{"ratio",8}");
        if ((args.FirstOrDefault() ?? Environment.GetEnvironmentVariable("AFTERSALES_TEST_POSTGRESQL")) is { } server)
            await Measure(await BenchmarkDatabase.PostgreSql(server));
        await Measure(BenchmarkDatabase.Sqlite());
        return 0;
    }

    private static async Task Measure(BenchmarkDatabase test)
    {
        await using var _ = test;
        var builder = new InProcessTestClusterBuilder(1);
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSilo((_, silo) =>
        {
            silo.UseRecords();
            silo.Services.AddStorage(Database.Open(test.Options));
        });
        await using var cluster = builder.Build();
        await cluster.DeployAsync();
        var storage = cluster.Silos[0].ServiceProvider.GetRequiredKeyedService<IGrainStorage>(RecordServices.StorageName);
        await using var raw = await RawInsert.Open(test.Options, Clients);

        Task Save(int client)
        {
            var grain = GrainId.Create("ticket", $"t-{Guid.CreateVersion7():N}");
            return storage.WriteStateAsync("ticket", grain, new GrainState<Saved<Ticket>>(Registered(grain, "b-sh", new DateOnly(2026, 3, 2), marks: true)));
        }

        await Measured.Rate(Clients, WarmUp, raw.Insert);
        await Measured.Rate(Clients, WarmUp, Save);
        var (inserts, saves) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            inserts.Add(await Measured.Rate(Clients, Round, raw.Insert));
            saves.Add(await Measured.Rate(Clients, Round, Save));
        }

        var (insert, save) = (Measured.Median(inserts), Measured.Median(saves));
        System.Console.WriteLine($"{test.Options.Provider,-12}{insert,14:F0}{save,12:F0}{save / insert,8:F2}");
        await cluster.StopAllSilosAsync();
    }

    /// <param name="marks">Whether the day is marked for the figures.</param>
    internal static Saved<Ticket> Registered(GrainId grain, string branchId, DateOnly day, bool marks)
    {
        var key = grain.Key.ToString()!;
        var registered = new TicketRegistered(key, $"SH-2603-{key}", branchId, "c-0199a1b2c3d4e5f60718293a4b5c6d7e", "ip-0199a1b2c3d4e5f60718293a4b5c6d7e",
            TicketKind.Repair, Channel.Call, false, At, day, "account-1", null, null, [], null, null,
            "洗衣机漏水，请尽快安排师傅上门检查。", null, "下午三点以后");
        var ticket = Ticket.Apply(null, registered);
        return new Saved<Ticket>
        {
            Grain = grain,
            State = ticket,
            Rows = [TicketRow.Of(ticket, new RowStamp(1, 1))],
            Entry = new JournalEntry(At, null, "account-1", null, [registered]),
            Handled = new HandledRequest($"account-1:{key}", "RegisterTicket:0000000000000000000000000000000000000000000000000000000000000000", null),
            Marks = marks ? [(branchId, ticket.RegisteredDay)] : [],
        };
    }
}
