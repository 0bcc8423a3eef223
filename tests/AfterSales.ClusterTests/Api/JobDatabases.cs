using AfterSales.Tests.Api.Fixture;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace AfterSales.ClusterTests.Api;

/// <summary>A database of sixty jobs with many equal and missing values.</summary>
public abstract class JobDatabase : IDbContextFactory<WorkshopDb>, IAsyncLifetime
{
    public static DateTimeOffset Start { get; } = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    public static IReadOnlyList<JobRow> Jobs { get; } =
    [
        .. Enumerable.Range(1, 60).Select(i => new JobRow
        {
            Id = $"j-{i:000}", Title = i % 7 == 0 ? "Pump at 100%" : $"Pump {i % 4}", Status = i % 3 == 0 ? JobStatus.InProgress : JobStatus.Open,
            DueAt = i % 5 == 0 ? null : Start.AddDays(i % 6).AddMilliseconds(i % 2), City = (i % 4) switch { 0 => null, 1 => "Ávila", 2 => "aachen", _ => "Bonn" }, Rank = i % 5,
        }),
    ];

    private DbContextOptions<WorkshopDb>? options;

    public WorkshopDb CreateDbContext() => new(options!);

    public async ValueTask InitializeAsync()
    {
        options = await OpenAsync();
        await using var db = CreateDbContext();
        await db.Database.EnsureCreatedAsync(TestContext.Current.CancellationToken);
        db.AddRange(Jobs);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (options is null) return;
        await using var db = CreateDbContext();
        await db.Database.EnsureDeletedAsync(CancellationToken.None);
    }

    protected abstract Task<DbContextOptions<WorkshopDb>> OpenAsync();
}

public sealed class SqliteJobs : JobDatabase
{
    protected override Task<DbContextOptions<WorkshopDb>> OpenAsync()
    {
        var file = Path.Combine(Path.GetTempPath(), $"jobs-{Guid.NewGuid():n}.db");
        return Task.FromResult(new DbContextOptionsBuilder<WorkshopDb>().UseSqlite(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString()).Options);
    }
}

public sealed class PostgreSqlJobs : JobDatabase
{
    private const string Setting = "AFTERSALES_TEST_POSTGRESQL";

    protected override Task<DbContextOptions<WorkshopDb>> OpenAsync()
    {
        var server = Environment.GetEnvironmentVariable(Setting)
            ?? throw new InvalidOperationException($"Set {Setting} to the connection string of a PostgreSQL server on which databases may be created.");
        var connection = new NpgsqlConnectionStringBuilder(server) { Database = $"jobs_{Guid.NewGuid():n}", Pooling = false }.ToString();
        return Task.FromResult(new DbContextOptionsBuilder<WorkshopDb>().UseNpgsql(connection).Options);
    }
}
