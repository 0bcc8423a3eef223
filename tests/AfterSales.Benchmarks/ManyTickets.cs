using System.Globalization;
using AfterSales.Storage;

namespace AfterSales.Benchmarks;

/// <summary>Tickets of a year, their completions and the days to be counted, filled row by row without grains.</summary>
internal static class ManyTickets
{
    public const int Branches = 20;
    public const int Days = 365;
    // What one does in a year: there are more of them where there is more to do.
    private const int TicketsOfATechnician = 1000;
    public static readonly DateOnly First = new(2025, 1, 1);

    /// <param name="openEvery">One ticket of so many of a branch is open.</param>
    /// <param name="branch">All are this branch's, and not of twenty.</param>
    public static async Task Fill(Database database, bool isSqlite, int count, int openEvery = 1000, string? branch = null)
    {
        string Numbers(int many) => isSqlite ? $"with recursive n(i) as (select 0 union all select i + 1 from n where i < {many - 1})" : $"with n(i) as (select generate_series(0, {many - 1}))";
        string Day(string days) => isSqlite ? $"date('2025-01-01', '+' || ({days}) || ' days')" : $"date '2025-01-01' + (({days})::int)";
        string At(string days) => isSqlite ? $"strftime('%Y-%m-%dT%H:%M:%fZ', '2025-01-01', '+' || ({days}) || ' days')" : $"timestamptz '2025-01-01' + make_interval(days => ({days})::int)";
        var (yes, no) = isSqlite ? ("1", "0") : ("true", "false");
        // The branch changes fastest, then its technicians; each of them works on all days.
        var technicians = Math.Max(Branches, count / TicketsOfATechnician / Branches * Branches);
        var day = $"(i / {Branches} + i / {technicians}) % {Days}";
        var branchId = branch is null ? $"'b-' || (i % {Branches})" : $"'{branch}'";
        // SQLite's 2 MB of pages in memory are far too few to fill by: a gigabyte, until all is there.
        if (isSqlite) await Execute(database, "pragma cache_size = -1000000");
        var indexes = await TakeIndexes(database, isSqlite);
        await Execute(database, $"""
            insert into ticket (id, number, branch_id, customer_id, technician_id, model_id, owner, step, step_since, is_open, kind, category, channel, is_emergency, rank, missing, reports, round,
              registered_at, registered_day, completed_day, version, shape)
            {Numbers(count)} select 't-' || i, 'N-' || i, {branchId}, 'c-' || (i % 90000), 'tech-' || (i % {technicians}), 'm-' || (i % 13), 'test', 'Closed', {At(day)},
              case when (i / {Branches}) % {openEvery} = 0 then {yes} else {no} end, 'Repair', 'Paid', 'Call', case when i % 19 = 0 then {yes} else {no} end, case when i % 19 = 0 then 0 else 1 end, '', 1, 1, {At(day)}, {Day(day)}, {Day(day)}, 1, 1 from n
            """);
        await Execute(database, $"""
            insert into ticket_completion (id, branch_id, ticket_id, round, technician_id, model_id, kind, category, resolution, is_fixed, completed_day, completed_at, is_reopened, visits, minutes)
            {Numbers(count)} select 't-' || i || '/1', {branchId}, 't-' || i, 1, 'tech-' || (i % {technicians}), 'm-' || (i % 13), 'Repair', 'Paid', 'OnSite', {yes}, {Day(day)}, {At(day)},
              case when i % 17 = 0 then {yes} else {no} end, 1 + i % 2, 30 + i % 90 from n
            """);
        foreach (var index in indexes) await Execute(database, index);
        if (isSqlite) await Execute(database, "pragma cache_size = -2000");
        await Execute(database, $"insert into mark (branch_id, day) {Numbers(Branches * Days)} select 'b-' || (i % {Branches}), {Day($"i / {Branches}")} from n");
        await Execute(database, isSqlite ? "analyze" : "vacuum analyze");
    }

    /// <summary>Drops the indexes beside the primary keys, into which millions of rows go many times slower, and tells how to make them again.</summary>
    private static async Task<List<string>> TakeIndexes(Database database, bool isSqlite)
    {
        var found = await Indexes(database, isSqlite);
        foreach (var (name, _) in found) await Execute(database, $"drop index {name}");
        return [.. found.Select(index => index.Definition)];
    }

    private static async Task<List<(string Name, string Definition)>> Indexes(Database database, bool isSqlite)
    {
        const string tables = "('ticket', 'ticket_completion')";
        await using var command = database.DataSource.CreateCommand(isSqlite
            ? $"select name, sql from sqlite_master where type = 'index' and sql is not null and tbl_name in {tables}"
            : $"select indexname, indexdef from pg_indexes where schemaname = 'public' and tablename in {tables} and indexname not in (select conname from pg_constraint)");
        await using var reader = await command.ExecuteReaderAsync();
        var found = new List<(string Name, string Definition)>();
        while (await reader.ReadAsync()) found.Add((reader.GetString(0), reader.GetString(1)));
        return found;
    }

    public static async Task Execute(Database database, string sql)
    {
        await using var command = database.DataSource.CreateCommand(sql);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync();
    }

    public static async Task<long> Count(Database database, string sql)
    {
        await using var command = database.DataSource.CreateCommand(sql);
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }
}
