using AfterSales.Access;
using AfterSales.Records;
using AfterSales.Technicians;
using AfterSales.Technicians.Rules;
using AfterSales.Tickets;
using AfterSales.Tickets.Rules;

namespace AfterSales.ClusterTests.Records;

/// <summary>A technician's time is given once, whoever asks at the same moment.</summary>
public abstract class BookingTests(TestCluster cluster)
{
    [Fact]
    public async Task Of_twenty_tickets_that_want_one_slot_exactly_one_gets_it()
    {
        var company = await Company.Open(cluster);
        var tickets = new List<ITicketGrain>();
        for (var i = 0; i < 20; i++) tickets.Add(await company.Assessed($"slot{i}"));
        // They overlap without being equal.
        var answers = await Task.WhenAll(tickets.Select((ticket, i) => ticket.Schedule(Visit(company, cluster.Now.AddHours(2).AddMinutes(i), 60))));
        Assert.Equal(1, answers.Count(answer => answer.Refusal is null));
        Assert.All(answers.Where(answer => answer.Refusal is not null), answer => Assert.IsType<TechnicianBusy>(answer.Refusal));
        await cluster.Time.Settle();
        var winner = answers.Single(answer => answer.Refusal is null).Key;
        var appointment = Assert.Single(await Appointments(company));
        Assert.Equal((winner, AppointmentState.Confirmed), (appointment.TicketId, appointment.State));
    }

    [Fact]
    public async Task Slots_that_only_touch_are_all_given()
    {
        var company = await Company.Open(cluster);
        var tickets = new List<ITicketGrain>();
        for (var i = 0; i < 5; i++) tickets.Add(await company.Assessed($"touch{i}"));
        var answers = await Task.WhenAll(tickets.Select((ticket, i) => ticket.Schedule(Visit(company, cluster.Now.AddHours(2 + i), 60))));
        Assert.All(answers, answer => Assert.Null(answer.Refusal));
    }

    [Fact]
    public async Task A_hold_that_nobody_confirms_lapses_by_itself()
    {
        var company = await Company.Open(cluster);
        var from = cluster.Now.AddHours(2);
        await Company.Accepted(Hold(company, "v-lapse", from, minutes: 10));
        await Company.Refused<TechnicianBusy>(Hold(company, "v-other", from, minutes: 10));
        await cluster.Time.MoveTo(cluster.Now.AddMinutes(10));
        Assert.Equal(AppointmentState.Lapsed, Assert.Single(await Appointments(company)).State);
        await Company.Accepted(Hold(company, "v-other", from, minutes: 10));
    }

    [Fact]
    public async Task A_confirmation_after_the_lapse_books_the_time_again_if_it_is_free()
    {
        var (company, ticket, _) = await Unconfirmed("again");
        await cluster.Time.MoveTo(cluster.Now.AddMinutes(11));
        Assert.Equal(AppointmentState.Lapsed, Assert.Single(await Appointments(company)).State);
        await ConfirmationsArrive();
        Assert.Equal(AppointmentState.Confirmed, Assert.Single(await Appointments(company)).State);
        Assert.Equal(TicketStep.Scheduled, (await ticket.Read(company.Staff))!.Step);
    }

    [Fact]
    public async Task A_confirmation_after_the_time_went_to_another_puts_the_ticket_back_to_be_scheduled()
    {
        var (company, ticket, visit) = await Unconfirmed("lost");
        await cluster.Time.MoveTo(cluster.Now.AddMinutes(11));
        await Company.Accepted(Hold(company, "v-winner", visit.From, minutes: 1000));
        await ConfirmationsArrive();
        var state = (await ticket.Read(company.Staff))!;
        Assert.Equal(TicketStep.Assessed, state.Step);
        Assert.Equal(VisitEnd.SlotLost, Assert.Single(state.Visits.All).End);
        Assert.Null(state.TechnicianId);
        // Another time can be agreed at once.
        await Company.Accepted(ticket.Schedule(Visit(company, visit.From.AddHours(3), 60)));
    }

    /// <summary>A scheduled ticket whose confirmation is still on its way to the technician.</summary>
    private async Task<(Company Company, ITicketGrain Ticket, Visit Visit)> Unconfirmed(string name)
    {
        var company = await Company.Open(cluster);
        var ticket = await company.Assessed(name);
        cluster.Faults.Refuses = saved => saved is Saved<Technician> { Entry.Events: [AppointmentConfirmed or SlotLost] };
        await Company.Accepted(ticket.Schedule(Visit(company, cluster.Now.AddHours(2), 60)));
        await cluster.Time.Settle();
        Assert.Equal(AppointmentState.Held, Assert.Single(await Appointments(company)).State);
        return (company, ticket, (await ticket.Read(company.Staff))!.Visits.Last!);
    }

    private async Task ConfirmationsArrive()
    {
        cluster.Faults.Refuses = _ => false;
        await cluster.Time.MoveTo(cluster.Now.AddMinutes(5));
    }

    private static Intent<ScheduleVisit> Visit(Company company, DateTimeOffset from, int minutes) =>
        company.Intent(new ScheduleVisit(company.TechnicianId, from, from.AddMinutes(minutes), "客户只有这时在家"));

    private Task<Answer> Hold(Company company, string visitId, DateTimeOffset from, int minutes) =>
        cluster.Grains.GetGrain<ITechnicianGrain>(company.TechnicianId)
            .Hold(new Intent<HoldSlot>(new HoldSlot(visitId, $"t-{visitId}", from, from.AddHours(1), minutes, company.BranchId), Caller.System));

    private Task<List<AppointmentRow>> Appointments(Company company) =>
        cluster.Rows<AppointmentRow>(rows => rows.Where(row => row.TechnicianId == company.TechnicianId && row.Id != "v-winner"));
}

public sealed class BookingTestsOnSqlite(SqliteCluster cluster) : BookingTests(cluster), IClassFixture<SqliteCluster>;

public sealed class BookingTestsOnPostgreSql(PostgreSqlCluster cluster) : BookingTests(cluster), IClassFixture<PostgreSqlCluster>;
