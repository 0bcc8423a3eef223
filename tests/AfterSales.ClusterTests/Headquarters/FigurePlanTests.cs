using AfterSales.Access;
using AfterSales.Api.Wording;
using AfterSales.Branches;
using AfterSales.Catalogue;
using AfterSales.ClusterTests.Storage;
using AfterSales.Headquarters;
using AfterSales.Headquarters.Rules;
using AfterSales.Policies;
using AfterSales.Records;
using AfterSales.Storage;
using AfterSales.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.ClusterTests.Headquarters;

/// <summary>With many tickets, no statement of the figures reads a whole table: figures come from days, records and counts through their indexes.</summary>
public abstract class FigurePlanTests(TestCluster cluster)
{
    private const int Tickets = 60_000;
    private const int Branches = 60;

    [Fact]
    public async Task Figures_their_records_the_backlog_and_the_rollers_count_never_scan_the_tickets()
    {
        await Fill();
        await Company.Accepted(cluster.Grains.GetGrain<IPoliciesGrain>(IPoliciesGrain.KeyOf(Assignment.Headquarters))
            .Set(new(new SetPolicy(Assignment.Headquarters, FigurePolicies.AverageShown.Key, "true"), TestCluster.At(Assignment.Headquarters, Role.Administrator))));
        await cluster.Time.Settle();
        var seen = new SentStatements(cluster);
        var reports = new FigureReports(seen, cluster.Services.GetRequiredService<EffectivePolicies>(),
            cluster.Services.GetRequiredService<ReferenceCache<IRegionsGrain, AfterSales.Branches.Rules.RegionTree>>(), TimeProvider.System);
        List<string> branches = [.. Enumerable.Range(0, Branches).Select(i => $"b-{i}")];
        Figure[] figures = [FigureBook.Of(FigureKey.TicketsRegistered), FigureBook.Of(FigureKey.FirstVisitFix), FigureBook.Of(FigureKey.Satisfaction)];
        var (month, year) = (new Period(new(2025, 6, 1), new(2025, 6, 30)), new Period(new(2025, 1, 1), new(2025, 12, 31)));

        await reports.Of(new FiguresAsked(figures, FigureGrouping.Branch, month, null, FigureStep.None, null, null), branches, default);
        await reports.Of(new FiguresAsked(figures, FigureGrouping.Company, year, month, FigureStep.Month, null, null), branches, default);
        await reports.Of(new FiguresAsked(figures, FigureGrouping.Branch, year, null, FigureStep.Month, [new(FigureDimension.Technician, "tech-7")], null), ["b-7"], default);
        await reports.Of(new FiguresAsked(figures, FigureGrouping.Branch, month, null, FigureStep.Week, null, null, Days: FigureDays.Headquarters), branches, default);
        await reports.Of(new FiguresAsked([figures[1]], FigureGrouping.ModelAndFault, month, null, FigureStep.None, null, null), branches, default);
        await reports.Of(new FiguresAsked([figures[1]], FigureGrouping.Fault, month, null, FigureStep.None, [new(FigureDimension.Model, "m-3")], null), ["b-7"], default);
        await using (var db = seen.CreateDbContext())
        {
            foreach (var (source, measures) in FigureBook.Sources)
            {
                await source.Between(db, branches, month.From, new(month.From, TimeOnly.MinValue, TimeSpan.Zero), measures, default);
                await source.Records(db, measures[0], new RecordsAsked([new RecordSpan(month.From, month.From.AddDays(6), ["b-7"])], null), Caller.System).Take(20).ToListAsync();
                await source.Count(db, "b-7", [month.From, month.To], measures, default);
            }

            await Backlog.Of(db.Set<TicketRow>().Where(row => branches.Contains(row.BranchId)), TimeProvider.System.GetUtcNow()).ToListAsync();
        }

        // Also over all branches, as the console asks for them.
        var records = new FigureQueries(reports, cluster.Services.GetRequiredService<Readers>(), cluster.Services.GetRequiredService<PartNames>(), seen);
        foreach (var figure in new[] { FigureKey.TicketsRegistered, FigureKey.EmergenciesRegistered, FigureKey.TicketsCompleted, FigureKey.Reopened })
        {
            var page = await records.FigureRecordsAsync(new(20, null, null, null, null, [], 20), figure, month.From, month.To, TestCluster.At(Assignment.Headquarters, Role.ServiceDirector));
            await page.Count(default);
        }

        // Staff beside what they look after is told from the summed days: however many tickets there are, none is read.
        var staffing = new SentStatements(cluster);
        var summed = new FigureReports(staffing, cluster.Services.GetRequiredService<EffectivePolicies>(),
            cluster.Services.GetRequiredService<ReferenceCache<IRegionsGrain, AfterSales.Branches.Rules.RegionTree>>(), TimeProvider.System);
        await new StaffingQueries(summed, cluster.Services.GetRequiredService<ReferenceCache<IRegionsGrain, AfterSales.Branches.Rules.RegionTree>>(), staffing)
            .StaffingAsync(month.From, month.To, TestCluster.At(Assignment.Headquarters, Role.ServiceDirector));
        Assert.Contains(staffing.All, sql => sql.Contains("branch_day", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(staffing.All, sql => sql.Contains("from ticket", StringComparison.OrdinalIgnoreCase) || sql.Contains("from \"ticket", StringComparison.OrdinalIgnoreCase));

        Assert.NotEmpty(seen.All);
        foreach (var sql in seen.All)
        {
            // What a statement has found itself is gone through as a whole.
            var plan = await cluster.Explain(sql);
            foreach (System.Text.RegularExpressions.Match found in System.Text.RegularExpressions.Regex.Matches(plan, @"(CO-ROUTINE|MATERIALIZE) (t\d?)\b"))
                plan = plan.Replace($"SCAN {found.Groups[2].Value}", "", StringComparison.Ordinal);
            foreach (var table in new[] { "ticket", "ticket_completion", "branch_day" })
            {
                Assert.DoesNotContain($"seq scan on {table} ", plan + " ", StringComparison.OrdinalIgnoreCase);
                // By its alias, also along an index. A list that was given is a virtual table.
                Assert.DoesNotMatch($"SCAN {table[0]}\\d?\\b(?! (USING (COVERING )?INDEX (sqlite_autoindex_branch_1|branch_code)|VIRTUAL TABLE))", plan);
            }
        }
    }

    private async Task Fill()
    {
        var isSqlite = cluster.Database.Provider == StorageProvider.Sqlite;
        string Numbers(int count) => isSqlite ? $"with recursive n(i) as (select 0 union all select i + 1 from n where i < {count - 1})" : $"with n(i) as (select generate_series(0, {count - 1}))";
        string Day(string days) => isSqlite ? $"date('2025-01-01', '+' || ({days}) || ' days')" : $"date '2025-01-01' + (({days})::int)";
        string At(string days) => isSqlite ? $"strftime('%Y-%m-%dT%H:%M:%fZ', '2025-01-01', '+' || ({days}) || ' days')" : $"timestamptz '2025-01-01' + make_interval(days => ({days})::int)";
        var (yes, no) = isSqlite ? ("1", "0") : ("true", "false");
        await cluster.Execute($"""
            insert into branch (id, branch_id, code, name, country, currency, time_zone, state, version, shape)
            {Numbers(Branches)} select 'b-' || i, 'b-' || i, 'P' || i, 'Plan ' || i, 'ES', 'EUR', 'Europe/Madrid', 'Open', 1, 1 from n
            """);
        await cluster.Execute($"""
            insert into ticket (id, number, branch_id, customer_id, technician_id, owner, step, step_since, is_open, kind, category, channel, is_emergency, rank, missing, reports, round,
              registered_at, registered_day, version, shape)
            {Numbers(Tickets)} select 't-plan-' || i, 'N-' || i, 'b-' || (i % {Branches}), 'c-' || (i % 9000), 'tech-' || (i % 300), 'test', 'Closed', {At("i % 365")},
              case when i % 100 = 0 then {yes} else {no} end, 'Repair', 'Paid', 'Call', {no}, 1, '', 1, 1, {At("i % 365")}, {Day("i % 365")}, 1, 1 from n
            """);
        await cluster.Execute($"""
            insert into ticket_completion (id, branch_id, ticket_id, round, technician_id, model_id, fault, kind, category, resolution, is_fixed, completed_day, completed_at, is_reopened, visits, minutes)
            {Numbers(Tickets)} select 't-plan-' || i || '/1', 'b-' || (i % {Branches}), 't-plan-' || i, 1, 'tech-' || (i % 300), 'm-' || (i % 40), 'F' || (i % 17), 'Repair', 'Paid', 'OnSite', {yes}, {Day("i % 365")}, {At("i % 365")}, {no}, 1, 60 from n
            """);
        string[] measures = [.. FigureBook.AllMeasures.Select(measure => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(measure.Key))];
        foreach (var (dimension, member, count) in new[] { ("Branch", "''", Branches * 365), ("Technician", "'tech-' || (i % 300)", Branches * 365) })
        {
            await cluster.Execute($"""
                insert into branch_day (dimension, member, day, branch_id, {string.Join(", ", measures)})
                {Numbers(count)} select '{dimension}', {member}, {Day($"i / {Branches}")}, 'b-' || (i % {Branches}), {string.Join(", ", measures.Select(_ => "1"))} from n
                """);
        }

        await cluster.Execute("analyze");
    }
}

public sealed class FigurePlanTestsOnSqlite(SqliteCluster cluster) : FigurePlanTests(cluster), IClassFixture<SqliteCluster>;

public sealed class FigurePlanTestsOnPostgreSql(PostgreSqlCluster cluster) : FigurePlanTests(cluster), IClassFixture<PostgreSqlCluster>;
