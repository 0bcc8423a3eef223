using AfterSales.Access;
using AfterSales.Calendars;
using AfterSales.Records;

namespace AfterSales.Absences.Rules;

public static class AbsenceRules
{
    private const int LongestDays = 400;

    /// <summary>From the beginning of the first to the end of the last day, by the branch's clock.</summary>
    public static Decision Note(AccountAbsences? known, string id, NoteAbsence asked, Caller by, WorkingCalendar calendar, DateTimeOffset now)
    {
        var issues = Issues(asked, calendar.LocalDay(now)).ToArray();
        if (issues.Length > 0) return new InputInvalid(issues);
        if (asked.Substitute == by.Account && asked.Account != by.Account && !Leads(by, asked.BranchId)) return InputInvalid.At("substituteId", "NOT_NAMED_BY_HIMSELF");
        var (starts, ends) = (calendar.InstantAt(asked.From, TimeOnly.MinValue), calendar.InstantAt(asked.Until.AddDays(1), TimeOnly.MinValue));
        if (known?.All.Find(other => other.StartsAt < ends && starts < other.EndsAt) is { } other) return new AbsenceOverlaps(other.From, other.Until);
        return new AbsenceNoted(id, asked.BranchId, asked.Account, (known?.All.Count ?? 0) + 1, asked.From, asked.Until, starts, ends, asked.Substitute, by.Account);
    }

    /// <summary>What is left of an absence ends now; one that has not begun is taken back.</summary>
    public static Decision End(AccountAbsences absences, int number, DateTimeOffset now)
    {
        if (absences.All.Find(absence => absence.Number == number) is not { } absence) return new NotFound($"{absences.Id}/{number}");
        if (absence.EndsAt <= now || absence.EndsAt <= absence.StartsAt) return Decision.NothingToDo;
        return new AbsenceEnded(number, now > absence.StartsAt ? now : absence.StartsAt);
    }

    /// <summary>A substitute works and decides for another: nobody gives himself that right but who leads both.</summary>
    private static bool Leads(Caller caller, string branchId) =>
        caller.IsAtHeadquarters || caller.Assignments.Any(held => held.Role == Role.BranchManager && held.Place == branchId);

    private static IEnumerable<InputIssue> Issues(NoteAbsence asked, DateOnly today)
    {
        if (string.IsNullOrWhiteSpace(asked.Account)) yield return new("accountId", "REQUIRED");
        if (string.IsNullOrWhiteSpace(asked.Substitute)) yield return new("substituteId", "REQUIRED");
        else if (asked.Substitute == asked.Account) yield return new("substituteId", "SAME_AS_ABSENT");
        if (asked.Until < asked.From) yield return new("until", "BEFORE_FROM");
        else if (asked.Until < today) yield return new("until", "IN_THE_PAST");
        else if (asked.Until.DayNumber - asked.From.DayNumber > LongestDays) yield return new("until", "TOO_FAR");
    }
}

/// <summary>The account is noted as absent within these days already.</summary>
[GenerateSerializer, Immutable, Alias("AbsenceOverlaps")]
public sealed record AbsenceOverlaps([property: Id(0)] DateOnly From, [property: Id(1)] DateOnly Until) : Refusal;
