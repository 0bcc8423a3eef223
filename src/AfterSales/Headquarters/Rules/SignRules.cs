using AfterSales.Records;

namespace AfterSales.Headquarters.Rules;

/// <summary>What a figure came to over the days of its rule.</summary>
/// <param name="Value">Null for a share of nothing.</param>
/// <param name="Of">How many it is a share of; of what is only counted, the count itself.</param>
public sealed record SignReading(SignRule Rule, FigureUnit Unit, BetterWhen Better, double? Value, long Of)
{
    /// <summary>The value it must not be worse than, in the figure's unit.</summary>
    public double Threshold => Unit == FigureUnit.Share ? (double)Rule.Threshold / 100 : (double)Rule.Threshold;

    public bool IsCrossed => IsKnown && (Better == BetterWhen.Higher ? Value < Threshold : Value > Threshold);

    /// <summary>There were enough cases, and the figure is as good as it must be.</summary>
    public bool IsWell => IsKnown && !IsCrossed;

    private bool IsKnown => Value is not null && Of >= Rule.AtLeast;
}

/// <summary>When a figure is an early sign (domain.md §8).</summary>
public static class SignRules
{
    // A place that was not looked at for longer is summed up from here on.
    private const int MostDays = 400;

    /// <summary>The look of a morning: the days that ended since the last one, and what crossed its threshold or came back.</summary>
    /// <param name="today">At the place.</param>
    public static Decision Look(FigureWatch watch, DateOnly today, IReadOnlyList<SignReading> readings, DateTimeOffset next, DateTimeOffset now) =>
        Decision.Of([.. Days(watch, today).Select(day => new FigureDayClosed(day)), .. Signs(watch, today, readings, now), new FiguresLookedAt(next)]);

    /// <summary>
    /// The look at a branch that has closed: its signs pass, and its days are summed up until the week and the month in which it closed are over; then
    /// nobody looks any more.
    /// </summary>
    /// <param name="closedOn">At the branch.</param>
    public static Decision LookAtClosed(FigureWatch watch, DateOnly closedOn, DateOnly today, DateTimeOffset next, DateTimeOffset now)
    {
        var (week, month) = (FigureSteps.Next(FigureSteps.StartOf(closedOn, FigureStep.Week), FigureStep.Week), FigureSteps.Next(FigureSteps.StartOf(closedOn, FigureStep.Month), FigureStep.Month));
        var end = week > month ? week : month;
        var days = Days(watch, today < end ? today : end).Select(day => new FigureDayClosed(day));
        return Decision.Of([.. days, .. WithoutRules(watch, now), new FiguresLookedAt(today < end ? next : null)]);
    }

    /// <summary>Signs that nobody looks at any more pass: their threshold was taken away, or the branch is closed.</summary>
    private static IEnumerable<Event> WithoutRules(FigureWatch watch, DateTimeOffset now, params FigureKey[] looked) =>
        watch.Signs.Where(sign => sign.PassedAt is null && !looked.Contains(sign.Figure)).Select(sign => new EarlySignPassed(sign.Figure, now));

    private static IEnumerable<DateOnly> Days(FigureWatch watch, DateOnly today)
    {
        var first = watch.LastDay.AddDays(1) > today.AddDays(-MostDays) ? watch.LastDay.AddDays(1) : today.AddDays(-MostDays);
        for (var day = first; day < today; day = day.AddDays(1)) yield return day;
    }

    private static IEnumerable<Event> Signs(FigureWatch watch, DateOnly today, IReadOnlyList<SignReading> readings, DateTimeOffset now)
    {
        var number = watch.LastSign;
        foreach (var reading in readings)
        {
            var (figure, current) = (reading.Rule.Figure, watch.Current(reading.Rule.Figure));
            if (reading.IsCrossed && current is null)
                yield return new EarlySignRaised(++number, figure, reading.Value!.Value, reading.Threshold, today.AddDays(-reading.Rule.Days), today.AddDays(-1), now);
            else if (reading.IsWell && current is not null) yield return new EarlySignPassed(figure, now);
        }

        foreach (var left in WithoutRules(watch, now, [.. readings.Select(reading => reading.Rule.Figure)])) yield return left;
    }
}
