using AfterSales.Records;
using AfterSales.Storage;
using AfterSales.Technicians;
using AfterSales.Technicians.Rules;
using AfterSales.Tickets;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.ClusterTests.Records;

/// <summary>Three silos on one database.</summary>
public sealed class ThreeSilos() : TestCluster(StorageProvider.PostgreSql, silos: Count)
{
    public const short Count = 3;
}

/// <summary>Dispatchers at three silos book the same technicians at the same moment.</summary>
public sealed class ThreeSiloTests(ThreeSilos cluster) : IClassFixture<ThreeSilos>
{
    [Fact]
    public async Task Of_two_hundred_attempts_on_five_technicians_none_overlap_and_each_refusal_is_explained()
    {
        var company = await Company.Open(cluster);
        var technicians = Enumerable.Range(0, 5).Select(i => $"{company.TechnicianId}-{i}").ToArray();
        foreach (var technician in technicians) await company.Hired(technician);
        var tickets = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => company.Assessed($"many{i}")));
        // Slots of half an hour to two hours within one day, so that most meet others without being equal.
        var random = new Random(20260302);
        var wanted = tickets.Select((ticket, i) =>
        {
            var from = cluster.Now.AddHours(24).AddMinutes(15 * random.Next(48));
            return (Ticket: ticket, Silo: i % ThreeSilos.Count, Visit: new ScheduleVisit(technicians[random.Next(5)], from, from.AddMinutes(30 * (1 + random.Next(4))), "客户只有这时在家"));
        }).ToArray();
        var answers = await Task.WhenAll(wanted.Select(w => cluster.ServicesOf(w.Silo).GetRequiredService<IGrainFactory>()
            .GetGrain<ITicketGrain>(w.Ticket.GetPrimaryKeyString()).Schedule(company.Intent(w.Visit))));
        for (var silo = 0; silo < ThreeSilos.Count; silo++) await cluster.ServicesOf(silo).GetRequiredService<VirtualTime>().Settle();

        var given = wanted.Zip(answers).Where(pair => pair.Second.Refusal is null).Select(pair => pair.First.Visit).ToArray();
        foreach (var technician in technicians)
        {
            var slots = given.Where(visit => visit.TechnicianId == technician).OrderBy(visit => visit.From).ToArray();
            Assert.NotEmpty(slots);
            Assert.All(slots.Zip(slots.Skip(1)), pair => Assert.True(pair.First.To <= pair.Second.From, $"{pair.First} overlaps {pair.Second}."));
            var rows = await cluster.Rows<AppointmentRow>(rows => rows.Where(row => row.TechnicianId == technician));
            Assert.Equal(slots.Select(slot => (slot.From, slot.To, AppointmentState.Confirmed)), rows.OrderBy(row => row.StartsAt).Select(row => (row.StartsAt, row.EndsAt, row.State)));
        }

        foreach (var (asked, answer) in wanted.Zip(answers).Where(pair => pair.Second.Refusal is not null))
        {
            var busy = Assert.IsType<TechnicianBusy>(answer.Refusal);
            Assert.Contains(given, visit => (visit.TechnicianId, visit.From, visit.To) == (busy.TechnicianId, busy.From, busy.To)
                && visit.From < asked.Visit.To && asked.Visit.From < visit.To);
        }
    }
}
