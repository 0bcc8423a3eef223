using System.ComponentModel.DataAnnotations;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Records;
using AfterSales.Technicians;
using AfterSales.Technicians.Rules;
using AfterSales.Tickets.Rules;

namespace AfterSales.Tickets;

[Mutations]
public sealed class DispatchMutations(IGrainFactory grains)
{
    /// <summary>Books a technician's time for a visit. Two visits of a technician never overlap.</summary>
    /// <param name="from">Includes this instant; at most 400 days ahead.</param>
    /// <param name="to">Excludes this instant; from 5 minutes to 14 hours later.</param>
    /// <param name="reason">Why the technician is booked although a soft rule speaks against it, such as outside working hours, or later than somebody was promised to be there.</param>
    /// <param name="travelMinutes">The way to the customer; left out: as the branch's zones say of the address.</param>
    [Secured(Permission.DispatchTickets), Errors(typeof(StepNotAllowed), typeof(RepairOrderNotApproved), typeof(TechnicianBusy),
        typeof(TechnicianNotQualified), typeof(TechnicianNotAtBranch), typeof(TechnicianHasLeft), typeof(TechnicianAbsent),
        typeof(OutsideWorkingHours), typeof(TravelTooShort), typeof(BookingNeedsReason))]
    public async Task<Outcome<TicketView>> ScheduleVisit(
        string ticketId, string technicianId, DateTimeOffset from, DateTimeOffset to, Caller caller, [StringLength(400)] string? reason = null,
        int? travelMinutes = null, string? requestId = null) =>
        RecordKey.IsWellFormed(ITechnicianGrain.Prefix, technicianId)
            ? await grains.OnTicket(ticketId, caller,
                ticket => ticket.Schedule(new Intent<ScheduleVisit>(new ScheduleVisit(technicianId, from, to, reason, travelMinutes), caller, requestId)))
            : new NotFound(technicianId);

    /// <summary>Gives a visit another time, to which the customer has agreed.</summary>
    /// <param name="visitId">Left out: the current one.</param>
    [Secured(Permission.ServeTickets), Errors(typeof(StepNotAllowed), typeof(VisitIsOver), typeof(CustomerMustAgree), typeof(TechnicianBusy),
        typeof(TechnicianNotQualified), typeof(TechnicianNotAtBranch), typeof(TechnicianHasLeft), typeof(TechnicianAbsent),
        typeof(OutsideWorkingHours), typeof(TravelTooShort), typeof(BookingNeedsReason))]
    public Task<Outcome<TicketView>> RescheduleVisit(
        string ticketId, DateTimeOffset from, DateTimeOffset to, string reason, Caller caller, bool hasCustomerAgreed = false,
        string? visitId = null, string? requestId = null) =>
        grains.OnTicket(ticketId, caller, ticket => ticket.Reschedule(
            new Intent<RescheduleVisit>(new RescheduleVisit(visitId, from, to, hasCustomerAgreed, reason), caller, requestId)));

    /// <summary>Hands a visit on to another technician, with an apology to the customer.</summary>
    /// <param name="from">Left out: the time stays. Another needs the customer's consent.</param>
    /// <param name="isApologised">The customer was told and got an apology.</param>
    /// <param name="visitId">Left out: the current one.</param>
    [Secured(Permission.DispatchTickets), Errors(typeof(StepNotAllowed), typeof(VisitIsOver), typeof(CustomerMustAgree), typeof(ApologyMissing),
        typeof(AlreadyHasTheJob), typeof(TechnicianBusy), typeof(TechnicianNotQualified), typeof(TechnicianNotAtBranch), typeof(TechnicianHasLeft), typeof(TechnicianAbsent),
        typeof(OutsideWorkingHours), typeof(TravelTooShort), typeof(BookingNeedsReason))]
    public async Task<Outcome<TicketView>> HandOnVisit(
        string ticketId, string technicianId, string reason, Caller caller, bool isApologised = false, DateTimeOffset? from = null,
        DateTimeOffset? to = null, bool hasCustomerAgreed = false, string? visitId = null, string? requestId = null) =>
        RecordKey.IsWellFormed(ITechnicianGrain.Prefix, technicianId)
            ? await grains.OnTicket(ticketId, caller, ticket => ticket.HandOn(new Intent<HandOnVisit>(
                new HandOnVisit(visitId, technicianId, from, to, hasCustomerAgreed, isApologised, reason), caller, requestId)))
            : new NotFound(technicianId);

    /// <summary>Gives a visit back to the dispatcher, with an apology to the customer.</summary>
    /// <param name="isApologised">The customer was told and got an apology.</param>
    /// <param name="visitId">Left out: the current one.</param>
    [Secured(Permission.ServeTickets), Errors(typeof(StepNotAllowed), typeof(VisitIsOver), typeof(ApologyMissing))]
    public Task<Outcome<TicketView>> HandBackVisit(
        string ticketId, string reason, Caller caller, bool isApologised = false, string? visitId = null, string? requestId = null) =>
        grains.OnTicket(ticketId, caller, ticket => ticket.HandBack(
            new Intent<HandBackVisit>(new HandBackVisit(visitId, isApologised, reason), caller, requestId)));

    /// <summary>Takes a booking back that was made by mistake, within ten minutes and before anybody was told: nobody is owed an apology.</summary>
    /// <param name="visitId">Left out: the current one.</param>
    [Secured(Permission.DispatchTickets), Errors(typeof(StepNotAllowed), typeof(VisitIsOver), typeof(BookingStands))]
    public Task<Outcome<TicketView>> TakeBackBooking(string ticketId, [StringLength(400)] string reason, Caller caller, string? visitId = null, string? requestId = null) =>
        grains.OnTicket(ticketId, caller, ticket => ticket.TakeBack(new Intent<TakeBackBooking>(new TakeBackBooking(visitId, reason), caller, requestId)));

    /// <summary>The technician does not take the job; it goes back to the dispatcher.</summary>
    /// <param name="visitId">Left out: the current one.</param>
    [Secured(Permission.ServeTickets), Errors(typeof(StepNotAllowed), typeof(VisitIsOver))]
    public Task<Outcome<TicketView>> RefuseVisit(
        string ticketId, string reason, Caller caller, string? visitId = null, DateTimeOffset? deviceTime = null, string? requestId = null) =>
        grains.OnTicket(ticketId, caller, ticket => ticket.Refuse(new Intent<RefuseVisit>(new RefuseVisit(visitId, reason), caller, requestId, deviceTime)));

    /// <summary>
    /// The technician comes later than agreed to a visit of today: the customer is told, with the apology. <c>technicianDay</c> then says which visits after it no longer
    /// fit, and what can be done.
    /// </summary>
    /// <param name="minutes">Later than agreed, at most twelve hours.</param>
    /// <param name="reason">For our own people.</param>
    /// <param name="apology">For the customer, in the customer's language.</param>
    /// <param name="visitId">Left out: the current one.</param>
    [Secured(Permission.ServeTickets), Errors(typeof(ApologyMissing), typeof(VisitIsOver), typeof(VisitHasBegun), typeof(VisitNotToday))]
    public Task<Outcome<TicketView>> ReportDelay(
        string ticketId, int minutes, [StringLength(400)] string reason, [StringLength(1000)] string apology, Caller caller, string? visitId = null,
        DateTimeOffset? deviceTime = null, string? requestId = null) =>
        grains.OnTicket(ticketId, caller, ticket => ticket.ReportDelay(
            new Intent<ReportDelay>(new ReportDelay(visitId, minutes, reason, apology), caller, requestId, deviceTime)));

    /// <summary>The technician takes the job.</summary>
    /// <param name="visitId">Left out: the current one.</param>
    [Secured(Permission.ServeTickets), Errors(typeof(VisitIsOver))]
    public Task<Outcome<TicketView>> AcceptVisit(
        string ticketId, Caller caller, string? visitId = null, DateTimeOffset? deviceTime = null, string? requestId = null) =>
        grains.OnTicket(ticketId, caller, ticket => ticket.Accept(new Intent<Step>(new Step(visitId), caller, requestId, deviceTime)));

    /// <summary>The technician spoke with the customer, who agrees to the time. Due within a day of the dispatch.</summary>
    /// <param name="said">What was agreed.</param>
    /// <param name="visitId">Left out: the last one.</param>
    [Secured(Permission.ServeTickets)]
    public Task<Outcome<TicketView>> RecordContact(
        string ticketId, Caller caller, string? said = null, string? visitId = null, DateTimeOffset? deviceTime = null, string? requestId = null) =>
        grains.OnTicket(ticketId, caller, ticket => ticket.Contact(
            new Intent<RecordContact>(new RecordContact(visitId, said), caller, requestId, deviceTime)));
}
