using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Branches;
using AfterSales.Branches.Rules;
using AfterSales.Calendars;
using AfterSales.Headquarters.Rules;
using AfterSales.Policies;
using AfterSales.Records;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Headquarters;

/// <summary>What is asked of figures.</summary>
/// <param name="Compared">Another period to compare with.</param>
/// <param name="Averages">Are the averages over all branches asked for too: they cost reading the days of all.</param>
internal sealed record FiguresAsked(
    IReadOnlyList<Figure> Figures, FigureGrouping By, Period Period, Period? Compared, FigureStep Step, IReadOnlyList<FigureMember>? Of,
    IReadOnlyList<string>? BranchIds, string? RegionId = null, FigureDays Days = FigureDays.Branch, bool Averages = true);

/// <summary>Whose days are counted by.</summary>
public enum FigureDays
{
    /// <summary>Those of each branch, in its time zone.</summary>
    Branch,

    /// <summary>
    /// Those of headquarters, in the time zone of the policy <c>headquarters.timeZone</c>, for all branches alike. What has no time of day, as the end
    /// of a contract, counts on its day. It costs more: for each end of a step the records of the days around it are looked at, so steps are fewer.
    /// </summary>
    Headquarters,
}

/// <summary>Days, both included.</summary>
internal sealed record Period(DateOnly From, DateOnly To)
{
    private const int LongestDays = 3700;

    public int Days => To.DayNumber - From.DayNumber + 1;

    /// <summary>A period as it was asked for.</summary>
    public static Period Asked(DateOnly from, DateOnly to) =>
        to < from || to.DayNumber - from.DayNumber > LongestDays || from.Year < 1900 || to.Year > 9000
            ? throw new RequestException("PERIOD_INVALID", ("Days", LongestDays)) : new(from, to);
}

/// <summary>Answers for figures: the sums of the days, put beside goals, other groups and another period.</summary>
public sealed class FigureReports(
    IDbContextFactory<AfterSalesDb> databases, EffectivePolicies policies, ReferenceCache<IRegionsGrain, RegionTree> regions, TimeProvider clock)
{
    // Of fewer, one's own and the average would tell the others'; and of more, where the reader sees all but one of them.
    private const int FewestBranches = 3;

    internal async Task<FigureReport> Of(FiguresAsked asked, Caller caller, CancellationToken cancellation)
    {
        var seen = await Seen(caller, asked.BranchIds, asked.RegionId, cancellation);
        return await Of(asked, asked.BranchIds is { } some ? seen.FindAll(some.Contains) : seen, cancellation, seen);
    }

    /// <summary>The branches whose figures the caller may ask for, in the order of their codes; throws where another one or a region that is none is named.</summary>
    internal async Task<List<string>> Seen(Caller caller, IReadOnlyList<string>? named, string? regionId, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var seen = await db.Set<BranchRow>().AsNoTracking().VisibleTo(caller).OrderBy(row => row.Code).Select(row => row.Id).ToListAsync(cancellation);
        if (named?.FirstOrDefault(branch => !seen.Contains(branch)) is { } unknown) throw new RequestException("FIGURES_OF_NOBODY", ("Id", unknown));
        if (regionId is not null && (await regions.Get(IRegionsGrain.OfCompany))?.Find(regionId) is null) throw new RequestException("FIGURES_OF_NOBODY", ("Id", regionId));
        return seen;
    }

    /// <param name="branches">Whose figures they are, in their order.</param>
    /// <param name="seen">Whose figures the reader may ask for; left out: those.</param>
    internal async Task<FigureReport> Of(FiguresAsked asked, IReadOnlyList<string> branches, CancellationToken cancellation, IReadOnlyList<string>? seen = null)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var tree = await regions.Get(IRegionsGrain.OfCompany) ?? RegionTree.None;
        var asOf = await AsOf(db, branches, cancellation);
        var midnights = await MidnightsOf(asked.Days);
        var now = await Sums(db, asked, asked.Period, asked.Step, branches, tree, midnights, cancellation);
        var before = asked.Compared is { } compared ? await Sums(db, asked, compared, FigureStep.None, branches, tree, midnights, cancellation) : null;
        var found = now.Keys.Union(before?.Keys ?? Enumerable.Empty<string>());
        var groups = asked.By switch
        {
            FigureGrouping.Company => [""],
            FigureGrouping.Branch => asked.RegionId is null ? branches : [.. branches.Intersect(found)],
            FigureGrouping.Region => [.. tree.PartsOf(asked.RegionId).Select(part => part.Id).Union(found)],
            _ => [.. found.Order(StringComparer.Ordinal)],
        };
        var averages = await Averages(db, asked, seen ?? branches, midnights, cancellation);
        var lines = new List<FigureLine>();
        foreach (var figure in asked.Figures) lines.AddRange(await Lines(figure, asked, groups, now, before, tree, averages));
        return new(asOf, lines);
    }

    /// <summary>The period in parts in which no branch moves, and whose records of each are meant.</summary>
    internal async Task<IReadOnlyList<RecordSpan>> Spans(
        Period period, IReadOnlyList<string>? branchIds, string? regionId, FigureDays of, CancellationToken cancellation)
    {
        var midnights = await MidnightsOf(of);
        if (regionId is null) return [new(period.From, period.To, branchIds, midnights)];
        var tree = await regions.Get(IRegionsGrain.OfCompany) ?? RegionTree.None;
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var branches = branchIds ?? await db.Set<BranchRow>().AsNoTracking().Select(row => row.Id).ToListAsync(cancellation);
        return [.. tree.Spans(period.From, period.To).Select(span => new RecordSpan(span.From, span.To, [.. branches.Where(branch => tree.IsIn(branch, regionId, span.From))], midnights))];
    }

    private async ValueTask<WorkingCalendar?> MidnightsOf(FigureDays of) => of == FigureDays.Branch
        ? null : WorkingCalendar.Closed((await policies.At(Assignment.Headquarters)).Get(HeadquartersPolicies.TimeZone));

    /// <summary>The day it is at the open branch that is furthest behind; null while there is none.</summary>
    internal async Task<DateOnly?> EarliestDay(DateTimeOffset now, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var zones = await db.Set<BranchRow>().AsNoTracking().Where(row => row.State != BranchState.Closed).Select(row => row.TimeZone).Distinct().ToListAsync(cancellation);
        return zones.Count == 0 ? null : zones.Min(zone => WorkingCalendar.Closed(zone).LocalDay(now));
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
        AfterSalesDb db, FiguresAsked asked, Period period, FigureStep step, IReadOnlyList<string> branches, RegionTree tree, WorkingCalendar? midnights,
        CancellationToken cancellation)
    {
        var (measures, region) = (MeasuresOf(asked), asked.RegionId);
        var moves = region is not null || asked.By == FigureGrouping.Region;
        var grouped = new Dictionary<string, List<FigureSum>>();
        foreach (var (from, to) in moves ? tree.Spans(period.From, period.To) : [(period.From, period.To)])
        {
            var some = region is null ? branches : [.. branches.Where(branch => tree.IsIn(branch, region, from))];
            foreach (var sum in await FigureSums.Of(db,
                new SumsAsked(measures, asked.By.Dimensions(), asked.Of ?? [], some, from, to, step, midnights), cancellation))
            {
                var group = asked.By switch
                {
                    FigureGrouping.Company => "",
                    FigureGrouping.Region => tree.PartFor(sum.Group, region, from) ?? "",
                    _ => sum.Group,
                };
                if (!grouped.TryGetValue(group, out var sums)) grouped[group] = sums = [];
                sums.Add(sum);
            }
        }

        return grouped;
    }

    /// <summary>Over all branches, where the company lets its branches see it.</summary>
    private async Task<Dictionary<FigureKey, double>> Averages(
        AfterSalesDb db, FiguresAsked asked, IReadOnlyList<string> seen, WorkingCalendar? midnights, CancellationToken cancellation)
    {
        var averages = new Dictionary<FigureKey, double>();
        if (!asked.Averages || asked.By is not (FigureGrouping.Company or FigureGrouping.Branch) || asked.Of is { Count: > 1 } or [{ Dimension: FigureDimension.Technician }]) return averages;
        if (!(await policies.At(Assignment.Headquarters)).Get(FigurePolicies.AverageShown)) return averages;
        var measures = MeasuresOf(asked);
        var all = await db.Set<BranchRow>().AsNoTracking().Select(row => row.Id).ToListAsync(cancellation);
        var sums = await FigureSums.Of(db,
            new SumsAsked(measures, [], asked.Of ?? [], all, asked.Period.From, asked.Period.To, FigureStep.None, midnights, IsAll: true), cancellation);
        foreach (var figure in asked.Figures)
        {
            var each = sums.GroupBy(sum => sum.Group).Select(branch => (Group: branch.Key, Of: ValueOf(figure, measures, branch))).Where(branch => branch.Of.Value is not null).ToArray();
            if (each.Length < FewestBranches || each.Count(branch => !seen.Contains(branch.Group)) == 1) continue;
            averages[figure.Key] = figure.Denominator is null ? each.Average(branch => branch.Of.Value!.Value) : ValueOf(figure, measures, sums).Value!.Value;
        }

        return averages;
    }

    private static List<Measure> MeasuresOf(FiguresAsked asked) =>
        [.. asked.Figures.SelectMany(figure => new[] { figure.Numerator, figure.Denominator }).OfType<Measure>().DistinctBy(measure => measure.Key)];

    private async Task<List<FigureLine>> Lines(
        Figure figure, FiguresAsked asked, IReadOnlyList<string> groups, Dictionary<string, List<FigureSum>> now, Dictionary<string, List<FigureSum>>? before,
        RegionTree tree, Dictionary<FigureKey, double> averages)
    {
        var measures = MeasuresOf(asked);
        var values = groups.ToDictionary(group => group, group => ValueOf(figure, measures, now.GetValueOrDefault(group, [])));
        var earlier = before is null ? null : groups.ToDictionary(group => group, group => ValueOf(figure, measures, before.GetValueOrDefault(group, [])));
        var (ranks, earlierRanks) = (RanksOf(figure, values), earlier is null ? null : RanksOf(figure, earlier));
        var lines = new List<FigureLine>();
        foreach (var group in groups)
        {
            var goal = await GoalOf(figure, asked.By == FigureGrouping.Branch ? group : Assignment.Headquarters, asked.Period.To);
            lines.Add(new FigureLine(figure.Key, new FigureGroup(asked.By, group, asked.By == FigureGrouping.Region ? tree.Find(group) : null), values[group])
            {
                Goal = goal,
                MeetsGoal = figure.Meets(values[group].Value, goal),
                Rank = ranks.TryGetValue(group, out var rank) ? rank : null,
                Average = averages.TryGetValue(figure.Key, out var average) ? average : null,
                Compared = earlier?[group],
                ComparedRank = earlierRanks is not null && earlierRanks.TryGetValue(group, out var earlierRank) ? earlierRank : null,
                Trend = Trend(figure, measures, asked, now.GetValueOrDefault(group, [])),
            });
        }

        return lines;
    }

    /// <summary>The goals of headquarters that hold on its day.</summary>
    internal async Task<Dictionary<FigureKey, FigureGoal?>> CompanyGoals()
    {
        var (goals, now) = ((await policies.At(Assignment.Headquarters)).Get(FigurePolicies.Goals), clock.GetInstant());
        var today = (await MidnightsOf(FigureDays.Headquarters))!.LocalDay(now);
        return FigureBook.All.ToDictionary(figure => figure.Key, figure => FigurePolicies.GoalFor(figure.Key, goals, today));
    }

    /// <summary>A branch's own goal for the figure goes before headquarters'.</summary>
    private async Task<double?> GoalOf(Figure figure, string place, DateOnly on)
    {
        var own = await policies.At(place);
        var goal = (own.IsOwn(FigurePolicies.Goals) ? FigurePolicies.GoalFor(figure.Key, own.Get(FigurePolicies.Goals), on) : null)
            ?? FigurePolicies.GoalFor(figure.Key, (await policies.At(Assignment.Headquarters)).Get(FigurePolicies.Goals), on);
        return goal is null ? null : figure.InUnit(goal);
    }

    private static FigureValue ValueOf(Figure figure, List<Measure> measures, IEnumerable<FigureSum> sums)
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
        for (var start = FigureSteps.StartOf(asked.Period.From, asked.Step); start <= asked.Period.To; start = FigureSteps.Next(start, asked.Step))
        {
            var end = FigureSteps.Next(start, asked.Step).AddDays(-1);
            points.Add(new(start < asked.Period.From ? asked.Period.From : start, end > asked.Period.To ? asked.Period.To : end, ValueOf(figure, measures, [.. bySince[start]])));
        }

        return points;
    }
}
