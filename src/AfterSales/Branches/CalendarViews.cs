using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using AfterSales.Api;
using AfterSales.Calendars;
using GraphQL;

namespace AfterSales.Branches;

/// <summary>A branch's working time. It is versioned: a stored deadline can name the calendar it was reckoned with.</summary>
[Name("WorkingCalendar"), SecuredByParent]
public sealed record CalendarView(
    string TimeZone, int Version, IReadOnlyList<WeeklyHoursView> Week, IReadOnlyList<HolidayView> Holidays, IReadOnlyList<ExtraHoursView> ExtraDays,
    IReadOnlyList<DatedBreakView> Breaks)
{
    public static CalendarView Of(WorkingCalendar calendar) => new(
        calendar.TimeZone,
        calendar.Version,
        [.. calendar.Week.Select(h => new WeeklyHoursView(h.Day, h.From, h.To))],
        [.. calendar.Holidays.Select(h => new HolidayView(h.Date, h.Name))],
        [.. calendar.ExtraDays.Select(h => new ExtraHoursView(h.Date, h.From, h.To, h.Name))],
        [.. calendar.Breaks.Select(h => new DatedBreakView(h.Date, h.From, h.To, h.Name))]);
}

/// <summary>A version of a branch's calendar and the time in which it holds.</summary>
/// <param name="Since">Includes this instant.</param>
/// <param name="Until">Excludes this instant; null for the version that holds now.</param>
[Name("CalendarVersion"), SecuredByParent]
public sealed record CalendarVersionView(DateTimeOffset Since, DateTimeOffset? Until, CalendarView Calendar);

/// <summary>Hours worked every week. An end at or before the start is on the next day; 00:00–00:00 is the whole day.</summary>
[Name("WeeklyHours"), SecuredByParent]
public sealed record WeeklyHoursView(DayOfWeek Day, TimeOnly From, TimeOnly To);

public static class WeeklyHoursViews
{
    public static ImmutableList<WeeklyHours> ToHours(this IEnumerable<WeeklyHoursView> hours) => [.. hours.Select(h => new WeeklyHours(h.Day, h.From, h.To))];
}

/// <summary>A day without work.</summary>
[Name("Holiday"), SecuredByParent]
public sealed record HolidayView(DateOnly Date, [property: StringLength(100)] string Name);

/// <summary>Hours of a day that is worked beside the week's: they stand in place of the week's hours of that date.</summary>
[Name("ExtraHours"), SecuredByParent]
public sealed record ExtraHoursView(DateOnly Date, TimeOnly From, TimeOnly To, [property: StringLength(100)] string Name = "");

/// <summary>Time without work on one date, whichever hours it falls into. An end at or before the start is on the next day.</summary>
[Name("DatedBreak"), SecuredByParent]
public sealed record DatedBreakView(DateOnly Date, TimeOnly From, TimeOnly To, [property: StringLength(100)] string Name = "");

/// <param name="StartsAt">Includes this instant.</param>
/// <param name="EndsAt">Excludes this instant.</param>
[Name("WorkingStretch"), SecuredByParent]
public sealed record WorkingStretchView(DateTimeOffset StartsAt, DateTimeOffset EndsAt);

/// <summary>A branch's working time as it is given; the version is counted by the branch.</summary>
/// <param name="TimeZone">IANA name, such as <c>Europe/Madrid</c>.</param>
/// <param name="Week">Several intervals a day are several rows; a lunch break is the time between two of them.</param>
/// <param name="Breaks">Breaks of one date, such as a staff meeting.</param>
public sealed record CalendarInput(
    [property: StringLength(64)] string TimeZone,
    [property: MaxLength(100)] IReadOnlyList<WeeklyHoursView> Week,
    [property: MaxLength(1000)] IReadOnlyList<HolidayView>? Holidays = null,
    [property: MaxLength(1000)] IReadOnlyList<ExtraHoursView>? ExtraDays = null,
    [property: MaxLength(1000)] IReadOnlyList<DatedBreakView>? Breaks = null)
{
    public WorkingCalendar ToCalendar() => new()
    {
        TimeZone = TimeZone,
        Week = [.. Week.ToHours()],
        Holidays = [.. (Holidays ?? []).Select(h => new Holiday(h.Date, h.Name))],
        ExtraDays = [.. (ExtraDays ?? []).Select(h => new ExtraHours(h.Date, h.From, h.To, h.Name))],
        Breaks = [.. (Breaks ?? []).Select(h => new DatedBreak(h.Date, h.From, h.To, h.Name))],
    };
}
