using System.Collections.Immutable;

namespace AfterSales.Calendars;

/// <summary>A calendar and since when it holds, this instant included.</summary>
[GenerateSerializer, Immutable, Alias("CalendarSpan")]
public sealed record CalendarSpan([property: Id(0)] DateTimeOffset Since, [property: Id(1)] WorkingCalendar Calendar);

/// <summary>
/// Working time over calendars that took each other's place: each counts for the time in which it held, so what has run stays run whatever is
/// changed afterwards.
/// </summary>
/// <param name="Spans">The oldest first; it holds for all time before it as well.</param>
public sealed record CalendarHistory(ImmutableList<CalendarSpan> Spans)
{
    public static CalendarHistory Of(WorkingCalendar calendar) => new([new CalendarSpan(DateTimeOffset.MinValue, calendar)]);

    /// <summary>As it stands now.</summary>
    public WorkingCalendar Latest => Spans[^1].Calendar;

    /// <summary>The working time between two instants; zero when <paramref name="to"/> is not after <paramref name="from"/>.</summary>
    public TimeSpan Elapsed(DateTimeOffset from, DateTimeOffset to)
    {
        var elapsed = TimeSpan.Zero;
        foreach (var (since, until, calendar) in From(from))
        {
            if (since >= to) break;
            elapsed += calendar.Elapsed(since, until < to ? until.Value : to);
        }

        return elapsed;
    }

    /// <summary>As <see cref="WorkingCalendar.Due"/>.</summary>
    public DateTimeOffset? Due(DateTimeOffset from, TimeSpan workingTime)
    {
        var left = workingTime;
        foreach (var (since, until, calendar) in From(from))
        {
            var held = until is { } end ? calendar.Elapsed(since, end) : (TimeSpan?)null;
            if (!(left > held)) return calendar.Due(since, left);
            left -= held!.Value;
        }

        return null;
    }

    /// <summary>As <see cref="WorkingCalendar.NextOpening"/>.</summary>
    public DateTimeOffset? NextOpening(DateTimeOffset atOrAfter)
    {
        foreach (var (since, until, calendar) in From(atOrAfter))
            if (calendar.NextOpening(since) is { } opening && !(opening >= until)) return opening;
        return null;
    }

    /// <summary>
    /// The closings of the working days after the local day of <paramref name="from"/>, which itself does not count, open or not. They end where
    /// <see cref="WorkingCalendar.LookAheadDays"/> are without work.
    /// </summary>
    public IEnumerable<DateTimeOffset> ClosingsAfter(DateTimeOffset from)
    {
        var last = (DateOnly?)null;
        foreach (var (since, until, calendar) in From(from))
        {
            var day = calendar.LocalDay(since);
            for (var without = 0; without <= WorkingCalendar.LookAheadDays; day = day.AddDays(1), without++)
            {
                last ??= day;
                if (calendar.InstantAt(day, TimeOnly.MinValue) >= until) break;
                if (day <= last || calendar.ClosingOn(day) is not { } closing) continue;
                if (closing <= since || closing > until) continue;
                (last, without) = (day, 0);
                yield return closing;
            }
        }
    }

    private IEnumerable<(DateTimeOffset Since, DateTimeOffset? Until, WorkingCalendar Calendar)> From(DateTimeOffset from)
    {
        for (var i = 0; i < Spans.Count; i++)
        {
            DateTimeOffset? until = i + 1 < Spans.Count ? Spans[i + 1].Since : null;
            if (until <= from) continue;
            yield return (Spans[i].Since > from ? Spans[i].Since : from, until, Spans[i].Calendar);
        }
    }
}
