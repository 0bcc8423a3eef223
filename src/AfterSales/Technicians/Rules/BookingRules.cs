using System.Collections.Immutable;
using AfterSales.Calendars;
using AfterSales.Records;

namespace AfterSales.Technicians.Rules;

/// <summary>What a booking is judged by: the numbers and hours of the branch that books.</summary>
/// <param name="Branch">The branch's working calendar.</param>
/// <param name="Travel">How ways between customers are reckoned.</param>
public sealed record BookingTerms(WorkingCalendar Branch, BookingStrictness Strictness, ImmutableList<QualificationRule> Qualification, TravelEstimate Travel);

/// <summary>What speaks against a booking and may be outweighed by a reason.</summary>
public enum BookingObjection
{
    OutsideWorkingHours,
    DuringAbsence,
    TravelTooShort,

    /// <summary>The visit begins after the time by which somebody was promised to be there, and that promise can still be kept.</summary>
    AfterPromisedArrival,
}

/// <summary>
/// A technician is at one place at a time (S2: no overlapping appointments), works for one branch at a time, and does only what he is
/// qualified for (S1 P1 5.4).
/// </summary>
public static class BookingRules
{
    /// <summary>How long a visit may take at most.</summary>
    public const int LongestVisitHours = 14;

    // A shorter one is a slip of the hand, and so is one that is longer than anybody works in a day, or further ahead than calendars are looked through.
    private static readonly TimeSpan ShortestVisit = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestVisit = TimeSpan.FromHours(LongestVisitHours);
    private static readonly TimeSpan FurthestAhead = TimeSpan.FromDays(WorkingCalendar.LookAheadDays);
    private const int LongestWay = 24 * 60;

    /// <summary>A hold whose time is up takes none any more, however late its tick comes.</summary>
    public static Decision Hold(Technician technician, HoldSlot slot, BookingTerms terms, DateTimeOffset now)
    {
        if (slot.To <= slot.From) return InputInvalid.At("to", "BEFORE_FROM");
        if (slot.To - slot.From < ShortestVisit) return InputInvalid.At("to", "TOO_SHORT");
        if (slot.To - slot.From > LongestVisit) return InputInvalid.At("to", "TOO_LONG");
        if (slot.To <= now) return InputInvalid.At("from", "IN_THE_PAST");
        if (slot.From > now + FurthestAhead) return InputInvalid.At("from", "TOO_FAR_AHEAD");
        if (slot.TravelMinutes is < 0 or > LongestWay) return InputInvalid.At("travelMinutes", "OUT_OF_RANGE");
        var lapsed = HoldsLapse(technician, now).Events;
        technician = lapsed.Aggregate(technician, Technician.Apply);
        if (technician.Appointments.Find(slot.VisitId) is { TakesTime: true } same && same.From == slot.From && same.To == slot.To) return Decision.NothingToDo;
        var skill = SkillCode.Of(slot.Skill);
        if (Refuse(technician, slot, skill, terms, now) is { } refusal) return refusal;
        var objections = Objections(technician, slot, terms, now).ToImmutableList();
        if (Hard(technician, slot, terms, objections, now) is { } hard) return hard;
        if (!objections.IsEmpty && string.IsNullOrWhiteSpace(slot.Reason)) return new BookingNeedsReason(technician.Id, objections);
        var until = now.AddMinutes(slot.HoldMinutes);
        return Decision.Of(
        [
            .. lapsed,
            new SlotHeld(slot.VisitId, slot.TicketId, slot.From, slot.To, until, slot.BranchId, skill, slot.TravelMinutes, objections, objections.IsEmpty ? null : slot.Reason, slot.Zone, slot.Destination),
        ]);
    }

    /// <summary>
    /// A confirmation that comes after the hold lapsed books the time again if nothing has come between; else the ticket is told. What soft
    /// rules said was weighed when the time was held.
    /// </summary>
    public static Decision Confirm(Technician technician, ConfirmSlot slot, BookingTerms terms, DateTimeOffset now)
    {
        if (technician.Appointments.Find(slot.VisitId) is not { } known) return new SlotLost(slot.VisitId, slot.TicketId);
        if (known.State is AppointmentState.Confirmed or AppointmentState.Released) return Decision.NothingToDo;
        var again = new HoldSlot(slot.VisitId, slot.TicketId, slot.From, slot.To, 0, known.BranchId, known.Skill, TravelMinutes: known.TravelMinutes);
        var isHeld = known.State == AppointmentState.Held && known.From == slot.From && known.To == slot.To;
        return isHeld || Refuse(technician, again, known.Skill, terms, now) is null
            ? new AppointmentConfirmed(slot.VisitId, slot.TicketId, slot.From, slot.To)
            : new SlotLost(slot.VisitId, slot.TicketId);
    }

    public static Decision Release(Technician technician, string visitId) =>
        technician.Appointments.Find(visitId) is { TakesTime: true } ? new AppointmentReleased(visitId) : Decision.NothingToDo;

    public static Decision Delay(Technician technician, DelaySlot slot) =>
        technician.Appointments.Find(slot.VisitId) is { TakesTime: true } known && known.DelayMinutes != slot.Minutes
            ? new AppointmentDelayed(slot.VisitId, slot.Minutes)
            : Decision.NothingToDo;

    public static Decision HoldsLapse(Technician technician, DateTimeOffset now) =>
        Decision.Of(technician.Appointments.All.Where(a => a.State == AppointmentState.Held && a.HeldUntil <= now).Select(a => new HoldLapsed(a.VisitId)));

    /// <summary>
    /// Appointments that have not begun go back to their tickets; what has begun is brought to an end on the spot. Holds lapse by themselves,
    /// and their tickets find the time gone when they confirm.
    /// </summary>
    public static IEnumerable<Event> HandBack(IEnumerable<Appointment> appointments, HandBackCause because, DateTimeOffset now) =>
        appointments.Where(a => a.From > now).Select(a => new AppointmentHandedBack(a.VisitId, a.TicketId, because));

    /// <summary>What speaks first against a booking, also where a reason would outweigh it; null: nothing.</summary>
    internal static Refusal? WhatSpeaksAgainst(Technician technician, HoldSlot slot, BookingTerms terms, DateTimeOffset now) =>
        Refuse(technician, slot, SkillCode.Of(slot.Skill), terms, now)
        ?? Objections(technician, slot, terms, now).Select(objection => Told(technician, slot, objection, terms, now)).FirstOrDefault();

    /// <summary>What no reason outweighs.</summary>
    private static Refusal? Refuse(Technician technician, HoldSlot slot, string? skill, BookingTerms terms, DateTimeOffset now) =>
        StandingRules.MustBelongToTheCompany(technician)
        ?? MustWorkForTheBranch(technician, slot)
        ?? QualificationRules.MustBeQualified(technician, skill, slot.From, slot.To, terms.Qualification, now)
        ?? (Refusal?)AppointmentsMustNotOverlap(technician, slot);

    private static TechnicianNotAtBranch? MustWorkForTheBranch(Technician technician, HoldSlot slot) =>
        technician.Availability.WorksFor(slot.BranchId, technician.BranchId, slot.From, slot.To)
            ? null
            : new TechnicianNotAtBranch(technician.Id, slot.BranchId, slot.From, slot.To);

    // A ticket that gets another time gives its former one up.
    private static TechnicianBusy? AppointmentsMustNotOverlap(Technician technician, HoldSlot slot) =>
        technician.Appointments.Within(slot.From, slot.To).FirstOrDefault(a => a.VisitId != slot.VisitId && a.TicketId != slot.TicketId) is { } other
            ? new TechnicianBusy(technician.Id, other.From, other.To)
            : null;

    private static IEnumerable<BookingObjection> Objections(Technician technician, HoldSlot slot, BookingTerms terms, DateTimeOffset now)
    {
        if (technician.Availability.CalendarAt(terms.Branch).Elapsed(slot.From, slot.To) < slot.To - slot.From) yield return BookingObjection.OutsideWorkingHours;
        if (technician.Availability.AbsencesWithin(slot.From, slot.To).Any()) yield return BookingObjection.DuringAbsence;
        if (TooShort(technician, slot, terms, now) is not null) yield return BookingObjection.TravelTooShort;
        // Once it is broken no booking keeps it.
        if (slot.PromisedBy < slot.From && slot.PromisedBy > now) yield return BookingObjection.AfterPromisedArrival;
    }

    private static Refusal? Hard(Technician technician, HoldSlot slot, BookingTerms terms, ImmutableList<BookingObjection> objections, DateTimeOffset now) =>
        objections.Where(objection => terms.Strictness.Of(objection) == Strictness.Refuse).Select(objection => Told(technician, slot, objection, terms, now)).FirstOrDefault();

    private static Refusal? Told(Technician technician, HoldSlot slot, BookingObjection objection, BookingTerms terms, DateTimeOffset now)
    {
        switch (objection)
        {
            case BookingObjection.DuringAbsence:
                var absence = technician.Availability.AbsencesWithin(slot.From, slot.To).First();
                return new TechnicianAbsent(technician.Id, absence.From, absence.To, absence.SubstituteId);
            case BookingObjection.OutsideWorkingHours:
                return new OutsideWorkingHours(technician.Id, slot.From, slot.To, technician.Availability.CalendarAt(terms.Branch).NextOpening(slot.From));
            default:
                return TooShort(technician, slot, terms, now);
        }
    }

    /// <summary>What else he has, apart from what the ticket gives up for this slot.</summary>
    internal static IEnumerable<Appointment> Others(Technician technician, HoldSlot slot) =>
        technician.Appointments.All.Where(a => a.TakesTime && a.VisitId != slot.VisitId && a.TicketId != slot.TicketId);

    /// <summary>Minutes he must have free between another appointment and the slot.</summary>
    internal static int GapAfter(Appointment other, HoldSlot slot, BookingTerms terms) => WayRules.Gap(other, AsAppointment(slot), terms.Travel);

    /// <summary>Minutes of the way to the slot from where he is before it that day; null where nothing is known of it.</summary>
    internal static int? WayTo(HoldSlot slot, IEnumerable<Appointment> thatDay, BookingTerms terms) =>
        WayRules.Way(thatDay.Where(other => other.To <= slot.From).MaxBy(other => other.To), AsAppointment(slot), 0, terms.Travel);

    /// <summary>From one customer to the next there is the way between them, and where nobody knows it the time to be early; nobody sets out before he is sent.</summary>
    private static TravelTooShort? TooShort(Technician technician, HoldSlot slot, BookingTerms terms, DateTimeOffset now)
    {
        var others = Others(technician, slot).ToArray();
        // Who is with a customer till then goes on from there.
        var isOut = Array.Exists(others, other => other.To > now && other.To <= slot.From);
        var ahead = Ahead(slot);
        if (!isOut && slot.From - now < TimeSpan.FromMinutes(ahead)) return new TravelTooShort(technician.Id, now, slot.From, ahead);
        foreach (var other in others)
        {
            if (other.To <= slot.From && GapAfter(other, slot, terms) is var way && slot.From - other.LeftAt < TimeSpan.FromMinutes(way))
                return new TravelTooShort(technician.Id, other.LeftAt, slot.From, way);
            if (slot.To <= other.From && WayRules.Gap(AsAppointment(slot), other, terms.Travel) is var next && other.From - slot.To < TimeSpan.FromMinutes(next))
                return new TravelTooShort(technician.Id, slot.To, other.From, next);
        }

        return null;
    }

    /// <summary>Minutes before the visit at which he is still to be on his way; where nothing is known of the way, those by which he is to be early.</summary>
    private static int Ahead(HoldSlot slot) => slot.TravelMinutes > 0 ? slot.TravelMinutes : slot.Destination?.EarlyMinutes ?? 0;

    private static Appointment AsAppointment(HoldSlot slot) => new(
        slot.VisitId, slot.TicketId, slot.From, slot.To, AppointmentState.Held, null, slot.BranchId, slot.Skill, slot.TravelMinutes, slot.Zone, slot.Destination);
}

/// <summary>The technician has another appointment from <paramref name="From"/> to <paramref name="To"/>.</summary>
[GenerateSerializer, Immutable, Alias("TechnicianBusy")]
public sealed record TechnicianBusy([property: Id(0)] string TechnicianId, [property: Id(1)] DateTimeOffset From, [property: Id(2)] DateTimeOffset To) : Refusal;

/// <summary>The technician does not work for this branch all the time asked for.</summary>
[GenerateSerializer, Immutable, Alias("TechnicianNotAtBranch")]
public sealed record TechnicianNotAtBranch(
    [property: Id(0)] string TechnicianId, [property: Id(1)] string BranchId, [property: Id(2)] DateTimeOffset From, [property: Id(3)] DateTimeOffset To) : Refusal;

/// <summary>The technician is absent then.</summary>
/// <param name="SubstituteId">Who is to be asked instead.</param>
[GenerateSerializer, Immutable, Alias("TechnicianAbsent")]
public sealed record TechnicianAbsent(
    [property: Id(0)] string TechnicianId, [property: Id(1)] DateTimeOffset From, [property: Id(2)] DateTimeOffset To, [property: Id(3)] string? SubstituteId) : Refusal;

/// <summary>The time asked for is not all working time of the technician.</summary>
/// <param name="NextOpening">When he works again.</param>
[GenerateSerializer, Immutable, Alias("OutsideWorkingHours")]
public sealed record OutsideWorkingHours(
    [property: Id(0)] string TechnicianId, [property: Id(1)] DateTimeOffset From, [property: Id(2)] DateTimeOffset To, [property: Id(3)] DateTimeOffset? NextOpening) : Refusal;

/// <summary>Between two appointments there is less time than the way takes, or the time to be there is over already.</summary>
/// <param name="From">The earlier one ends; or now, where it is too late to set out.</param>
/// <param name="To">The later one begins.</param>
/// <param name="TravelMinutes">With those by which he is to be early; those alone where nothing is known of the way.</param>
[GenerateSerializer, Immutable, Alias("TravelTooShort")]
public sealed record TravelTooShort(
    [property: Id(0)] string TechnicianId, [property: Id(1)] DateTimeOffset From, [property: Id(2)] DateTimeOffset To, [property: Id(3)] int TravelMinutes) : Refusal;

/// <summary>The technician can be booked then with a reason only.</summary>
[GenerateSerializer, Immutable, Alias("BookingNeedsReason")]
public sealed record BookingNeedsReason([property: Id(0)] string TechnicianId, [property: Id(1)] IReadOnlyList<BookingObjection> Objections) : Refusal;
