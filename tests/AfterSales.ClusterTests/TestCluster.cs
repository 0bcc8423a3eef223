using AfterSales.Access;
using AfterSales.Headquarters;
using AfterSales.Records;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orleans.Storage;
using Orleans.TestingHost;

namespace AfterSales.ClusterTests;

/// <summary>Silos with everything in them but HTTP, on a real database and on virtual time that begins on a Monday morning.</summary>
public abstract class TestCluster(StorageProvider provider, short silos = 1, string serviceId = "aftersales") : IAsyncLifetime
{
    /// <summary>Monday, 2 March 2026, 09:00 in Shanghai.</summary>
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    private readonly VirtualClock _clock = new(new FakeTimeProvider(Start));
    private InProcessTestCluster _cluster = null!;

    public TestDatabase Database { get; private set; } = null!;

    public IGrainFactory Grains => _cluster.Client;

    public IServiceProvider Services => ServicesOf(0);

    public IGrainStorage Storage => Services.GetRequiredKeyedService<IGrainStorage>(RecordServices.StorageName);

    public FailingStorage Faults => Services.GetRequiredService<FailingStorage>();

    public VirtualTime Time => Services.GetRequiredService<VirtualTime>();

    public DateTimeOffset Now => Services.GetRequiredService<TimeProvider>().GetInstant();

    public IServiceProvider ServicesOf(int silo) => _cluster.Silos[silo].ServiceProvider;

    public async ValueTask InitializeAsync()
    {
        Database = await TestDatabase.Create(provider);
        await Deploy();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Stop();
        await Database.DisposeAsync();
    }

    /// <summary>All silos stop, and others start on the same database.</summary>
    public async Task Restart()
    {
        await Stop();
        await Deploy();
    }

    /// <summary>The record leaves memory; the next call reads it from the database.</summary>
    public Task Forget(IAddressable grain) => _cluster.DeactivateAsync(grain);

    public async Task<List<TRow>> Rows<TRow>(Func<IQueryable<TRow>, IQueryable<TRow>> query) where TRow : class
    {
        await using var db = await Services.GetRequiredService<IDbContextFactory<AfterSalesDb>>().CreateDbContextAsync();
        return await query(db.Set<TRow>().AsNoTracking()).ToListAsync();
    }

    public async Task<int> Execute(string sql)
    {
        await using var command = Services.GetRequiredService<Database>().DataSource.CreateCommand(sql);
        return await command.ExecuteNonQueryAsync();
    }

    /// <summary>A query's rows, each value as text.</summary>
    public async Task<List<string?[]>> Query(string sql)
    {
        await using var command = Services.GetRequiredService<Database>().DataSource.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string?[]>();
        while (await reader.ReadAsync())
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? null : FormattableString.Invariant($"{reader.GetValue(i)}"))]);
        return rows;
    }

    public static Caller At(string branchId, params Role[] roles) =>
        new("test", "Test", [.. roles.Select(role => new Assignment(role, branchId))]);

    /// <summary>Are the figures of each branch looked at each morning: a year of mornings takes a minute, which other tests need not wait for.</summary>
    protected virtual bool LooksAtFigures => false;

    protected virtual void Configure(ISiloBuilder silo) => silo.Services.AddVirtualTime(_clock);

    private async Task Deploy()
    {
        var builder = new InProcessTestClusterBuilder(silos);
        builder.Options.ConfigureFileLogging = false;
        builder.Options.ServiceId = serviceId;
        builder.ConfigureSilo((_, silo) =>
        {
            silo.UseAfterSales();
            silo.Services.AddStorage(AfterSales.Storage.Database.Open(Database.Options));
            silo.Services.AddCapabilities();
            if (!LooksAtFigures) silo.Services.Remove(silo.Services.Single(service => service.ImplementationType == typeof(FigureWatches)));
            silo.Services.AddSingleton<FailingStorage>();
            FailingStorage.Wrap(silo.Services);
            Configure(silo);
        });
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    private async Task Stop()
    {
        await _cluster.StopAllSilosAsync();
        await _cluster.DisposeAsync();
    }
}

public sealed class SqliteCluster() : TestCluster(StorageProvider.Sqlite);

public sealed class PostgreSqlCluster() : TestCluster(StorageProvider.PostgreSql);
