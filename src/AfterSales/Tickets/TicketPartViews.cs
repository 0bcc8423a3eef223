using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Products.Rules;
using AfterSales.Records;
using AfterSales.Storage;
using AfterSales.Tickets.Rules;
using GraphQL;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Tickets;

/// <summary>How the request came in and what is known of it.</summary>
[Name("TicketIntake"), SecuredByParent]
public sealed class IntakeView(Ticket ticket)
{
    /// <summary>When it was flagged as an emergency, if it was.</summary>
    public DateTimeOffset? EmergencyAt => ticket.Intake.EmergencyAt;

    /// <summary>As the customer told it, where the product is not on file.</summary>
    public string? Model => ticket.Intake.Model;

    /// <summary>As the customer told it, where the product is not on file.</summary>
    public DateOnly? PurchasedOn => ticket.Intake.PurchasedOn;

    /// <summary>Who is being asked for what is missing; null where nothing is.</summary>
    public ClarifyWith? Asking => ticket.Intake.Clarification?.With;

    /// <summary>When what the seller could not say is asked of the customer.</summary>
    public DateTimeOffset? AskCustomerAt => ticket.Intake.Clarification?.PassOnAt;

    /// <summary>The contract that owes it; null for what somebody asked for.</summary>
    public string? ContractId => ticket.Intake.ContractId;
}

/// <summary>Who pays for the work on one part.</summary>
/// <param name="Labour">How labour is charged as proposed, like material and travel.</param>
/// <param name="ContractId">The contract that covers it, where one decided.</param>
[Name("PartAssessment"), SecuredByParent]
public sealed record PartAssessmentView(
    string Part, ServiceCategory Proposed, CategoryReason Because, DateOnly? WarrantyUntil, ServiceCategory Category,
    PriceBasis Labour, PriceBasis Material, PriceBasis Travel, string? ContractId)
{
    internal static IReadOnlyList<PartAssessmentView> Of(Assessment assessment) => assessment.Parts.ConvertAll(p => new PartAssessmentView(
        p.Part, p.Proposed, p.Because, p.WarrantyUntil, p.Category, p.Price.Labour, p.Price.Material, p.Price.Travel, p.ContractId));
}

/// <summary>What the assessment found.</summary>
[Name("Assessment"), SecuredByParent]
public sealed class AssessmentView(string ticketId, Assessment assessment)
{
    public IReadOnlyList<PartAssessmentView> Parts => PartAssessmentView.Of(assessment);

    /// <summary>The work's code.</summary>
    public string? Skill => assessment.Skill;

    public ServicePlace Place => assessment.Place;

    public Remedy Remedy => assessment.Remedy;

    /// <summary>Null where it was not looked at.</summary>
    public bool? IsStaffAvailable => assessment.IsStaffAvailable;

    public IReadOnlyList<NeededPartView> NeededParts => assessment.NeededParts.ConvertAll(part => new NeededPartView(part.Part, part.Quantity));

    /// <summary>When the needed parts were requested, if they were.</summary>
    public DateTimeOffset? PartsRequestedAt => assessment.PartsRequestedAt;

    /// <summary>In the smallest unit of the branch's currency.</summary>
    public long? EstimateMinor => assessment.EstimateMinor;

    /// <summary>A larger repair: it needs an approved repair order.</summary>
    public bool NeedsOrder => assessment.NeedsOrder;

    /// <summary>Environment, tools and people are to be confirmed in writing before anybody sets out.</summary>
    public bool NeedsConfirmation => assessment.NeedsConfirmation;

    /// <summary>When both sides had confirmed them.</summary>
    public DateTimeOffset? ConfirmedAt => assessment.ConfirmedAt;

    /// <summary>Whose fault it is; null until it was named.</summary>
    public CauseView? Cause => assessment.Cause is { } cause ? new(ticketId, cause) : null;

    /// <summary>Why another category than the proposed one was chosen.</summary>
    public Deferred<string?> GetOverrideReason(JournalTextLoader texts) =>
        texts.Load(ticketId).Select(all => all?.LastOrDefault(text => text.Field == "overrideReason")?.Words);
}

/// <summary>A part that the work will need.</summary>
[Name("NeededPart"), SecuredByParent]
public sealed record NeededPartView(string Part, int Quantity);

/// <summary>An item of work with its quantity.</summary>
[Name("WorkItem"), SecuredByParent]
public sealed record WorkItemView(string Item, decimal Quantity, string Unit)
{
    internal static IReadOnlyList<WorkItemView> Of(IEnumerable<WorkItem> items) => [.. items.Select(item => new WorkItemView(item.Item, item.Quantity, item.Unit))];
}

/// <summary>Whose fault it is, and what follows from it.</summary>
[Name("TicketCause"), SecuredByParent]
public sealed class CauseView(string ticketId, Cause cause)
{
    public CauseOf Whose => cause.Whose;

    public string? Supplier => cause.Supplier;

    /// <summary>When the supplier's people come.</summary>
    public DateTimeOffset? AgreedAt => cause.AgreedAt;

    /// <summary>Of our own work.</summary>
    public IReadOnlyList<WorkItemView> Items => WorkItemView.Of(cause.Items);

    /// <summary>What the customer is offered to pay, in the smallest unit of the branch's currency.</summary>
    public long? OfferMinor => cause.OfferMinor;

    public Deferred<string?> GetExplanation(JournalTextLoader texts) =>
        texts.Load(ticketId).Select(all => all?.LastOrDefault(text => text.Field == "explanation")?.Words);
}

/// <summary>The order of a larger repair.</summary>
[Name("RepairOrder"), SecuredByParent]
public sealed class RepairOrderView(string ticketId, RepairOrder order)
{
    public RepairOrderState State => order.State;

    public IReadOnlyList<WorkItemView> Items => WorkItemView.Of(order.Items);

    /// <summary>In the smallest unit of the branch's currency.</summary>
    public long CostMinor => order.CostMinor;

    /// <summary>The day by which it is to be done.</summary>
    public DateOnly? DueOn => order.DueOn;

    /// <summary>The account of the one who led the installation: preferred for the repair.</summary>
    public string? ProjectManagerId => order.ProjectManager;

    public string? DrawnUpById => order.DrawnUpBy;

    public string? ReviewedById => order.ReviewedBy;

    public string? ApprovedById => order.ApprovedBy;

    /// <summary>When the acceptance sheet was filed.</summary>
    public DateTimeOffset? AcceptedAt => order.AcceptedAt;

    public Deferred<string?> GetDefect(JournalEventLoader journal) => Word(journal, nameof(RepairOrderDrawnUp), "defect");

    public Deferred<string?> GetCause(JournalEventLoader journal) => Word(journal, nameof(RepairOrderDrawnUp), "cause");

    public Deferred<string?> GetMeasures(JournalEventLoader journal) => Word(journal, nameof(RepairOrderDrawnUp), "measures");

    /// <summary>Why it was declined, where it was.</summary>
    public Deferred<string?> GetDeclinedBecause(JournalEventLoader journal) => Word(journal, nameof(RepairOrderDeclined), "reason");

    private Deferred<string?> Word(JournalEventLoader journal, string name, string field) => journal.Load(ticketId).Select(events =>
        events?.LastOrDefault(e => e.Name == name)?.Texts.FirstOrDefault(text => text.Field == field)?.Words);
}

/// <summary>The product's stay in the workshop.</summary>
[Name("WorkshopStay"), SecuredByParent]
public sealed class WorkshopView(string ticketId, Workshop workshop)
{
    public DateTimeOffset? BroughtInAt => workshop.BroughtIn?.At;

    public DateTimeOffset? BegunAt => workshop.BegunAt;

    public DateTimeOffset? FinishedAt => workshop.FinishedAt;

    /// <summary>Time worked.</summary>
    public int? Minutes => workshop.Minutes;

    /// <summary>The certificate signed when the product came back; null until then.</summary>
    public CertificateView? Returned => workshop.Returned is { } returned ? new(ticketId, "", returned) : null;
}

/// <summary>How the work ended.</summary>
/// <param name="IsFixed">False: the repair failed.</param>
/// <param name="LedToId">The case that a failed repair led to.</param>
/// <param name="ReopenUntil">Until when the same fault opens this ticket again.</param>
/// <param name="ToldAt">When the customer was told the result.</param>
[Name("TicketCompletion"), SecuredByParent]
public sealed record CompletionView(
    DateTimeOffset? At, Resolution? Resolution, bool IsFixed, string? LedToId, DateTimeOffset? ReopenUntil, DateTimeOffset? ToldAt, DateTimeOffset? ClosedAt)
{
    internal static CompletionView? Of(Completion completion) => completion == Completion.None
        ? null
        : new(completion.At, completion.Resolution, completion.IsFixed, completion.LedTo, completion.ReopenUntil, completion.ToldAt, completion.ClosedAt);
}

/// <summary>One passage of the ticket from assessment to completion, as it was when the ticket was reopened.</summary>
[Name("TicketRound"), SecuredByParent]
public sealed class TicketRoundView(string ticketId, TicketRound round)
{
    public int Number => round.Number;

    public AssessmentView? Assessment => round.Assessment.Parts.IsEmpty ? null : new(ticketId, round.Assessment);

    public IReadOnlyList<VisitView> Visits => round.Visits.All.ConvertAll(visit => new VisitView(ticketId, visit));

    public CompletionView? Completion => CompletionView.Of(round.Completion);

    public DateTimeOffset ReopenedAt => round.ReopenedAt;
}

/// <summary>A ticket that this one belongs to, or that belongs to it.</summary>
/// <param name="IsOutgoing">This ticket says it of the other; else the other says it of this one.</param>
[Name("LinkedTicket"), SecuredByParent]
public sealed record LinkedTicketView(TicketLinkKind Kind, string TicketId, string Number, TicketStep Step, bool IsOutgoing);

/// <summary>Fetches the links of the tickets of a page, as far as the caller may see both ends.</summary>
public sealed class TicketLinkLoader(IDbContextFactory<AfterSalesDb> databases, CurrentCaller current) : BatchLoader<string, IReadOnlyList<LinkedTicketView>>
{
    protected override async Task<IReadOnlyDictionary<string, IReadOnlyList<LinkedTicketView>>> LoadAsync(
        IReadOnlyList<string> keys, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var links = await db.Set<TicketLinkRow>().AsNoTracking().Where(link => keys.Contains(link.TicketId) || keys.Contains(link.OtherId))
            .OrderBy(link => link.Id).ToListAsync(cancellation);
        var ends = links.SelectMany(link => new[] { link.TicketId, link.OtherId }).Distinct().ToArray();
        var tickets = await db.Set<TicketRow>().AsNoTracking().JobsVisibleTo(current.Caller).Where(row => ends.Contains(row.Id))
            .ToDictionaryAsync(row => row.Id, cancellation);
        return keys.ToDictionary(key => key, IReadOnlyList<LinkedTicketView> (key) =>
        [
            .. from link in links
               where link.TicketId == key || link.OtherId == key
               let other = tickets.GetValueOrDefault(link.TicketId == key ? link.OtherId : link.TicketId)
               where other is not null
               select new LinkedTicketView(link.Kind, other.Id, other.Number, other.Step, link.TicketId == key),
        ]);
    }
}

/// <summary>A note or message.</summary>
/// <param name="IsForCustomer">The customer reads or hears it; else it is for our own people.</param>
/// <param name="ById">The key of the account.</param>
/// <param name="Text">Null once it was erased.</param>
[Name("TicketNote"), SecuredByParent]
public sealed record TicketNoteView(DateTimeOffset At, string ById, bool IsForCustomer, string? Text)
{
    internal static IReadOnlyList<TicketNoteView> Of(IEnumerable<JournalEvent> events) =>
    [
        .. events.Where(e => e.Name is nameof(InternalNoteAdded) or nameof(CustomerMessageSent))
            .Select(e => new TicketNoteView(e.At, e.Actor, e.Name == nameof(CustomerMessageSent), e.Texts.FirstOrDefault(text => text.Field == "text")?.Words)),
    ];
}
