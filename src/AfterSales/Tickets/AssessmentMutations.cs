using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using AfterSales.Access;
using AfterSales.Accounts;
using AfterSales.Api;
using AfterSales.Files;
using AfterSales.Products.Rules;
using AfterSales.Records;
using AfterSales.Technicians.Rules;
using AfterSales.Tickets.Rules;

namespace AfterSales.Tickets;

/// <param name="Exclusion">Why the part is charged although its warranty runs.</param>
/// <param name="Category">Left out: as the system proposes.</param>
/// <param name="IsNotAsContracted">It does not do what the contract or the maker says, or never ran.</param>
public sealed record PartToAssessInput(
    [property: StringLength(100)] string Part, WarrantyExclusion? Exclusion = null, ServiceCategory? Category = null, bool IsNotAsContracted = false);

/// <summary>A part that the work will need.</summary>
public sealed record NeededPartInput([property: StringLength(100)] string Part, int Quantity = 1);

/// <summary>An item of work with its quantity.</summary>
/// <param name="Unit">Such as <c>m</c> or <c>piece</c>.</param>
public sealed record WorkItemInput([property: StringLength(200)] string Item, decimal Quantity, [property: StringLength(20)] string Unit);

/// <summary>An acceptance sheet as signed: a photo, a drawing or a PDF.</summary>
/// <param name="MediaType"><c>image/png</c>, <c>image/jpeg</c>, <c>image/svg+xml</c> or <c>application/pdf</c>.</param>
/// <param name="Base64">At most 700,000 characters.</param>
public sealed record AcceptanceSheetInput(
    [property: RegularExpression("^(image/(png|jpeg|svg\\+xml)|application/pdf)$")] string MediaType,
    [property: StringLength(700_000, MinimumLength = 4), Base64String] string Base64) : IValidatableObject
{
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        SignedPicture.IsOne(MediaType, Convert.FromBase64String(Base64)) ? [] : [new ValidationResult(SignedPicture.NotADrawing, [nameof(Base64)])];
}

[Mutations]
public sealed class AssessmentMutations(IGrainFactory grains)
{
    /// <summary>Says who pays for the work on each part, and what the work takes. The system proposes; another category needs a reason.</summary>
    /// <param name="skill">The work's code, for choosing a technician; one that the policy <c>technicians.skills</c> lists.</param>
    /// <param name="isReasonable">What is not is rejected instead.</param>
    /// <param name="isStaffAvailable">Whether somebody with the skill can come in time; left out where it was not looked at.</param>
    /// <param name="estimateMinor">What the work will cost, in the smallest unit of the branch's currency; a large one needs a repair order.</param>
    /// <param name="needsConfirmation">Environment, tools and people are to be confirmed in writing by both sides before anybody sets out.</param>
    /// <param name="minutes">Working time of the whole job, as far as it is known: a small job may be free.</param>
    [Secured(Permission.DispatchTickets),
        Errors(typeof(StepNotAllowed), typeof(OverrideNeedsReason), typeof(CategoryIsInternal), typeof(UnreasonableRequestIsRejected),
            typeof(PartNotOfModel), typeof(SkillUnknown))]
    public Task<Outcome<TicketView>> AssessTicket(
        string ticketId, [MaxLength(50)] IReadOnlyList<PartToAssessInput> parts, Caller caller, [StringLength(100)] string? skill = null,
        string? overrideReason = null, bool isReasonable = true, ServicePlace place = ServicePlace.OnSite, Remedy remedy = Remedy.Repair,
        bool? isStaffAvailable = null, [MaxLength(50)] IReadOnlyList<NeededPartInput>? neededParts = null, long? estimateMinor = null,
        bool needsConfirmation = false, int? minutes = null, string? requestId = null)
    {
        var assessed = new AssessTicket([.. parts.Select(p => new PartToAssess(p.Part.Trim(), p.Exclusion, p.Category, p.IsNotAsContracted))], skill, overrideReason)
        {
            IsReasonable = isReasonable,
            Place = place,
            Remedy = remedy,
            IsStaffAvailable = isStaffAvailable,
            NeededParts = [.. (neededParts ?? []).Select(p => new NeededPart(p.Part, p.Quantity))],
            EstimateMinor = estimateMinor,
            NeedsConfirmation = needsConfirmation,
            Minutes = minutes,
        };
        return grains.OnTicket(ticketId, caller, ticket => ticket.Assess(new Intent<AssessTicket>(assessed, caller, requestId)));
    }

    /// <summary>Requests all parts that the assessment named.</summary>
    [Secured(Permission.DispatchTickets), Errors(typeof(TicketIsOver), typeof(NoPartsNeeded))]
    public Task<Outcome<TicketView>> RequestTicketParts(string ticketId, Caller caller, string? requestId = null) =>
        grains.OnTicket(ticketId, caller, ticket => ticket.RequestParts(new Intent<Step>(new Step(), caller, requestId)));

    /// <summary>Records what both sides confirmed in writing of the job's environment, tools and people.</summary>
    /// <param name="confirmedBy">Who confirmed for the customer.</param>
    [Secured(Permission.ServeTickets), Errors(typeof(TicketIsOver))]
    public Task<Outcome<TicketView>> ConfirmConditions(
        string ticketId, string environment, string tools, string people, [StringLength(200)] string confirmedBy, Caller caller,
        string? requestId = null) =>
        grains.OnTicket(ticketId, caller, ticket => ticket.ConfirmConditions(
            new Intent<ConfirmConditions>(new ConfirmConditions(environment, tools, people, confirmedBy), caller, requestId)));

    /// <summary>
    /// Names whose fault it is: a supplier's people come at an agreed time; our own work is listed with its quantities; a customer gets an
    /// explanation and an offer.
    /// </summary>
    /// <param name="supplier">The supplier's name.</param>
    /// <param name="agreedAt">When the supplier's people come.</param>
    /// <param name="items">Of our own work.</param>
    /// <param name="explanation">As given to the customer, or what was found.</param>
    /// <param name="offerMinor">What the customer is offered to pay, in the smallest unit of the branch's currency.</param>
    [Secured(Permission.DispatchTickets), Errors(typeof(TicketIsOver), typeof(NotAssessed))]
    public Task<Outcome<TicketView>> NameTicketCause(
        string ticketId, CauseOf whose, Caller caller, [StringLength(200)] string? supplier = null, DateTimeOffset? agreedAt = null,
        [MaxLength(100)] IReadOnlyList<WorkItemInput>? items = null, string? explanation = null, long? offerMinor = null, string? requestId = null) =>
        grains.OnTicket(ticketId, caller, ticket => ticket.NameCause(
            new Intent<NameCause>(new NameCause(whose, supplier, agreedAt, Items(items), explanation, offerMinor), caller, requestId)));

    /// <summary>Draws up the order of a larger repair. The head of the department and then the leader decide over it.</summary>
    /// <param name="costMinor">In the smallest unit of the branch's currency.</param>
    /// <param name="dueOn">The day by which it is to be done.</param>
    /// <param name="projectManagerId">The account of the one who led the installation: preferred for the repair.</param>
    [Secured(Permission.DispatchTickets), Errors(typeof(TicketIsOver), typeof(NotAssessed), typeof(RepairOrderIsAt), typeof(NoOpenAccount))]
    public Task<Outcome<TicketView>> DrawUpRepairOrder(
        string ticketId, string defect, string cause, string measures, [MaxLength(100)] IReadOnlyList<WorkItemInput> items, long costMinor,
        DateOnly dueOn, Caller caller, [StringLength(100)] string? projectManagerId = null, string? requestId = null) =>
        grains.OnTicket(ticketId, caller, ticket => ticket.DrawUpOrder(new Intent<DrawUpRepairOrder>(
            new DrawUpRepairOrder(defect, cause, measures, Items(items), costMinor, dueOn, projectManagerId), caller, requestId)));

    /// <summary>The head of the department agrees to a repair order or declines it with a reason.</summary>
    [Secured(Permission.ReviewRepairOrders), Errors(typeof(RepairOrderIsAt))]
    public Task<Outcome<TicketView>> ReviewRepairOrder(
        string ticketId, bool isApproved, Caller caller, string? reason = null, string? requestId = null) =>
        grains.OnTicket(ticketId, caller, ticket => ticket.ReviewOrder(
            new Intent<DecideRepairOrder>(new DecideRepairOrder(isApproved, reason), caller, requestId)));

    /// <summary>The leader approves a repair order or declines it with a reason.</summary>
    [Secured(Permission.ApproveRepairOrders), Errors(typeof(RepairOrderIsAt), typeof(TwoPeopleDecide))]
    public Task<Outcome<TicketView>> ApproveRepairOrder(
        string ticketId, bool isApproved, Caller caller, string? reason = null, string? requestId = null) =>
        grains.OnTicket(ticketId, caller, ticket => ticket.ApproveOrder(
            new Intent<DecideRepairOrder>(new DecideRepairOrder(isApproved, reason), caller, requestId)));

    /// <summary>Files what the customer was given in writing about a larger repair, and the acceptance sheet he signed.</summary>
    [Secured(Permission.ServeTickets), Errors(typeof(RepairOrderIsAt), typeof(RepairNotDone))]
    public Task<Outcome<TicketView>> FileAcceptance(
        string ticketId, string cause, string remedy, string completion, [StringLength(200)] string signedBy, AcceptanceSheetInput sheet, Caller caller,
        string? requestId = null) =>
        grains.OnTicket(ticketId, caller, ticket => ticket.FileAcceptance(new Intent<FileAcceptance>(
            new FileAcceptance(cause, remedy, completion, signedBy, new FileContent(sheet.MediaType, sheet.Base64)), caller, requestId)));

    private static ImmutableList<WorkItem> Items(IReadOnlyList<WorkItemInput>? items) =>
        [.. (items ?? []).Select(item => new WorkItem(item.Item, item.Quantity, item.Unit))];
}
