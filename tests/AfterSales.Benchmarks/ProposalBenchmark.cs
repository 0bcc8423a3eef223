using System.Diagnostics;
using System.Globalization;
using AfterSales.Access;
using AfterSales.Branches;
using AfterSales.Calendars;
using AfterSales.Customers;
using AfterSales.Records;
using AfterSales.Storage;
using AfterSales.Technicians;
using AfterSales.Tickets;
using AfterSales.Tickets.Rules;
using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;

namespace AfterSales.Benchmarks;

/// <summary>
/// W10: who could take a visit, among two thousand technicians of a branch of whom each has forty appointments, against among two hundred; inside the process, one asker.
/// Each technician is asked for the first time nothing speaks against, so it grows with their number: what matters is that one of many costs no more than one of few.
/// </summary>
internal static class ProposalBenchmark
{
    private const int Days = 5;
    private const int AppointmentsADay = 8;
    private const int AtATime = 32;
    private const int Rounds = 15;

    private static readonly WorkingCalendar Hours = new()
    {
        TimeZone = "Asia/Shanghai",
        Week = [.. Enum.GetValues<DayOfWeek>().Select(day => new WeeklyHours(day, new TimeOnly(8, 0), new TimeOnly(20, 0)))],
    };

    public static Task Run(ResultTable table, Effort effort) => effort.OnEach(async test =>
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSilo((_, silo) =>
        {
            silo.UseAfterSales();
            silo.Services.AddStorage(Database.Open(test.Options));
            silo.Services.AddCapabilities();
        });
        await using var cluster = builder.Build();
        await cluster.DeployAsync();
        var (fewTechnicians, manyTechnicians) = (effort.Technicians / 10, effort.Technicians);
        var few = await Place(cluster, "FEW", fewTechnicians);
        var many = await Place(cluster, "MANY", manyTechnicians);
        var (inFew, inMany) = (new List<double>(), new List<double>());
        // The first rounds only warm up; both take turns.
        for (var round = -3; round < Rounds; round++)
        {
            var (one, other) = (await Milliseconds(cluster, few, fewTechnicians), await Milliseconds(cluster, many, manyTechnicians));
            if (round < 0) continue;
            inFew.Add(one / fewTechnicians);
            inMany.Add(other / manyTechnicians);
        }

        var appointments = Days * AppointmentsADay;
        table.Add($"W10 proposals among {manyTechnicians} technicians with {appointments} appointments each, a technician; baseline: among {fewTechnicians}", test.Options.Provider,
            string.Create(CultureInfo.InvariantCulture, $"{Measured.Median(inMany):F3} ms"), string.Create(CultureInfo.InvariantCulture, $"{Measured.Median(inFew):F3} ms"),
            Measured.Median(inMany) / Measured.Median(inFew), ResultTable.Of(Measured.Median(inMany) * manyTechnicians), ResultTable.Of(Measured.At(inMany, 95) * manyTechnicians));
        await cluster.StopAllSilosAsync();
    });

    private static async Task<double> Milliseconds(InProcessTestCluster cluster, (string TicketId, Caller Dispatcher) place, int technicians)
    {
        using var scope = cluster.Silos[0].ServiceProvider.CreateScope();
        var queries = ActivatorUtilities.CreateInstance<ProposalQueries>(scope.ServiceProvider);
        var clock = Stopwatch.StartNew();
        var answer = await queries.TechnicianProposalsAsync(place.TicketId, place.Dispatcher, CancellationToken.None, first: 3);
        var took = clock.Elapsed.TotalMilliseconds;
        return answer is { Proposals.Count: 3, Unavailable.Count: 0 } ? took : throw new InvalidOperationException($"Of {technicians} technicians {answer?.Unavailable.Count} can't take it.");
    }

    /// <summary>A branch, its technicians with their coming days full from morning to evening but for the way, and a ticket that waits for one of them.</summary>
    private static async Task<(string TicketId, Caller Dispatcher)> Place(InProcessTestCluster cluster, string code, int technicians)
    {
        var grains = cluster.Client;
        var branch = Branches.Rules.BranchRules.KeyOf(code);
        var director = new Caller("director", "Director", [new Assignment(Role.Administrator, Assignment.Headquarters)]);
        var dispatcher = new Caller("dispatcher", "Dispatcher", [new Assignment(Role.Dispatcher, branch), new Assignment(Role.BranchManager, branch)]);
        await Accepted(grains.GetGrain<IBranchGrain>(branch).Open(new(new OpenBranch(code, code, "CN", "CNY", Hours), director)));
        var customer = $"{ICustomerGrain.Prefix}{code.ToLowerInvariant()}";
        await Accepted(grains.GetGrain<ICustomerGrain>(customer).Register(new(new RegisterCustomer(branch, ManyCustomers.Number(0).Details), dispatcher)));
        var ticket = $"{ITicketGrain.Prefix}{code.ToLowerInvariant()}";
        await Accepted(grains.GetGrain<ITicketGrain>(ticket).Register(new(new RegisterTicket(branch, customer, null, TicketKind.Repair, Channel.Call, false, "leaks", null), dispatcher)));
        var tomorrow = new DateTimeOffset(DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(1), TimeOnly.MinValue, TimeSpan.FromHours(8));
        await Parallel.ForAsync(0, technicians, new ParallelOptions { MaxDegreeOfParallelism = AtATime }, async (number, _) =>
        {
            var technician = grains.GetGrain<ITechnicianGrain>(string.Create(CultureInfo.InvariantCulture, $"{ITechnicianGrain.Prefix}{code.ToLowerInvariant()}-{number}"));
            await Accepted(technician.Register(new(new RegisterTechnician(branch, ManyCustomers.Number(2 * number).Details.Name, []), director)));
            for (var i = 0; i < Days * AppointmentsADay; i++)
            {
                var from = tomorrow.AddDays(i / AppointmentsADay).AddHours(8.5 + (i % AppointmentsADay * 1.4));
                var visit = string.Create(CultureInfo.InvariantCulture, $"{ticket}/{number}-{i}");
                await Accepted(technician.Hold(new(new HoldSlot(visit, ticket, from, from.AddMinutes(60), 10, branch, Reason: "benchmark", TravelMinutes: 10), dispatcher)));
                await Accepted(technician.Confirm(new(new ConfirmSlot(visit, ticket, from, from.AddMinutes(60)), dispatcher)));
            }
        });
        return (ticket, dispatcher);
    }

    private static async Task Accepted(Task<Answer> asked)
    {
        if ((await asked).Refusal is { } refusal) throw new InvalidOperationException(refusal.ToString());
    }
}
