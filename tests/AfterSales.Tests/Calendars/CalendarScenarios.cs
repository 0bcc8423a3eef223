using System.Globalization;
using AfterSales.Calendars;

namespace AfterSales.Tests.Calendars;

internal static class CalendarScenarios
{
    private static readonly DayOfWeek[] Weekdays =
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];

    /// <summary>Eight hours around a lunch break, Monday to Friday; Spring Festival 2026 with its working Saturdays; one staff meeting.</summary>
    public static WorkingCalendar ShanghaiOffice() => new()
    {
        TimeZone = "Asia/Shanghai",
        Version = 3,
        Week = [.. Weekdays.SelectMany(day => new[] { Weekly(day, "08:30", "12:00"), Weekly(day, "13:00", "17:30") })],
        Holidays = [.. Enumerable.Range(15, 9).Select(day => new Holiday(new DateOnly(2026, 2, day), "春节"))],
        ExtraDays =
        [
            new ExtraHours(new DateOnly(2026, 2, 14), Time("08:30"), Time("12:00"), "调休"),
            new ExtraHours(new DateOnly(2026, 2, 28), Time("08:30"), Time("17:30"), "调休"),
        ],
        Breaks = [new DatedBreak(new DateOnly(2026, 3, 4), Time("15:00"), Time("16:00"), "Staff meeting")],
    };

    public static WorkingCalendar NightShift(string zone) => EveryDay(zone, "22:00", "06:00");

    public static WorkingCalendar EveryDay(string zone, string from, string to) => new()
    {
        TimeZone = zone,
        Week = [.. Enum.GetValues<DayOfWeek>().Select(day => Weekly(day, from, to))],
    };

    public static WeeklyHours Weekly(DayOfWeek day, string from, string to) => new(day, Time(from), Time(to));

    public static TimeOnly Time(string text) => TimeOnly.Parse(text, CultureInfo.InvariantCulture);

    public static DateOnly Date(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);

    public static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    public static TimeSpan Span(string text) => TimeSpan.Parse(text, CultureInfo.InvariantCulture);
}
