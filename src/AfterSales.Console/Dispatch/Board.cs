using System.Text.Json.Serialization;

namespace AfterSales.Console.Dispatch;

/// <summary>What a branch's dispatcher looks at, read at once.</summary>
/// <param name="DispatchBoard">Null for a branch that the viewer may not book for.</param>
public sealed record BoardRead(Jobs? DispatchBoard, TechnicianTimes? TechnicianCalendars, BoardBranch? Branch);

public sealed record Jobs(bool IsComplete, IReadOnlyList<WaitingJob> Waiting, IReadOnlyList<BookedJob> Booked);

/// <param name="EarlierFaults">Of the same product, lately.</param>
public sealed record WaitingJob(
    string? SkillName, string? Area, int EarlierFaults, Place? Place, NextPromise? NextPromise, WaitingTicket Ticket)
{
    public bool IsVip => Ticket.Customer?.Tier is "VIP" or "IMPORTANT";

    /// <summary>Reported again, reopened, or not the product's first fault.</summary>
    public bool IsRepeated => Ticket.Reports > 1 || Ticket.Round > 1 || EarlierFaults > 0;

    /// <summary>Nobody can be sent before somebody has looked at it.</summary>
    public bool IsToBeAssessed => Ticket.Step == "REGISTERED";

    /// <summary>Somebody has the job still: another time is agreed at the ticket, where the customer is asked.</summary>
    public bool HasPassed => Ticket.AppointmentPassedAt is not null;

    public bool CanBeBooked => !IsToBeAssessed && !HasPassed;
}

public sealed record WaitingTicket(
    string Id, string Number, string Step, string Kind, bool IsEmergency, int Reports, int Round, DateOnly? CarriedOverOn, DateTimeOffset? AppointmentPassedAt,
    string? Symptom, BoardCustomer? Customer, BoardProduct? Product);

public sealed record BoardCustomer(string Name, string Tier, string? City);

public sealed record BoardProduct(string Model);

/// <param name="DueAt">Null while it stands still and nobody knows until when.</param>
public sealed record NextPromise(string Kind, string State, DateTimeOffset? DueAt, DateTimeOffset? WarnAt);

public sealed record BookedJob(Place? Place, BookedTicket Ticket)
{
    /// <summary>Nobody is on the way yet.</summary>
    public bool CanBeMoved => Ticket.Step == "SCHEDULED";
}

public sealed record BookedTicket(string Id, string Number, string Step, bool IsEmergency, BookedCustomer? Customer);

public sealed record BookedCustomer(string Name);

public sealed record Place(double Latitude, double Longitude);

public sealed record TechnicianTimes(bool IsComplete, IReadOnlyList<TechnicianTime> Technicians);

/// <param name="Working">His working time for the branch.</param>
public sealed record TechnicianTime(bool IsLent, BoardTechnician Technician, IReadOnlyList<Stretch> Working, IReadOnlyList<CalendarEntry> Entries);

public sealed record BoardTechnician(string Id, string Name);

/// <param name="EndsAt">Excludes this instant.</param>
public sealed record Stretch(DateTimeOffset StartsAt, DateTimeOffset EndsAt);

/// <param name="Kind">Such as <c>APPOINTMENT</c>.</param>
/// <param name="EndsAt">Excludes this instant.</param>
/// <param name="TicketId">Null where the ticket is another branch's.</param>
public sealed record CalendarEntry(string Kind, DateTimeOffset StartsAt, DateTimeOffset EndsAt, string? TicketId, string? AbsenceKind)
{
    /// <summary>One that was moved just now is held until the technician's calendar has confirmed it.</summary>
    public bool IsVisit => Kind is "APPOINTMENT" or "HOLD";
}

public sealed record BoardBranch(IReadOnlyList<BoardZone> Zones);

public sealed record BoardZone(string Name, IReadOnlyList<Place> Area);

public sealed record ProposalsRead(BoardProposals? TechnicianProposals);

/// <param name="ArriveBy">When the promise of arrival runs out; null while none runs.</param>
public sealed record BoardProposals(
    DateTimeOffset? ArriveBy, [property: JsonPropertyName("proposals")] IReadOnlyList<BoardProposal> Best, IReadOnlyList<NotAvailable> Unavailable);

/// <param name="IsInTime">Null where no promise of arrival runs.</param>
/// <param name="WhyNotSooner">In the viewer's language.</param>
public sealed record BoardProposal(
    BoardPerson Technician, DateTimeOffset From, DateTimeOffset To, bool? IsInTime, int Score, string? WhyNotSooner, IReadOnlyList<Tickets.ProposalPoints> Points);

/// <param name="Why">In the viewer's language; null where he only has no time.</param>
public sealed record NotAvailable(BoardPerson Technician, string? Why);

public sealed record BoardPerson(string Id, string Name);
