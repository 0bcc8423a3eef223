using System.Collections.Immutable;
using System.Globalization;
using AfterSales.Calendars;
using AfterSales.Records;

namespace AfterSales.Technicians.Rules;

public enum AbsenceKind
{
    Leave,
    Sickness,
    Training,

    /// <summary>Called off by the company for other work.</summary>
    Duty,
    Other,
}

/// <summary>Time in which the technician serves nobody.</summary>
/// <param name="Id"><c>a1</c>, <c>a2</c> …, given for good.</param>
/// <param name="From">Includes this instant.</param>
/// <param name="To">Excludes this instant.</param>
/// <param name="SubstituteId">The technician (<c>tech-…</c>) who is asked instead.</param>
[GenerateSerializer, Immutable, Alias("TechnicianAbsence")]
public sealed record TechnicianAbsence(
    [property: Id(0)] string Id,
    [property: Id(1)] DateTimeOffset From,
    [property: Id(2)] DateTimeOffset To,
    [property: Id(3)] AbsenceKind Kind,
    [property: Id(4)] string? SubstituteId,
    [property: Id(5)] bool IsCancelled = false);

/// <summary>A time in which the technician works for another branch: booked there, and seen there from the day it is agreed.</summary>
/// <param name="Id"><c>l1</c>, <c>l2</c> …, given for good.</param>
/// <param name="BranchId">The branch he is lent to.</param>
/// <param name="From">Includes this instant.</param>
/// <param name="To">Excludes this instant; moved forward when he comes back early.</param>
[GenerateSerializer, Immutable, Alias("Loan")]
public sealed record Loan(
    [property: Id(0)] string Id,
    [property: Id(1)] string BranchId,
    [property: Id(2)] DateTimeOffset From,
    [property: Id(3)] DateTimeOffset To,
    [property: Id(4)] bool IsOver = false);

/// <summary>When and for whom a technician works: a part of his state.</summary>
[GenerateSerializer, Immutable, Alias("Availability")]
public sealed record Availability
{
    public static Availability Default { get; } = new();

    /// <summary>His own hours of the week, by the clock of the branch he works for; null: the branch's.</summary>
    [Id(0)]
    public ImmutableList<WeeklyHours>? OwnHours { get; init; }

    [Id(1)]
    public ImmutableList<TechnicianAbsence> Absences { get; init; } = [];

    [Id(2)]
    public ImmutableList<Loan> Loans { get; init; } = [];

    /// <summary>Absences and loans ever taken down; counts their ids.</summary>
    [Id(3)]
    public int Count { get; init; }

    /// <summary>The end of a loan: from then on the other branch sees him no more.</summary>
    public DateTimeOffset? NextDue => Loans.Where(loan => !loan.IsOver).Min(loan => (DateTimeOffset?)loan.To);

    public string NextAbsenceId => string.Create(CultureInfo.InvariantCulture, $"a{Count + 1}");

    public string NextLoanId => string.Create(CultureInfo.InvariantCulture, $"l{Count + 1}");

    /// <summary>His working time at a branch: its holidays, breaks and extra days hold for him too, and so do its hours unless he has his own.</summary>
    public WorkingCalendar CalendarAt(WorkingCalendar branch) => OwnHours is { } own ? branch with { Week = [.. own] } : branch;

    public IEnumerable<TechnicianAbsence> AbsencesWithin(DateTimeOffset from, DateTimeOffset to) =>
        Absences.Where(absence => !absence.IsCancelled && absence.From < to && from < absence.To);

    public IEnumerable<Loan> LoansWithin(DateTimeOffset from, DateTimeOffset to) => Loans.Where(loan => loan.From < loan.To && loan.From < to && from < loan.To);

    /// <summary>Whether he works for this branch all the time between two instants.</summary>
    public bool WorksFor(string branchId, string home, DateTimeOffset from, DateTimeOffset to)
    {
        var loans = LoansWithin(from, to).ToArray();
        return loans.Length == 0 ? branchId == home : loans is [var loan] && loan.BranchId == branchId && loan.From <= from && to <= loan.To;
    }

    public Availability Apply(Event happened) => happened switch
    {
        TechnicianRegistered e => this with { OwnHours = e.OwnHours },
        OwnHoursSet e => this with { OwnHours = e.Hours },
        AbsencePlanned e => this with { Count = Count + 1, Absences = Kept(Absences, e.At).Add(new TechnicianAbsence(e.Id, e.From, e.To, e.Kind, e.SubstituteId)) },
        AbsenceChanged e => this with
        {
            Absences = [.. Absences.Select(a => a.Id == e.Id ? a with { From = e.From, To = e.To, Kind = e.Kind, SubstituteId = e.SubstituteId } : a)],
        },
        AbsenceCancelled e => this with { Absences = [.. Absences.Select(a => a.Id == e.Id ? a with { IsCancelled = true } : a)] },
        TechnicianLent e => this with { Count = Count + 1, Loans = Loans.RemoveAll(loan => loan.IsOver).Add(new Loan(e.Id, e.BranchId, e.From, e.To)) },
        LoanEnded e => this with { Loans = [.. Loans.Select(loan => loan.Id == e.Id ? loan with { To = e.To, IsOver = true } : loan)] },
        _ => this,
    };

    // What is long over is of no more use here; its row stays.
    private static ImmutableList<TechnicianAbsence> Kept(ImmutableList<TechnicianAbsence> absences, DateTimeOffset now) =>
        absences.RemoveAll(absence => absence.To < now.AddDays(-30));
}

/// <param name="Hours">Null: the branch's.</param>
public sealed record OwnHoursSet(ImmutableList<WeeklyHours>? Hours) : Event;

public sealed record AbsencePlanned(
    string Id, DateTimeOffset From, DateTimeOffset To, AbsenceKind Kind, string? SubstituteId, DateTimeOffset At, [property: Words] string? Note) : Event;

public sealed record AbsenceChanged(
    string Id, DateTimeOffset From, DateTimeOffset To, AbsenceKind Kind, string? SubstituteId, [property: Words] string? Note) : Event;

/// <summary>It does not take place.</summary>
public sealed record AbsenceCancelled(string Id) : Event;

public sealed record TechnicianLent(string Id, string BranchId, DateTimeOffset From, DateTimeOffset To) : Event;

/// <param name="To">When he came back: as agreed, or earlier.</param>
public sealed record LoanEnded(string Id, DateTimeOffset To) : Event;
