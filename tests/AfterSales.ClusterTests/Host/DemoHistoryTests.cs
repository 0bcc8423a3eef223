using System.Text.Json;
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
