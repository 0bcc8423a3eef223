using AfterSales.Records;

namespace AfterSales.Tickets.Rules;

/// <summary>Where a ticket stands; the drawing is in src/README.md, and a test compares both.</summary>
public enum TicketStep
{
    Registered,
    Assessed,
    Scheduled,
    EnRoute,
    OnSite,
    Done,
    Completed,
}

/// <summary>What can be done with a ticket.</summary>
public enum TicketAction
{
    Assess,
    Schedule,
    Depart,
    Arrive,
    Finish,
    Complete,
}

public static class TicketSteps
{
    private static readonly Dictionary<TicketStep, TicketAction[]> Allowed = new()
    {
        [TicketStep.Registered] = [TicketAction.Assess],
        [TicketStep.Assessed] = [TicketAction.Assess, TicketAction.Schedule],
        [TicketStep.Scheduled] = [TicketAction.Depart],
        [TicketStep.EnRoute] = [TicketAction.Arrive],
        [TicketStep.OnSite] = [TicketAction.Finish],
        [TicketStep.Done] = [TicketAction.Complete],
        [TicketStep.Completed] = [],
    };

    /// <summary>What may be done next.</summary>
    public static IReadOnlyList<TicketAction> AllowedFrom(TicketStep step) => Allowed[step];

    /// <summary>Where a ticket stands after an event.</summary>
    public static TicketStep After(TicketStep step, Event happened) => happened switch
    {
        TicketAssessed => TicketStep.Assessed,
        VisitScheduled => TicketStep.Scheduled,
        VisitSlotLost => TicketStep.Assessed,
        TechnicianDeparted => TicketStep.EnRoute,
        TechnicianArrived => TicketStep.OnSite,
        VisitFinished => TicketStep.Done,
        TicketCompleted => TicketStep.Completed,
        _ => step,
    };

    /// <summary>Null when the ticket may take this step now.</summary>
    public static StepNotAllowed? MustAllow(Ticket ticket, TicketAction asked) =>
        Allowed[ticket.Step].Contains(asked) ? null : new StepNotAllowed(asked, ticket.Step, Allowed[ticket.Step]);
}

/// <summary>The ticket stands at <paramref name="Step"/>, where only <paramref name="Allowed"/> can be done.</summary>
[GenerateSerializer, Immutable, Alias("StepNotAllowed")]
public sealed record StepNotAllowed(
    [property: Id(0)] TicketAction Asked, [property: Id(1)] TicketStep Step, [property: Id(2)] IReadOnlyList<TicketAction> Allowed) : Refusal;
