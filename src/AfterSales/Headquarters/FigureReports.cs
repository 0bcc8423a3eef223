using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Branches;
using AfterSales.Headquarters.Rules;
using AfterSales.Policies;
using AfterSales.Records;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Headquarters;

/// <summary>What is asked of figures.</summary>
/// <param name="Compared">Another period to compare with.</param>
internal sealed record FiguresAsked(
    IReadOnlyList<Figure> Figures, FigureGrouping By, Period Period, Period? Compared, FigureStep Step, FigureMember? Of, IReadOnlyList<string>? BranchIds);

/// <summary>Days at each branch, both included.</summary>
internal sealed record Period(DateOnly From, DateOnly To)
{
    private const int LongestDays = 3700;

    /// <summary>A period as it was asked for.</summary>
    public static Period Asked(DateOnly from, DateOnly to) =>
        to < from || to.DayNumber - from.DayNumber > LongestDays || from.Year < 1900 || to.Year > 9000
            ? throw new RequestException("PERIOD_INVALID", ("Days", LongestDays)) : new(from, to);
}

/// <summary>Answers for figures: the sums of the days, put beside goals, other groups and another period.</summary>
public sealed class FigureReports(IDbContextFactory<AfterSalesDb> databases, EffectivePolicies policies, TimeProvider clock)
{
    internal async Task<FigureReport> Of(FiguresAsked asked, Caller caller, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var branches = await db.Set<BranchRow>().AsNoTracking().VisibleTo(caller).OrderBy(row => row.Code).Select(row => row.Id).ToListAsync(cancellation);
        return await Of(asked, asked.BranchIds is { } some ? branches.FindAll(some.Contains) : branches, cancellation);
    }

    /// <param name="branches">Whose figures they are, in their order.</param>
    internal async Task<FigureReport> Of(FiguresAsked asked, IReadOnlyList<string> branches, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var asOf = await AsOf(db, branches, cancellation);
        var now = await Sums(db, asked, asked.Period, asked.Step, branches, cancellation);
        var before = asked.Compared is { } compared ? await Sums(db, asked, compared, FigureStep.None, branches, cancellation) : null;
        var groups = asked.By switch
        {
            FigureGrouping.Company => [""],
            FigureGrouping.Branch => branches,
            _ => [.. now.Keys.Union(before?.Keys ?? Enumerable.Empty<string>()).Order(StringComparer.Ordinal)],
        };
        var lines = new List<FigureLine>();
        foreach (var figure in asked.Figures) lines.AddRange(await Lines(figure, asked, groups, now, before));
        return new(asOf, lines);
    }

    /// <summary>Asked before the sums: what is counted in between makes them newer than they say, never older.</summary>
    private async Task<DateTimeOffset> AsOf(AfterSalesDb db, IReadOnlyList<string> branches, CancellationToken cancellation)
    {
        var now = clock.GetInstant();
        var behind = await db.Set<MarkRow>().Where(mark => branches.Contains(mark.BranchId)).Select(mark => mark.BranchId).Distinct().ToListAsync(cancellation);
        if (behind.Count == 0) return now;
        var rolled = await db.Set<BranchRollRow>().AsNoTracking().Where(row => behind.Contains(row.BranchId)).ToListAsync(cancellation);
        return rolled.Count < behind.Count ? DateTimeOffset.UnixEpoch : rolled.Min(row => row.RolledAt);
    }

    private static async Task<Dictionary<string, List<FigureSum>>> Sums(
        AfterSalesDb db, FiguresAsked asked, Period period, FigureStep step, IReadOnlyList<string> branches, CancellationToken cancellation)
    {
        var sums = await FigureSums.Of(db.Set<BranchDayRow>().AsNoTracking(),
            new SumsAsked(MeasuresOf(asked), asked.By.Dimension(), asked.Of, branches, period.From, period.To, step), cancellation);
        return sums.GroupBy(sum => asked.By == FigureGrouping.Company ? "" : sum.Group).ToDictionary(group => group.Key, group => group.ToList());
    }

    private static List<Measure> MeasuresOf(FiguresAsked asked) =>
        [.. asked.Figures.SelectMany(figure => new[] { figure.Numerator, figure.Denominator }).OfType<Measure>().DistinctBy(measure => measure.Key)];

    private async Task<List<FigureLine>> Lines(
        Figure figure, FiguresAsked asked, IReadOnlyList<string> groups, Dictionary<string, List<FigureSum>> now, Dictionary<string, List<FigureSum>>? before)
    {
        var measures = MeasuresOf(asked);
        var values = groups.ToDictionary(group => group, group => ValueOf(figure, measures, now.GetValueOrDefault(group, [])));
        var earlier = before is null ? null : groups.ToDictionary(group => group, group => ValueOf(figure, measures, before.GetValueOrDefault(group, [])));
        var (ranks, earlierRanks) = (RanksOf(figure, values), earlier is null ? null : RanksOf(figure, earlier));
        var lines = new List<FigureLine>();
        foreach (var group in groups)
        {
            var goal = await GoalOf(figure, asked.By == FigureGrouping.Branch ? group : Assignment.Headquarters, asked.Period.To);
            lines.Add(new FigureLine(figure.Key, new FigureGroup(asked.By == FigureGrouping.Company ? null : asked.By.Dimension(), group), values[group])
            {
                Goal = goal,
                MeetsGoal = figure.Meets(values[group].Value, goal),
                Rank = ranks.TryGetValue(group, out var rank) ? rank : null,
                Compared = earlier?[group],
                ComparedRank = earlierRanks is not null && earlierRanks.TryGetValue(group, out var earlierRank) ? earlierRank : null,
                Trend = Trend(figure, measures, asked, now.GetValueOrDefault(group, [])),
            });
        }

        return lines;
    }

    private async Task<double?> GoalOf(Figure figure, string place, DateOnly on) =>
        (await policies.At(place)).Get(FigurePolicies.Goals).FindAll(goal => goal.Figure == figure.Key && goal.From <= on).MaxBy(goal => goal.From) is { } goal
            ? figure.Unit == FigureUnit.Share ? (double)goal.Value / 100 : (double)goal.Value : null;

    private static FigureValue ValueOf(Figure figure, List<Measure> measures, IReadOnlyCollection<FigureSum> sums)
    {
        return figure.ValueOf(Total(figure.Numerator), figure.Denominator is { } denominator ? Total(denominator) : 0);

        long Total(Measure measure) => sums.Sum(sum => sum.Values[measures.IndexOf(measure)]);
    }

    /// <summary>Whoever is as good as another shares his place.</summary>
    private static Dictionary<string, int> RanksOf(Figure figure, Dictionary<string, FigureValue> values)
    {
        var known = values.Where(value => value.Value.Value is not null).Select(value => (value.Key, Value: value.Value.Value!.Value)).ToArray();
        return known.ToDictionary(own => own.Key, own => 1 + known.Count(other => figure.IsBetter(other.Value, own.Value)));
    }

    private static List<FigurePoint> Trend(Figure figure, List<Measure> measures, FiguresAsked asked, List<FigureSum> sums)
    {
        var points = new List<FigurePoint>();
        if (asked.Step == FigureStep.None) return points;
        var bySince = sums.ToLookup(sum => sum.Since);
        for (var start = FigureSums.StartOf(asked.Period.From, asked.Step); start <= asked.Period.To; start = FigureSums.Next(start, asked.Step))
        {
            var end = FigureSums.Next(start, asked.Step).AddDays(-1);
            points.Add(new(start < asked.Period.From ? asked.Period.From : start, end > asked.Period.To ? asked.Period.To : end, ValueOf(figure, measures, [.. bySince[start]])));
        }

        return points;
    }
}
