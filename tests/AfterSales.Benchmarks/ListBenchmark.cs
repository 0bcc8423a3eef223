using AfterSales.Storage;

namespace AfterSales.Benchmarks;

/// <summary>
/// W4: the first fifty open tickets of a branch, emergencies first and then who waits longest, among many tickets against among few: two services, a client each, in turns.
/// Of twenty branches each has a tenth of its tickets open, so that the branch has more open ones in the large database too.
/// </summary>
internal static class ListBenchmark
{
    private const int Few = 10_000;
    private const int OpenEvery = 10;

    public static async Task Run(ResultTable table, Effort effort)
    {
        foreach (var server in effort.Databases)
        {
            await using var small = await Effort.New(server);
            await using var large = await Effort.New(server);
            await using var few = await Filled(small, Few);
            await using var many = await Filled(large, effort.Many);
            using var driver = new Driver();
            await new InTurns(driver, effort).Compare(table, $"W4 first 50 open tickets of a branch, {effort.Many} tickets, 1 client; baseline: {Few} tickets", small.Options,
                many.ProcessId, () => Asked(many, effort), few.ProcessId, () => Asked(few, effort), byTime: true);
        }
    }

    private static async Task<DriverRound> Asked(MeasuredService service, Effort effort) => new(1, effort.Round.TotalSeconds,
        new Requests($"{service.Http.BaseAddress}graphql", await service.Token(), BenchmarkBranch.Body("""
            query($branch: ID!) { tickets(first: 50, where: { branchId: { eq: $branch }, isOpen: { eq: true } }, order: [{ rank: ASC }, { registeredAt: ASC }]) {
              nodes { id number step isEmergency registeredAt waitingSince } pageInfo { hasNextPage endCursor } } }
            """, new { branch = "b-{pick}" }), "\"nodes\":[{", [.. Enumerable.Range(0, ManyTickets.Branches).Select(branch => $"{branch}")]), null);

    private static async Task<MeasuredService> Filled(BenchmarkDatabase test, int count)
    {
        await using (var database = Database.Open(test.Options))
        {
            await database.ApplyLedger();
            await ManyTickets.Fill(database, test.Options.Provider == StorageProvider.Sqlite, count, OpenEvery);
            // Counting the days is not measured here.
            await ManyTickets.Execute(database, "delete from mark");
        }

        return await MeasuredService.Start(test.Options);
    }
}
