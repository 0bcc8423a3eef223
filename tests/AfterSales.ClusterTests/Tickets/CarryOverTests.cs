using AfterSales.Access;
using AfterSales.Branches;
using AfterSales.Calendars;
using AfterSales.Records;
using AfterSales.Tasks;
using AfterSales.Tasks.Rules;
using AfterSales.Tickets;
using AfterSales.Tickets.Rules;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.ClusterTests.Tickets;

/// <summary>What nobody was sent for today comes first tomorrow (S1 P2 (18)).</summary>
public abstract class CarryOverTests(TestCluster cluster)
{
    [Fact]
    public async Task S1_P2_18_What_was_not_dispatched_by_the_days_end_heads_the_list_when_the_branch_opens()
    {
        var company = await Morning();
        var old = await company.Assessed("old");
        var sent = await company.Scheduled("sent", cluster.Now.AddHours(26));
        var opening = OpeningAfter(cluster.Now);
        await cluster.Time.MoveTo(opening.AddSeconds(-1));
        Assert.Equal((null, null), (await On(old), await On(sent)));
        await cluster.Time.MoveTo(opening.AddMinutes(1));
        var today = Company.OfficeHours.LocalDay(opening);
        Assert.Equal((today, null), (await On(old), await On(sent)));
        // What is registered today comes after it, and an emergency before.
        var fresh = await company.Registered("fresh");
        var urgent = company.Ticket("urgent");
        await Company.Accepted(urgent.Register(company.Intent(company.Leak with { IsEmergency = true })));
        Assert.Equal([urgent, old], (await List(company)).Take(2));
        Assert.Equal(fresh, (await List(company))[^1]);
        // No promise stands still or begins anew for it.
        Assert.DoesNotContain((await old.Read(company.Staff))!.Promises.Clocks, clock => clock.Pauses.Count > 0);
    }

    [Fact]
    public async Task Once_somebody_is_sent_the_mark_is_gone_and_what_comes_back_is_carried_over_anew()
    {
        var company = await Morning();
        var ticket = await company.Assessed("again");
        await cluster.Time.MoveTo(OpeningAfter(cluster.Now).AddMinutes(1));
        Assert.NotNull(await On(ticket));
        await Company.Accepted(ticket.Schedule(company.Intent(new ScheduleVisit(company.TechnicianId, cluster.Now.AddHours(3), cluster.Now.AddHours(4)))));
        Assert.Null(await On(ticket));
        await Company.Accepted(ticket.HandBack(company.Intent(new HandBackVisit(null, true, "生病"))));
        await cluster.Time.MoveTo(OpeningAfter(cluster.Now).AddMinutes(1));
        Assert.Equal(Company.OfficeHours.LocalDay(cluster.Now), await On(ticket));
    }

    [Fact]
    public async Task Registered_before_the_opening_of_one_day_it_is_carried_over_on_the_next()
    {
        var company = await Morning();
        await company.Assessed("first");
        var opening = OpeningAfter(cluster.Now);
        // The branch waits for this opening already.
        await cluster.Time.MoveTo(opening.AddMinutes(-30));
        var early = await company.Registered("early");
        await cluster.Time.MoveTo(opening.AddMinutes(1));
        Assert.Null(await On(early));
        await cluster.Time.MoveTo(OpeningAfter(cluster.Now).AddMinutes(1));
        Assert.Equal(Company.OfficeHours.LocalDay(cluster.Now), await On(early));
    }

    [Fact]
    public async Task An_appointment_that_passed_with_nobody_setting_out_waits_again_names_who_was_to_come_and_comes_first_tomorrow()
    {
        var company = await Morning();
        var ticket = await company.Scheduled("passed", cluster.Now.AddHours(3));
        var (from, to) = (cluster.Now.AddHours(3), cluster.Now.AddHours(4));
        await cluster.Time.MoveTo(to.AddMilliseconds(-1));
        Assert.Empty((await Board(company)).Waiting);
        await cluster.Time.MoveTo(to);
        Assert.Equal(to, Assert.Single((await Board(company)).Waiting).Row.UndispatchedSince);
        var task = Assert.Single(await Tasks(ticket));
        Assert.Equal((true, company.TechnicianId, from, to), (task.IsOpen, task.TechnicianId, task.MatterSince!.Value, task.MatterUntil!.Value));
        // Looked at tomorrow it is there still, before what came later.
        var fresh = await company.Assessed("fresh");
        await cluster.Time.MoveTo(OpeningAfter(to).AddMinutes(1));
        Assert.Equal(Company.OfficeHours.LocalDay(cluster.Now), await On(ticket));
        Assert.Equal([ticket, fresh], await List(company));
        // Who sets out after all is late, and nobody has to look for another.
        await Company.Accepted(ticket.Depart(company.Intent(Company.Packed)));
        await cluster.Time.Settle();
        Assert.Equal([fresh], await List(company));
        Assert.False(Assert.Single(await Tasks(ticket)).IsOpen);
    }

    [Fact]
    public async Task Nothing_is_carried_over_on_a_day_that_became_a_holiday_and_nothing_wakes_the_branch_where_nothing_lies()
    {
        var company = await Morning();
        var branch = cluster.Grains.GetGrain<IBranchGrain>(company.BranchId);
        var ticket = await company.Assessed("holiday");
        var opening = OpeningAfter(cluster.Now);
        var calendar = (await branch.Read(Caller.System))!.Calendar;
        await Company.Accepted(branch.ChangeCalendar(new Intent<WorkingCalendar>(calendar with { Holidays = [new Holiday(calendar.LocalDay(opening), "节日")] }, company.Director)));
        await cluster.Time.MoveTo(opening.AddMinutes(1));
        Assert.Null(await On(ticket));
        await cluster.Time.MoveTo(OpeningAfter(opening).AddMinutes(1));
        Assert.NotNull(await On(ticket));
        await Company.Accepted(ticket.Cancel(company.Intent(new Because("不修了"))));
        Assert.Null((await branch.Read(Caller.System))!.MorningAt);
    }

    [Fact]
    public async Task A_ticket_that_can_not_be_marked_keeps_no_other_and_no_next_morning_and_is_marked_once_it_is_mended()
    {
        var company = await Morning();
        var (failing, other) = (await company.Assessed("failing"), await company.Assessed("other"));
        await cluster.Time.Settle();
        var key = failing.GetPrimaryKeyString();
        cluster.Faults.Refuses = saved => saved is Saved<Ticket> { State.Id: var id, Entry.Events: var events } && id == key && events.OfType<TicketCarriedOver>().Any();
        try
        {
            var opening = OpeningAfter(cluster.Now);
            await cluster.Time.MoveTo(opening.AddMinutes(1));
            Assert.Equal((null, Company.OfficeHours.LocalDay(opening)), (await On(failing), await On(other)));
            for (var i = 0; i < EffectTries.Most * 2; i++) await cluster.Time.MoveTo(cluster.Now.AddMinutes(10));
            var shelved = Assert.Single(await cluster.Rows<SetAsideRow>(rows => rows.Where(row => row.Kind == SetAside.EffectKind)), row => row.Record!.Contains(company.BranchId, StringComparison.Ordinal));
            // The next morning comes for what is new.
            var fresh = await company.Assessed("fresh");
            await cluster.Time.MoveTo(OpeningAfter(cluster.Now).AddMinutes(1));
            Assert.Equal(Company.OfficeHours.LocalDay(cluster.Now), await On(fresh));
            Assert.Null(await On(failing));
            cluster.Faults.Refuses = _ => false;
            Assert.Null(await cluster.Services.GetRequiredService<SetAside>().SendAgain(
                SetAside.EffectKind, shelved.Key, TestCluster.At(Assignment.Headquarters, Role.Administrator), $"again-{key}"));
            await cluster.Time.Settle();
            Assert.NotNull(await On(failing));
        }
        finally
        {
            cluster.Faults.Refuses = _ => false;
        }
    }

    [Fact]
    public async Task The_next_page_begins_behind_what_was_told()
    {
        var company = await Morning();
        string[] keys = [(await company.Assessed("one")).GetPrimaryKeyString(), (await company.Assessed("two")).GetPrimaryKeyString()];
        string[] records = [.. keys.Order(StringComparer.Ordinal).Select(key => $"ticket/{key}")];
        await cluster.Time.Settle();
        var left = cluster.Services.GetRequiredService<LeftLying>();
        var tomorrow = cluster.Now.AddDays(1);
        Assert.Equal(records, (await left.Before(company.BranchId, tomorrow, null)).Records);
        Assert.Equal(records[1..], (await left.Before(company.BranchId, tomorrow, records[0])).Records);
        var end = await left.Before(company.BranchId, tomorrow, records[1]);
        Assert.Equal((0, true), (end.Records.Count, end.IsMoreToCome));
    }

    /// <summary>A company on a Monday at eleven, so that the days to come are working days.</summary>
    private async Task<Company> Morning()
    {
        var calendar = Company.OfficeHours;
        var day = calendar.LocalDay(cluster.Now);
        do day = day.AddDays(1);
        while (day.DayOfWeek != DayOfWeek.Monday);
        await cluster.Time.MoveTo(calendar.InstantAt(day, new TimeOnly(11, 0)));
        return await Company.Open(cluster);
    }

    /// <summary>When the branch opens on the next working day.</summary>
    private static DateTimeOffset OpeningAfter(DateTimeOffset at) =>
        Company.OfficeHours.NextOpening(Company.OfficeHours.InstantAt(Company.OfficeHours.LocalDay(at).AddDays(1), TimeOnly.MinValue))!.Value;

    private async Task<DateOnly?> On(ITicketGrain ticket)
    {
        var key = ticket.GetPrimaryKeyString();
        return Assert.Single(await cluster.Rows<TicketRow>(rows => rows.Where(row => row.Id == key))).CarriedOverOn;
    }

    private Task<DispatchBoard> Board(Company company) => cluster.Services.GetRequiredService<DispatchBoards>().Of(
        company.BranchId, cluster.Now.AddDays(1), cluster.Now.AddDays(2), company.Staff, TestContext.Current.CancellationToken);

    private Task<List<WorkTaskRow>> Tasks(ITicketGrain ticket)
    {
        var key = ticket.GetPrimaryKeyString();
        return cluster.Rows<WorkTaskRow>(rows => rows.Where(row => row.About == key && row.Kind == TaskKind.AppointmentPassed));
    }

    private async Task<ITicketGrain[]> List(Company company)
    {
        var rows = await cluster.Rows<TicketRow>(rows => rows.Where(row => row.BranchId == company.BranchId && row.IsOpen && row.UndispatchedSince != null)
            .OrderBy(row => row.Rank).ThenBy(row => row.RegisteredAt).ThenBy(row => row.Id));
        return [.. rows.Select(row => cluster.Grains.GetGrain<ITicketGrain>(row.Id))];
    }
}

public sealed class CarryOverOnSqlite(SqliteCluster cluster) : CarryOverTests(cluster), IClassFixture<SqliteCluster>;

public sealed class CarryOverOnPostgreSql(PostgreSqlCluster cluster) : CarryOverTests(cluster), IClassFixture<PostgreSqlCluster>;
