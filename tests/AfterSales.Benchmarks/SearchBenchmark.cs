using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using AfterSales.Access;
using AfterSales.Search;
using AfterSales.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace AfterSales.Benchmarks;

/// <summary>
/// The search as people type, among a million customers against among ten thousand, in the same run: names letter by letter, pinyin, parts of
/// numbers, addresses, references, serial and ticket numbers; by headquarters, who finds all, and by a branch. The customers looked for are in both databases.
/// <code>dotnet run -c Release --project tests/AfterSales.Benchmarks -- search [connection string]</code>
/// The databases are filled row by row without grains; they need some 3 GB, and are taken away afterwards. AFTERSALES_SEARCH_MANY is another number
/// than a million.
/// </summary>
internal static class SearchBenchmark
{
    private const int Few = 10_000;
    private const int Sought = 50;

    // Odd, so that both languages are among them.
    private const int SoughtEvery = 199;
    private const int Rounds = 3;

    private static readonly string[] Columns = ["id", "kind", "branch_id", "title", "subtitle", "names", "phones", "codes", "text", "is_archived", "technician_id", "customer_id", "product_id"];

    public static async Task<int> Run(string[] args)
    {
        var many = int.TryParse(Environment.GetEnvironmentVariable("AFTERSALES_SEARCH_MANY"), CultureInfo.InvariantCulture, out var given) ? given : 1_000_000;
        await Measured.Heading();
        System.Console.WriteLine($"{"",-26}{"queries",8}{"p50 few",10}{"p50 many",10}{"ratio",7}{"p95 few",10}{"p95 many",10}{"ratio",7}{"worst",10}   (ms; few is {Few}, many is {many})");
        if ((args.FirstOrDefault() ?? Environment.GetEnvironmentVariable("AFTERSALES_TEST_POSTGRESQL")) is { } server)
            await Measure(await BenchmarkDatabase.PostgreSql(server), await BenchmarkDatabase.PostgreSql(server), many);
        await Measure(BenchmarkDatabase.Sqlite(), BenchmarkDatabase.Sqlite(), many);
        return 0;
    }

    private static async Task Measure(BenchmarkDatabase small, BenchmarkDatabase large, int many)
    {
        await using var first = small;
        await using var second = large;
        var (few, lots) = (await Filled(small, Few), await Filled(large, many));
        (string Kind, string Text, string Branch)[] typed =
        [
            .. from i in Enumerable.Range(0, Sought)
               from typing in ManyCustomers.Typed(i * SoughtEvery)
               select (typing.Kind, typing.Text, ManyCustomers.Number(i * SoughtEvery).BranchId),
        ];
        foreach (var atHeadquarters in new[] { true, false })
        {
            var taken = new List<(string Kind, double InFew, double InMany)>();
            // The first round only warms up.
            for (var round = 0; round <= Rounds; round++)
            {
                foreach (var (kind, text, branch) in typed)
                {
                    var caller = new Caller("benchmark", "", [atHeadquarters ? new(Role.ServiceDirector, Assignment.Headquarters) : new(Role.Dispatcher, branch)]);
                    var (inFew, inMany) = (await Milliseconds(few, text, caller), await Milliseconds(lots, text, caller));
                    if (round == 0) continue;
                    taken.Add((kind, inFew, inMany));
                    if (inMany > 50 && Environment.GetEnvironmentVariable("AFTERSALES_SEARCH_SLOW") is not null) System.Console.WriteLine($"  {inMany:F0} ms against {inFew:F1}: {text}");
                }
            }

            Show($"{small.Options.Provider} {(atHeadquarters ? "headquarters" : "branch")}", taken);
            foreach (var same in taken.GroupBy(one => one.Kind)) Show($"  {same.Key}", [.. same]);
        }
    }

    private static void Show(string name, List<(string Kind, double InFew, double InMany)> taken)
    {
        var (of, among) = (taken.ConvertAll(one => one.InFew), taken.ConvertAll(one => one.InMany));
        System.Console.WriteLine($"{name,-26}{of.Count,8}{Measured.At(of, 50),10:F2}{Measured.At(among, 50),10:F2}{Measured.At(among, 50) / Measured.At(of, 50),7:F2}"
            + $"{Measured.At(of, 95),10:F2}{Measured.At(among, 95),10:F2}{Measured.At(among, 95) / Measured.At(of, 95),7:F2}{among.Max(),10:F1}");
    }

    private static async Task<double> Milliseconds(Finder finder, string text, Caller caller)
    {
        var clock = Stopwatch.StartNew();
        await finder.Find(text, SearchKinds.All, 20, false, caller, CancellationToken.None);
        return clock.Elapsed.TotalMilliseconds;
    }

    private static async Task<Finder> Filled(BenchmarkDatabase test, int count)
    {
        var database = Database.Open(test.Options);
        await database.ApplyLedger();
        if (test.Options.Provider == StorageProvider.PostgreSql) await FillPostgreSql(test.Options.ConnectionString, count);
        else await FillSqlite(test.Options.ConnectionString, count);
        var options = new DbContextOptionsBuilder<AfterSalesDb>();
        database.Configure(options);
        return new Finder(new Contexts(options.Options));
    }

    private static async Task FillPostgreSql(string connectionString, int count)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await Execute(connection, "drop index search_entry_text");
        await using (var copy = await connection.BeginBinaryImportAsync($"copy search_entry ({string.Join(", ", Columns)}) from stdin (format binary)"))
        {
            // The keys are made when the last row has come.
            copy.Timeout = TimeSpan.FromMinutes(30);
            for (var number = 0; number < count; number++)
            {
                foreach (var row in ManyCustomers.Rows(number, SoughtEvery))
                {
                    await copy.StartRowAsync();
                    foreach (var value in Values(row))
                    {
                        if (value is null) await copy.WriteNullAsync();
                        else await copy.WriteAsync(value);
                    }
                }
            }

            await copy.CompleteAsync();
        }

        await Execute(connection, "create index search_entry_text on search_entry using gin (text gin_trgm_ops)");
        await Execute(connection, "vacuum analyze search_entry");
        await Execute(connection, "vacuum analyze search_key");
    }

    private static async Task FillSqlite(string connectionString, int count)
    {
        await using var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync();
        await using var all = connection.BeginTransaction();
        await using var command = connection.CreateCommand();
        command.Transaction = all;
        command.CommandText = $"insert into search_entry ({string.Join(", ", Columns)}) values ({string.Join(", ", Columns.Select(column => "@" + column))})";
        foreach (var column in Columns)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = "@" + column });
        }

        for (var number = 0; number < count; number++)
        {
            foreach (var row in ManyCustomers.Rows(number, SoughtEvery))
            {
                foreach (var (i, value) in Values(row).Index()) command.Parameters[i].Value = value ?? DBNull.Value;
                await command.ExecuteNonQueryAsync();
            }
        }

        await all.CommitAsync();
        await Execute(connection, "analyze");
    }

    private static object?[] Values(SearchRow row) =>
        [row.Id, row.Kind.ToString(), row.BranchId, row.Title, row.Subtitle, row.Names, row.Phones, row.Codes, row.Text, row.IsArchived, row.TechnicianId, row.CustomerId, row.ProductId];

    private static async Task Execute(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync();
    }

    private sealed class Contexts(DbContextOptions<AfterSalesDb> options) : IDbContextFactory<AfterSalesDb>
    {
        public AfterSalesDb CreateDbContext() => new(options);
    }
}
