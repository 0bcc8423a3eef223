using System.Globalization;
using AfterSales.Access;
using AfterSales.Branches.Rules;
using AfterSales.Calendars;
using AfterSales.Contracts.Rules;
using AfterSales.Customers.Rules;
using AfterSales.Policies;
using AfterSales.Promises.Rules;
using AfterSales.Tests.Calendars;
using AfterSales.Tickets;
using AfterSales.Tickets.Rules;
using CsCheck;
using static AfterSales.Tests.Calendars.CalendarScenarios;

namespace AfterSales.Tests.Tickets;

/// <summary>Which promise applies, and what becomes of it on the ticket's way. Shanghai's office, Monday, 9 March 2026, where nothing else is said.</summary>
public sealed class TicketPromiseRulesTests
{
    private static readonly PromiseFacts City = new(Zone.Urban, CustomerTier.Normal, null, null);

    private static PromiseScenario Monday(bool isEmergency = false, PromiseFacts? facts = null) =>
        PromiseScenario.Registered("2026-03-09T09:00+08:00", ShanghaiOffice(), isEmergency, facts);

    [Fact]
    public void A_repair_starts_the_clocks_of_its_row_and_each_says_why()
    {
        var scenario = Monday();
        Assert.Equal([PromiseKind.Answered, PromiseKind.Arranged, PromiseKind.Arrival, PromiseKind.Restored], scenario.Ticket!.Promises.Clocks.Select(clock => clock.Promise));
        Assert.Equal(At("2026-03-09T14:00+08:00"), scenario.Due(PromiseKind.Answered));
        Assert.Equal(At("2026-03-09T11:00+08:00"), scenario.Due(PromiseKind.Arranged));
        Assert.Equal(At("2026-03-09T16:00+08:00"), scenario.Due(PromiseKind.Arrival));
        Assert.Equal(At("2026-03-10T09:00+08:00"), scenario.Due(PromiseKind.Restored));
        Assert.Equal([PromiseCondition.Kind], scenario.Clock(PromiseKind.Arrival).Chosen.Because);
        Assert.Equal(At("2026-03-09T14:30+08:00"), scenario.Clock(PromiseKind.Arrival).Reckoned.WarnAt);
    }

    [Theory]
    [InlineData(false, "2026-03-09T02:00:00Z", "2026-03-09T05:00:00Z", "2026-03-10T08:00:00Z")]
    [InlineData(true, "2026-03-09T02:00:00Z", "2026-03-09T04:00:00Z", "2026-03-09T10:00:00Z")]
    public void Who_works_at_headquarters_hears_of_a_broken_promise_in_the_hours_of_headquarters_unless_it_is_an_emergency(bool isEmergency, params string[] heard)
    {
        // Broken on Monday at ten in Shanghai; eight working hours later it is ten again, and three at night in Madrid.
        var madrid = new WorkingCalendar { TimeZone = "Europe/Madrid", Week = [.. Enum.GetValues<DayOfWeek>().Select(day => Weekly(day, "09:00", "18:00"))] };
        Assert.Equal(heard.Select(At), PromiseReckoner.Steps(
            At("2026-03-09T02:00:00Z"), TicketPromisePolicies.Escalation.Standard, isEmergency, [], CalendarHistory.Of(ShanghaiOffice()), madrid).Select(step => step.At!.Value));
    }

    [Fact]
    public void The_most_specific_row_wins_in_the_order_contract_product_line_urgency_tier_zone_kind()
    {
        var rows = TicketPromisePolicies.Promises.Standard.AddRange(
        [
            Row(50, new(ProductLine: "cooling")), Row(51, new(ProductLine: "cooling", IsEmergency: true)), Row(52, new(HasContract: true)),
            Row(53, new(Tier: CustomerTier.Vip)),
        ]);
        Assert.Equal(6, Chosen(City).Amount);
        Assert.Equal(7, Chosen(City with { Zone = Zone.Suburban }).Amount);
        Assert.Equal(53, Chosen(City with { Zone = Zone.Suburban, Tier = CustomerTier.Vip }).Amount);
        Assert.Equal(2, Chosen(City with { Tier = CustomerTier.Vip }, isEmergency: true).Amount);
        Assert.Equal(50, Chosen(City with { Tier = CustomerTier.Vip, ProductLine = "cooling" }).Amount);
        Assert.Equal(51, Chosen(City with { ProductLine = "cooling" }, isEmergency: true).Amount);
        Assert.Equal([PromiseCondition.Urgency, PromiseCondition.ProductLine], Chosen(City with { ProductLine = "cooling" }, isEmergency: true).Because);
        var byContract = Chosen(City with { ProductLine = "cooling", Contract = new("con-1", []) }, isEmergency: true);
        Assert.Equal((52, "con-1"), (byContract.Amount, byContract.ContractId));

        ChosenPromise Chosen(PromiseFacts facts, bool isEmergency = false)
        {
            var scenario = new PromiseScenario { Rows = rows, Facts = facts };
            var at = At("2026-03-09T09:00+08:00");
            scenario.Happens(at, PromiseScenario.Registered("2026-03-09T09:00+08:00", ShanghaiOffice(), isEmergency).Journal[0]);
            return scenario.Clock(PromiseKind.Arrival).Chosen;
        }

        static PromiseRow Row(int minutes, PromiseWhen when) =>
            new(PromiseKind.Arrival, minutes, PromiseUnit.Minutes, when, PromiseMoment.Request, PromiseMoment.Arrival, []);
    }

    [Theory]
    [InlineData(4, PromiseUnit.WorkingHours, PromiseOrigin.Contract, "2026-03-09T14:00+08:00")]
    [InlineData(8, PromiseUnit.WorkingHours, PromiseOrigin.Standard, "2026-03-09T16:00+08:00")]
    [InlineData(6, PromiseUnit.ClockHours, PromiseOrigin.Contract, "2026-03-09T15:00+08:00")]
    [InlineData(1, PromiseUnit.WorkingDays, PromiseOrigin.Standard, "2026-03-09T16:00+08:00")]
    public void A_contract_only_tightens_whatever_it_counts_in(int amount, PromiseUnit unit, PromiseOrigin origin, string due)
    {
        var scenario = Monday(facts: City with { Contract = new("con-1", [new ContractPromise(PromiseKind.Arrival, amount, unit)]) });
        Assert.Equal((origin, At(due)), (scenario.Clock(PromiseKind.Arrival).Chosen.Origin, scenario.Due(PromiseKind.Arrival)));
    }

    [Fact]
    public void An_emergency_counts_by_the_clock_and_one_that_is_flagged_late_from_then_on_and_never_loosens()
    {
        var night = PromiseScenario.Registered("2026-03-07T23:00+08:00", ShanghaiOffice(), isEmergency: true);
        Assert.Equal(At("2026-03-07T23:30+08:00"), night.Due(PromiseKind.Answered));
        Assert.Equal(At("2026-03-08T01:00+08:00"), night.Due(PromiseKind.Arrival));

        var late = Monday();
        late.Happens(At("2026-03-09T10:00+08:00"), new EmergencyFlagged(At("2026-03-09T10:00+08:00")));
        Assert.Equal(At("2026-03-09T12:00+08:00"), late.Due(PromiseKind.Arrival));
        Assert.Equal(At("2026-03-09T10:00+08:00"), late.Clock(PromiseKind.Arrival).Chosen.CountsFrom);
        Assert.Equal(PromiseChange.Circumstances, late.Journal.OfType<PromiseReckoned>().First(e => e.Promise == PromiseKind.Arrival).Because);

        var nearly = Monday();
        nearly.Happens(At("2026-03-09T15:30+08:00"), new EmergencyFlagged(At("2026-03-09T15:30+08:00")));
        Assert.Equal(At("2026-03-09T16:00+08:00"), nearly.Due(PromiseKind.Arrival));
    }

    [Fact]
    public void Arriving_exactly_when_the_time_runs_out_keeps_the_promise_and_a_moment_later_misses_it()
    {
        Assert.Equal(PromiseState.Met, Monday().Arrives("2026-03-09T16:00+08:00").Clock(PromiseKind.Arrival).StateAt(At("2026-03-10T00:00+08:00")));
        // Also where the reminder looked first.
        var woken = Monday();
        woken.Woken("2026-03-09T16:00+08:00");
        var row = TicketPromiseRow.Of(woken.Arrives("2026-03-09T16:00+08:00").Ticket!).Single(promise => promise.Promise == PromiseKind.Arrival);
        Assert.Equal((true, true, false, At("2026-03-09T16:00+08:00")), (row.IsKept, row.IsDecided, row.IsRunning, row.CountsAt));
        var late = Monday().Arrives("2026-03-09T16:00:00.001+08:00");
        Assert.Equal((PromiseState.Missed, At("2026-03-09T16:00+08:00")), (late.Clock(PromiseKind.Arrival).StateAt(At("2026-03-10T00:00+08:00")), late.Clock(PromiseKind.Arrival).MissedAt));
        Assert.DoesNotContain(late.Journal, happened => happened is PromiseEscalated { Promise: PromiseKind.Arrival });
    }

    [Fact]
    public void What_arrived_offline_counts_by_the_device_which_is_not_believed_about_the_future()
    {
        var scenario = Monday();
        scenario.Woken("2026-03-09T16:10+08:00");
        Assert.NotNull(scenario.Clock(PromiseKind.Arrival).MissedAt);
        Assert.True(Monday().Arrives("2026-03-09T18:00+08:00", "2026-03-09T15:59+08:00").Clock(PromiseKind.Arrival).IsKept);
        Assert.Equal(At("2026-03-09T10:00+08:00"), Monday().Arrives("2026-03-09T10:00+08:00", "2027-01-01T00:00Z").Clock(PromiseKind.Arrival).EndedAt);
        Assert.Equal(At("2026-03-09T09:00+08:00"), Monday().Arrives("2026-03-09T10:00+08:00", "2020-01-01T00:00Z").Clock(PromiseKind.Arrival).EndedAt);
        scenario.Arrives("2026-03-09T18:00+08:00", "2026-03-09T15:59+08:00");
        Assert.Equal((true, CalendarScenarios.Date("2026-03-09")), (scenario.Clock(PromiseKind.Arrival).IsKept, scenario.Clock(PromiseKind.Arrival).Day));
    }

    [Fact]
    public void A_promise_is_warned_of_missed_and_goes_up_once_each_however_late_or_often_the_reminder_comes()
    {
        var scenario = Monday();
        Assert.Empty(scenario.Woken("2026-03-09T10:29+08:00"));
        var warned = Assert.IsType<PromiseWarned>(Assert.Single(scenario.Woken("2026-03-09T10:30+08:00")));
        Assert.Equal((PromiseKind.Arranged, At("2026-03-09T11:00+08:00")), (warned.Promise, warned.DueAt));
        Assert.Empty(scenario.Woken("2026-03-09T10:31+08:00"));
        // Asleep for a week.
        scenario.Woken("2026-03-16T12:00+08:00");
        Assert.Empty(scenario.Woken("2026-03-16T12:00+08:00"));
        var arranged = scenario.Clock(PromiseKind.Arranged);
        Assert.Equal(
            [(Role.Dispatcher, At("2026-03-09T11:00+08:00")), (Role.BranchManager, At("2026-03-09T14:00+08:00")), (Role.ServiceDirector, At("2026-03-10T11:00+08:00"))],
            arranged.Taken.Select(step => (step.Role, step.At!.Value)));
        Assert.Single(scenario.Journal, happened => happened is PromiseMissed { Promise: PromiseKind.Arranged });
        Assert.Null(arranged.NextDue);
    }

    // S3 ⑹-2 四1–2 (feature 19b)
    [Fact]
    public void Work_that_is_sent_on_is_arranged_in_two_hours_and_what_is_not_goes_to_the_leaders_at_the_fourth()
    {
        var scenario = Monday();
        Assert.DoesNotContain(scenario.Ticket!.Promises.Clocks, clock => clock.Promise == PromiseKind.Forwarded);
        SentOn(scenario, "2026-03-09T09:30+08:00");
        Assert.Equal(At("2026-03-09T11:30+08:00"), scenario.Due(PromiseKind.Forwarded));
        scenario.Woken("2026-03-09T14:29+08:00");
        Assert.Equal([Role.Dispatcher], scenario.Clock(PromiseKind.Forwarded).Taken.Select(step => step.Role));
        // Four working hours after it was sent on: lunch is none.
        scenario.Woken("2026-03-09T14:30+08:00");
        Assert.Equal((Role.BranchManager, At("2026-03-09T14:30+08:00")), (scenario.Clock(PromiseKind.Forwarded).Taken[^1].Role, scenario.Clock(PromiseKind.Forwarded).Taken[^1].At));
        // Sent on once more while it waits, it has no second clock; arranged, it goes up no further.
        SentOn(scenario, "2026-03-09T14:40+08:00");
        Assert.Single(scenario.Ticket.Promises.Clocks, clock => clock.Promise == PromiseKind.Forwarded);
        Scheduled(scenario, "2026-03-09T15:00+08:00");
        Assert.False(scenario.Clock(PromiseKind.Forwarded).IsKept);
        Assert.DoesNotContain(scenario.Woken("2026-03-16T15:00+08:00"), happened => happened is PromiseEscalated { Promise: PromiseKind.Forwarded });
    }

    [Fact]
    public void What_is_arranged_already_is_not_to_be_arranged_because_it_is_sent_on_and_each_sending_on_counts_anew()
    {
        var scenario = Monday();
        Scheduled(scenario, "2026-03-09T09:10+08:00");
        SentOn(scenario, "2026-03-09T09:30+08:00");
        Assert.DoesNotContain(scenario.Ticket!.Promises.Clocks, clock => clock.Promise == PromiseKind.Forwarded);
        scenario.Happens(At("2026-03-09T10:00+08:00"), new VisitHandedBack(At("2026-03-09T10:00+08:00"), "v-1", "tech-1", "Ill"));
        SentOn(scenario, "2026-03-09T10:00+08:00");
        Scheduled(scenario, "2026-03-09T10:30+08:00", "v-2");
        Assert.True(scenario.Clock(PromiseKind.Forwarded).IsKept);
        scenario.Happens(At("2026-03-09T13:00+08:00"), new VisitHandedBack(At("2026-03-09T13:00+08:00"), "v-2", "tech-1", "Ill"));
        SentOn(scenario, "2026-03-09T13:00+08:00");
        Assert.Equal((2, At("2026-03-09T15:00+08:00")), (scenario.Ticket.Promises.Clocks.Count(clock => clock.Promise == PromiseKind.Forwarded), scenario.Due(PromiseKind.Forwarded)));
    }

    [Fact]
    public void What_a_booking_ended_or_let_go_on_is_as_before_once_the_booking_is_taken_back()
    {
        var scenario = Monday();
        scenario.Asked(ticket => TicketPromiseRules.Pause(ticket, new PausePromises(PauseReason.AgreedLater, At("2026-03-09T13:00+08:00"), null), At("2026-03-09T09:05+08:00")), "2026-03-09T09:05+08:00");
        var before = scenario.Ticket!.Promises.Clocks;
        Scheduled(scenario, "2026-03-09T09:10+08:00");
        Assert.True(scenario.Clock(PromiseKind.Arranged).IsKept);
        Assert.True(scenario.Clock(PromiseKind.Answered).IsKept);
        Assert.False(scenario.Clock(PromiseKind.Arrival).IsPausedAt(At("2026-03-09T09:10+08:00")));
        scenario.Happens(At("2026-03-09T09:15+08:00"), new BookingTakenBack(At("2026-03-09T09:15+08:00"), "v-1", "tech-1", "Wrong row"));
        Assert.Equal(before.Select(Face), scenario.Ticket.Promises.Clocks.Select(Face));
        Assert.Equal(PromiseState.Paused, scenario.Clock(PromiseKind.Arrival).StateAt(At("2026-03-09T09:15+08:00")));
        // Nobody keeps a promise by booking and taking back: it runs out when it would have.
        scenario.Woken("2026-03-09T11:00+08:00");
        Assert.Equal(At("2026-03-09T11:00+08:00"), scenario.Clock(PromiseKind.Arranged).MissedAt);
        Scheduled(scenario, "2026-03-09T11:05+08:00", "v-2");
        scenario.Happens(At("2026-03-09T11:06+08:00"), new BookingTakenBack(At("2026-03-09T11:06+08:00"), "v-2", "tech-1", "Wrong row"));
        Assert.Equal((null, null, At("2026-03-09T11:00+08:00"), Date("2026-03-09")), (scenario.Clock(PromiseKind.Arranged).EndedAt, scenario.Clock(PromiseKind.Arranged).IsKept, scenario.Clock(PromiseKind.Arranged).MissedAt!.Value, scenario.Clock(PromiseKind.Arranged).Day!.Value));

        static object Face(PromiseClock clock) => (clock.Promise, clock.DueAt, clock.EndedAt, clock.IsKept, clock.Day, string.Join(' ', clock.Pauses));
    }

    [Theory]
    [InlineData("refused")]
    [InlineData("handed back")]
    [InlineData("lost")]
    public void What_was_arranged_and_falls_through_is_to_be_arranged_anew_from_then_on(string how)
    {
        var scenario = Monday();
        Scheduled(scenario, "2026-03-09T09:10+08:00");
        FallsThrough("2026-03-09T10:00+08:00", "v-1");
        var arranged = scenario.Ticket!.Promises.Clocks.FindAll(clock => clock.Promise == PromiseKind.Arranged);
        Assert.Equal([(true, At("2026-03-09T11:00+08:00")), ((bool?)null, At("2026-03-09T12:00+08:00"))], arranged.Select(clock => (clock.IsKept, clock.DueAt!.Value)));
        Assert.Equal((2, At("2026-03-09T10:00+08:00")), (arranged.Select(clock => clock.Number).Distinct().Count(), arranged[1].StartedAt));
        // Nothing else is promised anew.
        Assert.Equal([PromiseKind.Answered, PromiseKind.Arranged, PromiseKind.Arrival, PromiseKind.Restored, PromiseKind.Arranged], scenario.Ticket.Promises.Clocks.Select(clock => clock.Promise));
        scenario.Woken("2026-03-09T14:00+08:00");
        Assert.Equal([Role.Dispatcher], scenario.Clock(PromiseKind.Arranged).Taken.Select(step => step.Role));
        Scheduled(scenario, "2026-03-09T14:10+08:00", "v-2");
        Assert.False(scenario.Clock(PromiseKind.Arranged).IsKept);
        // A slip that is put right leaves one clock, as it was; while it runs there is no third.
        scenario.Happens(At("2026-03-09T14:12+08:00"), new BookingTakenBack(At("2026-03-09T14:12+08:00"), "v-2", "tech-1", "Wrong row"));
        Assert.Equal([true, null], scenario.Ticket.Promises.Clocks.Where(clock => clock.Promise == PromiseKind.Arranged).Select(clock => clock.IsKept));
        Scheduled(scenario, "2026-03-09T14:20+08:00", "v-3");
        FallsThrough("2026-03-09T14:30+08:00", "v-3");
        Assert.Equal((3, At("2026-03-09T16:30+08:00")), (scenario.Ticket.Promises.Clocks.Count(clock => clock.Promise == PromiseKind.Arranged), scenario.Due(PromiseKind.Arranged)));

        void FallsThrough(string at, string visitId) => scenario.Happens(At(at), how switch
        {
            "refused" => new VisitRefused(At(at), visitId, "tech-1", "Too far"),
            "handed back" => new VisitHandedBack(At(at), visitId, "tech-1", "Ill"),
            _ => new VisitSlotLost(At(at), visitId),
        });
    }

    [Fact]
    public void A_row_for_what_is_sent_on_begins_then_and_no_other_does()
    {
        Assert.Empty(TicketPromisePolicies.Promises.Issues(TicketPromisePolicies.Promises.Standard));
        Assert.NotEmpty(TicketPromisePolicies.Promises.Issues(TicketPromisePolicies.Promises.Standard.ConvertAll(row => row with { Starts = PromiseMoment.Forwarded })));
        Assert.NotEmpty(TicketPromisePolicies.Promises.Issues(TicketPromisePolicies.Promises.Standard.ConvertAll(row => row.Promise == PromiseKind.Forwarded ? row with { Starts = PromiseMoment.Request } : row)));
    }

    private static void SentOn(PromiseScenario scenario, string at) => scenario.Happens(At(at), new TicketHandedOver(At(at), "a-1", "a-2", null));

    private static void Scheduled(PromiseScenario scenario, string at, string visitId = "v-1") =>
        scenario.Happens(At(at), new VisitScheduled(At(at), visitId, "tech-1", At(at).AddHours(1), At(at).AddHours(2), At(at).AddDays(1), null, null));

    [Fact]
    public void Nobody_hears_of_a_miss_at_midnight_unless_it_is_an_emergency()
    {
        var scenario = PromiseScenario.Registered("2026-03-06T17:00+08:00", ShanghaiOffice());
        // 24 hours by the clock: on Saturday at five. The steps wait for Monday.
        Assert.Equal(At("2026-03-07T17:00+08:00"), scenario.Due(PromiseKind.Restored));
        Assert.Equal([At("2026-03-09T08:30+08:00"), At("2026-03-09T10:30+08:00"), At("2026-03-10T08:30+08:00")],
            scenario.Clock(PromiseKind.Restored).Reckoned.Steps.Select(step => step.At!.Value));
        var emergency = PromiseScenario.Registered("2026-03-06T22:00+08:00", ShanghaiOffice(), isEmergency: true);
        Assert.Equal([At("2026-03-07T00:00+08:00"), At("2026-03-07T02:00+08:00"), At("2026-03-07T08:00+08:00")],
            emergency.Clock(PromiseKind.Arrival).Reckoned.Steps.Select(step => step.At!.Value));
    }

    [Fact]
    public void What_has_run_out_is_shown_overdue_before_the_reminder_comes()
    {
        var clock = Monday().Clock(PromiseKind.Arrival);
        Assert.Equal(PromiseState.Running, clock.StateAt(At("2026-03-09T14:29+08:00")));
        Assert.Equal(PromiseState.Warned, clock.StateAt(At("2026-03-09T15:59+08:00")));
        Assert.Equal(PromiseState.Overdue, clock.StateAt(At("2026-03-09T16:00+08:00")));
    }

    [Fact]
    public void Going_up_ends_when_the_promise_is_met_and_waits_while_it_stands_still()
    {
        var met = Monday();
        met.Woken("2026-03-09T16:00+08:00");
        met.Arrives("2026-03-09T16:30+08:00");
        Assert.DoesNotContain(met.Woken("2026-03-12T16:00+08:00"), happened => happened is PromiseEscalated { Promise: PromiseKind.Arrival });
        Assert.Single(met.Clock(PromiseKind.Arrival).Taken);

        var paused = Monday();
        paused.Woken("2026-03-09T16:00+08:00");
        paused.Paused("2026-03-09T16:30+08:00");
        Assert.Equal(PromiseState.Overdue, paused.Clock(PromiseKind.Arrival).StateAt(At("2026-03-09T17:00+08:00")));
        Assert.DoesNotContain(paused.Woken("2026-03-12T16:00+08:00"), happened => happened is PromiseEscalated { Promise: PromiseKind.Arrival });
        paused.Resumed("2026-03-13T09:00+08:00");
        // Half of the two hours had gone before the pause.
        Assert.Equal(At("2026-03-13T10:30+08:00"), paused.Clock(PromiseKind.Arrival).NextStep!.At);
    }

    [Fact]
    public void A_pause_stands_on_the_clocks_that_it_stops_and_the_due_instant_is_reckoned_not_added_to()
    {
        var scenario = Monday().Paused("2026-03-09T10:00+08:00", PauseReason.AgreedLater, "2026-03-12T10:00+08:00");
        Assert.Equal(At("2026-03-12T16:00+08:00"), scenario.Due(PromiseKind.Arrival));
        Assert.Equal(PromiseState.Paused, scenario.Clock(PromiseKind.Arrival).StateAt(At("2026-03-11T10:00+08:00")));
        Assert.Equal(PromiseState.Running, scenario.Clock(PromiseKind.Arrival).StateAt(At("2026-03-12T10:00+08:00")));
        Assert.Equal(At("2026-03-09T14:00+08:00"), scenario.Due(PromiseKind.Answered));
        Assert.Equal(At("2026-03-09T09:00+08:00"), scenario.Clock(PromiseKind.Arrival).StartedAt);
    }

    [Fact]
    public void Who_is_booked_for_the_later_date_that_was_agreed_does_not_let_the_clock_go_on_before_it()
    {
        var later = At("2026-03-12T10:00+08:00");
        var scenario = Monday().Paused("2026-03-09T10:00+08:00", PauseReason.AgreedLater, "2026-03-12T10:00+08:00");
        scenario.Happens(At("2026-03-09T11:00+08:00"), Booked("v-1", "2026-03-09T11:00+08:00", later));
        Assert.Equal(At("2026-03-12T16:00+08:00"), scenario.Due(PromiseKind.Arrival));
        Assert.Equal(later, scenario.Ticket!.Promises.LaterDate);
        // Where nobody said until when, a booking ends the waiting.
        var waiting = Monday().Paused("2026-03-09T10:00+08:00");
        waiting.Happens(At("2026-03-09T11:00+08:00"), Booked("v-1", "2026-03-09T11:00+08:00", later));
        Assert.Equal(At("2026-03-09T17:00+08:00"), waiting.Due(PromiseKind.Arrival));
        Assert.Null(waiting.Ticket!.Promises.LaterDate);
    }

    [Fact]
    public void A_visit_that_is_moved_before_the_later_date_lets_the_clock_go_on_and_so_does_one_where_an_answer_was_waited_for()
    {
        var later = At("2026-03-12T10:00+08:00");
        var scenario = Monday().Paused("2026-03-09T10:00+08:00", PauseReason.AgreedLater, "2026-03-12T10:00+08:00");
        scenario.Happens(At("2026-03-09T11:00+08:00"), Booked("v-1", "2026-03-09T11:00+08:00", later));
        var at = At("2026-03-10T09:00+08:00");
        scenario.Happens(at, new VisitRescheduled(at, "v-1", "v-2", "tech-1", at.AddHours(6), at.AddHours(7), null, "He is at home today after all"));
        Assert.False(scenario.Clock(PromiseKind.Arrival).IsPausedAt(at));
        Assert.Equal(At("2026-03-10T15:00+08:00"), scenario.Due(PromiseKind.Arrival));

        var waiting = Monday().Paused("2026-03-09T10:00+08:00", PauseReason.Customer, "2026-03-11T09:00+08:00");
        waiting.Happens(At("2026-03-09T11:00+08:00"), Booked("v-1", "2026-03-09T11:00+08:00", later));
        Assert.Equal(At("2026-03-09T17:00+08:00"), waiting.Due(PromiseKind.Arrival));
    }

    [Fact]
    public void A_customer_who_chooses_a_later_time_himself_waits_for_nothing_until_then()
    {
        var scenario = Monday();
        scenario.Happens(At("2026-03-09T10:00+08:00"), Booked("v-1", "2026-03-09T10:00+08:00", At("2026-03-09T15:00+08:00")));
        MovesTo("v-2", "2026-03-09T10:00+08:00", "2026-03-12T10:00+08:00");
        Assert.Equal(At("2026-03-12T16:00+08:00"), scenario.Due(PromiseKind.Arrival));
        // Sooner again, but not as soon as at first.
        MovesTo("v-3", "2026-03-09T10:30+08:00", "2026-03-11T10:00+08:00");
        Assert.Equal(At("2026-03-11T16:00+08:00"), scenario.Due(PromiseKind.Arrival));
        Assert.Equal(2, scenario.Clock(PromiseKind.Arrival).Pauses.Count);

        // A sooner time than the one that was agreed changes nothing.
        var sooner = scenario = Monday();
        sooner.Happens(At("2026-03-09T10:00+08:00"), Booked("v-1", "2026-03-09T10:00+08:00", At("2026-03-09T15:00+08:00")));
        MovesTo("v-2", "2026-03-09T10:00+08:00", "2026-03-09T14:00+08:00");
        Assert.Equal(At("2026-03-09T16:00+08:00"), sooner.Due(PromiseKind.Arrival));

        void MovesTo(string visit, string at, string from)
        {
            var before = scenario.Ticket!.Visits.Current!.Id;
            scenario.Happens(At(at),
                new VisitRescheduled(At(at), before, visit, "tech-1", At(from), At(from).AddHours(1), null, ""), new VisitAgreed(At(at), visit, 1, IsMoved: true, null));
        }
    }

    private static VisitScheduled Booked(string visit, string at, DateTimeOffset from) => new(At(at), visit, "tech-1", from, from.AddHours(1), At(at).AddDays(1), null, null);

    [Fact]
    public void A_pause_needs_a_reason_that_stops_something_and_a_later_date_its_date()
    {
        var ticket = Monday().Ticket!;
        var now = At("2026-03-09T10:00+08:00");
        Assert.IsType<NothingToPause>(TicketPromiseRules.Pause(ticket, new(PauseReason.Parts, null, null), now).Refusal);
        Assert.NotNull(TicketPromiseRules.Pause(ticket, new(PauseReason.AgreedLater, null, null), now).Refusal);
        Assert.NotNull(TicketPromiseRules.Pause(ticket, new(PauseReason.Customer, now, null), now).Refusal);
        Assert.Empty(TicketPromiseRules.Resume(ticket, now).Events);
    }

    [Fact]
    public void A_pause_is_still_there_after_the_policy_and_the_zone_changed()
    {
        var scenario = Monday().Paused("2026-03-09T10:00+08:00").Resumed("2026-03-09T11:00+08:00");
        Assert.Equal(At("2026-03-09T17:00+08:00"), scenario.Due(PromiseKind.Arrival));
        scenario.Rows = scenario.Rows.ConvertAll(row => row.Promise == PromiseKind.Arrival && row.Amount == 6 ? row with { Amount = 4 } : row);
        scenario.Basis = "c1|h1";
        scenario.Reckoned("2026-03-09T11:30+08:00");
        Assert.Equal(At("2026-03-09T15:00+08:00"), scenario.Due(PromiseKind.Arrival));
        Assert.Equal(PromiseChange.Policy, scenario.Journal.OfType<PromiseReckoned>().Last(e => e.Promise == PromiseKind.Arrival).Because);
        scenario.Facts = scenario.Facts with { Zone = Zone.Suburban };
        scenario.Happens(At("2026-03-09T11:40+08:00"), new FactsSupplied([], null, null, null, null, null));
        Assert.Equal(At("2026-03-10T08:30+08:00").AddHours(0.5), scenario.Due(PromiseKind.Arrival));
        Assert.Single(scenario.Clock(PromiseKind.Arrival).Pauses);
    }

    [Fact]
    public void A_customer_raised_to_VIP_is_promised_by_his_tier_from_the_same_beginning_and_what_was_met_stays_as_it_was()
    {
        var scenario = Monday(facts: City with { CustomerTerms = "c-1/0" });
        scenario.Rows = scenario.Rows.AddRange(
        [
            .. new[] { PromiseKind.Answered, PromiseKind.Arrival }.Select(promise => new PromiseRow(promise, 3, PromiseUnit.WorkingHours, new(Tier: CustomerTier.Vip), PromiseMoment.Request,
                promise == PromiseKind.Arrival ? PromiseMoment.Arrival : PromiseMoment.Answer, [PauseReason.Customer])),
        ]);
        scenario.Happens(At("2026-03-09T09:30+08:00"), new CustomerMessageSent(At("2026-03-09T09:30+08:00"), Channel.Call, "We are on it"));
        scenario.Paused("2026-03-09T10:00+08:00").Resumed("2026-03-09T11:00+08:00");
        var answered = scenario.Clock(PromiseKind.Answered);
        scenario.Facts = scenario.Facts with { Tier = CustomerTier.Vip, CustomerTerms = "c-1/1" };
        var before = scenario.Journal.Count;
        scenario.Reckoned("2026-03-09T11:30+08:00");
        // One hour ran before the pause and one does after it; the third is after lunch.
        Assert.Equal(At("2026-03-09T14:00+08:00"), scenario.Due(PromiseKind.Arrival));
        var arrival = scenario.Clock(PromiseKind.Arrival);
        Assert.Equal((At("2026-03-09T09:00+08:00"), 1, 3), (arrival.StartedAt, arrival.Pauses.Count, arrival.Chosen.Amount));
        Assert.Contains(PromiseCondition.Tier, arrival.Chosen.Because);
        Assert.Equal(answered, scenario.Clock(PromiseKind.Answered));
        Assert.Equal(PromiseState.Met, answered.StateAt(At("2026-03-09T11:30+08:00")));
        Assert.Equal([typeof(PromiseFactsKnown), typeof(PromiseReckoned)], scenario.Journal.Skip(before).Select(happened => happened.GetType()));
        Assert.Equal((PromiseKind.Arrival, PromiseChange.Circumstances), (((PromiseReckoned)scenario.Journal[^1]).Promise, ((PromiseReckoned)scenario.Journal[^1]).Because));
        Assert.All(TicketPromiseRow.Of(scenario.Ticket!), row => Assert.Equal("c-1/1", row.CustomerTerms));
        // Asked again, nothing has changed.
        before = scenario.Journal.Count;
        scenario.Reckoned("2026-03-09T11:31+08:00");
        Assert.Equal(before, scenario.Journal.Count);
    }

    [Fact]
    public void Of_a_ticket_whose_promises_have_ended_nobody_looks_anything_up()
    {
        var scenario = Monday();
        scenario.Happens(At("2026-03-09T12:00+08:00"), new TicketCancelled(At("2026-03-09T12:00+08:00"), "Works again"));
        Assert.Empty(TicketPromiseRules.Reckon(scenario.Ticket!, City with { Tier = CustomerTier.Vip }, scenario.Terms, At("2026-03-09T12:01+08:00")));
    }

    [Fact]
    public void What_ran_by_the_old_calendar_has_run_when_the_calendar_changes()
    {
        var scenario = Monday();
        var mornings = ShanghaiOffice() with { Version = 4, Week = [.. ShanghaiOffice().Week.Where(hours => hours.From.Hour < 12)] };
        scenario.Calendars = new([new(DateTimeOffset.MinValue, ShanghaiOffice()), new(At("2026-03-09T14:00+08:00"), mornings)]);
        scenario.Basis = "c2|s";
        scenario.Reckoned("2026-03-09T14:00+08:00");
        // Four of the six hours had gone; the other two are tomorrow's.
        Assert.Equal(At("2026-03-10T10:30+08:00"), scenario.Due(PromiseKind.Arrival));
        Assert.Equal(PromiseChange.Calendar, scenario.Journal.OfType<PromiseReckoned>().Last(e => e.Promise == PromiseKind.Arrival).Because);
    }

    [Fact]
    public void A_late_reminder_does_not_hold_an_old_calendar_against_anybody_and_more_time_takes_the_miss_back()
    {
        var scenario = Monday();
        scenario.Rows = scenario.Rows.ConvertAll(row => row.Promise == PromiseKind.Arranged ? row with { Amount = 8 } : row);
        scenario.Basis = "c1|h1";
        Assert.DoesNotContain(scenario.Woken("2026-03-09T11:00+08:00"), happened => happened is PromiseMissed);
        Assert.Equal(At("2026-03-10T09:00+08:00"), scenario.Due(PromiseKind.Arranged));

        var missed = Monday();
        missed.Woken("2026-03-09T11:00+08:00");
        Assert.Equal(PromiseState.Overdue, missed.Clock(PromiseKind.Arranged).StateAt(At("2026-03-09T11:00+08:00")));
        missed.Rows = scenario.Rows;
        missed.Basis = "c1|h1";
        missed.Reckoned("2026-03-09T11:10+08:00");
        Assert.Equal(PromiseState.Running, missed.Clock(PromiseKind.Arranged).StateAt(At("2026-03-09T11:10+08:00")));
        // The step that was taken is not taken again.
        missed.Woken("2026-03-20T11:00+08:00");
        Assert.Equal([Role.Dispatcher, Role.BranchManager, Role.ServiceDirector], missed.Clock(PromiseKind.Arranged).Taken.Select(step => step.Role));
    }

    [Fact]
    public void A_reopened_ticket_has_new_clocks_that_are_not_overdue_at_once_and_keeps_the_old_ones()
    {
        var scenario = Monday();
        scenario.Woken("2026-03-11T16:00+08:00");
        scenario.Completes("2026-03-12T10:00+08:00");
        Assert.Empty(scenario.Ticket!.Promises.Running);
        Assert.False(scenario.Clock(PromiseKind.Restored).IsKept);
        var old = scenario.Ticket.Promises.Clocks;
        scenario.Happens(At("2026-03-20T10:00+08:00"), new TicketReopened(At("2026-03-20T10:00+08:00"), 2, "Again"));
        Assert.Empty(scenario.Woken("2026-03-20T10:00+08:00"));
        Assert.Equal(old, scenario.Ticket.Promises.Clocks.Take(old.Count));
        Assert.All(scenario.Ticket.Promises.Running, clock => Assert.Equal((2, At("2026-03-20T10:00+08:00")), (clock.Round, clock.StartedAt)));
        Assert.Equal(At("2026-03-20T17:00+08:00"), scenario.Due(PromiseKind.Arrival));
    }

    [Fact]
    public void A_reopening_touches_promises_and_a_note_does_not()
    {
        Assert.True(TicketPromiseRules.Touch([new TicketReopened(At("2026-03-20T10:00+08:00"), 2, "Again")]));
        Assert.False(TicketPromiseRules.Touch([new InternalNoteAdded(At("2026-03-20T10:00+08:00"), "Nothing")]));
    }

    [Fact]
    public void Five_working_days_run_in_the_workshop_and_a_missed_repair_leads_to_a_loan()
    {
        var scenario = Monday();
        scenario.Happens(At("2026-03-10T10:00+08:00"), new ProductBroughtIn(At("2026-03-10T10:00+08:00"), null, null, null, null, null, "Leaks", null, null, null));
        Assert.Equal(At("2026-03-17T17:30+08:00"), scenario.Due(PromiseKind.WorkshopDone));
        // Carried in a day after the call, it needs nobody to come any more, but nobody came in time either.
        Assert.Equal(PromiseState.Missed, scenario.Clock(PromiseKind.Arrival).StateAt(At("2026-03-10T10:00+08:00")));
        scenario.Happens(At("2026-03-12T10:00+08:00"), new WorkshopRepairFinished(At("2026-03-12T10:00+08:00"), 60, "Done", null));
        Assert.True(scenario.Clock(PromiseKind.WorkshopDone).IsKept);
        Assert.Equal(PromiseMiss.LendEqual, Assert.Single(scenario.Woken("2026-03-12T10:00+08:00").OfType<PromiseMissed>()).Then);
    }

    [Fact]
    public void Advice_stops_the_answer_and_pauses_the_rest_until_it_failed()
    {
        var scenario = Monday();
        scenario.Happens(At("2026-03-09T10:00+08:00"), new TicketSolvedRemotely(At("2026-03-09T10:00+08:00"), "Restart"));
        Assert.Equal(PromiseState.Met, scenario.Clock(PromiseKind.Answered).StateAt(At("2026-03-09T10:00+08:00")));
        Assert.Null(scenario.Due(PromiseKind.Arrival));
        scenario.Happens(At("2026-03-10T10:00+08:00"), new AdviceFailed(At("2026-03-10T10:00+08:00"), null));
        Assert.Equal(At("2026-03-10T16:00+08:00"), scenario.Due(PromiseKind.Arrival));
    }

    [Fact]
    public void Nobody_at_home_pauses_until_another_visit_is_agreed()
    {
        var scenario = Monday();
        scenario.Happens(At("2026-03-09T15:00+08:00"), new NobodyWasHome(At("2026-03-09T15:00+08:00"), null, "v-1", "tech-1", At("2026-03-10T00:00Z"), true, null));
        Assert.Equal(PromiseState.Paused, scenario.Clock(PromiseKind.Restored).StateAt(At("2026-03-09T16:00+08:00")));
        scenario.Happens(At("2026-03-10T09:00+08:00"), new VisitScheduled(
            At("2026-03-10T09:00+08:00"), "v-2", "tech-1", At("2026-03-10T14:00+08:00"), At("2026-03-10T15:00+08:00"), At("2026-03-11T09:00+08:00"), null, null));
        Assert.Equal(At("2026-03-11T03:00+08:00"), scenario.Due(PromiseKind.Restored));
    }

    [Fact]
    public void A_cancelled_or_rejected_ticket_owes_nothing_and_what_was_missed_before_stays_missed()
    {
        var scenario = Monday();
        scenario.Happens(At("2026-03-09T12:00+08:00"), new TicketCancelled(At("2026-03-09T12:00+08:00"), "Works again"));
        Assert.Equal([null, false, null, null], scenario.Ticket!.Promises.Clocks.Select(clock => clock.IsKept));
        Assert.Null(scenario.Ticket.Promises.NextDue);
    }

    [Fact]
    public void What_needs_working_time_is_not_promised_where_there_is_none()
    {
        var closed = PromiseScenario.Registered("2026-03-09T09:00+08:00", WorkingCalendar.Closed("Asia/Shanghai"));
        Assert.Equal(PromiseKind.Answered, TicketPromiseRules.MustHaveWorkingTime(closed.Journal.Take(1), closed.Journal.Skip(1))!.Promise);
        Assert.Null(TicketPromiseRules.MustHaveWorkingTime(Monday().Journal.Take(1), Monday().Journal.Skip(1)));
    }

    [Fact]
    public void An_installation_is_arranged_and_a_consultation_answered()
    {
        Assert.Equal([PromiseKind.Answered, PromiseKind.Arranged],
            PromiseScenario.Registered("2026-03-09T09:00+08:00", ShanghaiOffice(), kind: TicketKind.Installation).Ticket!.Promises.Clocks.Select(clock => clock.Promise));
        Assert.Equal(PromiseKind.Answered, Assert.Single(PromiseScenario.Registered("2026-03-09T09:00+08:00", ShanghaiOffice(), kind: TicketKind.Consultation).Ticket!.Promises.Clocks).Promise);
    }

    [Theory]
    [InlineData("""[{ "promise": "Arrival", "amount": 0, "unit": "Minutes", "when": {}, "starts": "Request", "stops": "Arrival", "pauses": [] }]""", "amount")]
    [InlineData("""[{ "promise": "Arrival", "amount": 5, "unit": "Minutes", "when": {}, "starts": "Arrival", "stops": "Arrival", "pauses": [] }]""", "starts")]
    [InlineData("""[{ "promise": "Arrival", "amount": 5, "unit": "Minutes", "when": { "kind": "Internal" }, "starts": "Request", "stops": "Arrival", "pauses": [] }]""", "when")]
    public void A_row_that_promises_nothing_is_refused(string json, string path) =>
        Assert.Contains(PolicyBook.Check(TicketPromisePolicies.Promises, System.Text.Json.JsonElement.Parse(json)).Issues, issue => issue.Path.Contains(path, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whatever is paused and whenever it is woken: each clock is missed at most once, each step taken at most once, in order and in working hours.</summary>
    [Fact]
    public void Random_pauses_and_wakings_take_each_step_once_in_working_hours() =>
        Gen.Select(Gen.Int[0, 3].Array[1, 25], Gen.Int[1, 600].Array[25]).Sample((acts, minutes) =>
        {
            var (scenario, now) = (Monday(), At("2026-03-09T09:00+08:00"));
            foreach (var (i, act) in acts.Index())
            {
                now = now.AddMinutes(minutes[i]);
                var at = now.ToString("O", CultureInfo.InvariantCulture);
                if (act == 0 && TicketPromiseRules.Pause(scenario.Ticket!, new(PauseReason.Customer, null, null), now).Refusal is null) scenario.Paused(at);
                else if (act == 1) scenario.Resumed(at);
                else
                {
                    scenario.Woken(at);
                    if (scenario.Woken(at).Length > 0) return false;
                }
            }

            var office = ShanghaiOffice();
            return scenario.Ticket!.Promises.Clocks.TrueForAll(clock =>
                scenario.Journal.OfType<PromiseMissed>().Count(e => e.Number == clock.Number) <= 1
                && clock.Taken.Select(step => step.Role).SequenceEqual(new[] { Role.Dispatcher, Role.BranchManager, Role.ServiceDirector }.Take(clock.Taken.Count))
                && clock.Taken.TrueForAll(step => office.IsOpen(step.At!.Value)));
        }, iter: 300);
}
