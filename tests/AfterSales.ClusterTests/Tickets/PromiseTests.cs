using System.Text.Json;
using AfterSales.Access;
using AfterSales.Branches;
using AfterSales.Branches.Rules;
using AfterSales.Calendars;
using AfterSales.Customers;
using AfterSales.Customers.Rules;
using AfterSales.Policies;
using AfterSales.Promises.Rules;
using AfterSales.Records;
using AfterSales.Storage;
using AfterSales.Tasks;
using AfterSales.Tasks.Rules;
using AfterSales.Tickets;
using AfterSales.Tickets.Rules;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.ClusterTests.Tickets;

/// <summary>The clocks of what was promised to customers, as they run, are warned of, missed, go up and are reckoned anew.</summary>
public abstract class PromiseTests(TestCluster cluster)
{
    [Fact]
    public async Task A_promise_is_warned_of_and_goes_up_step_by_step_until_it_is_met()
    {
        var (company, nine) = await Monday();
        var ticket = await company.Assessed("up");
        Assert.Equal(nine.AddHours(2), (await Clock(ticket, PromiseKind.Arranged)).DueAt);

        await cluster.Time.MoveTo(nine.AddMinutes(91));
        var warned = Assert.Single(await Open(ticket, TaskKind.PromiseRunsOut), task => task.DueAt == nine.AddHours(2));
        Assert.Equal(Role.Dispatcher, warned.Role);
        await cluster.Time.MoveTo(nine.AddHours(2));
        Assert.Equal([Role.Dispatcher], (await Open(ticket, TaskKind.PromiseMissed)).Select(task => task.Role));
        // That it runs out is over: it has gone up.
        Assert.DoesNotContain(await Open(ticket, TaskKind.PromiseRunsOut), task => task.Id == warned.Id);
        // Two working hours later; lunch is none.
        await cluster.Time.MoveTo(nine.AddHours(4));
        Assert.Single(await Open(ticket, TaskKind.PromiseMissed));
        await cluster.Time.MoveTo(nine.AddHours(5).AddMinutes(-1));
        Assert.Single(await Open(ticket, TaskKind.PromiseMissed));
        await cluster.Time.MoveTo(nine.AddHours(5));
        Assert.Contains(await Open(ticket, TaskKind.PromiseMissed), task => task.Role == Role.BranchManager);
        Assert.All(await cluster.Rows<WorkTaskRow>(rows => rows.Where(row => row.About == ticket.GetPrimaryKeyString() && row.Kind == TaskKind.PromiseMissed)), task => Assert.Null(task.EscalatedTo));

        await Company.Accepted(ticket.Schedule(company.Intent(new ScheduleVisit(company.TechnicianId, nine.AddHours(6), nine.AddHours(7)))));
        await cluster.Time.Settle();
        var arranged = await Clock(ticket, PromiseKind.Arranged);
        Assert.Equal((false, 2), (arranged.IsKept, arranged.Taken.Count));
        Assert.DoesNotContain(await Open(ticket, TaskKind.PromiseMissed), task => task.RaisedAt < nine.AddHours(5));
        await cluster.Time.MoveTo(nine.AddDays(4));
        Assert.Equal(2, (await Clock(ticket, PromiseKind.Arranged)).Taken.Count);
        // What nobody restored in a day leads to a loan that is offered, and its steps were taken once each.
        Assert.Single(await Open(ticket, TaskKind.LendEqualProduct));
        var journal = await cluster.Rows<JournalRow>(rows => rows.Where(row => row.Record == ticket.GetPrimaryKeyString()));
        Assert.Equal(3, journal.Sum(entry => Count(entry, "PromiseEscalated", "\"promise\":\"Restored\"")));
        Assert.Equal(1, journal.Sum(entry => Count(entry, "PromiseMissed", "\"promise\":\"Restored\"")));
    }

    // S3 ⑹-2 四1–2 (feature 19b)
    [Fact]
    public async Task Work_that_was_sent_on_and_is_not_arranged_goes_to_the_leaders_at_the_fourth_hour()
    {
        var (company, nine) = await Monday();
        var ticket = await company.Assessed("sent-on");
        await cluster.Time.MoveTo(nine.AddMinutes(10));
        var to = await Company.Employed(cluster, $"acc-{company.BranchId}-service", Role.Dispatcher, company.BranchId);
        await Company.Accepted(ticket.HandOver(company.Intent(new HandOverTicket(to, "售后部"))));
        var number = (await Clock(ticket, PromiseKind.Forwarded)).Number;
        Assert.Equal(nine.AddMinutes(130), (await Row(ticket, PromiseKind.Forwarded)).DueAt);
        // Lunch is no working time.
        await cluster.Time.MoveTo(nine.AddMinutes(309));
        Assert.Equal([Role.Dispatcher], (await Clock(ticket, PromiseKind.Forwarded)).Taken.Select(step => step.Role));
        await cluster.Time.MoveTo(nine.AddMinutes(310));
        Assert.Equal([Role.Dispatcher, Role.BranchManager], (await Clock(ticket, PromiseKind.Forwarded)).Taken.Select(step => step.Role));
        var key = IWorkTaskGrain.KeyOf(TaskKind.PromiseMissed, $"{ticket.GetPrimaryKeyString()}:{number}:2");
        Assert.Contains(await Open(ticket, TaskKind.PromiseMissed), task => task.Id == key && task.Role == Role.BranchManager);
    }

    [Fact]
    public async Task A_changed_calendar_or_policy_has_the_clocks_reckoned_anew_and_what_ran_has_run()
    {
        var (company, nine) = await Monday();
        var ticket = await company.Registered("anew");
        var other = await company.Registered("done");
        await Company.Accepted(other.Cancel(company.Intent(new Because("Works again"))));
        Assert.Equal(nine.AddHours(7), (await Clock(ticket, PromiseKind.Arrival)).DueAt);
        await cluster.Time.MoveTo(nine.AddHours(1));
        var mornings = Company.OfficeHours with { Week = [.. Company.OfficeHours.Week.Where(hours => hours.From.Hour < 12)] };
        await Company.Accepted(cluster.Grains.GetGrain<IBranchGrain>(company.BranchId).ChangeCalendar(new Intent<WorkingCalendar>(mornings, company.Director)));
        await Swept();
        // An hour by the old hours, two today and three tomorrow by the new.
        Assert.Equal(nine.AddDays(1).AddHours(3), (await Clock(ticket, PromiseKind.Arrival)).DueAt);
        Assert.Equal(nine.AddDays(1).AddHours(3), (await Row(ticket, PromiseKind.Arrival)).DueAt);

        var four = TicketPromisePolicies.Promises.Standard.ConvertAll(row => row.Promise == PromiseKind.Arrival ? row with { Amount = 4, Unit = PromiseUnit.WorkingHours } : row);
        await Company.Accepted(cluster.Grains.GetGrain<IPoliciesGrain>(IPoliciesGrain.KeyOf(company.BranchId)).Set(
            new(new SetPolicy(company.BranchId, TicketPromisePolicies.Promises.Key, PolicyBook.Write(TicketPromisePolicies.Promises, four)), company.Director)));
        await Swept();
        var clock = await Clock(ticket, PromiseKind.Arrival);
        Assert.Equal((nine.AddDays(1).AddHours(1), PromiseOrigin.Branch), (clock.DueAt, clock.Chosen.Origin));
        var journal = await cluster.Rows<JournalRow>(rows => rows.Where(row => row.Record == ticket.GetPrimaryKeyString()));
        Assert.Contains(journal, entry => Count(entry, "PromiseReckoned", "\"because\":\"Calendar\"") > 0);
        Assert.Contains(journal, entry => Count(entry, "PromiseReckoned", "\"because\":\"Policy\"") > 0);
        var basis = clock.Reckoned.Basis;
        await Swept();
        Assert.Equal(journal.Count, (await cluster.Rows<JournalRow>(rows => rows.Where(row => row.Record == ticket.GetPrimaryKeyString()))).Count);
        Assert.Equal(basis, (await Clock(ticket, PromiseKind.Arrival)).Reckoned.Basis);
    }

    [Fact]
    public async Task A_branch_that_goes_by_another_clock_reckons_what_is_left_by_it()
    {
        var (company, nine) = await Monday();
        var ticket = await company.Registered("zone");
        Assert.Equal(nine.AddHours(7), (await Clock(ticket, PromiseKind.Arrival)).DueAt);
        await cluster.Time.MoveTo(nine.AddHours(1));
        await Company.Accepted(cluster.Grains.GetGrain<IBranchGrain>(company.BranchId).ChangeCalendar(new Intent<WorkingCalendar>(Company.OfficeHours with { TimeZone = "Asia/Kolkata" }, company.Director)));
        await Swept();
        // An hour has run. It is half past seven there: three hours from nine on, and two after lunch.
        Assert.Equal(nine.AddHours(8.5), (await Clock(ticket, PromiseKind.Arrival)).DueAt);
        Assert.Equal(nine.AddHours(8.5), (await Row(ticket, PromiseKind.Arrival)).DueAt);
    }

    [Fact]
    public async Task How_early_a_promise_is_warned_of_is_the_companys_choice()
    {
        var (company, nine) = await Monday();
        await Company.Accepted(cluster.Grains.GetGrain<IPoliciesGrain>(IPoliciesGrain.KeyOf(company.BranchId)).Set(
            new(new SetPolicy(company.BranchId, TicketPromisePolicies.WarnPercent.Key, PolicyBook.Write(TicketPromisePolicies.WarnPercent, 50)), company.Director)));
        var ticket = await company.Assessed("early");
        await cluster.Time.MoveTo(nine.AddMinutes(59));
        Assert.DoesNotContain(await Open(ticket, TaskKind.PromiseRunsOut), task => task.DueAt == nine.AddHours(2));
        await cluster.Time.MoveTo(nine.AddMinutes(60));
        Assert.Single(await Open(ticket, TaskKind.PromiseRunsOut), task => task.DueAt == nine.AddHours(2));
    }

    [Fact]
    public async Task A_customer_raised_to_VIP_is_promised_by_his_tier_at_once_and_what_was_met_stays_as_it_was()
    {
        var (company, nine) = await Monday();
        await Company.Accepted(cluster.Grains.GetGrain<IPoliciesGrain>(IPoliciesGrain.KeyOf(company.BranchId)).Set(new(new SetPolicy(
            company.BranchId, TicketPromisePolicies.Promises.Key, PolicyBook.Write(TicketPromisePolicies.Promises, TicketPromisePolicies.Promises.Standard.AddRange(
            [
                new(PromiseKind.Arranged, 1, PromiseUnit.WorkingHours, new(Tier: CustomerTier.Vip), PromiseMoment.Request, PromiseMoment.Arrangement, []),
                new(PromiseKind.Arrival, 3, PromiseUnit.WorkingHours, new(Tier: CustomerTier.Vip), PromiseMoment.Request, PromiseMoment.Arrival, [PauseReason.AgreedLater]),
            ]))), company.Director)));
        var ticket = await company.Scheduled("vip", nine.AddHours(2));
        var other = await company.Registered("other");
        await Company.Accepted(ticket.PausePromises(company.Intent(new PausePromises(PauseReason.AgreedLater, nine.AddHours(1), null))));
        var (arranged, arrival) = (await Clock(ticket, PromiseKind.Arranged), await Clock(ticket, PromiseKind.Arrival));
        Assert.Equal((true, nine.AddHours(8)), (arranged.IsKept, arrival.DueAt));
        await cluster.Time.MoveTo(nine.AddHours(1.5));
        await Company.Accepted(cluster.Grains.GetGrain<ICustomerGrain>(company.CustomerId).ChangeTier(company.Intent(new ChangeTier(CustomerTier.Vip, "十年老客户"))));
        await Swept();
        var vip = await Clock(ticket, PromiseKind.Arrival);
        // An hour was paused; three hours of work from nine on end after lunch.
        Assert.Equal((nine.AddHours(5), arrival.StartedAt), (vip.DueAt, vip.StartedAt));
        Assert.Equal(arrival.Pauses, vip.Pauses);
        Assert.Contains(PromiseCondition.Tier, vip.Chosen.Because);
        Assert.Equal(nine.AddHours(5), (await Row(ticket, PromiseKind.Arrival)).DueAt);
        Assert.Equal((arranged.EndedAt, arranged.DueAt, arranged.Chosen), (await Clock(ticket, PromiseKind.Arranged)) is var met ? (met.EndedAt, met.DueAt, met.Chosen) : default);
        Assert.Equal(nine.AddHours(3), (await Clock(other, PromiseKind.Arrival)).DueAt);
        var journal = await cluster.Rows<JournalRow>(rows => rows.Where(row => row.Record == ticket.GetPrimaryKeyString()));
        Assert.Equal(1, journal.Sum(entry => Count(entry, "PromiseReckoned", "\"because\":\"Circumstances\"")));
        await Swept();
        Assert.Equal(journal.Count, (await cluster.Rows<JournalRow>(rows => rows.Where(row => row.Record == ticket.GetPrimaryKeyString()))).Count);
    }

    [Fact]
    public async Task An_address_that_moved_zones_that_were_drawn_anew_and_a_file_that_was_merged_reach_the_promises_that_run()
    {
        var (company, nine) = await Monday();
        var ticket = await company.Registered("zone");
        Assert.Equal(nine.AddHours(7), (await Clock(ticket, PromiseKind.Arrival)).DueAt);
        var customer = cluster.Grains.GetGrain<ICustomerGrain>(company.CustomerId);
        await Company.Accepted(customer.Amend(company.Intent(Company.Wang with { Addresses = [new CustomerAddress("", "沪青平公路 1", "上海", PostalCode: "201700", Zone: Zone.Suburban)] })));
        await Swept();
        Assert.Equal(nine.AddHours(8), (await Clock(ticket, PromiseKind.Arrival)).DueAt);

        await Company.Accepted(cluster.Grains.GetGrain<IBranchGrain>(company.BranchId).SetZones(new Intent<SetZones>(
            new SetZones([new ServiceZone("青浦", Zone.Urban, 30, [new PostalCodeRange("201700", "201799")], [])]), company.Director)));
        await Swept();
        Assert.Equal(nine.AddHours(7), (await Clock(ticket, PromiseKind.Arrival)).DueAt);

        var file = $"{company.CustomerId}-file";
        await Company.Accepted(cluster.Grains.GetGrain<ICustomerGrain>(file).Register(company.Intent(new RegisterCustomer(
            company.BranchId, Company.Wang with { Phones = [], Addresses = [new CustomerAddress("", "朱家角 1", "上海", PostalCode: "201800", Zone: Zone.Suburban)] }))));
        await Company.Accepted(customer.Merge(company.Intent(new MergeCustomer(file))));
        await cluster.Time.Settle();
        await Swept();
        Assert.Equal($"{file}/", (await Row(ticket, PromiseKind.Arrival)).CustomerTerms![..(file.Length + 1)]);
        var entries = (await cluster.Rows<JournalRow>(rows => rows.Where(row => row.Record == ticket.GetPrimaryKeyString()))).Count;
        await Swept();
        Assert.Equal(entries, (await cluster.Rows<JournalRow>(rows => rows.Where(row => row.Record == ticket.GetPrimaryKeyString()))).Count);
    }

    [Fact]
    public async Task A_pause_a_reopening_and_what_a_calendar_without_working_time_cannot_promise()
    {
        var (company, nine) = await Monday();
        var ticket = await company.Assessed("pause");
        await Company.Refused<NothingToPause>(ticket.PausePromises(company.Intent(new PausePromises(PauseReason.Parts, null, null))));
        await Company.Accepted(ticket.PausePromises(company.Intent(new PausePromises(PauseReason.AgreedLater, nine.AddDays(2), "出差"))));
        Assert.Equal(nine.AddDays(2).AddHours(7), (await Clock(ticket, PromiseKind.Arrival)).DueAt);
        await company.Serve(ticket, nine.AddHours(2));
        await cluster.Time.MoveTo(nine.AddDays(8));
        await Company.Accepted(ticket.Reopen(company.Intent(new Because("Again"))));
        await cluster.Time.Settle();
        Assert.Empty(await Open(ticket, TaskKind.PromiseMissed));
        var clocks = (await ticket.Read(company.Staff))!.Promises.Clocks;
        Assert.Equal([1, 2], clocks.Where(clock => clock.Promise == PromiseKind.Restored).Select(clock => clock.Round));
        Assert.True(clocks.First(clock => clock.Promise == PromiseKind.Restored).IsKept);

        var lastDay = DateOnly.FromDateTime(cluster.Now.ToOffset(TimeSpan.FromHours(8)).Date).AddDays(1);
        var season = WorkingCalendar.Closed("Asia/Shanghai") with { ExtraDays = [new(lastDay, new TimeOnly(9, 0), new TimeOnly(17, 0))] };
        await Company.Accepted(cluster.Grains.GetGrain<IBranchGrain>(company.BranchId).ChangeCalendar(new Intent<WorkingCalendar>(season, company.Director)));
        await cluster.Time.MoveTo(cluster.Now.AddDays(2));
        await Company.Refused<NoWorkingTime>(company.Ticket("closed").Register(company.Intent(company.Leak)));
    }

    [Fact]
    public async Task What_runs_out_first_at_a_branch_is_read_from_an_index()
    {
        const string Columns = "branch_id, ticket_id, kind, promise, is_running, due_at, started_at, steps, basis, zones_version, day, is_decided, counts_at";
        var isSqlite = cluster.Database.Provider == StorageProvider.Sqlite;
        var numbers = isSqlite ? "with recursive n(i) as (select 1 union all select i + 1 from n where i < 50000)" : "with n(i) as (select generate_series(1, 50000))";
        var at = isSqlite ? "strftime('%Y-%m-%d %H:%M:%f', 'now', '+' || i || ' minutes')" : "now() + make_interval(mins => i)";
        var (running, day) = isSqlite ? ("case when i % 10 = 0 then 1 else 0 end", "'2020-01-01'") : ("i % 10 = 0", "date '2020-01-01'");
        var no = isSqlite ? "0" : "false";
        await cluster.Execute($"""
            insert into ticket_promise (id, {Columns})
            {numbers} select 'x-' || i, 'b-x' || (i % 7), 'x-' || i, 'Repair', 'Arrival', {running}, {at}, {at}, 0, 'x', 0, {day}, {no}, {at} from n
            """);
        await cluster.Execute("analyze ticket_promise");
        var plan = await cluster.Query($"{(isSqlite ? "explain query plan" : "explain")} select * from ticket_promise where is_running and branch_id = 'b-x3' order by due_at, id limit 20");
        var text = string.Join('\n', plan.Select(row => row[^1]));
        // Of this branch, or of all in the order of their time: which is cheaper depends on how many there are.
        Assert.Matches("ticket_promise_(running|due)", text);
        Assert.DoesNotContain("sort", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("temp b-tree", text, StringComparison.OrdinalIgnoreCase);
        await cluster.Execute("delete from ticket_promise where basis = 'x'");
    }

    /// <summary>Nine o'clock of a Monday of its own.</summary>
    private async Task<(Company Company, DateTimeOffset Nine)> Monday()
    {
        var nine = TestCluster.Start;
        while (nine < cluster.Now) nine = nine.AddDays(7);
        await cluster.Time.MoveTo(nine);
        return (await Company.Open(cluster), cluster.Now);
    }

    private async Task Swept()
    {
        await cluster.Services.GetRequiredService<Sweep>().Run();
        await cluster.Time.Settle();
    }

    private static async Task<PromiseClock> Clock(ITicketGrain ticket, PromiseKind promise) =>
        (await ticket.Read(Caller.System))!.Promises.Clocks.Last(clock => clock.Promise == promise);

    private async Task<TicketPromiseRow> Row(ITicketGrain ticket, PromiseKind promise) =>
        Assert.Single(await cluster.Rows<TicketPromiseRow>(rows => rows.Where(row => row.TicketId == ticket.GetPrimaryKeyString() && row.Promise == promise)));

    private async Task<List<WorkTaskRow>> Open(ITicketGrain ticket, TaskKind kind) =>
        await cluster.Rows<WorkTaskRow>(rows => rows.Where(row => row.About == ticket.GetPrimaryKeyString() && row.Kind == kind && row.IsOpen));

    private static int Count(JournalRow entry, string name, string data) =>
        JsonElement.Parse(entry.Events).EnumerateArray().Count(happened =>
            happened.GetProperty("name").GetString() == name && happened.GetProperty("data").GetRawText().Replace(" ", "", StringComparison.Ordinal).Contains(data, StringComparison.Ordinal));
}

public sealed class PromisesOnSqlite(SqliteCluster cluster) : PromiseTests(cluster), IClassFixture<SqliteCluster>;

public sealed class PromisesOnPostgreSql(PostgreSqlCluster cluster) : PromiseTests(cluster), IClassFixture<PostgreSqlCluster>;
