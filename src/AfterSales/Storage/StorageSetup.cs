using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Storage;

namespace AfterSales.Storage;

public static class StorageSetup
{
    /// <summary>Opens the database the settings name, and brings it up to date before anything else starts.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        var options = new StorageOptions { Provider = ProviderOf(configuration["Storage:Provider"]) };
        options.ConnectionString = configuration.GetConnectionString("AfterSales") is { Length: > 0 } given ? given
            : options.Provider == StorageProvider.Sqlite ? "Data Source=data/aftersales.db"
            : throw new InvalidOperationException("Storage:Provider is PostgreSql: give ConnectionStrings:AfterSales, such as 'Host=…;Database=…;Username=…'.");
        return services.AddStorage(Database.Open(options));
    }

    public static IServiceCollection AddStorage(this IServiceCollection services, Database database)
    {
        services.AddSingleton(database);
        services.AddPooledDbContextFactory<AfterSalesDb>(database.Configure);
        services.AddHostedService<LedgerAtStartUp>();
        return services;
    }

    /// <summary>Orleans' stock AdoNet providers on the same database.</summary>
    /// <param name="serializer">How a state is written; see <c>Records</c>.</param>
    public static ISiloBuilder UseStorage(this ISiloBuilder silo, string storageName, IGrainStorageSerializer serializer)
    {
        silo.AddAdoNetGrainStorage(storageName, (OptionsBuilder<AdoNetGrainStorageOptions> options) => options.Configure<Database>((o, database) =>
        {
            o.Invariant = database.OrleansInvariant;
            o.DataSource = database.DataSource;
            o.GrainStorageSerializer = serializer;
            // What is forgotten leaves no row.
            o.DeleteStateOnClear = true;
        }));
        silo.UseAdoNetReminderService((OptionsBuilder<AdoNetReminderTableOptions> options) => options.Configure<Database>((o, database) =>
        {
            o.Invariant = database.OrleansInvariant;
            o.DataSource = database.DataSource;
        }));
        return silo;
    }

    private static StorageProvider ProviderOf(string? named) =>
        string.IsNullOrEmpty(named) ? StorageProvider.Sqlite
        : Enum.TryParse<StorageProvider>(named, ignoreCase: true, out var provider) && Enum.IsDefined(provider) ? provider
        : throw new InvalidOperationException($"Storage:Provider is '{named}'; it can be Sqlite or PostgreSql.");

    private sealed class LedgerAtStartUp(Database database) : IHostedLifecycleService
    {
        public Task StartingAsync(CancellationToken cancellationToken) => database.ApplyLedger(cancellationToken);

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
