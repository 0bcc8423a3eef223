using AfterSales.Promises.Rules;
using AfterSales.Records;
using AfterSales.Tasks;
using AfterSales.Tasks.Rules;
using AfterSales.Tickets;
using AfterSales.Tickets.Rules;
using static AfterSales.Tests.Calendars.CalendarScenarios;
using static AfterSales.Tests.Tickets.TicketScenarios;

namespace AfterSales.Tests.Tickets;

public sealed class TicketTasksTests
{
    [Theory]
    [InlineData(TicketAction.CannotFinish)]
    [InlineData(TicketAction.NobodyHome)]
    public void What_a_booking_settled_is_to_be_done_after_all_once_it_is_taken_back(TicketAction inVain)
    {
        var before = After(StandingAt(TicketStep.OnSite), inVain);
        var booked = DispatchRules.Schedule(before, "v-slip", TicketScenarios.Visit, Trip, 24, Now.AddHours(2));
        var ticket = After(before, booked);
        var settled = Assert.Single(booked.Events.SelectMany(happened => TicketTasks.Of(ticket, happened)).OfType<SettleTask>());
        var back = DispatchRules.TakeBack(ticket, new TakeBackBooking(null, "Wrong row"), Now.AddHours(2).AddMinutes(5));
        ticket = After(ticket, back);
        Assert.Equal([new ReopenTask(settled.TaskId, Now.AddHours(2))], back.Events.SelectMany(happened => TicketTasks.Of(ticket, happened)).OfType<ReopenTask>());
    }

    [Fact]
    public void A_booking_that_settled_nothing_leaves_nothing_to_be_done_when_it_is_taken_back()
    {
        var ticket = StandingAt(TicketStep.Scheduled);
        var back = DispatchRules.TakeBack(ticket, new TakeBackBooking(null, "Wrong row"), Now.AddMinutes(5));
        Assert.IsType<SettleTask>(Assert.Single(back.Events.SelectMany(happened => TicketTasks.Of(After(ticket, back), happened))));
    }

    [Fact]
    public void What_was_raised_because_a_promise_runs_out_is_to_be_done_after_all_where_a_booking_that_ended_it_is_taken_back()
    {
        // Registered at nine; to be arranged by eleven.
        var scenario = PromiseScenario.Registered("2026-03-09T09:00+08:00", ShanghaiOffice());
        scenario.Woken("2026-03-09T11:30+08:00");
        var at = At("2026-03-09T11:40+08:00");
        string[] settled =
        [
            .. Following(scenario, at, new VisitScheduled(at, "v-1", "tech-1", at.AddHours(3), at.AddHours(4), at.AddHours(24), null, null))
                .OfType<SettleTask>().Select(task => task.TaskId),
        ];
        Assert.Contains(IWorkTaskGrain.KeyOf(TaskKind.PromiseMissed, $"{scenario.Ticket!.Id}:{scenario.Clock(PromiseKind.Arranged).Number}:1"), settled);
        Assert.Equal(
            settled.Select(task => new ReopenTask(task, at)),
            Following(scenario, at.AddMinutes(5), new BookingTakenBack(at.AddMinutes(5), "v-1", "tech-1", "Wrong row")).OfType<ReopenTask>());
    }

    [Fact]
    public void Once_a_promise_is_missed_what_was_raised_because_it_runs_out_is_over_and_stays_so()
    {
        var scenario = PromiseScenario.Registered("2026-03-09T09:00+08:00", ShanghaiOffice());
        scenario.Woken("2026-03-09T10:45+08:00");
        var key = IWorkTaskGrain.KeyOf(TaskKind.PromiseRunsOut, $"{scenario.Ticket!.Id}:{scenario.Clock(PromiseKind.Arranged).Number}:1");
        Assert.Contains(scenario.Journal.SelectMany(happened => TicketPromiseTasks.Of(scenario.Ticket, happened)), effect => effect is RaiseTask task && task.TaskId == key);
        var before = scenario.Journal.Count;
        scenario.Woken("2026-03-09T11:30+08:00");
        Assert.Contains(new SettleTask(key), scenario.Journal.Skip(before).SelectMany(happened => TicketPromiseTasks.Of(scenario.Ticket!, happened)));
        var at = At("2026-03-09T11:40+08:00");
        _ = Following(scenario, at, new VisitScheduled(at, "v-1", "tech-1", at.AddHours(3), at.AddHours(4), at.AddHours(24), null, null)).ToArray();
        Assert.DoesNotContain(new ReopenTask(key, at), Following(scenario, at.AddMinutes(5), new BookingTakenBack(at.AddMinutes(5), "v-1", "tech-1", "Wrong row")));
    }

    [Fact]
    public void A_new_reckoning_that_changes_nothing_leaves_the_warning_and_more_time_ends_it_and_warns_anew()
    {
        var scenario = PromiseScenario.Registered("2026-03-09T09:00+08:00", ShanghaiOffice());
        scenario.Woken("2026-03-09T10:45+08:00");
        scenario.Basis = "c2|s";
        Assert.DoesNotContain(Reckoned(scenario, "2026-03-09T10:50+08:00"), effect => effect is SettleTask);
        scenario.Rows = scenario.Rows.ConvertAll(row => row.Promise == PromiseKind.Arranged ? row with { Amount = 4 } : row);
        scenario.Basis = "c2|h1";
        Assert.Contains(new SettleTask(RunsOut(scenario, 1)), Reckoned(scenario, "2026-03-09T10:55+08:00"));
        var before = scenario.Journal.Count;
        scenario.Woken("2026-03-09T13:45+08:00");
        Assert.Contains(Effects(scenario, before), effect => effect is RaiseTask task && task.TaskId == RunsOut(scenario, 2));
    }

    [Fact]
    public void A_promise_that_is_missed_again_after_it_was_given_more_time_stands_with_those_again_to_whom_it_had_gone()
    {
        var scenario = PromiseScenario.Registered("2026-03-09T09:00+08:00", ShanghaiOffice());
        scenario.Woken("2026-03-09T11:30+08:00");
        var first = IWorkTaskGrain.KeyOf(TaskKind.PromiseMissed, $"{scenario.Ticket!.Id}:{scenario.Clock(PromiseKind.Arranged).Number}:1");
        scenario.Rows = scenario.Rows.ConvertAll(row => row.Promise == PromiseKind.Arranged ? row with { Amount = 4 } : row);
        scenario.Basis = "c1|h1";
        Assert.Contains(new SettleTask(first), Reckoned(scenario, "2026-03-09T11:40+08:00"));
        var before = scenario.Journal.Count;
        scenario.Woken("2026-03-09T14:30+08:00");
        Assert.Contains(new ReopenTask(first, At("2026-03-09T09:00+08:00")), Effects(scenario, before));
    }

    // S3 ⑹-1 2 (feature 22a): it works again before anybody heard of the miss in the morning
    [Fact]
    public void A_loan_that_was_owed_at_night_is_not_owed_any_more_once_it_works_again_or_has_more_time_and_is_again_when_that_is_over()
    {
        var scenario = PromiseScenario.Registered("2026-03-09T20:00+08:00", ShanghaiOffice());
        var before = scenario.Journal.Count;
        scenario.Woken("2026-03-10T20:05+08:00");
        var loan = IWorkTaskGrain.KeyOf(TaskKind.LendEqualProduct, $"{scenario.Ticket!.Id}:{scenario.Clock(PromiseKind.Restored).Number}");
        Assert.Contains(Effects(scenario, before), effect => effect is RaiseTask task && task.TaskId == loan);
        Assert.Empty(scenario.Clock(PromiseKind.Restored).Taken);
        scenario.Rows = scenario.Rows.ConvertAll(row => row.Promise == PromiseKind.Restored ? row with { Amount = 26 } : row);
        scenario.Basis = "c1|h1";
        Assert.Contains(new SettleTask(loan), Reckoned(scenario, "2026-03-10T20:10+08:00"));
        before = scenario.Journal.Count;
        scenario.Woken("2026-03-10T22:05+08:00");
        Assert.Contains(new ReopenTask(loan, At("2026-03-09T20:00+08:00")), Effects(scenario, before));
        before = scenario.Journal.Count;
        scenario.Completes("2026-03-10T22:30+08:00");
        Assert.Contains(new SettleTask(loan), Effects(scenario, before));
    }

    private static string RunsOut(PromiseScenario scenario, int warning) =>
        IWorkTaskGrain.KeyOf(TaskKind.PromiseRunsOut, $"{scenario.Ticket!.Id}:{scenario.Clock(PromiseKind.Arranged).Number}:{warning}");

    private static Effect[] Reckoned(PromiseScenario scenario, string at)
    {
        var before = scenario.Journal.Count;
        scenario.Reckoned(at);
        return Effects(scenario, before);
    }

    private static Effect[] Effects(PromiseScenario scenario, int since) => [.. scenario.Journal.Skip(since).SelectMany(next => TicketPromiseTasks.Of(scenario.Ticket!, next))];

    private static IEnumerable<Effect> Following(PromiseScenario scenario, DateTimeOffset at, Event happened)
    {
        var before = scenario.Journal.Count;
        scenario.Happens(at, happened);
        return scenario.Journal.Skip(before).SelectMany(next => TicketPromiseTasks.Of(scenario.Ticket!, next));
    }
}
