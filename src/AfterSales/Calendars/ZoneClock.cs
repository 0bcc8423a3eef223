using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace AfterSales.Calendars;

/// <summary>
/// The wall clock of a time zone. TimeZoneInfo answers for instants reliably, for wall-clock times only with exceptions and guesses, so the
/// year's changes are found once by asking it for instants.
/// </summary>
internal sealed class ZoneClock
{
    // No zone has changed its clock twice within a quarter of a day.
    private static readonly TimeSpan Step = TimeSpan.FromHours(6);

    // No zone is further from UTC than this.
    private static readonly TimeSpan Farthest = TimeSpan.FromHours(15);

    private static readonly ConcurrentDictionary<string, ZoneClock> Clocks = new();

    private readonly TimeZoneInfo zone;
    private readonly ConcurrentDictionary<int, Stretch[]> years = new();

    private ZoneClock(TimeZoneInfo zone) => this.zone = zone;

    /// <exception cref="TimeZoneNotFoundException">There is no such zone.</exception>
    public static ZoneClock Of(string id) =>
        Clocks.TryGetValue(id, out var known) ? known
        : Find(id) is { } zone ? Clocks.GetOrAdd(id, new ZoneClock(zone))
        : throw new TimeZoneNotFoundException($"There is no time zone '{id}'.");

    public static bool Knows(string id) => Clocks.ContainsKey(id) || Find(id) is not null;

    public DateTime LocalTime(DateTime instant)
    {
        var stretches = Year(instant.Year);
        var i = stretches.Length - 1;
        while (instant < stretches[i].Start) i--;
        return DateTime.SpecifyKind(instant + stretches[i].Offset, DateTimeKind.Unspecified);
    }

    /// <summary>The first instant at which the clock shows this time or a later one.</summary>
    public DateTime FirstInstantAt(DateTime local)
    {
        var lastYear = (local + Farthest).Year;
        for (var year = (local - Farthest).Year; year <= lastYear; year++)
        {
            foreach (var stretch in Year(year))
            {
                if (local <= stretch.Start + stretch.Offset) return stretch.Start;
                if (local < stretch.End + stretch.Offset) return DateTime.SpecifyKind(local - stretch.Offset, DateTimeKind.Utc);
            }
        }
        throw new ArgumentOutOfRangeException(nameof(local));
    }

    // Letters, digits and these signs make up the IANA names; anything else could be a path, or a name of another system's.
    private static TimeZoneInfo? Find(string id) =>
        id.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '_' or '-' or '+')
        && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) && zone.HasIanaId ? zone : null;

    private Stretch[] Year(int year) => years.GetOrAdd(year, static (year, zone) => [.. Stretches(zone, year)], zone);

    private static IEnumerable<Stretch> Stretches(TimeZoneInfo zone, int year)
    {
        var start = new DateTime(year, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        var end = year < DateTime.MaxValue.Year ? start.AddYears(1) : DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc);
        var offset = zone.GetUtcOffset(start);
        for (var at = start; at < end;)
        {
            var next = end - at > Step ? at + Step : end;
            var then = zone.GetUtcOffset(next);
            if (then != offset)
            {
                var change = ChangeBetween(zone, at, next);
                yield return new Stretch(start, change, offset);
                (start, offset) = (change, then);
            }
            at = next;
        }
        if (start < end) yield return new Stretch(start, end, offset);
    }

    private static DateTime ChangeBetween(TimeZoneInfo zone, DateTime before, DateTime after)
    {
        var offset = zone.GetUtcOffset(before);
        while (after - before > TimeSpan.FromSeconds(1))
        {
            var middle = before.AddSeconds(Math.Floor((after - before).TotalSeconds / 2));
            if (zone.GetUtcOffset(middle) == offset) before = middle;
            else after = middle;
        }
        return after;
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Stretch(DateTime Start, DateTime End, TimeSpan Offset);
}
