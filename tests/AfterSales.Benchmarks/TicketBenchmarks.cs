namespace AfterSales.Benchmarks;

/// <summary>
/// Tickets over HTTP, through the service in a process of its own: W1 one is registered, W2 one is read with customer and technician, W3 one goes a step.
/// </summary>
internal static class TicketBenchmarks
{
    private const int Customers = 400;
    private const int Read = 400;
    private const int Changed = 2_000;
    private const string NoErrors = "\"errors\":null";

    /// <summary>Against a raw prepared one-row INSERT of as many clients.</summary>
    public static Task Registering(ResultTable table, Effort effort) => effort.OnEach(async test =>
    {
        await using var service = await MeasuredService.Start(test.Options);
        await BenchmarkBranch.Open(service);
        var customers = await BenchmarkBranch.Customers(service, Customers);
        await using var effects = new EffectsLeft(test.Options);
        using var driver = new Driver();
        await new InTurns(driver, effort).Compare(table, $"W1 register a ticket, {effort.Clients} clients; baseline: raw insert", test.Options, service.ProcessId,
            () => Registration(service, effort, customers), plain: null, () => Insert(test, effort), settle: effects.Delivered);
        effects.Show(table, "W1", test.Options.Provider);
    });

    /// <summary>Against <see cref="PlainApp"/>.</summary>
    public static Task Reading(ResultTable table, Effort effort) => effort.OnEach(async test =>
    {
        await using var service = await MeasuredService.Start(test.Options);
        await BenchmarkBranch.Open(service);
        var tickets = await BenchmarkBranch.ScheduledTickets(service, await BenchmarkBranch.Customers(service, Customers), Read);
        using var plain = await PlainApp.Start(test.Options);
        using var driver = new Driver();
        const string query = """
            query($id: ID!) { ticket(id: $id) { id number step isEmergency registeredAt customer { id name address city email } technician { id name skills } } }
            """;
        await new InTurns(driver, effort).Compare(table, $"W2 read a ticket with customer and technician, {effort.Clients} clients; baseline: plain endpoint", test.Options, service.ProcessId,
            async () => new DriverRound(effort.Clients, effort.Round.TotalSeconds,
                new Requests($"{service.Http.BaseAddress}graphql", await service.Token(BenchmarkBranch.Dispatcher), BenchmarkBranch.Body(query, new { id = "{pick}" }), "\"technician\":{", tickets), null),
            plain.ProcessId,
            async () => new DriverRound(effort.Clients, effort.Round.TotalSeconds,
                new Requests($"{plain.Url}/tickets/{{pick}}", await service.Token(BenchmarkBranch.Dispatcher), null, "\"technician\":{", tickets), null));
    });

    /// <summary>
    /// The assessment of tickets in turns: registered ones are assessed, then assessed anew, each time another part. Against a raw insert as well.
    /// </summary>
    public static Task Changing(ResultTable table, Effort effort) => effort.OnEach(async test =>
    {
        await using var service = await MeasuredService.Start(test.Options);
        await BenchmarkBranch.Open(service);
        var tickets = await BenchmarkBranch.Tickets(service, await BenchmarkBranch.Customers(service, Customers), Changed);
        await using var effects = new EffectsLeft(test.Options);
        using var driver = new Driver();
        await new InTurns(driver, effort).Compare(table, $"W3 assess a ticket, {effort.Clients} clients; baseline: raw insert", test.Options, service.ProcessId,
            async () => new DriverRound(effort.Clients, effort.Round.TotalSeconds,
                new Requests($"{service.Http.BaseAddress}graphql", await service.Token(BenchmarkBranch.Dispatcher),
                    BenchmarkBranch.Body(BenchmarkBranch.AssessTicket, new { i = new { ticketId = "{pick}", parts = new[] { new { part = "part {n}" } }, requestId = "{n}" } }), NoErrors, tickets), null),
            plain: null, () => Insert(test, effort), settle: effects.Delivered);
    });

    internal static async Task<DriverRound> Registration(MeasuredService service, Effort effort, IReadOnlyList<string> customers) => new(effort.Clients, effort.Round.TotalSeconds,
        new Requests($"{service.Http.BaseAddress}graphql", await service.Token(BenchmarkBranch.Dispatcher), BenchmarkBranch.Body(BenchmarkBranch.RegisterTicket, new
        {
            i = new
            {
                branchId = BenchmarkBranch.Id, customerId = "{pick}", symptom = "洗衣机漏水，请尽快安排师傅上门检查。", wish = "下午三点以后", isAnotherFault = true, requestId = "{n}",
            },
        }), NoErrors, customers), null);

    private static Task<DriverRound> Insert(BenchmarkDatabase test, Effort effort) =>
        Task.FromResult(new DriverRound(effort.Clients, effort.Round.TotalSeconds, null, test.Options));
}
