using System.Diagnostics;
using System.Globalization;
using AfterSales.Access;
using AfterSales.Customers.Rules;
using AfterSales.Host.Demo;
using AfterSales.Host.Demo.History;
using AfterSales.Records;
using AfterSales.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.ClusterTests.Year;

/// <summary>
/// A year of a company in virtual time: the demo's own history (decision 0020) with more of everything, other chances and a week in which the whole
/// service sleeps. The same seed tells the same year.
/// </summary>
public sealed class SimulatedYear(StorageProvider provider, int seed, double share) : TestCluster(provider)
{
    protected override bool LooksAtFigures => true;

    private const int TicketsInTenDays = 143;

    private readonly HistoryPlan _plan = new(seed)
    {
        TicketsInTenDays = new Dictionary<string, double>
        {
            ["b-sh"] = TicketsInTenDays * share * 0.36, ["b-cd"] = TicketsInTenDays * share * 0.22, ["b-mad"] = TicketsInTenDays * share * 0.26, ["b-bcn"] = TicketsInTenDays * share * 0.16,
        },
        Customers = (int)(2000 * share),
        Teams = new Dictionary<string, int[]>
        {
            ["b-sh"] = [2, 3, 4, 5, 6, 7, 8, 9, 10], ["b-cd"] = [2, 3, 4, 5, 6, 7], ["b-mad"] = [2, 3, 4, 5, 6, 7, 8], ["b-bcn"] = [2, 3, 4, 5],
        },
        VisitsADay = 2,
        TicketsPerContract = 20,
        Grain = TimeSpan.FromMinutes(10),
    };

    private readonly Dictionary<string, CustomerTier> _tiers = DemoCustomers.All((int)(2000 * share)).ToDictionary(customer => customer.Id, customer => customer.Tier);

    private TimeSpan _passing;
    private int _steps;

    public static DateTimeOffset End => Start.AddDays(365);

    /// <summary>From when to when the whole service sleeps.</summary>
    public (DateTimeOffset From, DateTimeOffset Until) Outage { get; } = (Start.AddDays(100 + (seed % 97)).AddHours(5), Start.AddDays(107 + (seed % 97)).AddHours(4));

    /// <summary>Looks at the company now and then while it lives.</summary>
    public Func<Task> OncePerMonth { get; set; } = () => Task.CompletedTask;

    /// <summary>Where the time went.</summary>
    public string Took => string.Create(CultureInfo.InvariantCulture, $"{_steps} times people acted; what fell due by itself took {_passing.TotalSeconds:F0} s.");

    /// <summary>What befalls running promises beside the stories.</summary>
    public YearChanges Changes => field ??= new(this);

    /// <summary>As the customer's file begins.</summary>
    internal CustomerTier TierOf(string customerId) => _tiers.GetValueOrDefault(customerId);

    internal DemoHistory History => Services.GetRequiredService<DemoHistory>();

    public async Task Live()
    {
        Services.GetRequiredService<VirtualTime>().AtATime = 8;
        await Services.GetRequiredService<DemoCatalogue>().Make();
        await Services.GetRequiredService<DemoCompany>().Make();
        await Services.GetRequiredService<DemoTechnicians>().Make();
        var files = Services.GetRequiredService<DemoCustomerFiles>();
        foreach (var customer in DemoCustomers.All(_plan.Customers)) await files.Make(customer);
        await History.Make();
    }

    protected override void Configure(ISiloBuilder silo)
    {
        base.Configure(silo);
        silo.Services.AddHistory(_plan).AddSingleton<IHistoryStaff>(new Staff(this))
            .AddSingleton<IHistoryTime>(services => new HeldTime(this, services.GetRequiredService<VirtualClock>(), services.GetRequiredService<VirtualTime>(), services.GetRequiredService<Sweep>()));
    }

    private sealed class HeldTime(SimulatedYear year, VirtualClock clock, VirtualTime time, Sweep sweep) : IHistoryTime
    {
        private DateTimeOffset _looked = Start;
        private bool _slept;

        public DateTimeOffset? End => SimulatedYear.End;

        public async Task PlayTo(DateTimeOffset instant)
        {
            if (!_slept && instant > year.Outage.From) await Sleep();
            var began = Stopwatch.GetTimestamp();
            var isAnotherDay = instant.UtcDateTime.Date != clock.GetUtcNow().UtcDateTime.Date;
            await (isAnotherDay ? time.MoveTo(instant) : time.PassTo(instant));
            year._passing += Stopwatch.GetElapsedTime(began);
            if (await year.Changes.Happen(clock.GetUtcNow()))
            {
                await time.Settle();
                await sweep.Run();
                await time.Settle();
            }

            year._steps++;
            if (instant - _looked < TimeSpan.FromDays(30)) return;
            _looked = instant;
            await year.OncePerMonth();
        }

        public Task PlayToEnd() => time.MoveTo(SimulatedYear.End);

        /// <summary>Nobody works, and nothing wakes; afterwards the sweep finds what was missed.</summary>
        private async Task Sleep()
        {
            _slept = true;
            await time.MoveTo(year.Outage.From);
            clock.MoveTo(year.Outage.Until);
            for (var i = 0; i < 10; i++)
            {
                // What is woken late tells others, who are due at once in turn.
                await sweep.Run();
                await time.Settle();
            }
        }
    }

    /// <summary>Somebody for each role at each branch, two agents, and a log-in for each technician.</summary>
    private sealed class Staff(SimulatedYear year) : IHistoryStaff
    {
        public async Task Know()
        {
            foreach (var agent in year._plan.Teams.Keys.SelectMany(Agents)) await Company.Employed(year, agent.Account);
            foreach (var branch in year._plan.Teams.Keys) await Company.Employed(year, YearChanges.DeskOf(branch), Role.Receptionist, branch);
            await Company.Employed(year, "dealer.sh", Role.Dealer, "d-sh-1");
        }

        public Caller At(string place, Role role) => Person($"{role} {place}", role, place);

        public IReadOnlyList<Caller> Agents(string place) => [At(place, Role.FollowUpAgent), Person($"Second agent {place}", Role.FollowUpAgent, place)];

        public Caller Technician(string place, string technicianId) => Person(technicianId, Role.Technician, place) with { Technician = technicianId };

        private static Caller Person(string name, Role role, string place) => new(name, name, [new Assignment(role, place)]);
    }
}
