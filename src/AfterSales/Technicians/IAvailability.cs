using System.Collections.Immutable;
using AfterSales.Calendars;
using AfterSales.Records;
using AfterSales.Technicians.Rules;

namespace AfterSales.Technicians;

/// <summary>When and for whom a technician works, by his key <c>tech-…</c>. Only his home branch says so.</summary>
[Alias("IAvailability")]
public interface IAvailability : IGrainWithStringKey
{
    /// <summary>Gives him hours of his own, or the branch's again. Refused: InputInvalid, NotFound.</summary>
    [Alias("SetOwnHours")]
    Task<Answer> SetOwnHours(Intent<SetOwnHours> intent);

    /// <summary>Refused: InputInvalid, NotFound, TechnicianHasLeft, TechnicianAbsentAlready, AppointmentsAhead.</summary>
    [Alias("PlanAbsence")]
    Task<Answer> PlanAbsence(Intent<PlanAbsence> intent);

    /// <summary>Refused: InputInvalid, NotFound, AbsenceOver, TechnicianAbsentAlready, AppointmentsAhead.</summary>
    [Alias("ChangeAbsence")]
    Task<Answer> ChangeAbsence(Intent<ChangeAbsence> intent);

    /// <summary>He is back now, or does not go. Refused: NotFound, AbsenceOver.</summary>
    [Alias("EndAbsence")]
    Task<Answer> EndAbsence(Intent<EndAbsence> intent);

    /// <summary>Lends him to another branch. Refused: InputInvalid, NotFound, BranchClosed, TechnicianHasLeft, LoansOverlap, AppointmentsAhead.</summary>
    [Alias("Lend")]
    Task<Answer> Lend(Intent<LendTechnician> intent);

    /// <summary>He comes home before the agreed end, or does not go. Refused: NotFound, AppointmentsAhead.</summary>
    [Alias("EndLoan")]
    Task<Answer> EndLoan(Intent<EndLoan> intent);
}

/// <param name="Hours">By the clock of the branch he works for; null: the branch's.</param>
[GenerateSerializer, Immutable, Alias("SetOwnHours")]
public sealed record SetOwnHours([property: Id(0)] ImmutableList<WeeklyHours>? Hours);

/// <param name="From">Includes this instant.</param>
/// <param name="To">Excludes this instant.</param>
/// <param name="SubstituteId">The technician who is asked instead.</param>
/// <param name="Note">For the home branch alone.</param>
/// <param name="HandBack">Appointments within it go back to be scheduled again; false: they speak against it.</param>
[GenerateSerializer, Immutable, Alias("PlanAbsence")]
public sealed record PlanAbsence(
    [property: Id(0)] DateTimeOffset From, [property: Id(1)] DateTimeOffset To, [property: Id(2)] AbsenceKind Kind,
    [property: Id(3)] string? SubstituteId, [property: Id(4)] string? Note, [property: Id(5)] bool HandBack);

/// <inheritdoc cref="PlanAbsence"/>
[GenerateSerializer, Immutable, Alias("ChangeAbsence")]
public sealed record ChangeAbsence(
    [property: Id(0)] string AbsenceId, [property: Id(1)] DateTimeOffset From, [property: Id(2)] DateTimeOffset To, [property: Id(3)] AbsenceKind Kind,
    [property: Id(4)] string? SubstituteId, [property: Id(5)] string? Note, [property: Id(6)] bool HandBack);

[GenerateSerializer, Immutable, Alias("EndTechnicianAbsence")]
public sealed record EndAbsence([property: Id(0)] string AbsenceId);

/// <param name="BranchId">The branch he is lent to.</param>
/// <param name="From">Includes this instant.</param>
/// <param name="To">Excludes this instant.</param>
/// <param name="HandBack">Appointments within it go back to be scheduled again; false: they speak against it.</param>
[GenerateSerializer, Immutable, Alias("LendTechnician")]
public sealed record LendTechnician(
    [property: Id(0)] string BranchId, [property: Id(1)] DateTimeOffset From, [property: Id(2)] DateTimeOffset To, [property: Id(3)] bool HandBack);

/// <param name="HandBack">Appointments of the other branch go back to it; false: they speak against it.</param>
[GenerateSerializer, Immutable, Alias("EndLoan")]
public sealed record EndLoan([property: Id(0)] string LoanId, [property: Id(1)] bool HandBack);
