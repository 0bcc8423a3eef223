using AfterSales.Access;
using AfterSales.Records;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orleans.TestingHost;

namespace AfterSales.ClusterTests;

/// <summary>A silo with everything in it but HTTP, on a real database and on virtual time that begins on a Monday morning.</summary>
public abstract class TestCluster(StorageProvider provider) : IAsyncLifetime
{
    /// <summary>Monday, 2 March 2026, 09:00 in Shanghai.</summary>
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    private InProcessTestCluster _cluster = null!;

    public TestDatabase Database { get; private set; } = null!;

    public IGrainFactory Grains => _cluster.Client;

    public IServiceProvider Services => _cluster.Silos[0].ServiceProvider;

    public VirtualTime Time => Services.GetRequiredService<VirtualTime>();

    public DateTimeOffset Now => Services.GetRequiredService<TimeProvider>().GetInstant();

    public async ValueTask InitializeAsync()
    {
        Database = await TestDatabase.Create(provider);
        var builder = new InProcessTestClusterBuilder(1);
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSilo((_, silo) =>
        {
            silo.UseAfterSales();
            silo.Services.AddStorage(AfterSales.Storage.Database.Open(Database.Options));
            silo.Services.AddCapabilities();
            silo.Services.AddVirtualTime(new VirtualClock(new FakeTimeProvider(Start)));
            silo.Services.AddSingleton<FailingStorage>();
            FailingStorage.Wrap(silo.Services);
        });
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _cluster.StopAllSilosAsync();
        await _cluster.DisposeAsync();
        await Database.DisposeAsync();
    }

    public async Task<List<TRow>> Rows<TRow>(Func<IQueryable<TRow>, IQueryable<TRow>> query) where TRow : class
    {
        await using var db = await Services.GetRequiredService<IDbContextFactory<AfterSalesDb>>().CreateDbContextAsync();
        return await query(db.Set<TRow>().AsNoTracking()).ToListAsync();
    }

    public static Caller At(string branchId, params Role[] roles) =>
        new("test", "Test", [.. roles.Select(role => new Assignment(role, branchId))]);
}

public sealed class SqliteCluster() : TestCluster(StorageProvider.Sqlite);

public sealed class PostgreSqlCluster() : TestCluster(StorageProvider.PostgreSql);
