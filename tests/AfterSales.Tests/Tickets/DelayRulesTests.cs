using AfterSales.Calendars;
using AfterSales.Records;
using AfterSales.Tickets;
using AfterSales.Tickets.Rules;
using static AfterSales.Tests.Tickets.TicketScenarios;

namespace AfterSales.Tests.Tickets;

/// <summary>A technician who comes later than agreed.</summary>
public sealed class DelayRulesTests
{
    private static readonly WorkingCalendar Clock = WorkingCalendar.AroundTheClock("Asia/Shanghai");
    private static readonly ReportDelay Late = new(null, 40, "堵车", "非常抱歉");

    private static Ticket Scheduled => StandingAt(TicketStep.Scheduled);

    private static DateTimeOffset From => Scheduled.Visits.Current!.From;

    [Fact]
    public void S2_B1_A_delay_of_todays_visit_is_taken_down_with_reason_and_apology()
    {
        var late = After(Scheduled, Report(Scheduled, Late));
        Assert.Equal(new VisitDelay(40, new Moment(From)), late.Visits.Current!.Delay);
        Assert.Equal(TicketStep.Scheduled, late.Step);
        Assert.Equal(60, After(late, Report(late, Late with { Minutes = 60 })).Visits.Current!.Delay!.Minutes);
    }

    [Fact]
    public void Who_says_no_reason_or_no_word_to_the_customer_or_an_impossible_time_is_asked_again()
    {
        Assert.Equal("reason", Assert.Single(Assert.IsType<InputInvalid>(Report(Scheduled, Late with { Reason = " " }).Refusal).Issues).Path);
        Assert.Equal("minutes", Assert.Single(Assert.IsType<InputInvalid>(Report(Scheduled, Late with { Minutes = 0 }).Refusal).Issues).Path);
        Assert.Equal("minutes", Assert.Single(Assert.IsType<InputInvalid>(Report(Scheduled, Late with { Minutes = 721 }).Refusal).Issues).Path);
        Assert.Equal(new ApologyMissing(), Report(Scheduled, Late with { Apology = "" }).Refusal);
    }

    [Fact]
    public void A_visit_of_another_day_gets_another_time_instead()
    {
        var visit = Scheduled.Visits.Current!;
        Assert.Equal(new VisitNotToday(visit.Id, From), DelayRules.Report(Scheduled, Late, Clock, null, From.AddDays(-1)).Refusal);
    }

    [Fact]
    public void Who_is_there_is_late_no_more_and_what_is_over_is_over()
    {
        var visit = Scheduled.Visits.Current!;
        var arrived = StandingAt(TicketStep.OnSite);
        Assert.IsType<VisitHasBegun>(Report(arrived, Late).Refusal);
        Assert.Equal(new VisitIsOver(visit.Id), Report(StandingAt(TicketStep.Done), Late).Refusal);
        Assert.Equal(new NotFound("v-none"), Report(Scheduled, Late with { VisitId = "v-none" }).Refusal);
    }

    [Fact]
    public void Of_two_that_a_device_kept_the_later_holds_in_whatever_order_they_come_and_after_the_visit_too()
    {
        foreach (var ticket in new[] { Scheduled, StandingAt(TicketStep.OnSite), StandingAt(TicketStep.Done) })
        {
            var (first, second) = (From.AddMinutes(-30), From.AddMinutes(-10));
            var inOrder = Told(Told(ticket, 20, first), 50, second).Visits.Last!.Delay;
            Assert.Equal((50, second), (inOrder!.Minutes, inOrder.Reported.DeviceAt!.Value));
            Assert.Equal(inOrder, Told(Told(ticket, 50, second), 20, first).Visits.Last!.Delay);
            Assert.Empty(DelayRules.Report(Told(ticket, 50, second), Late with { Minutes = 50 }, Clock, second, From.AddHours(3)).Events);
        }
    }

    private static Ticket Told(Ticket ticket, int minutes, DateTimeOffset device) =>
        After(ticket, DelayRules.Report(ticket, Late with { Minutes = minutes }, Clock, device, From.AddHours(2)));

    private static Decision Report(Ticket ticket, ReportDelay delay) => DelayRules.Report(ticket, delay, Clock, null, From);
}
