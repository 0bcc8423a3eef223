using AfterSales.Access;
using AfterSales.Branches;
using AfterSales.Headquarters;
using AfterSales.Headquarters.Rules;
using AfterSales.Policies;
using AfterSales.Records;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace AfterSales.ClusterTests.Headquarters;

/// <summary>Figures by region, against goals of one's own and beside the average of the company.</summary>
public abstract class RegionFigureTests(TestCluster cluster)
{
    private static readonly DateOnly Middle = RandomHistory.First.AddDays(30);

    [Fact]
    public async Task A_branch_counts_in_the_region_it_was_in_on_each_day_and_leads_to_its_records()
    {
        var (history, companies) = await Filled(seed: 41);
        var director = companies[0].Director;
        var regions = cluster.Grains.GetGrain<IRegionsGrain>(IRegionsGrain.OfCompany);
        string[] branches = [.. companies.Select(company => company.BranchId)];
        foreach (var (name, parent) in new[] { ("East", null), ("Coast", "East"), ("West", (string?)null) })
            await Company.Accepted(regions.Make(new(new MakeRegion(name, await Named(parent)), director)));
        var (east, coast, west) = ((await Named("East"))!, (await Named("Coast"))!, (await Named("West"))!);
        await Company.Accepted(regions.Place(new(new PlaceBranch(branches[0], coast, RandomHistory.First), director)));
        await Company.Accepted(regions.Place(new(new PlaceBranch(branches[1], east, RandomHistory.First), director)));
        await Company.Accepted(regions.Place(new(new PlaceBranch(branches[1], west, Middle), director)));
        var tree = (await regions.Read(Caller.System))!;

        foreach (var figure in FigureBook.All)
        {
            foreach (var region in new[] { null, east, coast, west })
            {
                var asked = new FiguresAsked([figure], FigureGrouping.Region, Whole, null, FigureStep.Month, null, null, region);
                foreach (var line in (await Reports.Of(asked, branches, default)).Lines)
                {
                    var expected = await Direct(history, figure.Numerator, (branch, day) =>
                        (region is null || tree.IsIn(branch, region, day)) && (tree.PartFor(branch, region, day) ?? "") == (line.Group.Id ?? ""));
                    Assert.Equal((expected, expected), (line.Value.Numerator, line.Trend.Sum(point => point.Value.Numerator)));
                }
            }

            var inEast = await Direct(history, figure.Numerator, (branch, day) => tree.IsIn(branch, east, day));
            var whole = new FiguresAsked([figure], FigureGrouping.Company, Whole, null, FigureStep.None, null, null, east);
            Assert.Equal(inEast, Assert.Single((await Reports.Of(whole, branches, default)).Lines).Value.Numerator);
            if (figure.Unit == FigureUnit.Hours || figure.Key is FigureKey.OldBacklog or FigureKey.Utilisation) continue;
            await using var db = await Databases.CreateDbContextAsync();
            var spans = await Reports.Spans(Whole, branches, east, FigureDays.Branch, default);
            Assert.Equal(inEast, await figure.Numerator.Source.Records(db, figure.Numerator, new RecordsAsked(spans, null), Caller.System).CountAsync());
        }

        // The branch moved, and what it did before stays where it was.
        Assert.NotEqual(0, await Direct(history, Measures.Registered, (branch, day) => branch == branches[1] && day < Middle));
        Assert.IsType<NotFound>((await regions.Remove(new(new RemoveRegion(west), companies[0].Staff))).Refusal);
    }

    [Fact]
    public async Task A_branch_has_its_own_goal_for_a_figure_and_headquarters_for_the_others_each_from_its_day_on()
    {
        var (_, companies) = await Filled(seed: 42);
        var branch = companies[0].BranchId;
        await Set(Assignment.Headquarters, """[{"figure":"Satisfaction","value":98,"from":"2020-01-01"},{"figure":"SurveyResponse","value":50,"from":"2020-01-01"},{"figure":"SurveyResponse","value":60,"from":"2026-02-01"}]""");
        await Set(branch, """[{"figure":"Satisfaction","value":90,"from":"2026-02-01"}]""");
        Assert.Equal((0.98, 0.5), await Goals(branch, new(2026, 1, 31)));
        Assert.Equal((0.9, 0.6), await Goals(branch, new(2026, 2, 1)));
        Assert.Equal((0.98, 0.6), await Goals(companies[1].BranchId, new(2026, 2, 1)));

        async Task<(double?, double?)> Goals(string of, DateOnly to)
        {
            var asked = new FiguresAsked([FigureBook.Of(FigureKey.Satisfaction), FigureBook.Of(FigureKey.SurveyResponse)], FigureGrouping.Branch,
                new Period(RandomHistory.First, to), null, FigureStep.None, null, null);
            var lines = (await Reports.Of(asked, [of], default)).Lines;
            return (lines[0].Goal, lines[1].Goal);
        }
    }

    [Fact]
    public async Task A_branch_sees_its_own_figures_and_where_the_company_allows_it_the_average_of_three_branches_or_more()
    {
        var (history, companies) = await Filled(seed: 43);
        var manager = TestCluster.At(companies[0].BranchId, Role.BranchManager);
        var asked = new FiguresAsked([FigureBook.Of(FigureKey.TicketsRegistered), FigureBook.Of(FigureKey.FileCompleteness)], FigureGrouping.Branch, Whole, null, FigureStep.None, null, null);
        var own = (await Reports.Of(asked, manager, default)).Lines;
        Assert.All(own, line => Assert.Equal((companies[0].BranchId, null), (line.Group.Id, line.Average)));
        Assert.Equal(await Direct(history, Measures.Registered, (branch, _) => branch == companies[0].BranchId), own[0].Value.Numerator);

        await Company.Accepted(cluster.Grains.GetGrain<IPoliciesGrain>(IPoliciesGrain.KeyOf(Assignment.Headquarters))
            .Set(new(new SetPolicy(Assignment.Headquarters, FigurePolicies.AverageShown.Key, "true"), companies[0].Director)));
        await cluster.Time.Settle();
        var beside = (await Reports.Of(asked, manager, default)).Lines;
        Assert.Equal(own.Select(line => (line.Group.Id, line.Value)), beside.Select(line => (line.Group.Id, line.Value)));
        // Other tests' branches count too.
        var all = (await Reports.Of(asked with { BranchIds = null }, await AllBranches(), default)).Lines;
        var registered = all.Where(line => line.Figure == FigureKey.TicketsRegistered && line.Value.Numerator > 0).ToArray();
        var files = all.Where(line => line.Figure == FigureKey.FileCompleteness).ToArray();
        Assert.True(registered.Length >= 3);
        Assert.True(files.Count(line => line.Value.Denominator > 0) >= 3);
        Assert.Equal(registered.Average(line => (double)line.Value.Numerator), beside[0].Average!.Value, 9);
        Assert.Equal((double)files.Sum(line => line.Value.Numerator) / files.Sum(line => line.Value.Denominator!.Value), beside[1].Average!.Value, 9);
        // Whoever sees all branches but one would reckon that one's figure.
        var told = registered.Select(line => line.Group.Id).Intersect(files.Where(line => line.Value.Denominator > 0).Select(line => line.Group.Id)).Last();
        var allButOne = (await AllBranches()).Where(branch => branch != told).ToList();
        Assert.All((await Reports.Of(asked, allButOne, default)).Lines, line => Assert.Null(line.Average));
        var ofOne = await Reports.Of(asked with { Of = [new FigureMember(FigureDimension.Technician, "tech-1")] }, manager, default);
        Assert.All(ofOne.Lines, line => Assert.Null(line.Average));
    }

    // Up to the day on which the companies themselves begin.
    private static Period Whole => new(RandomHistory.First, new(2026, 3, 1));

    private FigureReports Reports => cluster.Services.GetRequiredService<FigureReports>();

    private IDbContextFactory<AfterSalesDb> Databases => cluster.Services.GetRequiredService<IDbContextFactory<AfterSalesDb>>();

    private async Task<(RandomHistory History, Company[] Companies)> Filled(int seed)
    {
        Company[] companies = [await Company.Open(cluster), await Company.Open(cluster), await Company.Open(cluster)];
        var history = new RandomHistory(cluster, seed, [.. companies.Select(company => company.BranchId)]);
        for (var i = 0; i < 500; i++) await history.Happen();
        var roller = new Roller(Databases, cluster.Services.GetRequiredService<Database>(), TimeProvider.System, NullLogger<Roller>.Instance);
        foreach (var branch in history.Branches) await roller.Roll(branch);
        return (history, companies);
    }

    private async Task<string?> Named(string? name) =>
        name is null ? null : (await cluster.Grains.GetGrain<IRegionsGrain>(IRegionsGrain.OfCompany).Read(Caller.System))!.Regions.Single(region => region.Name == name).Id;

    private async Task Set(string place, string goals)
    {
        await Company.Accepted(cluster.Grains.GetGrain<IPoliciesGrain>(IPoliciesGrain.KeyOf(place))
            .Set(new(new SetPolicy(place, FigurePolicies.Goals.Key, goals), TestCluster.At(Assignment.Headquarters, Role.Administrator))));
        await cluster.Time.Settle();
    }

    private async Task<List<string>> AllBranches() => (await cluster.Rows<BranchRow>(rows => rows)).ConvertAll(row => row.Id);

    private static Task<long> Direct(RandomHistory history, Measure measure, Func<string, DateOnly, bool> counts) =>
        Task.FromResult((long)typeof(RegionFigureTests).GetMethod(nameof(DirectOf), System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.NonPublic)!
            .MakeGenericMethod(measure.Source.Rows).Invoke(null, [history, measure, counts])!);

    private static long DirectOf<TRow>(RandomHistory history, Measure<TRow> measure, Func<string, DateOnly, bool> counts) where TRow : class, IScoped
    {
        var (isCounted, adds) = (measure.Counts.Compile(), measure.Adds?.Compile());
        return history.Rows<TRow>().Where(isCounted).Where(row => measure.On.SlotOf(row).Day is var day && day >= Whole.From && day <= Whole.To && counts(row.BranchId, day))
            .Sum(row => (long)(adds?.Invoke(row) ?? 1));
    }
}

public sealed class RegionFigureTestsOnSqlite(SqliteCluster cluster) : RegionFigureTests(cluster), IClassFixture<SqliteCluster>;

public sealed class RegionFigureTestsOnPostgreSql(PostgreSqlCluster cluster) : RegionFigureTests(cluster), IClassFixture<PostgreSqlCluster>;
