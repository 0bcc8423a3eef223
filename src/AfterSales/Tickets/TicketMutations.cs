using System.ComponentModel.DataAnnotations;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Branches.Rules;
using AfterSales.Customers;
using AfterSales.Products;
using AfterSales.Products.Rules;
using AfterSales.Records;
using AfterSales.Technicians;
using AfterSales.Technicians.Rules;
using AfterSales.Tickets.Rules;

namespace AfterSales.Tickets;

/// <param name="Exclusion">Why the part is charged although its warranty runs.</param>
/// <param name="Category">Left out: as the system proposes.</param>
public sealed record PartToAssessInput(
    [property: StringLength(100)] string Part, WarrantyExclusion? Exclusion = null, ServiceCategory? Category = null);

/// <summary>A signature as drawn.</summary>
/// <param name="MediaType"><c>image/png</c> or <c>image/svg+xml</c>.</param>
/// <param name="Base64">At most 200,000 characters.</param>
public sealed record SignatureInput(
    [property: RegularExpression("^image/(png|svg\\+xml)$")] string MediaType,
    [property: StringLength(200_000, MinimumLength = 4), Base64String] string Base64);

[Mutations]
public sealed class TicketMutations(IGrainFactory grains)
{
    /// <summary>Takes a customer's request down.</summary>
    /// <param name="symptom">The customer's words.</param>
    /// <param name="id">A key of your own choice (<c>t-…</c>), for clients that work offline.</param>
    /// <param name="deviceTime">When it was done, where it was recorded offline.</param>
    [Secured(Permission.RegisterTickets), Errors(typeof(AlreadyExists), typeof(BranchClosed), typeof(ProductOfAnotherCustomer))]
    public async Task<Outcome<TicketView>> RegisterTicket(
        string branchId, string customerId, string symptom, Caller caller, string? productId = null, TicketKind kind = TicketKind.Repair,
        Channel channel = Channel.Call, bool isEmergency = false, string? wish = null, string? id = null, DateTimeOffset? deviceTime = null,
        string? requestId = null)
    {
        if (!RecordKey.IsWellFormed(ICustomerGrain.Prefix, customerId)) return new NotFound(customerId);
        if (productId is not null && !RecordKey.IsWellFormed(IProductGrain.Prefix, productId)) return new NotFound(productId);
        var request = new RegisterTicket(branchId, customerId, productId, kind, channel, isEmergency, symptom, wish);
        return await grains.Make<ITicketGrain, Ticket, TicketView>(ITicketGrain.Prefix, id, requestId, caller,
            grain => grain.Register(new Intent<RegisterTicket>(request, caller, requestId, deviceTime)), TicketView.Of);
    }

    /// <summary>Says who pays for the work on each part. The system proposes; another category needs a reason.</summary>
    /// <param name="skill">The work's code, for choosing a technician.</param>
    [Secured(Permission.DispatchTickets), Errors(typeof(StepNotAllowed), typeof(OverrideNeedsReason), typeof(CategoryIsInternal))]
    public Task<Outcome<TicketView>> AssessTicket(
        string ticketId, [MaxLength(50)] IReadOnlyList<PartToAssessInput> parts, Caller caller, [StringLength(100)] string? skill = null,
        string? overrideReason = null, string? requestId = null) =>
        On(ticketId, caller, ticket => ticket.Assess(new Intent<AssessTicket>(
            new AssessTicket([.. parts.Select(p => new PartToAssess(p.Part, p.Exclusion, p.Category))], skill, overrideReason), caller, requestId)));

    /// <summary>Books a technician's time for a visit. Two visits of a technician never overlap.</summary>
    /// <param name="from">Includes this instant.</param>
    /// <param name="to">Excludes this instant.</param>
    /// <param name="reason">Why the technician is booked although a soft rule speaks against it, such as outside working hours.</param>
    [Secured(Permission.DispatchTickets), Errors(
        typeof(StepNotAllowed), typeof(TechnicianBusy), typeof(TechnicianNotQualified), typeof(TechnicianNotAtBranch), typeof(TechnicianHasLeft),
        typeof(TechnicianAbsent), typeof(OutsideWorkingHours), typeof(TravelTooShort), typeof(BookingNeedsReason))]
    public async Task<Outcome<TicketView>> ScheduleVisit(
        string ticketId, string technicianId, DateTimeOffset from, DateTimeOffset to, Caller caller, [StringLength(400)] string? reason = null,
        string? requestId = null) =>
        RecordKey.IsWellFormed(ITechnicianGrain.Prefix, technicianId)
            ? await On(ticketId, caller,
                ticket => ticket.Schedule(new Intent<ScheduleVisit>(new ScheduleVisit(technicianId, from, to, reason), caller, requestId)))
            : new NotFound(technicianId);

    /// <summary>The technician is on his way.</summary>
    [Secured(Permission.ServeTickets), Errors(typeof(StepNotAllowed))]
    public Task<Outcome<TicketView>> DepartForVisit(string ticketId, Caller caller, DateTimeOffset? deviceTime = null, string? requestId = null) =>
        On(ticketId, caller, ticket => ticket.Depart(new Intent<Step>(new Step(), caller, requestId, deviceTime)));

    /// <summary>The technician has arrived.</summary>
    [Secured(Permission.ServeTickets), Errors(typeof(StepNotAllowed))]
    public Task<Outcome<TicketView>> ArriveOnSite(string ticketId, Caller caller, DateTimeOffset? deviceTime = null, string? requestId = null) =>
        On(ticketId, caller, ticket => ticket.Arrive(new Intent<Step>(new Step(), caller, requestId, deviceTime)));

    /// <summary>Finishes the visit with its certificate, signed by the customer or with the reason why he refused.</summary>
    /// <param name="minutes">Time worked.</param>
    /// <param name="chargedMinor">In the smallest unit of the branch's currency.</param>
    /// <param name="opinion">The customer's words.</param>
    /// <param name="signedBy">The signer's name.</param>
    [Secured(Permission.ServeTickets), Errors(typeof(StepNotAllowed), typeof(CertificateNotSigned))]
    public Task<Outcome<TicketView>> FinishVisit(
        string ticketId, string found, string done, int minutes, Caller caller, string? partsUsed = null, long chargedMinor = 0, string? opinion = null,
        [StringLength(200)] string? signedBy = null, SignatureInput? signature = null, string? refusedToSignBecause = null,
        DateTimeOffset? deviceTime = null, string? requestId = null)
    {
        var file = signature is null ? null : new FileContent(signature.MediaType, signature.Base64);
        var certificate = new FinishVisit(found, done, partsUsed, minutes, chargedMinor, opinion, signedBy, file, refusedToSignBecause);
        return On(ticketId, caller, ticket => ticket.Finish(new Intent<FinishVisit>(certificate, caller, requestId, deviceTime)));
    }

    /// <summary>Accepts the finished work. The follow-up calls that are owed are planned from now.</summary>
    [Secured(Permission.CompleteTickets), Errors(typeof(StepNotAllowed))]
    public Task<Outcome<TicketView>> CompleteTicket(string ticketId, Caller caller, string? requestId = null) =>
        On(ticketId, caller, ticket => ticket.Complete(new Intent<Step>(new Step(), caller, requestId)));

    private Task<Outcome<TicketView>> On(string ticketId, Caller caller, Func<ITicketGrain, Task<Answer>> ask) =>
        grains.Ask<ITicketGrain, Ticket, TicketView>(ITicketGrain.Prefix, ticketId, caller, ask, TicketView.Of);
}
