using System.ComponentModel.DataAnnotations;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Branches.Rules;
using AfterSales.Calendars;
using GraphQL;

namespace AfterSales.Branches;

/// <summary>What is wrong with what was asked.</summary>
/// <param name="Path">Which input.</param>
[Name("CalendarProblem"), SecuredByParent]
public sealed record CalendarProblemView(string Path, string Code);

/// <summary>What a calendar says of a time.</summary>
/// <param name="Problems">What is wrong with the calendar or the question; then the rest is null.</param>
/// <param name="IsOpen">Whether it is working time at the start.</param>
/// <param name="NextOpening">The first working instant from the start on; null where there is none for more than a year.</param>
/// <param name="DueAt">When the working time asked for has run out; null where none was asked for, or where there is no such time for more than a year.</param>
/// <param name="WorkingMinutes">Working time from the start to the end asked for, whole minutes; null where none was asked for.</param>
[Name("CalendarPreview"), SecuredByParent]
public sealed record CalendarPreviewView(
    IReadOnlyList<CalendarProblemView> Problems, bool? IsOpen, DateTimeOffset? NextOpening, DateTimeOffset? DueAt, int? WorkingMinutes);

[Queries]
public sealed class CalendarPreviewQueries(IGrainFactory grains)
{
    private const int MostDays = 3660;

    /// <summary>
    /// Reckons with a calendar: when a promise of so much working time, begun at an instant, runs out, and how much working time lies between two
    /// instants. With the calendar of a branch as it stands now, or with one that is given. Null for a branch you may not see.
    /// </summary>
    /// <param name="from">The start.</param>
    /// <param name="workingMinutes">The working time of a promise.</param>
    /// <param name="to">The end of a span of time; excluded.</param>
    /// <param name="calendar">Instead of a branch's: to see what it would mean before it is set.</param>
    [Secured(Permission.SeeBranches)]
    public async Task<CalendarPreviewView?> CalendarPreviewAsync(
        DateTimeOffset from, Caller caller, [Range(0, 60_000)] int? workingMinutes = null, DateTimeOffset? to = null, string? branchId = null,
        CalendarInput? calendar = null)
    {
        if ((branchId is null) == (calendar is null)) return Refused(new CalendarProblemView("branchId", "BRANCH_OR_CALENDAR"));
        if (to - from > TimeSpan.FromDays(MostDays)) return Refused(new CalendarProblemView("to", "TOO_LONG"));
        if (calendar is not null)
        {
            var given = calendar.ToCalendar();
            var problems = given.Validate();
            return problems.Count > 0
                ? Refused([.. problems.Select(problem => new CalendarProblemView($"calendar.{problem.Path}", problem.Code))])
                : Reckoned(given);
        }

        return await grains.Read<IBranchGrain, Branch>(IBranchGrain.Prefix, branchId!, caller) is { } branch ? Reckoned(branch.Calendar) : null;

        CalendarPreviewView Reckoned(WorkingCalendar known) => new(
            [], known.IsOpen(from), known.NextOpening(from), workingMinutes is { } minutes ? known.Due(from, TimeSpan.FromMinutes(minutes)) : null,
            to is { } end ? (int)known.Elapsed(from, end).TotalMinutes : null);
    }

    private static CalendarPreviewView Refused(params CalendarProblemView[] problems) => new(problems, null, null, null, null);
}
