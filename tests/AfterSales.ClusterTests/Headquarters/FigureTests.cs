using System.Data.Common;
using AfterSales.Access;
using AfterSales.Calendars;
using AfterSales.Headquarters;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Period = AfterSales.Headquarters.Period;

namespace AfterSales.ClusterTests.Headquarters;

/// <summary>Whatever happens to the rows, in whatever order and however often the roller dies, figures are what a direct count of the rows gives.</summary>
public abstract class FigureTests(TestCluster cluster)
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Every_figure_equals_a_direct_count_whatever_happened_and_however_often_the_roller_was_killed(int seed)
    {
        var history = new RandomHistory(cluster, seed);
        for (var round = 0; round < 4; round++)
        {
            for (var i = 0; i < 60; i++)
            {
                await history.Happen();
                if (history.Now(8)) await RollAndDie(history.Of(history.Branches), statements: 1 + (i % 24));
                if (history.Now(8)) await Roller().Roll(history.Of(history.Branches));
            }

            // Changes go on while the branches are rolled.
            await Task.WhenAll(history.Branches.Select(branch => Roller().Roll(branch)).Append(Task.Run(history.Happen)));
            foreach (var branch in history.Branches) await Roller().Roll(branch);
            foreach (var figure in FigureBook.All) await Agrees(history, figure);
        }

        // Nothing that figures are made from is left out of what happened.
        Assert.All(FigureBook.Sources, source => Assert.True(history.Has(source.Source.Rows), $"No {source.Source.Rows.Name} happened."));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Two_periods_are_compared_and_branches_ranked_in_both_as_a_direct_count_ranks_them(int seed)
    {
        var history = new RandomHistory(cluster, seed);
        for (var i = 0; i < 250; i++) await history.Happen();
        foreach (var branch in history.Branches) await Roller().Roll(branch);
        var (before, now) = (new Period(RandomHistory.First, RandomHistory.First.AddDays(34)), new Period(RandomHistory.First.AddDays(35), RandomHistory.Last));
        foreach (var figure in FigureBook.All)
        {
            var lines = (await Reports.Of(new FiguresAsked([figure], FigureGrouping.Branch, now, before, FigureStep.None, null, history.Branches), history.Branches, default)).Lines;
            Assert.Equal(history.Branches, lines.Select(line => line.Group.Id));
            var (values, earlier) = (Counted(now), Counted(before));
            foreach (var line in lines)
            {
                var (value, old) = (values[line.Group.Id!], earlier[line.Group.Id!]);
                Assert.Equal((value.Numerator, old.Numerator, old.Denominator), (line.Value.Numerator, line.Compared!.Numerator, line.Compared.Denominator));
                Assert.Equal(value.Value - old.Value, line.Change);
                Assert.Equal((Rank(values, value), Rank(earlier, old)), (line.Rank, line.ComparedRank));
            }

            Dictionary<string, FigureValue> Counted(Period period)
            {
                var (counted, of) = (Count(history, figure.Numerator, FigureDimension.Branch, period.From, period.To),
                    figure.Denominator is null ? null : Count(history, figure.Denominator, FigureDimension.Branch, period.From, period.To));
                return history.Branches.ToDictionary(branch => branch, branch => figure.ValueOf(counted.GetValueOrDefault(branch), of?.GetValueOrDefault(branch) ?? 0));
            }

            // Who is better than whom decides; those alike share a place, and who has no value has none.
            int? Rank(Dictionary<string, FigureValue> all, FigureValue value) => value.Value is not { } own ? null
                : 1 + all.Values.Count(other => other.Value is { } theirs && (figure.Better == BetterWhen.Higher ? theirs > own : theirs < own));
        }
    }

    [Fact]
    public async Task An_answer_says_up_to_when_all_that_was_saved_is_counted()
    {
        var history = new RandomHistory(cluster, 74);
        var figure = FigureBook.Of(FigureKey.TicketsRegistered);
        for (var i = 0; i < 30; i++) await history.Happen();
        // Of a branch that was never counted nothing is.
        Assert.Equal(DateTimeOffset.UnixEpoch, await AsOf());
        var before = TimeProvider.System.GetUtcNow().AddSeconds(-1);
        foreach (var branch in history.Branches) await Roller().Roll(branch);
        var rolled = TimeProvider.System.GetUtcNow();
        var counted = await AsOf();
        Assert.InRange(counted, cluster.Now.AddSeconds(-1), cluster.Now);
        for (var i = 0; i < 30; i++) await history.Happen();
        // What came since is behind: the answer is as old as the last count.
        Assert.InRange(await AsOf(), before, rolled);

        async Task<DateTimeOffset> AsOf() => (await Report(figure, null, history, RandomHistory.First, RandomHistory.Last, FigureStep.None)).AsOf;
    }

    [Fact]
    public async Task By_the_days_of_headquarters_what_is_not_counted_yet_is_taken_from_no_day()
    {
        var history = new RandomHistory(cluster, 72);
        for (var i = 0; i < 120; i++) await history.Happen();
        foreach (var branch in history.Branches) await Roller().Roll(branch);
        // Saved, and no roller has been there.
        for (var i = 0; i < 120; i++) await history.Happen();
        var figure = FigureBook.Of(FigureKey.TicketsRegistered);
        var (from, to) = (RandomHistory.First.AddDays(-2), RandomHistory.Last.AddDays(2));
        var company = Assert.Single((await Report(figure, null, history, from, to, FigureStep.Day, FigureDays.Headquarters)).Lines);
        Assert.All(company.Trend, point => Assert.InRange(point.Value.Numerator, 0, 100));
        Assert.Equal((await Report(figure, null, history, from, to, FigureStep.None)).Lines[0].Value.Numerator, company.Value.Numerator);
    }

    [Fact]
    public async Task Verifying_finds_a_sum_that_is_wrong_and_repairing_counts_its_day_anew()
    {
        var history = new RandomHistory(cluster, 71);
        for (var i = 0; i < 80; i++) await history.Happen();
        foreach (var branch in history.Branches) await Roller().Roll(branch);
        var check = cluster.Services.GetRequiredService<FigureCheck>();
        foreach (var branch in history.Branches) Assert.Empty(await Differences(check, branch));

        var first = history.Branches[0];
        Assert.NotEqual(0, await cluster.Execute($"update branch_day set registered = registered + 7, files_kept = files_kept + 1 where branch_id = '{first}' and dimension = 'Branch'"));
        await cluster.Execute($"delete from branch_day where branch_id = '{first}' and dimension = 'Technician'");
        var wrong = await Differences(check, first);
        Assert.Contains(wrong, difference => difference is { Measure: "Registered", Of.Dimension: FigureDimension.Branch } && difference.Kept == difference.Counted + 7);
        Assert.Contains(wrong, difference => difference is { Of.Dimension: FigureDimension.Technician, Kept: 0, Counted: > 0 });
        await check.Repair(first, wrong.Select(difference => difference.Day));
        Assert.Empty(await Differences(check, first));
    }

    private static async Task<List<FigureDifference>> Differences(FigureCheck check, string branch)
    {
        var all = new List<FigureDifference>();
        await foreach (var difference in check.Of(branch)) all.Add(difference);
        return all;
    }

    private async Task Agrees(RandomHistory history, Figure figure)
    {
        var (one, other) = (history.Day(), history.Day());
        var (from, to) = one < other ? (one, other) : (other, one);
        foreach (var dimension in figure.Dimensions)
        {
            var report = await Report(figure, dimension, history, from, to, FigureStep.None);
            var counted = Count(history, figure.Numerator, dimension, from, to);
            var of = figure.Denominator is null ? null : Count(history, figure.Denominator, dimension, from, to);
            foreach (var line in report.Lines)
            {
                Assert.Equal(counted.GetValueOrDefault(line.Group.Id!), line.Value.Numerator);
                Assert.Equal(of?.GetValueOrDefault(line.Group.Id!), line.Value.Denominator);
            }

            // Nothing is left out either.
            Assert.Equal(counted.Values.Sum(), report.Lines.Sum(line => line.Value.Numerator));
        }

        if (figure.Dimensions.IsSupersetOf(ModelAndFault)) await AgreesByModelAndFault(history, figure, from, to);
        var whole = Count(history, figure.Numerator, FigureDimension.Branch, from, to).Values.Sum();
        foreach (var step in Enum.GetValues<FigureStep>().Except([FigureStep.None]))
        {
            var company = Assert.Single((await Report(figure, null, history, from, to, step)).Lines);
            Assert.Equal((whole, whole), (company.Value.Numerator, company.Trend.Sum(point => point.Value.Numerator)));
            Assert.Equal((from, to), (company.Trend[0].From, company.Trend[^1].To));
            Assert.All(company.Trend, point => Assert.Equal((Whole(figure.Numerator, point), figure.Denominator is { } of ? Whole(of, point) : null), (point.Value.Numerator, point.Value.Denominator)));
            Assert.All(company.Trend.Zip(company.Trend.Skip(1)), pair => Assert.Equal(pair.First.To.AddDays(1), pair.Second.From));
        }

        await AgreesByDaysOfHeadquarters(history, figure, from, to);
        foreach (var measure in new[] { figure.Numerator, figure.Denominator }.OfType<Measure>()) await RecordsAreThoseCounted(history, measure, from, to, FigureDays.Branch);

        long Whole(Measure measure, FigurePoint point) => Count(history, measure, FigureDimension.Branch, point.From, point.To).Values.Sum();
    }

    /// <summary>The very records that were counted are listed, each once, whatever it adds.</summary>
    private async Task RecordsAreThoseCounted(RandomHistory history, Measure measure, DateOnly from, DateOnly to, FigureDays days, params FigureMember[] of)
    {
        await using var db = await Databases.CreateDbContextAsync();
        var asked = new RecordsAsked([new RecordSpan(from, to, history.Branches, days == FigureDays.Branch ? null : WorkingCalendar.Closed("Asia/Shanghai"))], of);
        var listed = await measure.Source.Records(db, measure, asked, Caller.System).Select(record => record.Id).ToListAsync();
        Assert.Equal(Keys(history, measure, from, to, days == FigureDays.Branch ? null : OfHeadquarters, of).Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    /// <summary>The pairs, the faults of one model and the models of one fault, and the records behind a pair.</summary>
    private async Task AgreesByModelAndFault(RandomHistory history, Figure figure, DateOnly from, DateOnly to)
    {
        foreach (var days in Enum.GetValues<FigureDays>())
        {
            var counted = Count(history, figure.Numerator, ModelAndFault, from, to, days == FigureDays.Branch ? null : OfHeadquarters);
            await Agree(counted, FigureGrouping.ModelAndFault);
            await Agree(Parts("m-1/", ""), FigureGrouping.Fault, new FigureMember(FigureDimension.Model, "m-1"));
            await Agree(Parts("", "/PUMP"), FigureGrouping.Model, new FigureMember(FigureDimension.Fault, "PUMP"));

            Dictionary<string, long> Parts(string before, string after) => counted
                .Where(pair => pair.Key.StartsWith(before, StringComparison.Ordinal) && pair.Key.EndsWith(after, StringComparison.Ordinal))
                .ToDictionary(pair => pair.Key[before.Length..^after.Length], pair => pair.Value);

            async Task Agree(Dictionary<string, long> expected, FigureGrouping by, params FigureMember[] of)
            {
                var lines = (await Reports.Of(new FiguresAsked([figure], by, new(from, to), null, FigureStep.None, of, history.Branches, Days: days), history.Branches, default)).Lines;
                Assert.All(lines, line => Assert.Equal(expected.GetValueOrDefault(line.Group.Id!), line.Value.Numerator));
                Assert.Equal(expected.Values.Sum(), lines.Sum(line => line.Value.Numerator));
            }
        }

        await RecordsAreThoseCounted(history, figure.Numerator, from, to, FigureDays.Branch, new(FigureDimension.Model, "m-1"), new(FigureDimension.Fault, "PUMP"));
    }

    /// <summary>Headquarters is in Shanghai, and nothing in the history knows it.</summary>
    private async Task AgreesByDaysOfHeadquarters(RandomHistory history, Figure figure, DateOnly from, DateOnly to)
    {
        foreach (var dimension in figure.Dimensions)
        {
            var (counted, by) = (Count(history, figure.Numerator, dimension, from, to, OfHeadquarters), figure.Denominator is { } denominator ? Count(history, denominator, dimension, from, to, OfHeadquarters) : null);
            var report = await Report(figure, dimension, history, from, to, FigureStep.None, FigureDays.Headquarters);
            Assert.All(report.Lines, line => Assert.Equal((counted.GetValueOrDefault(line.Group.Id!), by?.GetValueOrDefault(line.Group.Id!)), (line.Value.Numerator, line.Value.Denominator)));
            Assert.Equal(counted.Values.Sum(), report.Lines.Sum(line => line.Value.Numerator));
        }

        foreach (var step in Enum.GetValues<FigureStep>().Except([FigureStep.None]))
        {
            var company = Assert.Single((await Report(figure, null, history, from, to, step, FigureDays.Headquarters)).Lines);
            Assert.All(company.Trend, point => Assert.Equal((Whole(figure.Numerator, point), figure.Denominator is { } of ? Whole(of, point) : null), (point.Value.Numerator, point.Value.Denominator)));
        }

        foreach (var measure in new[] { figure.Numerator, figure.Denominator }.OfType<Measure>()) await RecordsAreThoseCounted(history, measure, from, to, FigureDays.Headquarters);

        long Whole(Measure measure, FigurePoint point) => Count(history, measure, FigureDimension.Branch, point.From, point.To, OfHeadquarters).Values.Sum();
    }

    private static FigureDimension[] ModelAndFault => [FigureDimension.Model, FigureDimension.Fault];

    private static DateOnly OfHeadquarters(DateTimeOffset at) => DateOnly.FromDateTime(at.UtcDateTime.AddHours(8));

    /// <summary>By the measure's own expression, on the rows themselves, without a database.</summary>
    /// <param name="dayOf">The day of an instant; null: the day at the branch counts.</param>
    private static Dictionary<string, long> Count(
        RandomHistory history, Measure measure, FigureDimension dimension, DateOnly from, DateOnly to, Func<DateTimeOffset, DateOnly>? dayOf = null) =>
        Count(history, measure, [dimension], from, to, dayOf);

    private static Dictionary<string, long> Count(
        RandomHistory history, Measure measure, FigureDimension[] dimensions, DateOnly from, DateOnly to, Func<DateTimeOffset, DateOnly>? dayOf = null) =>
        (Dictionary<string, long>)typeof(FigureTests).GetMethod(nameof(CountOf), System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.NonPublic)!
            .MakeGenericMethod(measure.Source.Rows).Invoke(null, [history, measure, dimensions, from, to, dayOf])!;

    private static Dictionary<string, long> CountOf<TRow>(
        RandomHistory history, Measure<TRow> measure, FigureDimension[] dimensions, DateOnly from, DateOnly to, Func<DateTimeOffset, DateOnly>? dayOf)
        where TRow : class, IScoped
    {
        var (counts, adds) = (measure.Counts.Compile(), measure.Adds?.Compile());
        return history.Rows<TRow>().Where(counts)
            .Select(row => (Slot: measure.On.SlotOf(row), Day: DayOf(row), row.BranchId, Adds: adds?.Invoke(row) ?? 1))
            .Where(row => row.Day >= from && row.Day <= to)
            .Select(row => (Groups: dimensions.Select(dimension => dimension == FigureDimension.Branch ? row.BranchId : row.Slot.KeyOf(dimension)).ToArray(), row.Adds))
            .Where(row => !row.Groups.Contains(null))
            .GroupBy(row => string.Join('/', row.Groups)).ToDictionary(group => group.Key, group => group.Sum(row => (long)row.Adds));

        DateOnly DayOf(TRow row) => dayOf is not null && measure.On.AtOf is { } at ? dayOf(at(row)) : measure.On.SlotOf(row).Day;
    }

    private static IEnumerable<string> Keys(
        RandomHistory history, Measure measure, DateOnly from, DateOnly to, Func<DateTimeOffset, DateOnly>? dayOf, FigureMember[] of) =>
        (IEnumerable<string>)typeof(FigureTests).GetMethod(nameof(KeysOf), System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.NonPublic)!
            .MakeGenericMethod(measure.Source.Rows).Invoke(null, [history, measure, from, to, dayOf, of])!;

    private static IEnumerable<string> KeysOf<TRow>(
        RandomHistory history, Measure<TRow> measure, DateOnly from, DateOnly to, Func<DateTimeOffset, DateOnly>? dayOf, FigureMember[] of)
        where TRow : class, IScoped
    {
        var (counts, key) = (measure.Counts.Compile(), typeof(TRow).GetProperty("Id")!);
        return history.Rows<TRow>().Where(counts).Where(row => DayOf(row) is var day && day >= from && day <= to)
            .Where(row => of.All(member => measure.On.SlotOf(row).KeyOf(member.Dimension) == member.Key)).Select(row => (string)key.GetValue(row)!);

        DateOnly DayOf(TRow row) => dayOf is not null && measure.On.AtOf is { } at ? dayOf(at(row)) : measure.On.SlotOf(row).Day;
    }

    private Task<FigureReport> Report(Figure figure, FigureDimension? dimension, RandomHistory history, DateOnly from, DateOnly to, FigureStep step, FigureDays days = FigureDays.Branch)
    {
        var by = dimension is { } one ? Enum.GetValues<FigureGrouping>().Single(by => by is not (FigureGrouping.Company or FigureGrouping.Region) && by.Dimensions().DefaultIfEmpty(FigureDimension.Branch).SequenceEqual([one])) : FigureGrouping.Company;
        return Reports.Of(new FiguresAsked([figure], by, new(from, to), null, step, null, history.Branches, Days: days), history.Branches, cancellation: default);
    }

    private FigureReports Reports => cluster.Services.GetRequiredService<FigureReports>();

    private IDbContextFactory<AfterSalesDb> Databases => cluster.Services.GetRequiredService<IDbContextFactory<AfterSalesDb>>();

    private Roller Roller() => new(Databases, cluster.Services.GetRequiredService<Database>(), TimeProvider.System, NullLogger<Roller>.Instance);

    /// <summary>The roller's host is gone after some statements; nothing of what it did is kept.</summary>
    private async Task RollAndDie(string branch, int statements)
    {
        var options = new DbContextOptionsBuilder<AfterSalesDb>().AddInterceptors(new Death(statements));
        cluster.Services.GetRequiredService<Database>().Configure(options);
        try
        {
            await new Roller(new Contexts(options.Options), cluster.Services.GetRequiredService<Database>(), TimeProvider.System, NullLogger<Roller>.Instance).Roll(branch);
        }
        catch (Exception gone) when (gone.GetBaseException() is HostIsGoneException)
        {
        }
    }

    private sealed class Contexts(DbContextOptions<AfterSalesDb> options) : IDbContextFactory<AfterSalesDb>
    {
        public AfterSalesDb CreateDbContext() => new(options);
    }

    private sealed class HostIsGoneException : Exception;

    private sealed class Death(int after) : DbCommandInterceptor
    {
        private int _left = after;

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) => new(Or(result));

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) => new(Or(result));

        private T Or<T>(T result) => _left-- > 0 ? result : throw new HostIsGoneException();
    }
}

public sealed class FigureTestsOnSqlite(SqliteCluster cluster) : FigureTests(cluster), IClassFixture<SqliteCluster>;

public sealed class FigureTestsOnPostgreSql(PostgreSqlCluster cluster) : FigureTests(cluster), IClassFixture<PostgreSqlCluster>;
