using AfterSales.Records;
using AfterSales.Tickets;
using AfterSales.Tickets.Rules;
using static AfterSales.Tests.Tickets.TicketScenarios;

namespace AfterSales.Tests.Tickets;

public sealed class DispatchRulesTests
{
    private static readonly RescheduleVisit Later = new(null, Now.AddDays(1), Now.AddDays(1).AddHours(1), HasCustomerAgreed: true, "Traffic");
    private static readonly HandOnVisit On = new(null, "tech-2", null, null, HasCustomerAgreed: false, IsApologised: true, "Ill");

    // S3 ⑹-4 一6: 24 hours
    [Fact]
    public void The_technician_has_24_hours_to_call_the_customer()
    {
        var visit = StandingAt(TicketStep.Scheduled).Visits.Current!;
        Assert.Equal(Now.AddHours(24), visit.ContactBy);
        Assert.Null(visit.Contacted);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1440, true)]
    [InlineData(-1, false)]
    [InlineData(1441, false)]
    public void The_way_to_a_visit_takes_no_longer_than_a_day(int minutes, bool isTaken)
    {
        var refusal = DispatchRules.Schedule(StandingAt(TicketStep.Assessed), "v-1", TicketScenarios.Visit with { TravelMinutes = minutes }, Trip, 24, Now).Refusal;
        Assert.Equal(isTaken ? [] : [new InputIssue("travelMinutes", "OUT_OF_RANGE")], (refusal as InputInvalid)?.Issues ?? []);
        Assert.Equal(isTaken, refusal is null);
    }

    // S0 P5 step 4
    [Fact]
    public void A_call_to_the_customer_is_recorded_once_and_whenever_it_is_heard_of()
    {
        var ticket = StandingAt(TicketStep.Done);
        var contacted = After(ticket, DispatchRules.Contact(ticket, new RecordContact(null, "At ten"), Now.AddHours(-1), Now));
        Assert.Equal(new Moment(Now, Now.AddHours(-1)), contacted.Visits.Last!.Contacted);
        Assert.Empty(DispatchRules.Contact(contacted, new RecordContact(null, "At ten"), null, Now).Events);
        Assert.IsType<NotFound>(DispatchRules.Contact(StandingAt(TicketStep.Assessed), new RecordContact(null, null), null, Now).Refusal);
    }

    // S2 二(2): only with the customer's consent
    [Theory]
    [InlineData(TicketStep.Scheduled)]
    [InlineData(TicketStep.EnRoute)]
    public void Another_time_needs_the_customers_consent(TicketStep step)
    {
        var ticket = StandingAt(step);
        Assert.IsType<CustomerMustAgree>(DispatchRules.Reschedule(ticket, "v-2", Later with { HasCustomerAgreed = false }, Trip, Now).Refusal);
        var moved = After(ticket, DispatchRules.Reschedule(ticket, "v-2", Later, Trip, Now));
        Assert.Equal((TicketStep.Scheduled, "tech-1", Later.From), (moved.Step, moved.TechnicianId, moved.Visits.Current!.From));
        Assert.Equal(VisitEnd.Rescheduled, moved.Visits.All[0].End);
        // Who agreed to a new time has been called.
        Assert.NotNull(moved.Visits.Current.Contacted);
    }

    [Fact]
    public void Another_time_needs_a_reason() =>
        Assert.IsType<InputInvalid>(DispatchRules.Reschedule(StandingAt(TicketStep.Scheduled), "v-2", Later with { Reason = " " }, Trip, Now).Refusal);

    // S2 二(2): else to somebody else
    [Fact]
    public void A_time_that_cannot_be_kept_is_kept_by_another_technician_with_an_apology()
    {
        var ticket = StandingAt(TicketStep.EnRoute);
        Assert.IsType<ApologyMissing>(DispatchRules.HandOn(ticket, "v-2", On with { IsApologised = false }, Trip, 24, Now).Refusal);
        Assert.IsType<InputInvalid>(DispatchRules.HandOn(ticket, "v-2", On with { Reason = "" }, Trip, 24, Now).Refusal);
        Assert.Equal(new AlreadyHasTheJob("tech-1"), DispatchRules.HandOn(ticket, "v-2", On with { TechnicianId = "tech-1" }, Trip, 24, Now).Refusal);
        var handedOn = After(ticket, DispatchRules.HandOn(ticket, "v-2", On, Trip, 24, Now));
        Assert.Equal(("tech-2", ticket.Visits.Current!.From, TicketStep.Scheduled), (handedOn.TechnicianId, handedOn.Visits.Current!.From, handedOn.Step));
        Assert.Equal((VisitEnd.HandedOn, Now.AddHours(24)), (handedOn.Visits.All[0].End, handedOn.Visits.Current.ContactBy));
    }

    [Fact]
    public void Another_technician_at_another_time_needs_the_customers_consent() =>
        Assert.IsType<CustomerMustAgree>(
            DispatchRules.HandOn(StandingAt(TicketStep.Scheduled), "v-2", On with { From = Later.From, To = Later.To }, Trip, 24, Now).Refusal);

    // S2 二(2): or back to who dispatched it
    [Fact]
    public void Or_the_job_goes_back_to_the_dispatcher_with_an_apology()
    {
        var ticket = StandingAt(TicketStep.Scheduled);
        Assert.IsType<ApologyMissing>(DispatchRules.HandBack(ticket, new HandBackVisit(null, false, "Ill"), Now).Refusal);
        var back = After(ticket, TicketAction.HandBack);
        Assert.Equal((TicketStep.Assessed, null, VisitEnd.HandedBack), (back.Step, back.Visits.Current, back.Visits.Last!.End));
        // Who gave it back may still look at it.
        Assert.Equal("tech-1", back.TechnicianId);
    }

    [Fact]
    public void A_booking_made_by_mistake_is_taken_back_at_once_and_nobody_is_owed_an_apology()
    {
        var ticket = StandingAt(TicketStep.Scheduled);
        var booked = ticket.Visits.Current!.ScheduledAt;
        var slip = new TakeBackBooking(null, "Wrong row");
        var back = After(ticket, DispatchRules.TakeBack(ticket, slip, booked.AddMinutes(10)));
        Assert.Equal((TicketStep.Assessed, VisitEnd.TakenBack, null), (back.Step, back.Visits.Last!.End, back.TechnicianId));
        Assert.IsType<InputInvalid>(DispatchRules.TakeBack(ticket, slip with { Reason = " " }, booked).Refusal);
        Assert.Equal(new VisitIsOver("v-old"), DispatchRules.TakeBack(ticket, slip with { VisitId = "v-old" }, booked).Refusal);
        Assert.Equal(new BookingStands(10), DispatchRules.TakeBack(ticket, slip, booked.AddMinutes(11)).Refusal);
    }

    [Fact]
    public void A_ticket_whose_booking_was_taken_back_waits_as_it_did_before()
    {
        var before = After(StandingAt(TicketStep.PartsAwaited), TicketAction.Schedule);
        var booked = before.Visits.Current!.ScheduledAt;
        var back = After(before, DispatchRules.TakeBack(before, new TakeBackBooking(null, "x"), booked));
        Assert.Equal((TicketStep.PartsAwaited, StandingAt(TicketStep.PartsAwaited).TechnicianId), (back.Step, back.TechnicianId));
        // Booked by mistake once more, it still waits for its parts.
        var again = After(back, TicketAction.Schedule);
        Assert.Equal(TicketStep.PartsAwaited, After(again, DispatchRules.TakeBack(again, new TakeBackBooking(null, "x"), booked)).Step);

        var carried = Ticket.Apply(After(StandingAt(TicketStep.Scheduled), TicketAction.HandBack), new TicketCarriedOver(Now.AddDays(1), Today.AddDays(1)));
        var since = CarryOverRules.UndispatchedSince(carried);
        var slip = After(carried, DispatchRules.Schedule(carried, "v-slip", TicketScenarios.Visit with { TechnicianId = "tech-2" }, Trip, 24, Now.AddDays(1)));
        Assert.Null(slip.Intake.CarriedOverOn);
        slip = After(slip, DispatchRules.TakeBack(slip, new TakeBackBooking(null, "x"), Now.AddDays(1).AddMinutes(5)));
        Assert.Equal((since, (DateOnly?)Today.AddDays(1), "tech-1"), (CarryOverRules.UndispatchedSince(slip), CarryOverRules.CarriedOverOn(slip), slip.TechnicianId));
    }

    [Fact]
    public void A_booking_that_somebody_was_told_of_stands()
    {
        var ticket = StandingAt(TicketStep.Scheduled);
        var booked = ticket.Visits.Current!.ScheduledAt;
        Assert.IsType<BookingStands>(DispatchRules.TakeBack(After(ticket, DispatchRules.Accept(ticket, null, null, booked)), new TakeBackBooking(null, "x"), booked).Refusal);
        Assert.IsType<BookingStands>(DispatchRules.TakeBack(After(ticket, DispatchRules.Contact(ticket, new RecordContact(null, null), null, booked)), new TakeBackBooking(null, "x"), booked).Refusal);
        Assert.IsType<BookingStands>(DispatchRules.TakeBack(After(ticket, IntakeRules.Message(ticket, new SendMessage(Channel.Email, "We come at ten"), booked)), new TakeBackBooking(null, "x"), booked).Refusal);
        Assert.IsType<BookingStands>(DispatchRules.TakeBack(After(ticket, DelayRules.Report(ticket, new ReportDelay(null, 20, "Traffic", "Sorry"), Calendar, null, booked)), new TakeBackBooking(null, "x"), booked).Refusal);
        // The customer knows the time that another technician was to keep.
        var on = After(ticket, DispatchRules.HandOn(ticket, "v-2", On, Trip, 24, Now));
        Assert.IsType<BookingStands>(DispatchRules.TakeBack(on, new TakeBackBooking(null, "x"), on.Visits.Current!.ScheduledAt).Refusal);
        // Who set out never said that he takes the job.
        var gone = StandingAt(TicketStep.EnRoute);
        Assert.Null(gone.Visits.Current!.Accepted);
        Assert.IsType<BookingStands>(DispatchRules.TakeBack(gone, new TakeBackBooking(null, "x"), gone.Visits.Current!.ScheduledAt).Refusal);
    }

    [Fact]
    public void Who_has_the_link_to_his_tickets_page_knows_of_the_booking()
    {
        var booked = StandingAt(TicketStep.Scheduled);
        var told = After(booked, CustomerLinkRules.Give(booked, 60, visitId: null, Now));
        Assert.IsType<BookingStands>(DispatchRules.TakeBack(told, new TakeBackBooking(null, "x"), Now.AddMinutes(1)).Refusal);
    }

    [Fact]
    public void A_message_before_the_booking_told_nobody_of_it()
    {
        var told = After(StandingAt(TicketStep.Assessed), IntakeRules.Message(StandingAt(TicketStep.Assessed), new SendMessage(Channel.Call, "We look for somebody"), Now));
        var booked = After(told, TicketAction.Schedule);
        Assert.Equal(TicketStep.Assessed, After(booked, DispatchRules.TakeBack(booked, new TakeBackBooking(null, "x"), Now.AddMinutes(1))).Step);
    }

    [Fact]
    public void A_technician_takes_a_job_or_refuses_it_with_a_reason()
    {
        var ticket = StandingAt(TicketStep.Scheduled);
        Assert.NotNull(After(ticket, DispatchRules.Accept(ticket, null, null, Now)).Visits.Current!.Accepted);
        Assert.IsType<InputInvalid>(DispatchRules.Refuse(ticket, new RefuseVisit(null, ""), null, Now).Refusal);
        Assert.Equal((TicketStep.Assessed, VisitEnd.Refused), (After(ticket, TicketAction.Refuse).Step, After(ticket, TicketAction.Refuse).Visits.Last!.End));
    }

    [Fact]
    public void Who_took_a_job_and_gave_it_back_does_not_have_it_again_by_taking_it_once_more_and_what_his_device_kept_changes_nothing()
    {
        var taken = After(StandingAt(TicketStep.Scheduled), DispatchRules.Accept(StandingAt(TicketStep.Scheduled), null, Now, Now));
        var back = After(taken, TicketAction.Refuse);
        Assert.Equal(new VisitIsOver(back.Visits.Last!.Id), DispatchRules.Accept(back, null, null, Now).Refusal);
        var again = DispatchRules.Accept(back, null, Now, Now);
        Assert.Null(again.Refusal);
        Assert.Empty(again.Events);
    }

    [Fact]
    public void What_is_said_of_a_visit_that_was_moved_is_refused_by_name()
    {
        var moved = After(StandingAt(TicketStep.Scheduled), TicketAction.Reschedule);
        var old = moved.Visits.All[0].Id;
        Assert.Equal(new VisitIsOver(old), DispatchRules.HandBack(moved, new HandBackVisit(old, true, "Ill"), Now).Refusal);
        Assert.Equal(new VisitIsOver(old), DispatchRules.Accept(moved, old, null, Now).Refusal);
        Assert.Equal(new VisitIsOver(old), ServiceRules.Depart(moved, Packed with { VisitId = old }, Kit, At(0)).Refusal);
        Assert.Equal(new NotFound("v-none"), ServiceRules.Depart(moved, Packed with { VisitId = "v-none" }, Kit, At(0)).Refusal);
    }
}
