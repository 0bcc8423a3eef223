using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace AfterSales.Benchmarks;

/// <summary>The one branch of a measured service, and what is put on file there by the API before anything is measured.</summary>
internal static class BenchmarkBranch
{
    public const string Id = "b-bm";

    /// <summary>The log-in of its dispatcher.</summary>
    public const string Dispatcher = "dispatcher@benchmark.example.org";

    public const string RegisterTicket = "mutation($i: RegisterTicketInput!) { registerTicket(input: $i) { ticket { id number step } errors { __typename } } }";

    public const string AssessTicket = "mutation($i: AssessTicketInput!) { assessTicket(input: $i) { ticket { id step } errors { __typename } } }";

    private const int AtATime = 16;
    private const int MostADay = 8;

    /// <summary>It works day and night: what is measured does not depend on the hour it is measured at.</summary>
    public static async Task Open(MeasuredService service)
    {
        var week = Enum.GetNames<DayOfWeek>().Select(day => new { day = day.ToUpperInvariant(), from = "00:00", to = "00:00" });
        await service.Ask("mutation($i: OpenBranchInput!) { openBranch(input: $i) { branch { id } errors { __typename } } }",
            new { i = new { code = "BM", name = "Benchmark", country = "CN", currency = "CNY", calendar = new { timeZone = "Asia/Shanghai", week } } });
        await service.AddAccount(Dispatcher, "DISPATCHER", Id);
    }

    public static Task<string[]> Customers(MeasuredService service, int count) => Made(count, async i =>
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"c-bm{i}");
        var number = ManyCustomers.Number(2 * i).Details;
        await service.Ask("mutation($i: RegisterCustomerInput!) { registerCustomer(input: $i) { customer { id } errors { __typename } } }",
            new { i = new { branchId = Id, id, customer = new { name = number.Name, phones = new[] { number.Phones[0].Number }, addresses = new[] { new { street = number.Addresses[0].Street, city = number.Addresses[0].City } } } } }, Dispatcher);
        return id;
    });

    /// <param name="over">Spread evenly over this time; else as fast as they can be made.</param>
    public static Task<string[]> Tickets(MeasuredService service, IReadOnlyList<string> customers, int count, TimeSpan over = default)
    {
        var clock = Stopwatch.StartNew();
        return Made(count, async i =>
        {
            if ((over * i / count) - clock.Elapsed is { Ticks: > 0 } early) await Task.Delay(early, TimeProvider.System);
            var made = await service.Ask(RegisterTicket,
                new { i = new { branchId = Id, customerId = customers[i % customers.Count], symptom = "洗衣机漏水", isAnotherFault = true } }, Dispatcher);
            return made.GetProperty("registerTicket").GetProperty("ticket").GetProperty("id").GetString()!;
        });
    }

    /// <summary>The day on which technicians have their appointments: Monday of the week after next, when the branch is open.</summary>
    public static DateOnly AppointmentDay
    {
        get
        {
            var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
            return today.AddDays(14 - (((int)today.DayOfWeek + 6) % 7));
        }
    }

    /// <summary>Tickets that technicians have appointments for, so that one has both a customer and a technician.</summary>
    /// <param name="each">So many appointments of each technician, at most eight.</param>
    public static async Task<string[]> ScheduledTickets(MeasuredService service, IReadOnlyList<string> customers, int count, int each = MostADay)
    {
        var technicians = await Made((count + each - 1) / each, async i =>
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"tech-bm{i}");
            await service.Ask("mutation($i: RegisterTechnicianInput!) { registerTechnician(input: $i) { technician { id } errors { __typename } } }",
                new { i = new { branchId = Id, id, name = ManyCustomers.Number(2 * i).Details.Name } });
            return id;
        });
        var tickets = await Tickets(service, customers, count);
        var day = AppointmentDay;
        return await Made(count, async i =>
        {
            await service.Ask(AssessTicket, new { i = new { ticketId = tickets[i], parts = new[] { new { part = "pump" } } } }, Dispatcher);
            string At(int minute) => string.Create(CultureInfo.InvariantCulture, $"{day:yyyy-MM-dd}T{9 + (i % each):d2}:{minute:d2}:00+08:00");
            await service.Ask("mutation($i: ScheduleVisitInput!) { scheduleVisit(input: $i) { ticket { id } errors { __typename } } }",
                new { i = new { ticketId = tickets[i], technicianId = technicians[i / each], from = At(0), to = At(40), reason = "benchmark", travelMinutes = 5 } }, Dispatcher);
            return tickets[i];
        });
    }

    /// <summary>What a request of the driver looks like.</summary>
    public static string Body(string query, object variables) => JsonSerializer.Serialize(new { query, variables });

    private static async Task<string[]> Made(int count, Func<int, Task<string>> make)
    {
        var made = new string[count];
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = AtATime }, async (i, _) => made[i] = await make(i));
        return made;
    }
}
