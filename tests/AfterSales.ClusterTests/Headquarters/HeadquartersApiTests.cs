using System.Globalization;
using System.Text.Json;
using AfterSales.Access;
using AfterSales.ClusterTests.FollowUps;
using AfterSales.ClusterTests.Host;
using AfterSales.Headquarters;
using AfterSales.Headquarters.Rules;
using AfterSales.Policies;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.ClusterTests.Headquarters;

/// <summary>What headquarters and a branch are answered over the wire.</summary>
public abstract class HeadquartersApiTests(ServedHost host)
{
    [Fact]
    public async Task Headquarters_compares_the_regions_of_the_company_and_moves_a_branch()
    {
        await Rolled();
        var administrator = await host.DemoToken("administrator");
        const string byRegion = """{ figures(figures: [TICKETS_REGISTERED], by: REGION, from: "2020-01-01", to: "2029-12-31") { lines { group { id region { name } } value { numerator } rank } } }""";
        var before = Lines(await host.Ask(administrator, byRegion));
        Assert.Equal(["中国", "España"], before.Keys);
        Assert.All(before.Values, count => Assert.True(count > 0));

        var tree = (await host.Ask(administrator, "{ regions { regions { id name parentId } placements { branch { id } regionId from } } }")).GetProperty("regions");
        Assert.Equal(4, tree.GetProperty("placements").GetArrayLength());
        var spain = tree.GetProperty("regions").EnumerateArray().Single(region => region.GetProperty("name").GetString() == "España").GetProperty("id").GetString();
        var made = (await host.Ask(administrator, $$"""mutation { makeRegion(input: { name: "Cataluña", parentId: "{{spain}}" }) { regionTree { regions { id name } } errors { __typename } } }""")).GetProperty("makeRegion");
        var part = made.GetProperty("regionTree").GetProperty("regions").EnumerateArray().Last().GetProperty("id").GetString();
        var placed = (await host.Ask(administrator, $$"""mutation { placeBranch(input: { branchId: "b-bcn", from: "2025-01-01", regionId: "{{part}}" }) { regionTree { version } errors { __typename } } }""")).GetProperty("placeBranch");
        Assert.Equal(JsonValueKind.Null, placed.GetProperty("errors").ValueKind);
        // Spain is the same with its new part, which is told apart within it.
        Assert.Equal(before, Lines(await host.Ask(administrator, byRegion)));
        var within = Lines(await host.Ask(administrator, byRegion.Replace("by: REGION", $"by: REGION, filter: {{ regionId: \"{spain}\" }}", StringComparison.Ordinal)));
        Assert.Equal(["Cataluña", "España"], within.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(before["España"], within.Values.Sum());

        var seen = (await host.Ask(await host.DemoToken("manager.sh"), "{ regions { placements { branch { id } } } }")).GetProperty("regions").GetProperty("placements");
        Assert.Equal("b-sh", Assert.Single(seen.EnumerateArray()).GetProperty("branch").GetProperty("id").GetString());
    }

    [Fact]
    public async Task A_branch_reads_its_backlog_its_evaluations_and_no_other_branchs()
    {
        await Rolled();
        var month = Day(host.Now())[..8] + "01";
        var asked = $$"""
            {
              backlog { branch { id } open overAWeek oldestSince }
              own: technicianEvaluations(branchId: "b-sh", month: "{{month}}") { technician { id } complaints customers { answered } supervisors { marked } figures { figure } }
              other: technicianEvaluations(branchId: "b-mad", month: "{{month}}") { complaints }
              figures(figures: [OLD_BACKLOG, FILE_COMPLETENESS], by: BRANCH, from: "2020-01-01", to: "2029-12-31") { lines { group { id } goal average } }
              earlySigns { nodes { id reason link } }
              figureSummaries { nodes { id kind lines { figure value } } }
            }
            """;
        var own = await host.Ask(await host.DemoToken("manager.sh"), asked);
        var backlog = Assert.Single(own.GetProperty("backlog").EnumerateArray());
        Assert.Equal("b-sh", backlog.GetProperty("branch").GetProperty("id").GetString());
        Assert.True(backlog.GetProperty("open").GetInt32() > 0);
        Assert.Equal((JsonValueKind.Array, JsonValueKind.Null), (own.GetProperty("own").ValueKind, own.GetProperty("other").ValueKind));
        // The demo company shows the average to its branches.
        var lines = own.GetProperty("figures").GetProperty("lines").EnumerateArray().ToArray();
        Assert.All(lines, line => Assert.Equal("b-sh", line.GetProperty("group").GetProperty("id").GetString()));
        Assert.Equal(JsonValueKind.Number, lines[1].GetProperty("average").ValueKind);
        Assert.Equal(4, (await host.Ask(await host.DemoToken("director"), "{ backlog { open } }")).GetProperty("backlog").GetArrayLength());
    }

    [Fact]
    public async Task Figures_are_told_by_the_days_of_headquarters_too_with_the_records_behind_them_and_never_of_an_unknown_place()
    {
        await Rolled();
        var director = await host.DemoToken("director");
        foreach (var days in new[] { "BRANCH", "HEADQUARTERS" })
        {
            var figures = (await host.Ask(director, $$"""
                { figures(figures: [TICKETS_REGISTERED], by: BRANCH, step: MONTH, days: {{days}}, {{Period}}) {
                  lines { group { id } value { numerator } trend { from value { numerator } } } } }
                """)).GetProperty("figures").GetProperty("lines").EnumerateArray().ToArray();
            Assert.Equal(4, figures.Length);
            foreach (var line in figures)
            {
                var total = line.GetProperty("value").GetProperty("numerator").GetInt32();
                Assert.Equal(total, line.GetProperty("trend").EnumerateArray().Sum(point => point.GetProperty("value").GetProperty("numerator").GetInt32()));
                var records = (await host.Ask(director, $$"""
                    { figureRecords(figure: TICKETS_REGISTERED, days: {{days}}, {{Period}}, filter: { branchIds: ["{{line.GetProperty("group").GetProperty("id").GetString()}}"] }) { totalCount } }
                    """)).GetProperty("figureRecords").GetProperty("totalCount").GetInt32();
                Assert.Equal(total, records);
            }
        }

        var asked = $$"""{ figures(figures: [TICKETS_REGISTERED], {{Period}}, filter: { FILTER }) { asOf } }""";
        var manager = await host.DemoToken("manager.sh");
        Assert.Equal("FIGURES_OF_NOBODY", await host.Refused(director, asked.Replace("FILTER", """branchIds: ["b-none"]""", StringComparison.Ordinal)));
        Assert.Equal("FIGURES_OF_NOBODY", await host.Refused(director, asked.Replace("FILTER", """regionId: "none" """, StringComparison.Ordinal)));
        Assert.Equal("FIGURES_OF_NOBODY", await host.Refused(manager, asked.Replace("FILTER", """branchIds: ["b-mad"]""", StringComparison.Ordinal)));
        Assert.Equal("FIGURES_OF_NOBODY", await host.Refused(manager, $$"""{ figureRecords(figure: REOPENED, {{Period}}, filter: { branchIds: ["b-sh", "b-mad"] }) { totalCount } }"""));
    }

    [Fact]
    public async Task Faults_are_told_by_model_and_fault_alone_and_together_with_the_repairs_behind_them()
    {
        await Rolled();
        var director = await host.DemoToken("director");
        var period = Period;
        var pairs = await Counts("by: MODEL_AND_FAULT");
        Assert.NotEmpty(pairs);
        var (pair, count) = pairs.MaxBy(one => one.Value);
        var (model, fault) = (pair.Split('/')[0], pair.Split('/')[1]);
        Assert.Equal(pairs.Where(one => one.Key.EndsWith($"/{fault}", StringComparison.Ordinal)).Sum(one => one.Value), (await Counts("by: FAULT"))[fault]);
        Assert.Equal(count, (await Counts($"by: FAULT, filter: {{ modelId: \"{model}\" }}"))[fault]);
        Assert.Equal(count, (await Counts($"by: MODEL, filter: {{ fault: \"{fault}\" }}"))[model]);
        var behind = (await host.Ask(director, $"{{ figureRecords(figure: TICKETS_COMPLETED, {period}, filter: {{ modelId: \"{model}\", fault: \"{fault}\" }}) {{ totalCount nodes {{ ticket {{ id }} }} }} }}"))
            .GetProperty("figureRecords");
        Assert.Equal(count, behind.GetProperty("totalCount").GetInt32());
        Assert.All(behind.GetProperty("nodes").EnumerateArray(), record => Assert.Equal(JsonValueKind.Object, record.GetProperty("ticket").ValueKind));
        var named = (await host.Ask(director, $"{{ figures(figures: [TICKETS_COMPLETED], by: MODEL_AND_FAULT, {period}) {{ lines {{ group {{ fault faultName model {{ name }} }} }} }} }}"))
            .GetProperty("figures").GetProperty("lines").EnumerateArray().Select(line => line.GetProperty("group")).ToArray();
        Assert.Contains(named, group => group.GetProperty("fault").GetString() == "COMPRESSOR" && group.GetProperty("faultName").GetString() == "Compressor");

        var asked = $"{{ figures(figures: [TICKETS_COMPLETED], by: MODEL_AND_FAULT, {period}) {{ asOf }} }}";
        Assert.Equal("FIGURES_TOO_FINE", await host.Refused(director, asked.Replace(", from", ", step: MONTH, from", StringComparison.Ordinal)));
        Assert.Equal("PERIOD_INVALID", await host.Refused(director, asked.Replace(Day(First), Day(First.AddYears(-1)), StringComparison.Ordinal)));
        Assert.Equal("FIGURE_NOT_BY", await host.Refused(director, asked.Replace("TICKETS_COMPLETED", "TICKETS_REGISTERED", StringComparison.Ordinal)));

        async Task<Dictionary<string, int>> Counts(string by) =>
            (await host.Ask(director, $"{{ figures(figures: [TICKETS_COMPLETED], {by}, {period}) {{ lines {{ group {{ id }} value {{ numerator }} }} }} }}"))
            .GetProperty("figures").GetProperty("lines").EnumerateArray()
            .ToDictionary(line => line.GetProperty("group").GetProperty("id").GetString()!, line => line.GetProperty("value").GetProperty("numerator").GetInt32());
    }

    [Fact]
    public async Task A_days_summary_is_kept_and_given_with_its_lines_and_a_sign_says_why_it_was_raised_and_leads_to_its_figure()
    {
        // A threshold that no branch can keep, a day on.
        await Company.Accepted(host.Grains().GetGrain<IPoliciesGrain>(IPoliciesGrain.KeyOf(Assignment.Headquarters)).Set(new(new SetPolicy(Assignment.Headquarters, FigurePolicies.Signs.Key,
            PolicyBook.Write(FigurePolicies.Signs, System.Collections.Immutable.ImmutableList.Create(new SignRule(FigureKey.TicketsRegistered, 1_000_000, 60, 0)))), TestCluster.At(Assignment.Headquarters, Role.Administrator))));
        await Rolled();
        await host.Move(TimeSpan.FromDays(1));
        await host.Move(TimeSpan.FromDays(1));
        const string asked = """
            { figureSummaries(where: { kind: { eq: DAY } }, first: 5) { nodes { id branch { id } from to lines { figure numerator denominator value goal meetsGoal } } }
              earlySigns(where: { figure: { eq: TICKETS_REGISTERED } }, first: 20) { nodes { branch { id } value threshold reason link } } }
            """;
        var manager = await host.Ask(await host.DemoToken("manager.sh"), asked);
        var summary = manager.GetProperty("figureSummaries").GetProperty("nodes").EnumerateArray().First();
        Assert.All(manager.GetProperty("figureSummaries").GetProperty("nodes").EnumerateArray(), one => Assert.Equal("b-sh", one.GetProperty("branch").GetProperty("id").GetString()));
        Assert.Equal(Enum.GetValues<FigureKey>().Length, summary.GetProperty("lines").GetArrayLength());
        var satisfaction = summary.GetProperty("lines").EnumerateArray().Single(line => line.GetProperty("figure").GetString() == "SATISFACTION");
        Assert.Equal(0.98, satisfaction.GetProperty("goal").GetDouble());

        var sign = Assert.Single(manager.GetProperty("earlySigns").GetProperty("nodes").EnumerateArray());
        Assert.Equal(("b-sh", 1_000_000.0), (sign.GetProperty("branch").GetProperty("id").GetString(), sign.GetProperty("threshold").GetDouble()));
        Assert.Contains("1000000", sign.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Contains("figure=TICKETS_REGISTERED", sign.GetProperty("link").GetString(), StringComparison.Ordinal);
        Assert.Equal(4, (await host.Ask(await host.DemoToken("director"), asked)).GetProperty("earlySigns").GetProperty("nodes").EnumerateArray().Select(one => one.GetProperty("branch").GetProperty("id").GetString()).Distinct().Count());

        // The same lines as a list, for who may see the branch.
        var id = summary.GetProperty("id").GetString()!;
        const string list = "query($id: ID!) { figureSummaryLines(id: $id, first: 100) { nodes { figure value } } }";
        Assert.Equal(Enum.GetValues<FigureKey>().Length, (await host.Ask(await host.DemoToken("manager.sh"), list, new { id })).GetProperty("figureSummaryLines").GetProperty("nodes").GetArrayLength());
        Assert.Empty((await host.Ask(await host.DemoToken("dispatcher.mad"), list, new { id })).GetProperty("figureSummaryLines").GetProperty("nodes").EnumerateArray());
    }

    [Fact]
    public async Task Definitions_tell_what_is_counted_by_which_day_and_towards_which_goal()
    {
        var asked = "{ figureDefinitions { key name numerator denominator day unit betterWhen goal isGoalExclusive source } }";
        var all = (await host.Ask(await host.DemoToken("director"), asked)).GetProperty("figureDefinitions").EnumerateArray()
            .ToDictionary(one => one.GetProperty("key").GetString()!);
        Assert.Equal((0.98, true), (all["SATISFACTION"].GetProperty("goal").GetDouble(), all["SATISFACTION"].GetProperty("isGoalExclusive").GetBoolean()));
        Assert.Equal((1.0, false), (all["RETURN_VISITS"].GetProperty("goal").GetDouble(), all["RETURN_VISITS"].GetProperty("isGoalExclusive").GetBoolean()));
        Assert.Equal(JsonValueKind.Null, all["REOPENED"].GetProperty("goal").ValueKind);
        Assert.StartsWith("Opinion cards", all["SATISFACTION"].GetProperty("denominator").GetString(), StringComparison.Ordinal);
    }

    /// <summary>The two months before tomorrow.</summary>
    private string Period => $"from: \"{Day(First)}\", to: \"{Day(First.AddDays(61))}\"";

    private DateTimeOffset First => host.Now().AddDays(-60);

    private static string Day(DateTimeOffset at) => at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private async Task Rolled()
    {
        foreach (var branch in new[] { "b-sh", "b-cd", "b-mad", "b-bcn" }) await host.Services.GetRequiredService<Roller>().Roll(branch);
    }

    private static Dictionary<string, int> Lines(JsonElement answer) => answer.GetProperty("figures").GetProperty("lines").EnumerateArray()
        .ToDictionary(line => line.GetProperty("group").GetProperty("region").GetProperty("name").GetString()!, line => line.GetProperty("value").GetProperty("numerator").GetInt32());
}

public sealed class HeadquartersApiTestsOnSqlite(SqliteDemo host) : HeadquartersApiTests(host), IClassFixture<SqliteDemo>;

public sealed class HeadquartersApiTestsOnPostgreSql(PostgreSqlDemo host) : HeadquartersApiTests(host), IClassFixture<PostgreSqlDemo>;
