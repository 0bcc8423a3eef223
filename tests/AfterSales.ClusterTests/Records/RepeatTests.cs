using AfterSales.Records;
using AfterSales.Technicians;
using AfterSales.Tickets;
using AfterSales.Tickets.Rules;

namespace AfterSales.ClusterTests.Records;

/// <summary>A request that arrives again changes nothing and gets the answer it got first.</summary>
public abstract class RepeatTests(TestCluster cluster)
{
    [Fact]
    public async Task A_repeat_gets_the_first_answer_also_when_the_ticket_has_moved_on_and_would_refuse_it_now()
    {
        var company = await Company.Open(cluster);
        var ticket = company.Ticket("repeat");
        var register = company.Intent(company.Leak, "r-1");
        var assess = company.Intent(new AssessTicket([new PartToAssess("motor", null, null)], null, null), "r-2");
        var first = await Company.Accepted(ticket.Register(register));
        Assert.Equal(first, await ticket.Register(register));
        var second = await Company.Accepted(ticket.Assess(assess));
        await Company.Accepted(ticket.Schedule(company.Intent(new ScheduleVisit(company.TechnicianId, cluster.Now.AddHours(1), cluster.Now.AddHours(2)))));
        await cluster.Time.Settle();
        await Company.Refused<StepNotAllowed>(ticket.Assess(assess with { Id = "r-other" }));
        await cluster.Forget(ticket);
        Assert.Equal(first, await ticket.Register(register));
        Assert.Equal(second, await ticket.Assess(assess));
        Assert.Equal((1, 2), (first.Version, second.Version));
        Assert.Equal(3, (await cluster.Rows<JournalRow>(rows => rows.Where(row => row.Record == first.Key))).Count);
    }

    [Fact]
    public async Task A_repeat_of_a_booking_does_not_ask_the_technician_again()
    {
        var company = await Company.Open(cluster);
        var ticket = await company.Assessed("booking");
        var schedule = company.Intent(new ScheduleVisit(company.TechnicianId, cluster.Now.AddHours(1), cluster.Now.AddHours(2)), "book");
        var first = await Company.Accepted(ticket.Schedule(schedule));
        await cluster.Time.Settle();
        Assert.Equal(first, await ticket.Schedule(schedule));
        await cluster.Time.Settle();
        Assert.Single(await cluster.Rows<AppointmentRow>(rows => rows.Where(row => row.TechnicianId == company.TechnicianId)));
    }

    [Fact]
    public async Task The_same_id_with_other_input_is_refused_as_reused()
    {
        var company = await Company.Open(cluster);
        var ticket = company.Ticket("reused");
        await Company.Accepted(ticket.Register(company.Intent(company.Leak, "once")));
        var refusal = await Company.Refused<RequestIdReused>(ticket.Register(company.Intent(company.Leak with { IsEmergency = true }, "once")));
        Assert.Equal("once", refusal.RequestId);
        // Also where the input would be accepted as it is.
        await Company.Refused<RequestIdReused>(ticket.Assess(company.Intent(new AssessTicket([new PartToAssess("motor", null, null)], null, null), "once")));
    }

    [Fact]
    public async Task Two_callers_may_use_the_same_request_id()
    {
        var company = await Company.Open(cluster);
        var (mine, theirs) = (company.Staff, company.Staff with { Account = "other" });
        var ticket = await company.Registered("two");
        var assess = new AssessTicket([new PartToAssess("motor", null, null)], null, null);
        var first = await Company.Accepted(ticket.Assess(new Intent<AssessTicket>(assess, mine, "1")));
        var second = await Company.Accepted(ticket.Assess(new Intent<AssessTicket>(assess with { Skill = "washing" }, theirs, "1")));
        Assert.Equal(first.Version + 1, second.Version);
    }

    [Fact]
    public async Task Of_the_same_creation_sent_many_times_at_once_one_is_made_and_all_get_its_answer()
    {
        var company = await Company.Open(cluster);
        var ticket = company.Ticket("many");
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => ticket.Register(company.Intent(company.Leak, "same"))));
        Assert.All(answers, answer => Assert.Equal(new Answer(ticket.GetPrimaryKeyString(), 1), answer));
    }

    [Fact]
    public async Task A_refused_step_leaves_nothing_and_its_id_may_be_used_again()
    {
        var company = await Company.Open(cluster);
        var ticket = await company.Registered("refused");
        var before = await Tables(ticket);
        await Company.Refused<StepNotAllowed>(ticket.Arrive(company.Intent(new Step(), "later")));
        Assert.Equal(before, await Tables(ticket));
        Assert.Equal(TicketStep.Registered, (await ticket.Read(company.Staff))!.Step);
        await Company.Accepted(ticket.Assess(company.Intent(new AssessTicket([new PartToAssess("motor", null, null)], null, null), "later")));
    }

    [Fact]
    public async Task What_was_handled_is_forgotten_after_thirty_days()
    {
        var company = await Company.Open(cluster);
        var ticket = company.Ticket("forgotten");
        var register = company.Intent(company.Leak, "old");
        await Company.Accepted(ticket.Register(register));
        await cluster.Time.MoveTo(cluster.Now.AddDays(29));
        Assert.Equal(1, (await ticket.Register(register)).Version);
        // That it was carried over the day after was handled too.
        await cluster.Time.MoveTo(cluster.Now.AddDays(4));
        Assert.Empty(await cluster.Rows<HandledRow>(rows => rows.Where(row => row.Record == ticket.GetPrimaryKeyString())));
        await Company.Refused<AlreadyExists>(ticket.Register(register));
    }

    private async Task<(int, int)> Tables(ITicketGrain ticket)
    {
        var key = ticket.GetPrimaryKeyString();
        return ((await cluster.Rows<JournalRow>(rows => rows.Where(row => row.Record == key))).Count,
            (await cluster.Rows<HandledRow>(rows => rows.Where(row => row.Record == key))).Count);
    }
}

public sealed class RepeatTestsOnSqlite(SqliteCluster cluster) : RepeatTests(cluster), IClassFixture<SqliteCluster>;

public sealed class RepeatTestsOnPostgreSql(PostgreSqlCluster cluster) : RepeatTests(cluster), IClassFixture<PostgreSqlCluster>;
