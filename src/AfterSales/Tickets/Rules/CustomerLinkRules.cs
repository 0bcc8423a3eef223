using AfterSales.Records;

namespace AfterSales.Tickets.Rules;

/// <summary>Within what a customer may move an appointment by himself.</summary>
/// <param name="UntilHours">By the clock before the appointment, and before the new one.</param>
/// <param name="Most">How often for one ticket.</param>
/// <param name="DaysAhead">How far away the new time may be.</param>
public sealed record CustomerMoves(int UntilHours, int Most, int DaysAhead);

/// <summary>
/// What a customer may do by the link to his ticket: what was agreed by it is agreed as by telephone. He can move an appointment only to a time at which nothing
/// speaks against it; for anything else he calls.
/// </summary>
public static class CustomerLinkRules
{
    /// <param name="visitId">The visit he is told of with it; null: he only gets the link.</param>
    public static Decision Give(Ticket ticket, int days, string? visitId, DateTimeOffset now) => ticket.CustomerId is null
        ? new InternalWorkHasNoCustomer()
        : new CustomerLinkGiven(now, ticket.CustomerLinks.Given + 1, now.AddDays(days), visitId);

    public static Decision TakeBack(Ticket ticket, int number, DateTimeOffset now) => ticket.CustomerLinks.Find(number) switch
    {
        null => new CustomerLinkUnknown(number),
        { TakenBackAt: not null } => Decision.NothingToDo,
        _ => new CustomerLinkTakenBack(now, number),
    };

    /// <summary>Null while the link opens the ticket's page.</summary>
    public static CustomerLinkOver? MustOpen(Ticket ticket, int number, DateTimeOffset now) =>
        ticket.CustomerLinks.Find(number)?.OpensAt(now) == true ? null : new CustomerLinkOver();

    /// <summary>Agreeing again changes nothing.</summary>
    public static Decision Agree(Ticket ticket, AgreeToVisit request, DateTimeOffset now)
    {
        if ((MustOpen(ticket, request.Link, now) ?? (Refusal?)MustBeToCome(ticket, request.VisitId)) is { } refusal) return refusal;
        return ticket.Visits.Current!.Agreed is null ? new VisitAgreed(now, request.VisitId, request.Link, IsMoved: false, Said: null) : Decision.NothingToDo;
    }

    /// <summary>Null while the customer may move the appointment, to whatever time.</summary>
    public static Refusal? MustBeMovable(Ticket ticket, int link, string visitId, CustomerMoves terms, DateTimeOffset now) =>
        MustOpen(ticket, link, now)
        ?? MustBeToCome(ticket, visitId)
        ?? (ticket.Step == TicketStep.EnRoute || ticket.Visits.Current!.From < now.AddHours(terms.UntilHours) ? new TooLateToMove(terms.UntilHours) : null)
        ?? (ticket.CustomerLinks.Moves >= terms.Most ? (Refusal)new MovedTooOften(terms.Most) : null);

    /// <summary>Null when the appointment may be moved to this time, as far as the ticket knows: the technician's time is his own.</summary>
    public static Refusal? MustMove(Ticket ticket, MoveVisit request, CustomerMoves terms, DateTimeOffset now) =>
        MustBeMovable(ticket, request.Link, request.VisitId, terms, now)
        ?? (request.From < now.AddHours(terms.UntilHours) || request.From > now.AddDays(terms.DaysAhead) || request.From == ticket.Visits.Current!.From
            ? new TimeNotOffered(request.From)
            : null);

    public static Decision Move(Ticket ticket, string newVisitId, MoveVisit request, TripPlan trip, CustomerMoves terms, DateTimeOffset now)
    {
        if (MustMove(ticket, request, terms, now) is { } refusal) return refusal;
        var visit = ticket.Visits.Current!;
        return Decision.Of(
        [
            new VisitRescheduled(now, visit.Id, newVisitId, visit.TechnicianId, request.From, request.From + (visit.To - visit.From), trip, ""),
            new VisitAgreed(now, newVisitId, request.Link, IsMoved: true, string.IsNullOrWhiteSpace(request.Said) ? null : request.Said.Trim()),
        ]);
    }

    /// <summary>The appointment he looks at is the one that stands, and nobody is there yet.</summary>
    private static Refusal? MustBeToCome(Ticket ticket, string visitId) => ticket.Visits.Current switch
    {
        { Id: var id } visit when id == visitId => visit.Arrived is { } arrived ? new VisitHasBegun(visit.Id, arrived.When) : null,
        _ => new VisitIsOver(visitId),
    };
}

/// <summary>The ticket has no link of this number.</summary>
[GenerateSerializer, Immutable, Alias("CustomerLinkUnknown")]
public sealed record CustomerLinkUnknown([property: Id(0)] int Number) : Refusal;

/// <summary>The link was taken back, or has expired.</summary>
[GenerateSerializer, Immutable, Alias("CustomerLinkOver")]
public sealed record CustomerLinkOver : Refusal;

/// <summary>The technician sets out soon, or has: another time is agreed by telephone.</summary>
/// <param name="Hours">So long before the appointment it can be moved here.</param>
[GenerateSerializer, Immutable, Alias("TooLateToMove")]
public sealed record TooLateToMove([property: Id(0)] int Hours) : Refusal;

/// <summary>The appointment was moved as often as can be done here: another time is agreed by telephone.</summary>
[GenerateSerializer, Immutable, Alias("MovedTooOften")]
public sealed record MovedTooOften([property: Id(0)] int Most) : Refusal;

/// <summary>Something speaks against this time: it is too soon or too far away, the one agreed already, or the technician has none.</summary>
[GenerateSerializer, Immutable, Alias("TimeNotOffered")]
public sealed record TimeNotOffered([property: Id(0)] DateTimeOffset From) : Refusal;
