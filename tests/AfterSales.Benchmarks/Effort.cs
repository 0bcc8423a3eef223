namespace AfterSales.Benchmarks;

/// <summary>How much is measured.</summary>
/// <param name="Many">Tickets in the large database of lists and figures.</param>
/// <param name="Reminders">How many wait while the service starts and rests.</param>
/// <param name="Due">How many fall due in one minute.</param>
/// <param name="Technicians">How many of a branch are asked who could take a visit.</param>
/// <param name="Listed">Tickets in the console's list.</param>
/// <param name="Appointments">On the console's board.</param>
/// <param name="Viewers">How many look at the console at once.</param>
/// <param name="Rest">How long a service is left alone before its memory is looked at.</param>
internal sealed record Effort(
    int Clients, TimeSpan WarmUp, TimeSpan Round, int Rounds, int Starts, int Many, int Reminders, int Due, int Technicians, int Listed, int Appointments, int Viewers, TimeSpan Rest, IReadOnlyList<string> Databases)
{
    public const string Trial = "--trial";

    /// <summary>The arguments that remain: <c>--trial</c> to see that all works, and the connection string of a PostgreSQL server.</summary>
    public static Effort Of(IReadOnlyList<string> args)
    {
        var server = args.FirstOrDefault(argument => argument.Contains('=', StringComparison.Ordinal)) ?? Environment.GetEnvironmentVariable("AFTERSALES_TEST_POSTGRESQL");
        string[] databases = server is null ? [""] : [server, ""];
        return args.Contains(Trial)
            ? new(8, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2), 3, 1, 30_000, 30_000, 300, 100, 5_000, 40, 3, TimeSpan.FromSeconds(5), databases)
            : new(32, TimeSpan.FromSeconds(12), TimeSpan.FromSeconds(5), 7, 3, 1_000_000, 1_000_000, 10_000, 2_000, 100_000, 200, 20, TimeSpan.FromMinutes(6), databases);
    }

    /// <summary>A new database on each engine, one after the other.</summary>
    public async Task OnEach(Func<BenchmarkDatabase, Task> measure)
    {
        foreach (var server in Databases)
        {
            await using var database = await New(server);
            await measure(database);
        }
    }

    public static async Task<BenchmarkDatabase> New(string server) => server.Length == 0 ? BenchmarkDatabase.Sqlite() : await BenchmarkDatabase.PostgreSql(server);
}
