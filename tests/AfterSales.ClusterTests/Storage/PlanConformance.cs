using System.Data.Common;
using AfterSales.Api;
using AfterSales.Records;
using AfterSales.Storage;
using AfterSales.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace AfterSales.ClusterTests.Storage;

/// <summary>With many reminders far in the future, and many tickets that are over, what is due soon and what is open is found through an index.</summary>
public abstract class PlanConformance(TestCluster cluster)
{
    private const int Many = 200_000;
    private const int Tickets = 30_000;

    [Fact]
    public async Task Reminder_ranges_and_the_sweeps_page_use_their_indexes()
    {
        await FillTable();
        foreach (var key in new[] { "ReadRangeRows1Key", "ReadRangeRows2Key" })
        {
            var sql = (await cluster.Query($"select querytext from orleansquery where querykey = '{key}'"))[0][0]!
                .Replace("@ServiceId", "'aftersales'", StringComparison.Ordinal)
                .Replace("@BeginHash", "-1000000000", StringComparison.Ordinal).Replace("@EndHash", "1000000000", StringComparison.Ordinal);
            var plan = await cluster.Explain(sql);
            Assert.Contains("orleansreminders_", plan, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("seq scan on orleansreminderstable", plan, StringComparison.OrdinalIgnoreCase);
        }

        var page = await cluster.Explain(await PageSql());
        Assert.Contains("orleansreminders_due", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("temp b-tree", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("seq scan on orleansreminderstable", page, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_branchs_open_tickets_are_read_in_the_order_of_their_index()
    {
        var isSqlite = cluster.Database.Provider == StorageProvider.Sqlite;
        var numbers = isSqlite
            ? $"with recursive n(i) as (select 1 union all select i + 1 from n where i < {Tickets})"
            : $"with n(i) as (select generate_series(1, {Tickets}))";
        var (at, day) = isSqlite ? ("'2025-01-01T00:00:00.000Z'", "'2025-01-01'") : ("timestamptz '2025-01-01' + make_interval(mins => i)", "date '2025-01-01'");
        await cluster.Execute($"""
            insert into ticket (id, number, branch_id, owner, step, step_since, is_open, kind, channel, is_emergency, rank, missing, reports, round, registered_at, registered_day, version, shape)
            {numbers} select 't-plan' || i, 'P-' || i, 'b-plan' || (i % 3), 'test', 'Closed', {at}, i % 5 = 0, 'Repair', 'Call', i % 7 = 0, 1, '', 1, 1, {at}, {day}, 1, 1 from n
            """);
        await cluster.Execute("analyze ticket");
        var seen = new Commands();
        var open = new Dictionary<string, object?> { ["branchId"] = Eq("b-plan1"), ["isOpen"] = Eq(true) };
        await new Factory(Watched(seen)).ToConnectionAsync(db => db.Set<TicketRow>(), new PageRequest(50, null, null, null, open, [("Rank", false), ("RegisteredAt", false)], 50), TestContext.Current.CancellationToken);
        var plan = await cluster.Explain(seen.Last);
        Assert.Contains("ticket_open", plan, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("temp b-tree", plan, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("sort", plan, StringComparison.OrdinalIgnoreCase);

        static Dictionary<string, object?> Eq(object value) => new() { ["eq"] = value };
    }

    private async Task FillTable()
    {
        var isSqlite = cluster.Database.Provider == StorageProvider.Sqlite;
        var numbers = isSqlite
            ? $"with recursive n(i) as (select 1 union all select i + 1 from n where i < {Many})"
            : $"with n(i) as (select generate_series(1, {Many}))";
        var at = isSqlite ? "strftime('%Y-%m-%d %H:%M:%f', 'now', '+' || i || ' minutes')" : "now() + make_interval(mins => i)";
        await cluster.Execute($"""
            insert into orleansreminderstable (serviceid, grainid, remindername, starttime, period, grainhash, version)
            {numbers} select 'aftersales', 'ticket/t-' || i, 'due', {at}, 900000, ((i * 2654435761) % 4294967296) - 2147483648, 0 from n
            """);
        await cluster.Execute("analyze orleansreminderstable");
    }

    /// <summary>The very query the sweep sends, second page, with its parameters written in.</summary>
    private async Task<string> PageSql()
    {
        var seen = new Commands();
        var due = new DueRecords(new Factory(Watched(seen)), cluster.Services.GetRequiredService<SetAside>(), TimeProvider.System,
            Options.Create(new ClusterOptions { ServiceId = "aftersales" }));
        var count = 0;
        await foreach (var _ in due.All(TimeProvider.System.GetUtcNow().AddMinutes(500)))
            if (++count > 300) break;
        return seen.Last;
    }

    private DbContextOptions<AfterSalesDb> Watched(Commands seen)
    {
        var options = new DbContextOptionsBuilder<AfterSalesDb>().AddInterceptors(seen);
        cluster.Services.GetRequiredService<Database>().Configure(options);
        return options.Options;
    }

    private sealed class Factory(DbContextOptions<AfterSalesDb> options) : IDbContextFactory<AfterSalesDb>
    {
        public AfterSalesDb CreateDbContext() => new(options);
    }

    private sealed class Commands : DbCommandInterceptor
    {
        public string Last { get; private set; } = "";

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Last = command.CommandText;
            foreach (var parameter in command.Parameters.Cast<DbParameter>().OrderByDescending(p => p.ParameterName.Length))
            {
                var value = parameter.Value switch
                {
                    DateTimeOffset at => $"'{at.UtcDateTime:yyyy-MM-dd HH:mm:ss.fff}Z'",
                    DateTime at => $"'{at:yyyy-MM-dd HH:mm:ss.fff}'",
                    var other => FormattableString.Invariant($"'{other}'"),
                };
                Last = Last.Replace($"@{parameter.ParameterName.TrimStart('@')}", value, StringComparison.Ordinal);
            }

            return new(result);
        }
    }
}

public sealed class PlanConformanceOnSqlite(SqliteCluster cluster) : PlanConformance(cluster), IClassFixture<SqliteCluster>;

public sealed class PlanConformanceOnPostgreSql(PostgreSqlCluster cluster) : PlanConformance(cluster), IClassFixture<PostgreSqlCluster>;
