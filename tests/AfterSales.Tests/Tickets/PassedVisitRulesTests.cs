using AfterSales.Records;
using AfterSales.Tasks;
using AfterSales.Tasks.Rules;
using AfterSales.Tickets;
using AfterSales.Tickets.Rules;
using CsCheck;
using static AfterSales.Tests.Tickets.TicketScenarios;

namespace AfterSales.Tests.Tickets;

/// <summary>An appointment to whose end nobody set out comes back into view. It is agreed for twelve to one, Monday.</summary>
public sealed class PassedVisitRulesTests
{
    private static readonly DateTimeOffset End = Now.AddHours(3);

    private static Ticket Passed => After(StandingAt(TicketStep.Scheduled), Woken(StandingAt(TicketStep.Scheduled), End));

    [Fact]
    public void At_its_end_it_has_passed_once_and_the_dispatcher_is_told_who_was_to_come_and_when()
    {
        var scheduled = StandingAt(TicketStep.Scheduled);
        Assert.Equal(End, PassedVisitRules.Due(scheduled));
        Assert.Empty(Woken(scheduled, End.AddTicks(-1)).Events);
        Assert.Null(CarryOverRules.LiesSince(scheduled));
        var visit = scheduled.Visits.Current!;
        var happened = Assert.IsType<AppointmentPassed>(Assert.Single(Woken(scheduled, End.AddHours(50)).Events));
        Assert.Equal(new AppointmentPassed(End, visit.Id, "tech-1", Now.AddHours(2), End, Calendar.ClosingAfter(End)), happened);
        Assert.Equal((TicketStep.Scheduled, End, null), (Passed.Step, CarryOverRules.LiesSince(Passed)!.Value, PassedVisitRules.Due(Passed)));
        var task = Assert.Single(TicketTasks.Of(Passed, happened).OfType<RaiseTask>()).Task;
        Assert.Equal((TaskKind.AppointmentPassed, "t-1", "tech-1", new TaskMatter(null, Now.AddHours(2), End)), (task.Kind, task.About, task.TechnicianId, task.Matter));
    }

    // S1 P2 (18)
    [Fact]
    public void It_comes_first_on_the_next_day_as_what_nobody_was_sent_for_does()
    {
        Assert.Empty(CarryOverRules.Carry(Passed, Today, Calendar, End).Events);
        var carried = After(Passed, CarryOverRules.Carry(Passed, Today.AddDays(1), Calendar, End.AddDays(1)));
        Assert.Equal((Today.AddDays(1), 1), (CarryOverRules.CarriedOverOn(carried)!.Value, CarryOverRules.RankOf(carried)));
        var again = After(carried, TicketAction.Reschedule);
        Assert.Equal((null, null, 2), (CarryOverRules.LiesSince(again), CarryOverRules.CarriedOverOn(again), CarryOverRules.RankOf(again)));
        Assert.Null(After(carried, TicketAction.Depart).Intake.CarriedOverOn);
    }

    [Theory]
    [InlineData(TicketAction.Depart)]
    [InlineData(TicketAction.Reschedule)]
    [InlineData(TicketAction.HandOn)]
    [InlineData(TicketAction.HandBack)]
    [InlineData(TicketAction.Refuse)]
    [InlineData(TicketAction.Cancel)]
    public void Whatever_becomes_of_it_settles_what_was_raised(TicketAction action)
    {
        var decision = Asked(Passed, action, At(300));
        var after = After(Passed, decision);
        Assert.Null(PassedVisitRules.PassedAt(after));
        Assert.Contains(Raised(Passed), SettledBy(after, decision));
    }

    [Fact]
    public void What_a_device_kept_of_the_way_there_shows_that_somebody_went()
    {
        // That he arrived reaches us before that he set out.
        var decision = ServiceRules.Arrive(Passed, null, At(300, deviceMinutes: 115));
        var after = After(Passed, decision);
        Assert.IsType<VisitStepWaits>(Assert.Single(decision.Events));
        Assert.Null(CarryOverRules.LiesSince(after));
        Assert.Contains(Raised(Passed), SettledBy(after, decision));
    }

    [Fact]
    public void Who_says_that_he_comes_later_is_awaited_until_then_and_each_time_that_passes_is_told()
    {
        var late = After(StandingAt(TicketStep.Scheduled), Delayed(StandingAt(TicketStep.Scheduled), 90, End.AddMinutes(-30)));
        Assert.Equal(End.AddMinutes(90), PassedVisitRules.Due(late));
        // Said after the end it holds where it lies ahead.
        var decision = Delayed(Passed, 120, End.AddMinutes(20));
        var again = After(Passed, decision);
        Assert.Equal((null, End.AddMinutes(120)), (CarryOverRules.LiesSince(again), PassedVisitRules.Due(again)!.Value));
        Assert.Contains(Raised(Passed), SettledBy(again, decision));
        var twice = After(again, Woken(again, End.AddMinutes(120)));
        Assert.NotEqual(Raised(Passed), Raised(twice));
        Assert.Equal(End, CarryOverRules.LiesSince(After(Passed, Delayed(Passed, 10, End.AddMinutes(20)))));
    }

    [Fact]
    public void However_often_and_late_it_is_woken_it_passes_once_and_only_where_nobody_has_set_out() =>
        Gen.Select(Gen.Int[0, 600].Array[0, 20], Gen.Int[0, 1200]).Sample((wakings, departs) =>
        {
            var (ticket, passed) = (StandingAt(TicketStep.Scheduled), 0);
            foreach (var (minute, isWoken) in wakings.Select(minute => (minute, true)).Append((departs, false)).Append((700, true)).Where(step => step.Item2 || step.Item1 < 700).OrderBy(step => step.Item1))
            {
                var decision = isWoken ? Woken(ticket, Now.AddMinutes(minute)) : Asked(ticket, TicketAction.Depart, At(minute));
                passed += decision.Events.OfType<AppointmentPassed>().Count();
                ticket = After(ticket, decision);
            }

            return passed <= 1 && ticket.Visits.Current!.HasPassed == departs >= 700 && (departs >= 700 ? passed == 1 : departs >= 180 || passed == 0);
        }, iter: 1000);

    private static Decision Woken(Ticket ticket, DateTimeOffset at) => Decision.Of([.. PassedVisitRules.WhenDue(ticket, Calendar, at)]);

    private static Decision Delayed(Ticket ticket, int minutes, DateTimeOffset now) =>
        DelayRules.Report(ticket, new ReportDelay(null, minutes, "Traffic", "Sorry"), Calendar, null, now);

    /// <summary>The key of the task that was raised when it passed last.</summary>
    private static string Raised(Ticket passed) =>
        Assert.Single(TicketTasks.Of(passed, new AppointmentPassed(End, passed.Visits.Current!.Id, "tech-1", Now, End, End)).OfType<RaiseTask>()).TaskId;

    private static IEnumerable<string> SettledBy(Ticket after, Decision decision) =>
        decision.Events.SelectMany(happened => TicketTasks.Of(after, happened)).OfType<SettleTask>().Select(task => task.TaskId);
}
