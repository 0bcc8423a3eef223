using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace AfterSales.ClusterTests.Storage;

/// <summary>The numbered scripts: each exactly once, whoever starts when.</summary>
public abstract class LedgerConformance(StorageProvider provider)
{
    [Fact]
    public async Task Applied_twice_the_ledger_changes_nothing()
    {
        await using var test = await TestDatabase.CreateBare(provider);
        await using (var database = Database.Open(test.Options)) await database.ApplyLedger();
        await using var again = Database.Open(test.Options);
        await again.ApplyLedger();
        await EachScriptOnce(again);
    }

    [Fact]
    public async Task Start_ups_at_once_in_one_process_apply_each_script_once()
    {
        await using var test = await TestDatabase.CreateBare(provider);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            await using var database = Database.Open(test.Options);
            await database.ApplyLedger();
        })));
        await using var after = Database.Open(test.Options);
        await EachScriptOnce(after);
    }

    [Fact]
    public async Task Processes_that_start_at_once_apply_each_script_once()
    {
        await using var test = await TestDatabase.CreateBare(provider);
        using var first = ChildProcess.Start(ChildProcess.ApplyLedger, test);
        using var second = ChildProcess.Start(ChildProcess.ApplyLedger, test);
        foreach (var process in new[] { first, second })
        {
            var errors = await process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            Assert.True(process.ExitCode == 0, errors);
        }

        await using var after = Database.Open(test.Options);
        await EachScriptOnce(after);
    }

    /// <summary>Starts with a connection string that can't work, and sees that the reason names what to do.</summary>
    protected async Task RefusesToStart(string connectionString, params string[] words)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection([new("Storage:Provider", provider.ToString()), new("ConnectionStrings:AfterSales", connectionString)]);
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            builder.Services.AddStorage(builder.Configuration);
            using var host = builder.Build();
            await host.StartAsync();
        });
        foreach (var word in words.Append("ConnectionStrings:AfterSales")) Assert.Contains(word, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_engine_nobody_knows_is_refused_with_those_we_know()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Storage:Provider", "Oracle")]).Build();
        var failure = Assert.Throws<InvalidOperationException>(() => new ServiceCollection().AddStorage(configuration));
        Assert.Contains("'Oracle'; it can be Sqlite or PostgreSql", failure.Message, StringComparison.Ordinal);
    }

    protected static async Task EachScriptOnce(Database database)
    {
        var options = new DbContextOptionsBuilder<AfterSalesDb>();
        database.Configure(options);
        await using var db = new AfterSalesDb(options.Options);
        var applied = await db.Database.SqlQuery<string>($"select scriptname as \"Value\" from ledger").ToListAsync();
        Assert.Equal(Ledger.Scripts(database.LedgerFolder).Select(script => script.Name), applied.Order(StringComparer.Ordinal));
    }
}

public sealed class LedgerConformanceOnSqlite() : LedgerConformance(StorageProvider.Sqlite)
{
    [Fact]
    public async Task Whoever_starts_second_touches_nothing_before_the_first_is_done()
    {
        await using var test = await TestDatabase.CreateBare(StorageProvider.Sqlite);
        var file = new Microsoft.Data.Sqlite.SqliteConnectionStringBuilder(test.ConnectionString).DataSource;
        await using var database = Database.Open(test.Options);
        Task second;
        await using (new FileStream(file + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None))
        {
            // Runs until it has to wait, which must be for the lock.
            second = database.ApplyLedger(TestContext.Current.CancellationToken);
            Assert.False(second.IsCompleted);
            Assert.False(File.Exists(file));
        }

        await second;
        await EachScriptOnce(database);
    }

    [Theory]
    [InlineData("nonsense", "Give one such as 'Data Source=")]
    [InlineData("Data Source=/proc/nowhere/x.db", "/proc/nowhere/x.db could not be opened")]
    [InlineData("Data Source=/", "Check that it is a SQLite database")]
    public Task A_database_that_cannot_be_used_stops_the_start_and_says_what_to_do(string connectionString, string words) =>
        RefusesToStart(connectionString, words);
}

public sealed class LedgerConformanceOnPostgreSql() : LedgerConformance(StorageProvider.PostgreSql)
{
    [Theory]
    [InlineData("", "give ConnectionStrings:AfterSales")]
    [InlineData("nonsense", "Give one such as 'Host=")]
    [InlineData("Host=127.0.0.1;Colour=blue", "colour")]
    [InlineData("Host=127.0.0.1;Port=1;Database=x;Username=y", "127.0.0.1:1 can't be used")]
    public Task A_database_that_cannot_be_used_stops_the_start_and_says_what_to_do(string connectionString, string words) =>
        RefusesToStart(connectionString, words);

    [Fact]
    public async Task Whoever_starts_second_touches_nothing_before_the_first_is_done()
    {
        await using var test = await TestDatabase.CreateBare(StorageProvider.PostgreSql);
        await using var database = Database.Open(test.Options);
        await using var first = new NpgsqlConnection(test.ConnectionString);
        await first.OpenAsync(TestContext.Current.CancellationToken);
        await Scalar($"select pg_advisory_lock({PostgreSqlDatabase.StartUpLock})");
        var second = Task.Run(() => database.ApplyLedger());
        while (await Scalar("select count(*) from pg_locks where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())") is 0L)
            Assert.False(second.IsCompleted);
        Assert.Equal(0L, await Scalar("select count(*) from pg_tables where schemaname = 'public'"));
        await Scalar($"select pg_advisory_unlock({PostgreSqlDatabase.StartUpLock})");
        await second;
        await EachScriptOnce(database);

        async Task<object?> Scalar(string sql)
        {
            await using var command = new NpgsqlCommand(sql, first);
            return await command.ExecuteScalarAsync();
        }
    }

    [Fact]
    public Task A_database_that_does_not_exist_is_named()
    {
        var server = Environment.GetEnvironmentVariable("AFTERSALES_TEST_POSTGRESQL");
        return RefusesToStart(new NpgsqlConnectionStringBuilder(server) { Database = "no_such_database" }.ToString(), "a database 'no_such_database'");
    }
}
