using AfterSales.Console.Shell;

namespace AfterSales.Console.Dispatch;

/// <summary>
/// The hours of a day that a board shows, from one instant to another. It runs as time does: where the clocks of a branch are put on or back, the hours are as far apart as they are long.
/// </summary>
/// <param name="To">Excludes this instant.</param>
public sealed record BoardSpan(DateTimeOffset From, DateTimeOffset To)
{
    private const int Opening = 8;
    private const int Closing = 18;

    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);

    /// <summary>From eight to six and as much more as somebody works or is booked, in whole hours of the branch's clocks.</summary>
    public static BoardSpan Of(DateOnly day, TimeZoneInfo zone, IEnumerable<(DateTimeOffset From, DateTimeOffset To)> taken)
    {
        var (begin, end) = Day(day, zone);
        var (from, to) = (At(day.ToDateTime(new TimeOnly(Opening, 0)), zone), At(day.ToDateTime(new TimeOnly(Closing, 0)), zone));
        foreach (var stretch in taken.Where(stretch => stretch.From < end && begin < stretch.To))
        {
            if (stretch.From < from) from = stretch.From > begin ? stretch.From : begin;
            if (stretch.To > to) to = stretch.To < end ? stretch.To : end;
        }

        // Whole hours are met only from a quarter to the next.
        (from, to) = (new(from.UtcTicks / Quarter.Ticks * Quarter.Ticks, TimeSpan.Zero), new((to.UtcTicks + Quarter.Ticks - 1) / Quarter.Ticks * Quarter.Ticks, TimeSpan.Zero));
        while (from > begin && !IsWholeHour(from, zone)) from -= Quarter;
        while (to < end && !IsWholeHour(to, zone)) to += Quarter;
        return new BoardSpan(from, to);
    }

    /// <summary>A whole day of the branch's clocks: 23 or 25 hours where they are put on or back.</summary>
    public static (DateTimeOffset From, DateTimeOffset To) Day(DateOnly day, TimeZoneInfo zone) =>
        (At(day.ToDateTime(TimeOnly.MinValue), zone), At(day.AddDays(1).ToDateTime(TimeOnly.MinValue), zone));

    /// <summary>Where an instant lies, from 0 to 100.</summary>
    public double Percent(DateTimeOffset at) => Math.Clamp((at - From) / (To - From) * 100, 0, 100);

    /// <summary>What of a stretch of time is shown, from 0 to 100; null where nothing is.</summary>
    public (double Start, double Length)? Shown(DateTimeOffset from, DateTimeOffset to) =>
        from < To && From < to && from < to ? (Percent(from), Percent(to) - Percent(from)) : null;

    public bool Has(DateTimeOffset at) => From <= at && at < To;

    /// <summary>The full hours that the branch's clocks show, each with where it lies.</summary>
    public IReadOnlyList<(DateTimeOffset At, int Hour)> Hours(TimeZoneInfo zone)
    {
        var hours = new List<(DateTimeOffset, int)>();
        for (var at = From; at < To; at += Quarter)
            if (IsWholeHour(at, zone)) hours.Add((at, TimeZoneInfo.ConvertTime(at, zone).Hour));
        return hours;
    }

    /// <summary>What is not worked: before and after, and the break between two stretches of work.</summary>
    public IReadOnlyList<OffTime> OffTimes(IEnumerable<Stretch> working)
    {
        var worked = working.Where(stretch => stretch.StartsAt < To && From < stretch.EndsAt).OrderBy(stretch => stretch.StartsAt).ToArray();
        var off = new List<OffTime>();
        var at = From;
        foreach (var stretch in worked)
        {
            if (stretch.StartsAt > at) off.Add(new OffTime(at, stretch.StartsAt, IsBreak: at > From || worked[0] != stretch));
            if (stretch.EndsAt > at) at = stretch.EndsAt;
        }

        if (at < To) off.Add(new OffTime(at, To, IsBreak: false));
        return off;
    }

    /// <summary>The instant that a place on the board means, at the nearest quarter of an hour.</summary>
    public static DateTimeOffset ToQuarter(DateTimeOffset at) => new((at.UtcTicks + (Quarter.Ticks / 2)) / Quarter.Ticks * Quarter.Ticks, TimeSpan.Zero);

    private static bool IsWholeHour(DateTimeOffset at, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(at, zone) is { Minute: 0, Second: 0 };

    private static DateTimeOffset At(DateTime local, TimeZoneInfo zone) => Clock.At(local, zone).ToUniversalTime();
}

/// <param name="IsBreak">Between two stretches of work.</param>
public sealed record OffTime(DateTimeOffset From, DateTimeOffset To, bool IsBreak);

/// <summary>How full a technician's day is.</summary>
/// <param name="Busy">Visits and ways to them.</param>
/// <param name="Working">What he works that day and is not away.</param>
public sealed record DayLoad(TimeSpan Busy, TimeSpan Working)
{
    /// <summary>Over 100 where more is booked than he works; null where he does not work.</summary>
    public int? Percent => Working > TimeSpan.Zero ? (int)Math.Round(Busy / Working * 100) : Busy > TimeSpan.Zero ? 100 : null;

    public static DayLoad Of(TechnicianTime time, DateTimeOffset from, DateTimeOffset to)
    {
        // The way to a visit may reach back into the one before: an hour counts once.
        var busy = Union(time.Entries.Where(entry => entry.Kind is "APPOINTMENT" or "HOLD" or "TRAVEL").Select(entry => (entry.StartsAt, entry.EndsAt)), from, to);
        var away = time.Entries.Where(entry => entry.Kind is "ABSENCE" or "ELSEWHERE").Select(entry => (entry.StartsAt, entry.EndsAt)).ToArray();
        var working = time.Working.Aggregate(TimeSpan.Zero, (sum, stretch) =>
            sum + Union([(stretch.StartsAt, stretch.EndsAt)], from, to) - Union(away, Later(stretch.StartsAt, from), Earlier(stretch.EndsAt, to)));
        return new DayLoad(busy, working);
    }

    private static TimeSpan Union(IEnumerable<(DateTimeOffset From, DateTimeOffset To)> stretches, DateTimeOffset from, DateTimeOffset to)
    {
        var (sum, at) = (TimeSpan.Zero, from);
        foreach (var (begin, end) in stretches.OrderBy(stretch => stretch.From))
        {
            var (start, stop) = (Later(begin, at), Earlier(end, to));
            if (stop <= start) continue;
            sum += stop - start;
            at = stop;
        }

        return sum;
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
