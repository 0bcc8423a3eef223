using System.Collections.Immutable;
using AfterSales.Calendars;
using AfterSales.Policies.Rules;
using AfterSales.Records;

namespace AfterSales.Branches.Rules;

/// <summary>When headquarters works, by its clock: the rows of a branch's calendar, without a time zone.</summary>
/// <param name="Week">None: at any time.</param>
public sealed record HeadquartersHours(ImmutableList<WeeklyHours> Week, ImmutableList<Holiday> Holidays, ImmutableList<ExtraHours> ExtraDays)
{
    public WorkingCalendar In(string timeZone) => new() { TimeZone = timeZone, Week = [.. Week], Holidays = [.. Holidays], ExtraDays = [.. ExtraDays] };
}

/// <summary>They hold for headquarters alone: a branch has its own calendar.</summary>
public static class HeadquartersPolicies
{
    private static readonly ImmutableArray<DayOfWeek> Weekdays = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];

    /// <summary>The time zone of headquarters, IANA: when the company's day ends for its summaries, and for figures that are asked for by its days.</summary>
    public static Policy<string> TimeZone { get; } =
        new("headquarters.timeZone", "Asia/Shanghai", "ours", zone => TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _) ? [] : [new InputIssue("", "UNKNOWN")]);

    /// <summary>When people at headquarters are told what is no emergency.</summary>
    public static Policy<HeadquartersHours> Calendar { get; } = new("headquarters.calendar",
        new HeadquartersHours([.. Weekdays.Select(day => new WeeklyHours(day, new TimeOnly(9, 0), new TimeOnly(18, 0)))], [], []), "ours", IssuesOf);

    private static IEnumerable<InputIssue> IssuesOf(HeadquartersHours hours)
    {
        if (hours.Week is null) return [new InputIssue("week", "REQUIRED")];
        if (hours.Holidays is null) return [new InputIssue("holidays", "REQUIRED")];
        return hours.ExtraDays is null
            ? [new InputIssue("extraDays", "REQUIRED")]
            : hours.In(TimeZone.Standard).Validate().Select(problem => new InputIssue(problem.Path, problem.Code));
    }
}
