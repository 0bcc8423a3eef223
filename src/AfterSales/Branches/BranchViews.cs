using System.Collections.Immutable;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Branches.Rules;
using AfterSales.Calendars;
using AfterSales.Records;
using GraphQL;

namespace AfterSales.Branches;

/// <summary>An office that serves customers.</summary>
[Name("Branch"), Secured(Permission.SeeBranches)]
public sealed class BranchView(BranchRow row)
{
    public string Id => row.Id;

    /// <summary>Begins the numbers people read: <c>SH</c> in <c>SH-2611-00042</c>.</summary>
    public string Code => row.Code;

    public string Name => row.Name;

    /// <summary>ISO 3166 alpha-2.</summary>
    public string Country => row.Country;

    /// <summary>ISO 4217.</summary>
    public string Currency => row.Currency;

    /// <summary>IANA name; days and working hours of this branch are reckoned in it.</summary>
    public string TimeZone => row.TimeZone;

    /// <summary>When the branch works, as it stands now.</summary>
    public async Task<CalendarView?> GetCalendarAsync(IGrainFactory grains) =>
        await grains.Read<IBranchGrain, Branch>(IBranchGrain.Prefix, row.Id, Caller.System) is { } branch ? CalendarView.Of(branch.Calendar) : null;

    public static BranchView Of(Branch branch, int version) => new(BranchRow.Of(branch, new RowStamp(version, 1)));
}

/// <summary>A branch's working time. It is versioned: a stored deadline can name the calendar it was reckoned with.</summary>
[Name("WorkingCalendar"), SecuredByParent]
public sealed record CalendarView(
    string TimeZone, int Version, IReadOnlyList<WeeklyHoursView> Week, IReadOnlyList<HolidayView> Holidays, IReadOnlyList<ExtraHoursView> ExtraDays)
{
    public static CalendarView Of(WorkingCalendar calendar) => new(
        calendar.TimeZone,
        calendar.Version,
        [.. calendar.Week.Select(h => new WeeklyHoursView(h.Day, h.From, h.To))],
        [.. calendar.Holidays.Select(h => new HolidayView(h.Date, h.Name))],
        [.. calendar.ExtraDays.Select(h => new ExtraHoursView(h.Date, h.From, h.To))]);
}

/// <summary>Hours worked every week. An end at or before the start is on the next day; 00:00–00:00 is the whole day.</summary>
[Name("WeeklyHours"), SecuredByParent]
public sealed record WeeklyHoursView(DayOfWeek Day, TimeOnly From, TimeOnly To);

public static class WeeklyHoursViews
{
    public static ImmutableList<WeeklyHours> ToHours(this IEnumerable<WeeklyHoursView> hours) => [.. hours.Select(h => new WeeklyHours(h.Day, h.From, h.To))];
}

/// <summary>A day without work.</summary>
[Name("Holiday"), SecuredByParent]
public sealed record HolidayView(DateOnly Date, string Name);

/// <summary>Hours of a day that is worked beside the week's.</summary>
[Name("ExtraHours"), SecuredByParent]
public sealed record ExtraHoursView(DateOnly Date, TimeOnly From, TimeOnly To);

/// <summary>A branch's working time as it is given; the version is counted by the branch.</summary>
/// <param name="TimeZone">IANA name, such as <c>Europe/Madrid</c>.</param>
/// <param name="Week">Several intervals a day are several rows; a lunch break is the time between two of them.</param>
public sealed record CalendarInput(
    string TimeZone, IReadOnlyList<WeeklyHoursView> Week, IReadOnlyList<HolidayView>? Holidays = null, IReadOnlyList<ExtraHoursView>? ExtraDays = null)
{
    public WorkingCalendar ToCalendar() => new()
    {
        TimeZone = TimeZone,
        Week = [.. Week.ToHours()],
        Holidays = [.. (Holidays ?? []).Select(h => new Holiday(h.Date, h.Name))],
        ExtraDays = [.. (ExtraDays ?? []).Select(h => new ExtraHours(h.Date, h.From, h.To))],
    };
}
