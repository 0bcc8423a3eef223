using System.Collections.Immutable;
using AfterSales.Records;

namespace AfterSales.Technicians.Rules;

/// <summary>A technician is at one place at a time (S2: no overlapping appointments).</summary>
public static class BookingRules
{
    private static readonly TimeSpan LongestVisit = TimeSpan.FromHours(24);

    public static Decision Register(string id, string branchId, string name, ImmutableList<string> skills) =>
        string.IsNullOrWhiteSpace(name) ? InputInvalid.At("name", "REQUIRED") : new TechnicianRegistered(id, branchId, name, skills);

    /// <summary>A hold whose time is up takes none any more, however late its tick comes.</summary>
    public static Decision Hold(Technician technician, HoldSlot slot, DateTimeOffset now)
    {
        if (slot.To <= slot.From) return InputInvalid.At("to", "BEFORE_FROM");
        if (slot.To - slot.From > LongestVisit) return InputInvalid.At("to", "TOO_LONG");
        if (slot.To <= now) return InputInvalid.At("from", "IN_THE_PAST");
        var lapsed = HoldsLapse(technician, now).Events;
        technician = lapsed.Aggregate(technician, Technician.Apply);
        if (technician.Appointment(slot.VisitId) is { TakesTime: true } same && same.From == slot.From && same.To == slot.To) return Decision.NothingToDo;
        if (AppointmentsMustNotOverlap(technician, slot.VisitId, slot.From, slot.To) is { } busy) return busy;
        return Decision.Of([.. lapsed, new SlotHeld(slot.VisitId, slot.TicketId, slot.From, slot.To, now.AddMinutes(slot.HoldMinutes))]);
    }

    /// <summary>A confirmation that comes after the hold lapsed books the time again if it is still free; else the ticket is told.</summary>
    public static Decision Confirm(Technician technician, ConfirmSlot slot)
    {
        if (technician.Appointment(slot.VisitId) is { State: AppointmentState.Confirmed or AppointmentState.Released }) return Decision.NothingToDo;
        return AppointmentsMustNotOverlap(technician, slot.VisitId, slot.From, slot.To) is null
            ? new AppointmentConfirmed(slot.VisitId, slot.TicketId, slot.From, slot.To)
            : new SlotLost(slot.VisitId, slot.TicketId);
    }

    public static Decision Release(Technician technician, string visitId) =>
        technician.Appointment(visitId) is { TakesTime: true } ? new AppointmentReleased(visitId) : Decision.NothingToDo;

    public static Decision HoldsLapse(Technician technician, DateTimeOffset now) =>
        Decision.Of(technician.Appointments.Where(a => a.State == AppointmentState.Held && a.HeldUntil <= now).Select(a => new HoldLapsed(a.VisitId)));

    private static TechnicianBusy? AppointmentsMustNotOverlap(Technician technician, string visitId, DateTimeOffset from, DateTimeOffset to) =>
        technician.Appointments.Find(a => a.TakesTime && a.VisitId != visitId && a.From < to && from < a.To) is { } other
            ? new TechnicianBusy(technician.Id, other.From, other.To)
            : null;
}

/// <summary>The technician has another appointment from <paramref name="From"/> to <paramref name="To"/>.</summary>
[GenerateSerializer, Immutable, Alias("TechnicianBusy")]
public sealed record TechnicianBusy([property: Id(0)] string TechnicianId, [property: Id(1)] DateTimeOffset From, [property: Id(2)] DateTimeOffset To) : Refusal;
