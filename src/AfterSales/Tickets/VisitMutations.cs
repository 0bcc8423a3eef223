using System.ComponentModel.DataAnnotations;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Files;
using AfterSales.Records;
using AfterSales.Tickets.Rules;

namespace AfterSales.Tickets;

/// <summary>A signature as drawn: an SVG of paths alone, or a PNG.</summary>
/// <param name="MediaType"><c>image/png</c> or <c>image/svg+xml</c>.</param>
/// <param name="Base64">At most 200,000 characters.</param>
public sealed record SignatureInput(
    [property: RegularExpression("^image/(png|svg\\+xml)$")] string MediaType,
    [property: StringLength(200_000, MinimumLength = 4), Base64String] string Base64) : IValidatableObject
{
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        SignedPicture.IsOne(MediaType, Convert.FromBase64String(Base64)) ? [] : [new ValidationResult(SignedPicture.NotADrawing, [nameof(Base64)])];

    internal FileContent ToFile() => new(MediaType, Base64);
}

/// <summary>
/// What the technician does. With a device time a step is one that was recorded offline: sent before the step it follows it waits for that, so
/// that a device may send what it has kept in any order, and again.
/// </summary>
[Mutations]
public sealed class VisitMutations(IGrainFactory grains)
{
    /// <summary>The technician is on his way, with all of the ticket's <c>kit</c>, or with the reason why he goes without a piece of it.</summary>
    /// <param name="kit">What he has with him, looked at piece by piece.</param>
    /// <param name="lackingBecause">Why he goes without something; needed where something is.</param>
    /// <param name="visitId">Left out: the current one.</param>
    [Secured(Permission.ServeTickets), Errors(typeof(StepNotAllowed), typeof(VisitIsOver), typeof(ConditionsNotConfirmed), typeof(KitIncomplete))]
    public Task<Outcome<TicketView>> DepartForVisit(
        string ticketId, Caller caller, [MaxLength(20)] IReadOnlyList<KitItem>? kit = null, [StringLength(400)] string? lackingBecause = null, string? visitId = null,
        DateTimeOffset? deviceTime = null, string? requestId = null) =>
        grains.OnTicket(ticketId, caller, ticket => ticket.Depart(
            new Intent<SetOut>(new SetOut([.. kit ?? []], lackingBecause, visitId), caller, requestId, deviceTime)));

    /// <summary>The technician has arrived.</summary>
    /// <param name="visitId">Left out: the current one.</param>
    [Secured(Permission.ServeTickets), Errors(typeof(StepNotAllowed), typeof(VisitIsOver))]
    public Task<Outcome<TicketView>> ArriveOnSite(
        string ticketId, Caller caller, string? visitId = null, DateTimeOffset? deviceTime = null, string? requestId = null) =>
        grains.OnTicket(ticketId, caller, ticket => ticket.Arrive(new Intent<Step>(new Step(visitId), caller, requestId, deviceTime)));

    /// <summary>
    /// The technician begins the work; he may leave this out. With a device time it waits for nothing: it is kept also when it is sent before the arrival or
    /// after the end of a visit that was made, and of several the earliest holds.
    /// </summary>
    /// <param name="visitId">Left out: the current one; with a device time the last one that was booked by then.</param>
    [Secured(Permission.ServeTickets), Errors(typeof(StepNotAllowed), typeof(VisitIsOver))]
    public Task<Outcome<TicketView>> StartWork(
        string ticketId, Caller caller, string? visitId = null, DateTimeOffset? deviceTime = null, string? requestId = null) =>
        grains.OnTicket(ticketId, caller, ticket => ticket.StartWork(new Intent<Step>(new Step(visitId), caller, requestId, deviceTime)));

    /// <summary>
    /// Finishes the visit with its certificate, signed by the customer or with the reason why he refused. Before a repair or installation is
    /// signed, the customer is shown that it works and how it is used.
    /// </summary>
    /// <param name="minutes">Time worked.</param>
    /// <param name="chargedMinor">In the smallest unit of the branch's currency.</param>
    /// <param name="opinion">The customer's words.</param>
    /// <param name="signedBy">The signer's name.</param>
    /// <param name="isDemonstrated">The customer was shown that the product works.</param>
    /// <param name="isUseExplained">The customer was told how to use it.</param>
    /// <param name="visitId">Left out: the current one.</param>
    [Secured(Permission.ServeTickets),
        Errors(typeof(StepNotAllowed), typeof(VisitIsOver), typeof(CertificateNotSigned), typeof(DemonstrationNotConfirmed))]
    public Task<Outcome<TicketView>> FinishVisit(
        string ticketId, string found, string done, int minutes, Caller caller, string? partsUsed = null, long chargedMinor = 0, string? opinion = null,
        [StringLength(200)] string? signedBy = null, SignatureInput? signature = null, string? refusedToSignBecause = null,
        bool isDemonstrated = false, bool isUseExplained = false, string? visitId = null, DateTimeOffset? deviceTime = null, string? requestId = null)
    {
        var certificate = new FinishVisit(
            found, done, partsUsed, minutes, chargedMinor, opinion, signedBy, signature?.ToFile(), refusedToSignBecause, isDemonstrated,
            isUseExplained, visitId);
        return grains.OnTicket(ticketId, caller, ticket => ticket.Finish(new Intent<FinishVisit>(certificate, caller, requestId, deviceTime)));
    }

    /// <summary>Ends the visit until parts have come; then it is scheduled again.</summary>
    /// <param name="parts">What is missing.</param>
    /// <param name="visitId">Left out: the current one.</param>
    [Secured(Permission.ServeTickets), Errors(typeof(StepNotAllowed), typeof(VisitIsOver))]
    public Task<Outcome<TicketView>> AwaitParts(
        string ticketId, string found, string parts, Caller caller, string? visitId = null, DateTimeOffset? deviceTime = null,
        string? requestId = null) =>
        grains.OnTicket(ticketId, caller, ticket => ticket.AwaitParts(
            new Intent<AwaitParts>(new AwaitParts(found, parts, visitId), caller, requestId, deviceTime)));

    /// <summary>The work can't be finished, for another reason than parts; the job goes back to the dispatcher.</summary>
    /// <param name="visitId">Left out: the current one.</param>
    [Secured(Permission.ServeTickets), Errors(typeof(StepNotAllowed), typeof(VisitIsOver))]
    public Task<Outcome<TicketView>> CannotFinishVisit(
        string ticketId, string reason, Caller caller, string? visitId = null, DateTimeOffset? deviceTime = null, string? requestId = null) =>
        grains.OnTicket(ticketId, caller, ticket => ticket.CannotFinish(
            new Intent<CannotFinish>(new CannotFinish(reason, visitId), caller, requestId, deviceTime)));

    /// <summary>Nobody was at home; the job goes back for a new time.</summary>
    /// <param name="isSlipLeft">A message slip was left at the door.</param>
    /// <param name="visitId">Left out: the current one.</param>
    [Secured(Permission.ServeTickets), Errors(typeof(StepNotAllowed), typeof(VisitIsOver))]
    public Task<Outcome<TicketView>> NobodyHome(
        string ticketId, bool isSlipLeft, Caller caller, string? remark = null, string? visitId = null, DateTimeOffset? deviceTime = null,
        string? requestId = null) =>
        grains.OnTicket(ticketId, caller, ticket => ticket.NobodyHome(
            new Intent<NobodyHome>(new NobodyHome(isSlipLeft, remark, visitId), caller, requestId, deviceTime)));

    /// <summary>The product goes to the workshop: taken along from a visit, with the certificate signed, or carried in by the customer.</summary>
    /// <param name="found">What was found, and in what condition the product is.</param>
    /// <param name="visitId">Left out: the current one, or none where the customer carries it in.</param>
    [Secured(Permission.ServeTickets), Errors(typeof(StepNotAllowed), typeof(VisitIsOver), typeof(CertificateNotSigned), typeof(NotToBeCarriedIn))]
    public Task<Outcome<TicketView>> BringInProduct(
        string ticketId, string found, Caller caller, [StringLength(200)] string? signedBy = null, SignatureInput? signature = null,
        string? refusedToSignBecause = null, string? visitId = null, DateTimeOffset? deviceTime = null, string? requestId = null) =>
        grains.OnTicket(ticketId, caller, ticket => ticket.BringIn(new Intent<BringIn>(
            new BringIn(found, signedBy, signature?.ToFile(), refusedToSignBecause, visitId), caller, requestId, deviceTime)));

    /// <summary>The technician's report on a trip, due after each visit.</summary>
    /// <param name="visitId">Left out: the last one.</param>
    [Secured(Permission.ServeTickets)]
    public Task<Outcome<TicketView>> ReportTrip(
        string ticketId, string report, Caller caller, string? visitId = null, DateTimeOffset? deviceTime = null, string? requestId = null) =>
        grains.OnTicket(ticketId, caller, ticket => ticket.ReportTrip(
            new Intent<ReportTrip>(new ReportTrip(report, visitId), caller, requestId, deviceTime)));

    /// <summary>The supervisor judges a repair's time and quality; kept for the technician's evaluation.</summary>
    /// <param name="visitId">Left out: the last one.</param>
    [Secured(Permission.CompleteTickets), Errors(typeof(RepairNotDone))]
    public Task<Outcome<TicketView>> MarkRepair(
        string ticketId, SupervisorMark time, SupervisorMark quality, Caller caller, string? remark = null, string? visitId = null,
        string? requestId = null) =>
        grains.OnTicket(ticketId, caller, ticket => ticket.MarkRepair(
            new Intent<MarkRepair>(new MarkRepair(time, quality, remark, visitId), caller, requestId)));
}
