using AfterSales.Calendars;
using CsCheck;

namespace AfterSales.Tests.Calendars;

/// <summary>Calendars, instants and durations as they may come, for what holds of all of them.</summary>
internal static class AnyCalendar
{
    public static DateTimeOffset Begin { get; } = new(2025, 11, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly Gen<TimeOnly> Times = Gen.Int[0, 287].Select(fiveMinutes => TimeOnly.MinValue.AddMinutes(5 * fiveMinutes));

    private static readonly Gen<DateOnly> Dates = Gen.Int[0, 200].Select(day => DateOnly.FromDateTime(Begin.Date).AddDays(day));

    public static Gen<string> Zones { get; } = OneOf("Asia/Shanghai", "Europe/Madrid", "America/New_York", "America/Mexico_City",
        "Australia/Lord_Howe", "Africa/Cairo", "America/Havana", "America/Sao_Paulo", "Asia/Kathmandu", "UTC");

    // Overlapping hours, breaks in closed time and holidays on extra days are all in here: the laws hold for calendars with problems too.
    public static Gen<WorkingCalendar> WorkingCalendars { get; } = Gen.Select(
        Zones,
        Gen.Select(Gen.Enum<DayOfWeek>(), Times, Times, (day, from, to) => new WeeklyHours(day, from, to)).Array[1, 12],
        Gen.Select(Dates, date => new Holiday(date, "")).Array[0, 10],
        Gen.Select(Dates, Times, Times, (date, from, to) => new ExtraHours(date, from, to)).Array[0, 5],
        Gen.Select(Dates, Times, Times, (date, from, to) => new DatedBreak(date, from, to)).Array[0, 10],
        (zone, week, holidays, extra, breaks) => new WorkingCalendar
        { TimeZone = zone, Week = [.. week], Holidays = [.. holidays], ExtraDays = [.. extra], Breaks = [.. breaks] });

    public static Gen<DateTimeOffset> Instants { get; } = Gen.Long[0, TimeSpan.FromDays(200).Ticks].Select(ticks => Begin.AddTicks(ticks));

    public static Gen<TimeSpan> Durations { get; } = Gen.OneOf(
        Gen.Long[0, TimeSpan.FromHours(100).Ticks].Select(TimeSpan.FromTicks),
        Gen.Int[0, 1200].Select(fiveMinutes => TimeSpan.FromMinutes(5 * fiveMinutes)));

    // Calendars that took each other's place, in any zone.
    public static Gen<CalendarHistory> Histories { get; } = Gen.Select(WorkingCalendars, Gen.Select(Instants, WorkingCalendars, (since, calendar) => new CalendarSpan(since, calendar)).Array[0, 3],
        (first, later) => new CalendarHistory([new CalendarSpan(DateTimeOffset.MinValue, first), .. later.DistinctBy(span => span.Since).OrderBy(span => span.Since)]));

    public static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);
}
