using System.Text.Json;
using AfterSales.Headquarters;
using AfterSales.Host.Demo.History;
using AfterSales.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.ClusterTests.Host;

public abstract class DemoHistoryTests(ServedHost host)
{
    private const int Days = 12;

    [Fact]
    public async Task A_new_demo_company_has_lived_through_the_days_before_today_and_does_so_once()
    {
        var before = await Everything();
        Assert.InRange(before.GetProperty("demoTime").GetDateTimeOffset() - TimeProvider.System.GetUtcNow(), TimeSpan.FromMinutes(-1), TimeSpan.FromMinutes(1));
        var completed = before.GetProperty("tickets").GetProperty("nodes").EnumerateArray().Select(ticket => ticket.GetProperty("completedAt"))
            .Where(at => at.ValueKind == JsonValueKind.String).Select(at => at.GetDateTimeOffset()).ToArray();
        Assert.True(completed.Length > 12, $"{completed.Length} tickets were completed.");
        Assert.True(completed.Select(at => at.Date).Distinct().Count() > 4, before.ToString());
        Assert.All(completed, at => Assert.True(at <= TimeProvider.System.GetUtcNow()));
        Assert.Contains(before.GetProperty("followUpCalls").GetProperty("nodes").EnumerateArray(), call => call.GetProperty("state").GetString() == "REACHED");
        var failed = (await host.Ask(await host.DemoToken("administrator"), "{ setAside { key } }")).GetProperty("setAside");
        Assert.Empty(failed.EnumerateArray());

        Assert.Empty(host.Services.GetRequiredService<DemoHistory>().BrokenOff);

        await host.Restart();
        var after = await Everything();
        Assert.Equal(before.GetProperty("tickets").ToString(), after.GetProperty("tickets").ToString());
        Assert.InRange(after.GetProperty("demoTime").GetDateTimeOffset() - TimeProvider.System.GetUtcNow(), TimeSpan.FromMinutes(-1), TimeSpan.FromMinutes(1));
    }

    [Theory]
    [InlineData("BRANCH", "branchIds: [$ID]")]
    [InlineData("TECHNICIAN", "technicianId: $ID")]
    [InlineData("MODEL", "modelId: $ID")]
    public async Task Branches_technicians_and_models_are_compared_by_satisfaction_promises_and_complaints_against_goals_and_another_period(string by, string filter)
    {
        foreach (var branch in new[] { "b-sh", "b-cd", "b-mad", "b-bcn" }) await host.Services.GetRequiredService<Roller>().Roll(branch);
        var director = await host.DemoToken("director");
        var (first, half) = (TimeProvider.System.GetUtcNow().AddDays(-Days - 2), TimeProvider.System.GetUtcNow().AddDays(-Days / 2));
        var period = $"from: \"{Day(half)}\", to: \"{Day(half.AddDays(Days))}\"";
        var lines = (await host.Ask(director, $$"""
            { figures(figures: [SATISFACTION, PROMISE_ARRANGED, COMPLAINTS_RAISED], by: {{by}}, {{period}}, comparedFrom: "{{Day(first)}}", comparedTo: "{{Day(half.AddDays(-1))}}") {
              lines { figure group { id branch { name } technician { name } model { name } } value { numerator denominator value } goal meetsGoal rank compared { value } change } } }
            """)).GetProperty("figures").GetProperty("lines").EnumerateArray().ToArray();
        foreach (var figure in new[] { "SATISFACTION", "PROMISE_ARRANGED", "COMPLAINTS_RAISED" })
        {
            var some = lines.Where(line => line.GetProperty("figure").GetString() == figure && line.GetProperty("value").GetProperty("numerator").GetInt32() > 0).ToArray();
            Assert.True(some.Length > 0, $"{figure} is 0 of each {by}: {string.Join("; ", lines.Select(line => line.ToString()))}");
            foreach (var line in some)
            {
                var (group, value) = (line.GetProperty("group"), line.GetProperty("value"));
                Assert.False(string.IsNullOrEmpty(group.GetProperty(by.ToLowerInvariant()).GetProperty("name").GetString()));
                Assert.Equal(JsonValueKind.Number, line.GetProperty("rank").ValueKind);
                Assert.Equal(figure == "SATISFACTION" ? value.GetProperty("value").GetDouble() > 0.98 : (bool?)null, Known(line.GetProperty("meetsGoal"), goal => goal.GetBoolean()));
                Assert.Equal(figure == "SATISFACTION" ? 0.98 : (double?)null, Known(line.GetProperty("goal"), goal => goal.GetDouble()));
                var before = Known(line.GetProperty("compared").GetProperty("value"), old => old.GetDouble());
                Assert.Equal(value.GetProperty("value").GetDouble() - before, Known(line.GetProperty("change"), change => change.GetDouble()));
                // And each leads to the very records.
                var behind = (await host.Ask(director, $"{{ figureRecords(figure: {figure}, {period}, filter: {{ {filter.Replace("$ID", $"\"{group.GetProperty("id").GetString()}\"", StringComparison.Ordinal)} }}) {{ totalCount nodes {{ ticket {{ id }} }} }} }}"))
                    .GetProperty("figureRecords");
                Assert.Equal(value.GetProperty("numerator").GetInt32(), behind.GetProperty("totalCount").GetInt32());
                if (figure != "COMPLAINTS_RAISED") Assert.All(behind.GetProperty("nodes").EnumerateArray(), record => Assert.Equal(JsonValueKind.Object, record.GetProperty("ticket").ValueKind));
            }
        }

        static string Day(DateTimeOffset at) => at.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

        static T? Known<T>(JsonElement value, Func<JsonElement, T> read) where T : struct => value.ValueKind == JsonValueKind.Null ? null : read(value);
    }

    private async Task<JsonElement> Everything() => await host.Ask(await host.DemoToken("director"), """
        {
          demoTime
          tickets(first: 100, where: { isOpen: { eq: false } }) { nodes { number step completedAt } }
          followUpCalls(first: 100) { nodes { state } }
        }
        """);

    /// <summary>A demo company with fewer days behind it than a newcomer's.</summary>
    public abstract class DemoWithHistory(StorageProvider provider) : ServedHost(provider)
    {
        protected override IEnumerable<string> Settings => [$"--Demo:HistoryDays={Days}"];
    }
}

public sealed class SqliteDemoWithHistory() : DemoHistoryTests.DemoWithHistory(StorageProvider.Sqlite);

public sealed class PostgreSqlDemoWithHistory() : DemoHistoryTests.DemoWithHistory(StorageProvider.PostgreSql);

public sealed class SqliteDemoHistoryTests(SqliteDemoWithHistory host) : DemoHistoryTests(host), IClassFixture<SqliteDemoWithHistory>;

public sealed class PostgreSqlDemoHistoryTests(PostgreSqlDemoWithHistory host) : DemoHistoryTests(host), IClassFixture<PostgreSqlDemoWithHistory>;
