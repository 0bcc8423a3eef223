using System.Collections.Immutable;
using AfterSales.Access;
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

/// <summary>A technician's time for one visit.</summary>
/// <param name="From">Includes this instant.</param>
/// <param name="To">Excludes this instant: the next appointment may begin with it.</param>
/// <param name="HeldUntil">When a hold lapses.</param>
[GenerateSerializer, Immutable, Alias("Appointment")]
public sealed record Appointment(
    [property: Id(0)] string VisitId,
    [property: Id(1)] string TicketId,
    [property: Id(2)] DateTimeOffset From,
    [property: Id(3)] DateTimeOffset To,
    [property: Id(4)] AppointmentState State,
    [property: Id(5)] DateTimeOffset? HeldUntil)
{
    public bool TakesTime => State is AppointmentState.Held or AppointmentState.Confirmed;
}

[GenerateSerializer, Immutable, Alias("Technician")]
public sealed record Technician : IRecordState<Technician>, IScopedToTechnician
{
    public static string Kind => "technician";

    /// <summary><c>tech-…</c></summary>
    [Id(0)]
    public string Id { get; init; } = "";

    /// <summary>The home branch.</summary>
    [Id(1)]
    public string BranchId { get; init; } = "";

    [Id(2)]
    public string Name { get; init; } = "";

    /// <summary>Codes of the work the technician is trained for.</summary>
    [Id(3)]
    public ImmutableList<string> Skills { get; init; } = [];

    [Id(4)]
    public ImmutableList<Appointment> Appointments { get; init; } = [];

    public DateTimeOffset? NextDue => Appointments.Where(a => a.State == AppointmentState.Held).Min(a => a.HeldUntil);

    string? IScopedToTechnician.TechnicianId => Id;

    public static Technician Apply(Technician? state, Event happened) => happened switch
    {
        TechnicianRegistered e => new Technician { Id = e.Id, BranchId = e.BranchId, Name = e.Name, Skills = e.Skills },
        SlotHeld e => state!.With(new Appointment(e.VisitId, e.TicketId, e.From, e.To, AppointmentState.Held, e.Until)),
        AppointmentConfirmed e => state!.With(new Appointment(e.VisitId, e.TicketId, e.From, e.To, AppointmentState.Confirmed, null)),
        HoldLapsed e => state!.Ended(e.VisitId, AppointmentState.Lapsed),
        AppointmentReleased e => state!.Ended(e.VisitId, AppointmentState.Released),
        _ => state!,
    };

    public Appointment? Appointment(string visitId) => Appointments.Find(a => a.VisitId == visitId);

    // What ended long before the new appointment is of no more use here; its row stays.
    private Technician With(Appointment appointment) => this with
    {
        Appointments = Appointments
            .RemoveAll(a => a.VisitId == appointment.VisitId || (!a.TakesTime && a.To < appointment.From.AddDays(-30)))
            .Add(appointment),
    };

    private Technician Ended(string visitId, AppointmentState how) => this with
    {
        Appointments = [.. Appointments.Select(a => a.VisitId == visitId ? a with { State = how, HeldUntil = null } : a)],
    };
}

public sealed record TechnicianRegistered(string Id, string BranchId, [property: Personal] string Name, ImmutableList<string> Skills) : Event;

public sealed record SlotHeld(string VisitId, string TicketId, DateTimeOffset From, DateTimeOffset To, DateTimeOffset Until) : Event;

public sealed record AppointmentConfirmed(string VisitId, string TicketId, DateTimeOffset From, DateTimeOffset To) : Event;

/// <summary>The ticket was not scheduled in time.</summary>
public sealed record HoldLapsed(string VisitId) : Event;

/// <summary>The visit is over or will not take place.</summary>
public sealed record AppointmentReleased(string VisitId) : Event;

/// <summary>The hold had lapsed and the time was given to another visit before this one was confirmed.</summary>
public sealed record SlotLost(string VisitId, string TicketId) : Event;
