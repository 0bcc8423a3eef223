using System.Collections.Immutable;
using AfterSales.Calendars;
using AfterSales.Catalogue.Rules;

namespace AfterSales.Contracts.Rules;

/// <summary>The next occurrence of an inspection item.</summary>
/// <param name="Occurrence">Counts from 1 over all terms of the contract, and anew with another rhythm.</param>
/// <param name="Day">The working day it is planned for; null: none is left within the term.</param>
/// <param name="RaiseAt">When its ticket or task is made, ahead of the day; null with <paramref name="Day"/>.</param>
[GenerateSerializer, Immutable, Alias("PlannedInspection")]
public sealed record PlannedInspection(
    [property: Id(0)] string Code, [property: Id(1)] int Occurrence, [property: Id(2)] DateOnly? Day, [property: Id(3)] DateTimeOffset? RaiseAt);

/// <summary>An inspection whose ticket or task was made ahead of its day.</summary>
[GenerateSerializer, Immutable, Alias("RaisedInspection")]
public sealed record RaisedInspection([property: Id(0)] string Code, [property: Id(1)] InspectionChannel Channel, [property: Id(2)] DateOnly Day);

/// <summary>When inspections come due (S0 P4 III).</summary>
public static class InspectionSchedule
{
    private const int NoMoreThan = 2000;

    /// <summary>
    /// The first occurrence of an item from <paramref name="occurrence"/> on whose day lies within the contract. Days are counted from the
    /// contract's very first day, so that a postponed one shifts no other; out of season it waits for the season, and where two wait for the
    /// same one is left out; a day without work goes on to the next that has some.
    /// </summary>
    public static PlannedInspection Next(InspectionItem item, int occurrence, DateOnly first, DateOnly last, WorkingCalendar calendar, int leadDays) =>
        From(DateOnly.MinValue, item, occurrence, first, last, calendar, leadDays).Next;

    /// <summary>
    /// Where a contract, its renewal or an item is entered late: the first occurrence whose day has not passed when it is entered. It is made,
    /// at once where its day is near; those before it are not, since nobody could have made them in time: only their days are given.
    /// </summary>
    /// <param name="entered">The day of entry, at the branch; an inspection of this day is still made.</param>
    public static (PlannedInspection Next, ImmutableList<DateOnly> Passed) From(
        DateOnly entered, InspectionItem item, int occurrence, DateOnly first, DateOnly last, WorkingCalendar calendar, int leadDays)
    {
        var before = DayBefore(item, occurrence, first, calendar);
        var passed = ImmutableList<DateOnly>.Empty;
        var n = occurrence;
        for (; n < occurrence + NoMoreThan && (n == 1 || item.EveryMonths is not null); n++)
        {
            if (DayOf(item, n, first, calendar) is not { } day || day > last) break;
            if (day == before) continue;
            if (day >= entered) return (new PlannedInspection(item.Code, n, day, RaiseAt(day, calendar, leadDays)), passed);
            passed = passed.Add(day);
            before = day;
        }

        // Counted on behind those that passed, so that a renewal does not find them again.
        return (new PlannedInspection(item.Code, n, null, null), passed);
    }

    /// <summary>The day of the occurrence before; null: it is the first.</summary>
    public static DateOnly? DayBefore(InspectionItem item, int occurrence, DateOnly first, WorkingCalendar calendar) =>
        occurrence > 1 ? DayOf(item, occurrence - 1, first, calendar) : null;

    private static DateOnly? DayOf(InspectionItem item, int occurrence, DateOnly first, WorkingCalendar calendar)
    {
        var months = item.FirstAfterMonths + ((occurrence - 1) * (item.EveryMonths ?? 0));
        var day = first.AddMonths(months);
        while (item.Season is { } season && !season.Holds(day.Month)) day = new DateOnly(day.Year, day.Month, 1).AddMonths(1);
        for (var i = 0; i < WorkingCalendar.LookAheadDays; i++, day = day.AddDays(1))
            if (calendar.OpeningOn(day) is not null) return day;
        return null;
    }

    /// <summary>The branch's opening on the day that lies so many calendar days ahead, or on the last working day before it.</summary>
    internal static DateTimeOffset RaiseAt(DateOnly day, WorkingCalendar calendar, int leadDays) =>
        calendar.LastOpening(day.AddDays(-leadDays)) ?? calendar.OpeningOn(day) ?? new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
}
