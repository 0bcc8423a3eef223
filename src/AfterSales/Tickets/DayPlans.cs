using AfterSales.Access;
using AfterSales.Branches;
using AfterSales.Branches.Rules;
using AfterSales.Records;
using AfterSales.Technicians;
using AfterSales.Technicians.Rules;

namespace AfterSales.Tickets;

/// <summary>A technician's part of a branch's plan.</summary>
/// <param name="IsAway">He does not work that day.</param>
public sealed record DayPlanLine(TechnicianDay Day, bool IsLent, bool IsAway);

/// <summary>What a branch plans for a day.</summary>
/// <param name="IsComplete">False: there are more technicians than are shown.</param>
public sealed record DayPlan(DateOnly Day, IReadOnlyList<DayPlanLine> Lines, bool IsComplete);

/// <summary>Reads who of a branch goes where on a day, and with what (S2 F 2.1).</summary>
public sealed class DayPlans(TechnicianCalendars calendars, TechnicianDays days, ReferenceCache<IBranchGrain, Branch> branches, TimeProvider clock)
{
    private const int AtOnce = 8;

    /// <summary>Null for a branch the caller does not book for, and for one that never works where no day is named.</summary>
    /// <param name="day">Null: the next day on which the branch works.</param>
    public async Task<DayPlan?> Of(string branchId, DateOnly? day, Caller caller, CancellationToken cancellation)
    {
        if (!caller.ActsFor(branchId) || await branches.Get(branchId) is not { Calendar: var calendar }) return null;
        var midnight = calendar.InstantAt(calendar.LocalDay(clock.GetInstant()).AddDays(1), TimeOnly.MinValue);
        if ((day ?? (calendar.NextOpening(midnight) is { } opening ? calendar.LocalDay(opening) : null)) is not { } planned) return null;
        var (from, to) = (calendar.InstantAt(planned, TimeOnly.MinValue), calendar.InstantAt(planned.AddDays(1), TimeOnly.MinValue));
        var found = await calendars.OfBranch(branchId, null, from, to, caller, cancellation);
        var lines = new List<DayPlanLine>();
        foreach (var some in found.Technicians.Chunk(AtOnce))
        {
            var read = await Task.WhenAll(some.Select(technician => days.Of(technician.Technician.Id, planned, caller, cancellation)));
            lines.AddRange(some.Zip(read).Where(pair => pair.Second is not null).Select(pair => new DayPlanLine(pair.Second!, pair.First.IsLent, IsAway(pair.First))));
        }

        return new DayPlan(planned, lines, found.IsComplete);
    }

    private static bool IsAway(TechnicianCalendarView calendar) => WorkingTimeRules.IsAway(
        calendar.Working.Select(working => (working.StartsAt, working.EndsAt)),
        [.. calendar.Entries.Where(entry => entry.Kind == CalendarEntryKind.Absence).Select(entry => (entry.StartsAt, entry.EndsAt))]);
}
