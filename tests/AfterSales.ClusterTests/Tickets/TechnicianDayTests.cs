using System.Globalization;
using AfterSales.Access;
using AfterSales.Contacts.Rules;
using AfterSales.Customers;
using AfterSales.Customers.Rules;
using AfterSales.Messages;
using AfterSales.Messages.Rules;
using AfterSales.Policies;
using AfterSales.Records;
using AfterSales.Tasks;
using AfterSales.Tasks.Rules;
using AfterSales.Technicians;
using AfterSales.Tickets;
using AfterSales.Tickets.Rules;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.ClusterTests.Tickets;

/// <summary>A technician's day: his visits as one way, and what becomes of them when he is late.</summary>
public abstract class TechnicianDayTests(TestCluster cluster)
{
    [Fact]
    public async Task The_day_has_its_visits_in_order_with_what_is_over_and_without_what_went_to_another()
    {
        var company = await Company.Open(cluster);
        var now = cluster.Now;
        var later = await company.Scheduled("later", now.AddHours(4));
        var first = await company.Scheduled("first", now.AddHours(1));
        var moved = await company.Scheduled("moved", now.AddHours(6));
        await company.Scheduled("tomorrow", now.AddHours(26));
        await Company.Accepted(moved.HandBack(company.Intent(new HandBackVisit(null, true, "生病"))));
        Assert.Equal([first, later], await Tickets(company));
        await Company.Accepted(first.Depart(company.Intent(Company.Packed)));
        await Company.Accepted(first.Arrive(company.Intent(new Step())));
        await Company.Accepted(first.Finish(company.Intent(Company.Certificate)));
        await cluster.Time.Settle();
        var day = (await Day(company, company.Staff))!;
        Assert.Equal([(VisitEnd?)VisitEnd.Done, null], day.Visits.Select(visit => visit.Visit.End));
        Assert.Equal([false, true], day.Visits.Select(visit => visit.Stop.IsFromPrevious));
        Assert.Single((await Day(company, company.Staff, day.Day.AddDays(1)))!.Visits);
    }

    [Fact]
    public async Task He_himself_and_his_branch_see_the_day_and_nobody_else_does()
    {
        var company = await Company.Open(cluster);
        await company.Scheduled("one", cluster.Now.AddHours(1));
        await company.Hired($"{company.TechnicianId}-2");
        var own = new Caller("li", "Li", [new Assignment(Role.Technician, company.BranchId)], company.TechnicianId);
        Assert.Single((await Day(company, own))!.Visits);
        Assert.Null(await Day(company, own with { Technician = $"{company.TechnicianId}-2" }));
        Assert.Null(await Day(company, TestCluster.At("b-elsewhere", Role.Dispatcher)));
    }

    [Fact]
    public async Task S2_B1_Who_is_late_is_excused_to_the_customer_and_the_visits_that_follow_are_named()
    {
        var company = await WrittenTo(email: "wang@example.com");
        var from = cluster.Now.AddHours(1);
        var late = await company.Scheduled("late", from);
        var next = await company.Scheduled("next", from.AddHours(1));
        await company.Scheduled("evening", from.AddHours(8));
        await Company.Accepted(late.ReportDelay(company.Intent(new ReportDelay(null, 40, "堵车", "路上堵车，非常抱歉。"))));
        await cluster.Time.MoveTo(cluster.Now.AddMinutes(1));
        var day = (await Day(company, company.Staff))!;
        Assert.Equal([40, 40, 0], day.Visits.Select(visit => visit.Stop.LateMinutes));
        Assert.Equal(40, day.Visits[0].Visit.Delay!.Minutes);
        // No mail server: a person sends it at once, and sees what it says.
        var message = Assert.Single(await Messages(late));
        Assert.Equal((MessageState.ByHand, ContactChannel.Email, company.CustomerId), (message.State, message.Channel, message.CustomerId));
        var state = (await cluster.Grains.GetGrain<IMessageGrain>(message.Id).Read(Caller.System))!;
        var written = (await cluster.Services.GetRequiredService<MessageWriters>().Prepare(state))!.Written;
        Assert.Contains("路上堵车，非常抱歉。", written.Text, StringComparison.Ordinal);
        var expected = Company.OfficeHours.LocalTime(from.AddMinutes(40)).ToString("t", CultureInfo.GetCultureInfo("zh-CN"));
        Assert.Contains(expected, written.Text, StringComparison.Ordinal);
        var task = Assert.Single(await cluster.Rows<WorkTaskRow>(rows => rows.Where(row => row.Kind == TaskKind.SendMessage && row.About == message.Id)));
        Assert.True(task.DueAt <= cluster.Now);
        // What is booked after it has so much less time, and what is proposed is booked without a word.
        var technician = cluster.Grains.GetGrain<ITechnicianGrain>(company.TechnicianId);
        Assert.Equal(40, (await technician.Read(Caller.System))!.Appointments.All.Single(a => a.TicketId == late.GetPrimaryKeyString()).DelayMinutes);
        var found = (await cluster.Services.GetRequiredService<TechnicianProposer>().Propose(
            next.GetPrimaryKeyString(), new ProposalSearch(60, from.AddHours(1), from.AddHours(8)), company.Staff, TestContext.Current.CancellationToken))!.Proposals[0];
        Assert.Equal(from.AddHours(1).AddMinutes(45), found.From);
        await Company.Accepted(next.Reschedule(company.Intent(new RescheduleVisit(null, found.From, found.To, HasCustomerAgreed: true, "前一户延误"))));
        Assert.Equal([40, 0, 0], (await Day(company, company.Staff))!.Visits.Select(visit => visit.Stop.LateMinutes));
    }

    [Fact]
    public async Task What_is_said_last_of_a_delay_is_what_the_customer_hears_and_nothing_once_the_technician_is_there()
    {
        var company = await WrittenTo(email: "wang@example.com");
        var ticket = await company.Scheduled("twice", cluster.Now.AddHours(1));
        // Neither message is looked at before both are asked for.
        await Company.Accepted(ticket.ReportDelay(company.Intent(new ReportDelay(null, 20, "堵车", "抱歉"))));
        await Company.Accepted(ticket.ReportDelay(company.Intent(new ReportDelay(null, 60, "还在堵", "万分抱歉"))));
        await cluster.Time.MoveTo(cluster.Now.AddMinutes(1));
        var messages = await Messages(ticket);
        Assert.Contains(messages, message => message.State == MessageState.ByHand);
        Assert.Equal(60, (await ticket.Read(company.Staff))!.Visits.Current!.Delay!.Minutes);
        await Company.Accepted(ticket.Depart(company.Intent(Company.Packed)));
        await Company.Accepted(ticket.Arrive(company.Intent(new Step())));
        foreach (var message in messages)
            Assert.Null(await cluster.Services.GetRequiredService<MessageWriters>().Prepare((await cluster.Grains.GetGrain<IMessageGrain>(message.Id).Read(Caller.System))!));
        await Company.Refused<VisitHasBegun>(ticket.ReportDelay(company.Intent(new ReportDelay(null, 20, "堵车", "抱歉"))));
    }

    [Fact]
    public async Task A_branch_tells_of_a_delay_in_words_of_its_own_with_the_apology_as_it_was_written_down()
    {
        var company = await WrittenTo(email: "wang@example.com");
        Task<Answer> Say(string words) => cluster.Grains.GetGrain<IPoliciesGrain>(IPoliciesGrain.KeyOf(company.BranchId))
            .Set(new(new SetPolicy(company.BranchId, TicketMessagePolicies.DelayWords.Key, words), company.Director));
        var refused = await Company.Refused<InputInvalid>(Say("""{"zh-CN":{"subject":"晚到","text":"{Name}，{Expected}"}}"""));
        Assert.Equal(new InputIssue("value.zh-CN.text.{Apology}", "PLACEHOLDER_MISSING"), Assert.Single(refused.Issues));
        var words = """{"subject":"{Minutes}","text":"{Name}, {Expected}. {Apology}"}""";
        await Company.Accepted(Say($$"""{"zh-CN":{{words}},"en":{{words}},"es":{{words}}}"""));
        var ticket = await company.Scheduled("words", cluster.Now.AddHours(1));
        await Company.Accepted(ticket.ReportDelay(company.Intent(new ReportDelay(null, 20, "堵车", "万分抱歉"))));
        await cluster.Time.Settle();
        var message = await cluster.Grains.GetGrain<IMessageGrain>(Assert.Single(await Messages(ticket)).Id).Read(Caller.System);
        var written = (await cluster.Services.GetRequiredService<MessageWriters>().Prepare(message!))!.Written;
        Assert.Equal("20", written.Subject);
        Assert.EndsWith(". 万分抱歉", written.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_wants_nothing_written_is_called_instead()
    {
        var company = await WrittenTo(email: null);
        await Company.Accepted(cluster.Grains.GetGrain<ICustomerGrain>(company.CustomerId).SayConsent(
            company.Intent(new SayConsent(ConsentChannel.Message, IsGiven: false))));
        var ticket = await company.Scheduled("called", cluster.Now.AddHours(1));
        await Company.Accepted(ticket.ReportDelay(company.Intent(new ReportDelay(null, 30, "堵车", "抱歉"))));
        await cluster.Time.MoveTo(cluster.Now.AddMinutes(1));
        var key = ticket.GetPrimaryKeyString();
        Assert.Single(await cluster.Rows<WorkTaskRow>(rows => rows.Where(row => row.Kind == TaskKind.TellOfDelay && row.About == key)));
    }

    private async Task<Company> WrittenTo(string? email)
    {
        var company = await Company.Open(cluster);
        await Company.Accepted(cluster.Grains.GetGrain<ICustomerGrain>(company.CustomerId).Amend(company.Intent(Company.Wang with { Email = email })));
        return company;
    }

    private Task<TechnicianDay?> Day(Company company, Caller caller, DateOnly? day = null) =>
        cluster.Services.GetRequiredService<TechnicianDays>().Of(company.TechnicianId, day, caller, TestContext.Current.CancellationToken);

    private async Task<ITicketGrain[]> Tickets(Company company) =>
        [.. (await Day(company, company.Staff))!.Visits.Select(visit => cluster.Grains.GetGrain<ITicketGrain>(visit.Ticket.State.Id))];

    private Task<List<OutboundMessageRow>> Messages(ITicketGrain ticket)
    {
        var key = ticket.GetPrimaryKeyString();
        return cluster.Rows<OutboundMessageRow>(rows => rows.Where(row => row.About == key && row.Kind == MessageKind.VisitDelayed));
    }
}

public sealed class TechnicianDaysOnSqlite(SqliteCluster cluster) : TechnicianDayTests(cluster), IClassFixture<SqliteCluster>;

public sealed class TechnicianDaysOnPostgreSql(PostgreSqlCluster cluster) : TechnicianDayTests(cluster), IClassFixture<PostgreSqlCluster>;
