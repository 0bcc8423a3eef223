using System.Collections.Immutable;
using AfterSales.Calendars;
using AfterSales.Records;

namespace AfterSales.Technicians.Rules;

/// <summary>Own hours, absences and loans. What was agreed with customers before is never lost silently.</summary>
public static class AvailabilityRules
{
    private static readonly TimeSpan LongestAbsence = TimeSpan.FromDays(732);
    private static readonly TimeSpan LongestLoan = TimeSpan.FromDays(732);
    private const int MostAhead = 100;

    /// <param name="hours">Null: the branch's again. Appointments that were agreed before stay.</param>
    public static Decision SetOwnHours(Technician technician, ImmutableList<WeeklyHours>? hours)
    {
        if (hours is not null && IssuesOf(hours).ToArray() is { Length: > 0 } issues) return new InputInvalid(issues);
        var own = technician.Availability.OwnHours;
        var isSame = own is null || hours is null ? own is null && hours is null : own.SequenceEqual(hours);
        return isSame ? Decision.NothingToDo : new OwnHoursSet(hours);
    }

    public static IEnumerable<InputIssue> IssuesOf(ImmutableList<WeeklyHours> hours)
    {
        if (hours.Count > 50) return [new("hours", "TOO_MANY")];
        return (WorkingCalendar.Closed("UTC") with { Week = [.. hours] }).Validate()
            .Select(problem => new InputIssue(problem.Path.Replace("week", "hours", StringComparison.Ordinal), problem.Code));
    }

    public static Decision PlanAbsence(Technician technician, PlanAbsence request, DateTimeOffset now)
    {
        if (StandingRules.MustBelongToTheCompany(technician) is { } left) return left;
        if (Issue(technician, request.From, request.To, request.SubstituteId, now) is { } issue) return issue;
        var known = technician.Availability;
        if (known.AbsencesWithin(request.From, request.To).FirstOrDefault() is { } other)
        {
            var isSame = (other.From, other.To, other.Kind, other.SubstituteId) == (request.From, request.To, request.Kind, request.SubstituteId);
            return isSame ? Decision.NothingToDo : new TechnicianAbsentAlready(other.Id, other.From, other.To);
        }

        if (known.Absences.Count(absence => absence.To > now && !absence.IsCancelled) >= MostAhead) return InputInvalid.At("from", "TOO_MANY");
        var touched = TouchedBy(technician, request.From, request.To, now);
        if (StandingRules.MayBeHandedBack(touched, request.HandBack, now) is { } refusal) return refusal;
        return Decision.Of(
        [
            new AbsencePlanned(known.NextAbsenceId, request.From, request.To, request.Kind, request.SubstituteId, now, request.Note),
            .. BookingRules.HandBack(touched, HandBackCause.Absence, now),
        ]);
    }

    /// <summary>Moves an absence, such as when a sick person stays away longer. What is past of it stays as it was.</summary>
    public static Decision ChangeAbsence(Technician technician, ChangeAbsence request, DateTimeOffset now)
    {
        if (technician.Availability.Absences.Find(a => a.Id == request.AbsenceId && !a.IsCancelled) is not { } known) return new NotFound(request.AbsenceId);
        if (known.To <= now) return new AbsenceOver(known.Id, known.To);
        if (known.From <= now && request.From != known.From) return InputInvalid.At("from", "BEGUN_ALREADY");
        if (Issue(technician, request.From, request.To, request.SubstituteId, now) is { } issue) return issue;
        if (technician.Availability.AbsencesWithin(request.From, request.To).FirstOrDefault(a => a.Id != known.Id) is { } other)
            return new TechnicianAbsentAlready(other.Id, other.From, other.To);
        if ((known.From, known.To, known.Kind, known.SubstituteId) == (request.From, request.To, request.Kind, request.SubstituteId) && request.Note is null)
            return Decision.NothingToDo;
        var touched = TouchedBy(technician, request.From, request.To, now);
        if (StandingRules.MayBeHandedBack(touched, request.HandBack, now) is { } refusal) return refusal;
        return Decision.Of(
        [
            new AbsenceChanged(known.Id, request.From, request.To, request.Kind, request.SubstituteId, request.Note),
            .. BookingRules.HandBack(touched, HandBackCause.Absence, now),
        ]);
    }

    /// <summary>He is back now, or does not go.</summary>
    public static Decision EndAbsence(Technician technician, string absenceId, DateTimeOffset now)
    {
        if (technician.Availability.Absences.Find(a => a.Id == absenceId) is not { } known) return new NotFound(absenceId);
        if (known.IsCancelled) return Decision.NothingToDo;
        if (known.To <= now) return new AbsenceOver(known.Id, known.To);
        return known.From < now ? new AbsenceChanged(known.Id, known.From, now, known.Kind, known.SubstituteId, null) : new AbsenceCancelled(known.Id);
    }

    public static Decision Lend(Technician technician, LendTechnician request, DateTimeOffset now)
    {
        if (StandingRules.MustBelongToTheCompany(technician) is { } left) return left;
        if (request.BranchId == technician.BranchId) return InputInvalid.At("branchId", "HOME_BRANCH");
        if (request.To <= request.From) return InputInvalid.At("to", "BEFORE_FROM");
        if (request.To <= now) return InputInvalid.At("to", "IN_THE_PAST");
        if (request.To - request.From > LongestLoan) return InputInvalid.At("to", "TOO_LONG");
        var known = technician.Availability;
        if (known.LoansWithin(request.From, request.To).FirstOrDefault() is { } other)
            return (other.BranchId, other.From, other.To) == (request.BranchId, request.From, request.To) ? Decision.NothingToDo : new LoansOverlap(other.BranchId, other.From, other.To);
        if (known.Loans.Count(loan => !loan.IsOver) >= MostAhead) return InputInvalid.At("from", "TOO_MANY");
        var touched = technician.Appointments.Within(request.From, request.To).Where(a => a.To > now).ToArray();
        if (StandingRules.MayBeHandedBack(touched, request.HandBack, now) is { } refusal) return refusal;
        return Decision.Of(
        [
            new TechnicianLent(known.NextLoanId, request.BranchId, request.From, request.To),
            .. BookingRules.HandBack(touched, HandBackCause.Loan, now),
        ]);
    }

    /// <summary>He comes home now, or does not go. Appointments the other branch has with him go back to it.</summary>
    public static Decision EndLoan(Technician technician, EndLoan request, DateTimeOffset now)
    {
        if (technician.Availability.Loans.Find(loan => loan.Id == request.LoanId) is not { } known) return new NotFound(request.LoanId);
        if (known.IsOver) return Decision.NothingToDo;
        var touched = technician.Appointments.Within(known.From, known.To).Where(a => a.BranchId == known.BranchId && a.To > now).ToArray();
        if (StandingRules.MayBeHandedBack(touched, request.HandBack, now) is { } refusal) return refusal;
        var end = now < known.From ? known.From : now < known.To ? now : known.To;
        return Decision.Of([new LoanEnded(known.Id, end), .. BookingRules.HandBack(touched, HandBackCause.Loan, now)]);
    }

    /// <summary>Loans whose time is up.</summary>
    public static IEnumerable<Event> WhenDue(Availability availability, DateTimeOffset now) =>
        availability.Loans.Where(loan => !loan.IsOver && loan.To <= now).OrderBy(loan => loan.To).Select(loan => new LoanEnded(loan.Id, loan.To));

    private static Appointment[] TouchedBy(Technician technician, DateTimeOffset from, DateTimeOffset to, DateTimeOffset now) =>
        [.. technician.Appointments.Within(from, to).Where(a => a.From > now)];

    private static InputInvalid? Issue(Technician technician, DateTimeOffset from, DateTimeOffset to, string? substituteId, DateTimeOffset now)
    {
        if (to <= from) return InputInvalid.At("to", "BEFORE_FROM");
        if (to <= now) return InputInvalid.At("to", "IN_THE_PAST");
        if (to - from > LongestAbsence) return InputInvalid.At("to", "TOO_LONG");
        return substituteId == technician.Id ? InputInvalid.At("substituteId", "SAME_PERSON") : null;
    }
}

/// <summary>The technician is absent then already.</summary>
[GenerateSerializer, Immutable, Alias("TechnicianAbsentAlready")]
public sealed record TechnicianAbsentAlready([property: Id(0)] string AbsenceId, [property: Id(1)] DateTimeOffset From, [property: Id(2)] DateTimeOffset To) : Refusal;

/// <summary>The absence is over: what happened stays as it was.</summary>
[GenerateSerializer, Immutable, Alias("AbsenceOver")]
public sealed record AbsenceOver([property: Id(0)] string AbsenceId, [property: Id(1)] DateTimeOffset Since) : Refusal;

/// <summary>The technician is lent to a branch then already.</summary>
[GenerateSerializer, Immutable, Alias("LoansOverlap")]
public sealed record LoansOverlap([property: Id(0)] string BranchId, [property: Id(1)] DateTimeOffset From, [property: Id(2)] DateTimeOffset To) : Refusal;
