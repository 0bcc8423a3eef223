using AfterSales.Records;

namespace AfterSales.Tickets.Rules;

/// <summary>Where a ticket stands (domain.md §3); the drawing is in src/README.md, and a test compares drawing, rules and schema.</summary>
public enum TicketStep
{
    Registered,

    /// <summary>Advice was given and is being tried.</summary>
    SolvedRemotely,

    /// <summary>Not ours, or not eligible.</summary>
    Rejected,

    /// <summary>Waits for a visit, or for the customer to bring the product in.</summary>
    Assessed,

    Scheduled,
    EnRoute,
    OnSite,

    /// <summary>Done on site, with its certificate.</summary>
    Done,

    /// <summary>The visit ended without the parts it needs.</summary>
    PartsAwaited,

    /// <summary>The product was taken along or brought in, and waits for the workshop.</summary>
    BroughtIn,

    InWorkshop,

    /// <summary>Repaired in the workshop, not yet back at the customer's.</summary>
    Repaired,

    Returned,

    /// <summary>The work was accepted; survey, follow-up calls and charges follow.</summary>
    Completed,

    /// <summary>Nothing is owed any more.</summary>
    Closed,

    /// <summary>By the customer, before work began.</summary>
    Cancelled,
}

/// <summary>What can be done with a ticket.</summary>
public enum TicketAction
{
    Assess,
    SolveRemotely,
    Reject,

    /// <summary>The advice did not help: the same ticket becomes a job on site.</summary>
    AdviceFailed,

    Schedule,
    Depart,

    /// <summary>Another time, with the customer's consent.</summary>
    Reschedule,

    /// <summary>Another technician.</summary>
    HandOn,

    /// <summary>Back to the dispatcher, who finds another time or technician.</summary>
    HandBack,

    /// <summary>The technician does not take the job.</summary>
    Refuse,

    Arrive,
    Finish,
    AwaitParts,
    BringIn,
    CannotFinish,
    NobodyHome,
    StartRepair,
    FinishRepair,
    Return,
    Complete,
    Close,

    /// <summary>The same fault came back.</summary>
    Reopen,

    Cancel,

    /// <summary>The technician begins the work; he may finish it without having said so.</summary>
    StartWork,
}

public static class TicketSteps
{
    private static readonly Dictionary<TicketStep, TicketAction[]> Allowed = new()
    {
        [TicketStep.Registered] = [TicketAction.Assess, TicketAction.SolveRemotely, TicketAction.Reject, TicketAction.Cancel],
        [TicketStep.SolvedRemotely] = [TicketAction.Complete, TicketAction.AdviceFailed],
        [TicketStep.Rejected] = [],
        [TicketStep.Assessed] = [TicketAction.Schedule, TicketAction.Assess, TicketAction.BringIn, TicketAction.Cancel],
        [TicketStep.Scheduled] =
            [TicketAction.Depart, TicketAction.Reschedule, TicketAction.HandOn, TicketAction.HandBack, TicketAction.Refuse, TicketAction.Cancel],
        [TicketStep.EnRoute] = [TicketAction.Arrive, TicketAction.Reschedule, TicketAction.HandOn, TicketAction.HandBack, TicketAction.Cancel],
        [TicketStep.OnSite] =
            [TicketAction.Finish, TicketAction.AwaitParts, TicketAction.BringIn, TicketAction.CannotFinish, TicketAction.NobodyHome, TicketAction.StartWork],
        [TicketStep.Done] = [TicketAction.Complete],
        [TicketStep.PartsAwaited] = [TicketAction.Schedule],
        [TicketStep.BroughtIn] = [TicketAction.StartRepair],
        [TicketStep.InWorkshop] = [TicketAction.FinishRepair],
        [TicketStep.Repaired] = [TicketAction.Return],
        [TicketStep.Returned] = [TicketAction.Complete],
        [TicketStep.Completed] = [TicketAction.Close, TicketAction.Reopen],
        [TicketStep.Closed] = [],
        [TicketStep.Cancelled] = [],
    };

    /// <summary>What may be done next; the first is what the ticket waits for.</summary>
    public static IReadOnlyList<TicketAction> AllowedFrom(TicketStep step) => Allowed[step];

    /// <summary>There is still work to be done.</summary>
    public static bool IsOpen(this TicketStep step) =>
        step is not (TicketStep.Rejected or TicketStep.Completed or TicketStep.Closed or TicketStep.Cancelled);

    /// <summary>Where a ticket stands after an event.</summary>
    public static TicketStep After(Ticket ticket, Event happened) => happened switch
    {
        TicketSolvedRemotely => TicketStep.SolvedRemotely,
        AdviceFailed => TicketStep.Registered,
        TicketRejected => TicketStep.Rejected,
        TicketAssessed => TicketStep.Assessed,
        VisitScheduled or VisitRescheduled or VisitHandedOn => TicketStep.Scheduled,
        VisitSlotLost or VisitHandedBack or VisitRefused or VisitNotFinished or NobodyWasHome => TicketStep.Assessed,
        BookingTakenBack => ticket.Visits.LastEnded is { End: VisitEnd.PartsAwaited } ? TicketStep.PartsAwaited : TicketStep.Assessed,
        TechnicianDeparted => TicketStep.EnRoute,
        TechnicianArrived => TicketStep.OnSite,
        VisitFinished => TicketStep.Done,
        VisitAwaitsParts => TicketStep.PartsAwaited,
        ProductBroughtIn => TicketStep.BroughtIn,
        WorkshopRepairBegun => TicketStep.InWorkshop,
        WorkshopRepairFinished => TicketStep.Repaired,
        ProductReturned => TicketStep.Returned,
        TicketCompleted => TicketStep.Completed,
        // What was solved with advice was never assessed.
        TicketReopened => ticket.Assessment.Parts.IsEmpty ? TicketStep.Registered : TicketStep.Assessed,
        TicketClosed => TicketStep.Closed,
        TicketCancelled => TicketStep.Cancelled,
        _ => ticket.Step,
    };

    /// <summary>Null when the ticket may take this step now.</summary>
    public static StepNotAllowed? MustAllow(Ticket ticket, TicketAction asked) =>
        Allowed[ticket.Step].Contains(asked) ? null : new StepNotAllowed(asked, ticket.Step, Allowed[ticket.Step]);

    /// <summary>Null while there is still work to be done with the ticket.</summary>
    public static TicketIsOver? MustBeOpen(Ticket ticket) => ticket.Step.IsOpen() ? null : new TicketIsOver(ticket.Id, ticket.Step);
}

/// <summary>The ticket stands at <paramref name="Step"/>, where only <paramref name="Allowed"/> can be done.</summary>
[GenerateSerializer, Immutable, Alias("StepNotAllowed")]
public sealed record StepNotAllowed(
    [property: Id(0)] TicketAction Asked, [property: Id(1)] TicketStep Step, [property: Id(2)] IReadOnlyList<TicketAction> Allowed) : Refusal;

/// <summary>This belongs to a ticket that is being worked on, and this one stands at <paramref name="Step"/>.</summary>
[GenerateSerializer, Immutable, Alias("TicketIsOver")]
public sealed record TicketIsOver([property: Id(0)] string TicketId, [property: Id(1)] TicketStep Step) : Refusal;
