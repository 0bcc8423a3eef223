using System.Collections.Immutable;
using AfterSales.Records;

namespace AfterSales.Technicians.Rules;

public enum AppointmentState
{
    /// <summary>Kept while a ticket is being scheduled; lapses by itself.</summary>
    Held,
    Confirmed,
    Lapsed,
    Released,
}

/// <summary>Why the technician can't keep an appointment that was confirmed.</summary>
public enum HandBackCause
{
    Absence,
    Loan,

    /// <summary>He moved to another branch.</summary>
    Move,

    /// <summary>He left the company.</summary>
    Leaving,
}

/// <summary>A technician's time for one visit.</summary>
/// <param name="From">Includes this instant.</param>
/// <param name="To">Excludes this instant: the next appointment may begin with it.</param>
/// <param name="HeldUntil">When a hold lapses.</param>
/// <param name="BranchId">The branch that booked: his own, or one he was lent to.</param>
/// <param name="Skill">The code of the work; null where none was asked for.</param>
/// <param name="TravelMinutes">The way to the customer, before <paramref name="From"/>.</param>
/// <param name="Zone">The branch's name of where it goes to; null where no zone has the address.</param>
/// <param name="Destination">What tells the way there from another customer; null where nothing does.</param>
/// <param name="DelayMinutes">He comes so much later than agreed, as was reported.</param>
[GenerateSerializer, Immutable, Alias("Appointment")]
public sealed record Appointment(
    [property: Id(0)] string VisitId,
    [property: Id(1)] string TicketId,
    [property: Id(2)] DateTimeOffset From,
    [property: Id(3)] DateTimeOffset To,
    [property: Id(4)] AppointmentState State,
    [property: Id(5)] DateTimeOffset? HeldUntil,
    [property: Id(6)] string BranchId,
    [property: Id(7)] string? Skill = null,
    [property: Id(8)] int TravelMinutes = 0,
    [property: Id(9)] string? Zone = null,
    [property: Id(10)] Destination? Destination = null,
    [property: Id(11)] int DelayMinutes = 0)
{
    public bool TakesTime => State is AppointmentState.Held or AppointmentState.Confirmed;

    /// <summary>When he has to leave for it, at the latest.</summary>
    public DateTimeOffset TravelFrom => From.AddMinutes(-TravelMinutes);

    /// <summary>When he can leave from it, as far as is known.</summary>
    public DateTimeOffset LeftAt => To.AddMinutes(DelayMinutes);
}

/// <summary>A technician's appointments: a part of his state.</summary>
[GenerateSerializer, Immutable, Alias("Appointments")]
public sealed record Appointments
{
    public static Appointments None { get; } = new();

    [Id(0)]
    public ImmutableList<Appointment> All { get; init; } = [];

    /// <summary>When the next hold lapses.</summary>
    public DateTimeOffset? NextDue => All.Where(a => a.State == AppointmentState.Held).Min(a => a.HeldUntil);

    public Appointment? Find(string visitId) => All.Find(a => a.VisitId == visitId);

    /// <summary>What takes time between two instants.</summary>
    public IEnumerable<Appointment> Within(DateTimeOffset from, DateTimeOffset to) => All.Where(a => a.TakesTime && a.From < to && from < a.To);

    /// <summary>What is not over yet.</summary>
    public IEnumerable<Appointment> Ahead(DateTimeOffset now) => All.Where(a => a.TakesTime && a.To > now);

    public Appointments Apply(Event happened) => happened switch
    {
        SlotHeld e => With(new Appointment(e.VisitId, e.TicketId, e.From, e.To, AppointmentState.Held, e.Until, e.BranchId, e.Skill, e.TravelMinutes, e.Zone, e.Destination)),
        AppointmentConfirmed e => Changed(e.VisitId, a => a with { From = e.From, To = e.To, State = AppointmentState.Confirmed, HeldUntil = null }),
        AppointmentDelayed e => Changed(e.VisitId, a => a with { DelayMinutes = e.Minutes }),
        HoldLapsed e => Ended(e.VisitId, AppointmentState.Lapsed),
        AppointmentReleased e => Ended(e.VisitId, AppointmentState.Released),
        AppointmentHandedBack e => Ended(e.VisitId, AppointmentState.Released),
        _ => this,
    };

    // What ended long before the new appointment is of no more use here; its row stays.
    private Appointments With(Appointment appointment) => this with
    {
        All = All.RemoveAll(a => a.VisitId == appointment.VisitId || (!a.TakesTime && a.To < appointment.From.AddDays(-30))).Add(appointment),
    };

    private Appointments Ended(string visitId, AppointmentState how) => Changed(visitId, a => a with { State = how, HeldUntil = null });

    private Appointments Changed(string visitId, Func<Appointment, Appointment> change) =>
        this with { All = [.. All.Select(a => a.VisitId == visitId ? change(a) : a)] };
}

/// <param name="Objections">Soft rules that spoke against it.</param>
/// <param name="Reason">Why it was booked all the same.</param>
public sealed record SlotHeld(
    string VisitId, string TicketId, DateTimeOffset From, DateTimeOffset To, DateTimeOffset Until, string BranchId, string? Skill, int TravelMinutes,
    ImmutableList<BookingObjection> Objections, [property: Words] string? Reason, string? Zone,
    Destination? Destination = null) : Event;

public sealed record AppointmentConfirmed(string VisitId, string TicketId, DateTimeOffset From, DateTimeOffset To) : Event;

/// <summary>He comes so much later than agreed; 0: in time after all.</summary>
public sealed record AppointmentDelayed(string VisitId, int Minutes) : Event;

/// <summary>The ticket was not scheduled in time.</summary>
public sealed record HoldLapsed(string VisitId) : Event;

/// <summary>The visit is over or will not take place.</summary>
public sealed record AppointmentReleased(string VisitId) : Event;

/// <summary>The hold had lapsed, and the time could not be given to this visit any more when it was confirmed.</summary>
public sealed record SlotLost(string VisitId, string TicketId) : Event;

/// <summary>The technician can't keep it: the ticket is to be scheduled again.</summary>
public sealed record AppointmentHandedBack(string VisitId, string TicketId, HandBackCause Because) : Event;
