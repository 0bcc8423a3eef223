namespace AfterSales.ClusterTests.Year;

/// <summary>The working time of a branch as stretches, and what runs in them: written out a second time, so that the calendar's own arithmetic is not its judge.</summary>
internal sealed class YearHours
{
    private readonly (DateTimeOffset From, DateTimeOffset To)[] _stretches;

    private YearHours(IEnumerable<(DateTimeOffset From, DateTimeOffset To)> stretches) => _stretches = [.. stretches];

    /// <param name="meetings">Days of which an hour and a half from ten o'clock on is no working time.</param>
    public static YearHours Of(string branch, IReadOnlySet<DateOnly> meetings) => new(Days()
        .Where(day => BranchDays.IsOpenOn(branch, day)).SelectMany(day => BranchDays.Hours(branch, day).SelectMany(hours => meetings.Contains(day) ? Without(hours, (10 * 60, (10 * 60) + 90)) : [hours])
            .Select(hours => (BranchDays.AtMinute(branch, day, hours.From), BranchDays.AtMinute(branch, day, hours.To)))));

    /// <summary>Monday to Friday, nine to six in Shanghai.</summary>
    public static YearHours Headquarters { get; } = new(Days().Where(day => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
        .Select(day => (BranchDays.AtMinute("b-sh", day, 9 * 60), BranchDays.AtMinute("b-sh", day, 18 * 60))));

    public bool IsOpen(DateTimeOffset at) => Array.Exists(_stretches, stretch => stretch.From <= at && at < stretch.To);

    /// <summary>The first working instant from this one on.</summary>
    public DateTimeOffset Opening(DateTimeOffset at) => _stretches.First(stretch => stretch.To > at) is var next && next.From > at ? next.From : at;

    /// <summary>The earliest instant at which so much working time has run outside the pauses; null where a pause has no end.</summary>
    public DateTimeOffset? After(DateTimeOffset from, TimeSpan amount, IReadOnlyList<YearPause> pauses) => Run(_stretches, from, amount, pauses);

    /// <summary>As <see cref="After"/>, by the clock.</summary>
    public static DateTimeOffset? ByClock(DateTimeOffset from, TimeSpan amount, IReadOnlyList<YearPause> pauses) => Run([(from, DateTimeOffset.MaxValue)], from, amount, pauses);

    /// <summary>Of so many days after the first the closing; one that falls into a pause does not count.</summary>
    public static DateTimeOffset? Closing(string branch, DateTimeOffset from, int days, IReadOnlyList<YearPause> pauses)
    {
        for (var day = BranchDays.DayOf(branch, from).AddDays(1); ; day = day.AddDays(1))
        {
            if (!BranchDays.IsOpenOn(branch, day)) continue;
            var closing = BranchDays.Closing(branch, day);
            if (pauses.Any(pause => pause.From < closing && pause.To is null)) return null;
            if (!pauses.Any(pause => pause.From < closing && closing <= pause.To) && --days == 0) return closing;
        }
    }

    /// <summary>The working time between two instants outside the pauses.</summary>
    public TimeSpan Between(DateTimeOffset from, DateTimeOffset to, IReadOnlyList<YearPause> pauses) =>
        new(_stretches.SelectMany(stretch => Outside(Later(stretch.From, from), Earlier(stretch.To, to), pauses)).Sum(part => (part.To - part.From).Ticks));

    private static DateTimeOffset? Run(IEnumerable<(DateTimeOffset From, DateTimeOffset To)> stretches, DateTimeOffset from, TimeSpan amount, IReadOnlyList<YearPause> pauses)
    {
        if (amount <= TimeSpan.Zero) return from;
        foreach (var stretch in stretches)
        {
            foreach (var part in Outside(Later(stretch.From, from), stretch.To, pauses))
            {
                if (part.To - part.From >= amount) return part.From + amount;
                amount -= part.To - part.From;
            }
        }

        return null;
    }

    private static IEnumerable<(DateTimeOffset From, DateTimeOffset To)> Outside(DateTimeOffset from, DateTimeOffset to, IReadOnlyList<YearPause> pauses)
    {
        foreach (var pause in pauses.OrderBy(pause => pause.From))
        {
            if (from >= to) yield break;
            var until = pause.To ?? DateTimeOffset.MaxValue;
            if (until <= from || pause.From >= to) continue;
            if (pause.From > from) yield return (from, pause.From);
            from = Later(from, until);
        }

        if (from < to) yield return (from, to);
    }

    private static IEnumerable<(int From, int To)> Without((int From, int To) hours, (int From, int To) pause)
    {
        if (hours.From < pause.From) yield return (hours.From, Math.Min(hours.To, pause.From));
        if (pause.To < hours.To) yield return (Math.Max(hours.From, pause.To), hours.To);
    }

    private static IEnumerable<DateOnly> Days() => Enumerable.Range(-2, 460).Select(DateOnly.FromDateTime(TestCluster.Start.UtcDateTime).AddDays);

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}

/// <summary>A time in which a promise stood still.</summary>
/// <param name="To">Null where it never went on.</param>
internal sealed record YearPause(DateTimeOffset From, DateTimeOffset? To);
