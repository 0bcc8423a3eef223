using System.ComponentModel.DataAnnotations;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Api.Wording;
using AfterSales.Branches.Rules;
using AfterSales.Calendars;
using GraphQL;

namespace AfterSales.Branches;

/// <summary>What is wrong with what was asked.</summary>
/// <param name="Path">Which input.</param>
/// <param name="Message">What the code means, in the caller's language.</param>
[Name("CalendarProblem"), SecuredByParent]
public sealed record CalendarProblemView(string Path, string Code, string Message);

/// <summary>What a calendar says of a time.</summary>
/// <param name="Problems">What is wrong with the calendar or the question; then the rest is null.</param>
/// <param name="IsOpen">Whether it is working time at the start.</param>
/// <param name="NextOpening">The first working instant from the start on; null where there is none for more than a year.</param>
/// <param name="DueAt">When the working time asked for has run out: the earliest instant at which it has, so at closing time and not at the next opening. Null where none was asked for.</param>
/// <param name="WorkingSeconds">Working time from the start to the end asked for, whole seconds; null where none was asked for.</param>
/// <param name="Working">The stretches of working time from the start to the end asked for, in order; null where none was asked for, or more than 100 days.</param>
[Name("CalendarPreview"), SecuredByParent]
public sealed record CalendarPreviewView(
    IReadOnlyList<CalendarProblemView> Problems, bool? IsOpen, DateTimeOffset? NextOpening, DateTimeOffset? DueAt, int? WorkingSeconds,
    IReadOnlyList<WorkingStretchView>? Working = null);

[Queries]
public sealed class CalendarPreviewQueries(IGrainFactory grains)
{
    private const int MostDays = 3660;
    private const int MostDaysShown = 100;

    /// <summary>
    /// Reckons with a calendar: when a promise of so much working time, begun at an instant, runs out, and how much working time lies between two
    /// instants, to the second. With the calendar of a branch as it stands now, or with one that is given: hours of each weekday, holidays and breaks
    /// by date, time zone. Null for a branch you may not see.
    /// </summary>
    /// <param name="from">The start.</param>
    /// <param name="workingSeconds">The working time of a promise; a calendar that has none for more than a year is a problem then.</param>
    /// <param name="to">The end of a span of time; excluded.</param>
    /// <param name="calendar">Instead of a branch's: to see what it would mean before it is set.</param>
    [Secured(Permission.SeeBranches)]
    public async Task<CalendarPreviewView?> CalendarPreviewAsync(
        DateTimeOffset from, Caller caller, [Range(0, 3_600_000)] int? workingSeconds = null, DateTimeOffset? to = null, string? branchId = null,
        CalendarInput? calendar = null)
    {
        if ((branchId is null) == (calendar is null)) return Refused(new CalendarProblem("branchId", "BRANCH_OR_CALENDAR"));
        if (to < from) return Refused(new CalendarProblem("to", "BEFORE_THE_START"));
        if (to - from > TimeSpan.FromDays(MostDays)) return Refused(new CalendarProblem("to", "TOO_LONG"));
        if (calendar is not null)
        {
            var given = calendar.ToCalendar();
            var problems = given.Validate();
            return problems.Count > 0
                ? Refused([.. problems.Select(problem => problem with { Path = $"calendar.{problem.Path}" })])
                : Reckoned(given);
        }

        return await grains.Read<IBranchGrain, Branch>(IBranchGrain.Prefix, branchId!, caller) is { } branch ? Reckoned(branch.Calendar) : null;

        CalendarPreviewView Reckoned(WorkingCalendar known)
        {
            var due = workingSeconds is { } seconds ? known.Due(from, TimeSpan.FromSeconds(seconds)) : null;
            return workingSeconds is not null && due is null
                ? Refused(new CalendarProblem(calendar is null ? "branchId" : "calendar", "NO_WORKING_TIME"))
                : new([], known.IsOpen(from), known.NextOpening(from), due, to is { } end ? (int)known.Elapsed(from, end).TotalSeconds : null,
                    to is { } last && last - from <= TimeSpan.FromDays(MostDaysShown) ? [.. known.StretchesBetween(from, last).Select(stretch => new WorkingStretchView(stretch.From, stretch.To))] : null);
        }

        CalendarPreviewView Refused(params CalendarProblem[] problems) => new(
            [.. problems.Select(problem => new CalendarProblemView(problem.Path, problem.Code, RefusalWording.FindIssue(problem.Code, caller.Language) ?? problem.Code))],
            null, null, null, null);
    }
}
