using AfterSales.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Configuration;
using Orleans.Serialization;

namespace AfterSales.Records;

public static class RecordsSetup
{
    public static IServiceCollection AddRecords(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.AddSingleton<RecordMeters>();
        services.AddSingleton<RecordServices>();
        services.AddSingleton<Courier>().AddHostedService(provider => provider.GetRequiredService<Courier>());
        services.AddSingleton<Announcer>().AddHostedService(provider => provider.GetRequiredService<Announcer>());
        services.AddSingleton<DueRecords>();
        services.AddSingleton<SetAside>();
        services.AddSingleton<Journal>();
        services.AddSingleton<StoredCheck>();
        services.AddSingleton<ReadsOutside>().AddHostedService(provider => provider.GetRequiredService<ReadsOutside>());
        services.AddSingleton<Sweep>();
        services.AddSingleton<ISweepPart, OlderShapes>();
        services.AddSingleton<Rebuild>().AddSingleton<ISweepPart>(provider => provider.GetRequiredService<Rebuild>());
        services.AddSingleton(typeof(ReferenceCache<,>));
        services.AddHostedService<SweepStarter>();
        return services;
    }

    /// <summary>
    /// States and reminders on the service's database. A record that nobody asks leaves memory after minutes: it is read again in a millisecond, and what
    /// a long list or a sweep touched would be kept for nothing. Nor are a million addresses of such records remembered.
    /// </summary>
    /// <remarks>What a database said to one silo, or that a newer version saved a record, has to reach the one that asked: a failure that can't be told is taken for a mistake of ours.</remarks>
    public static ISiloBuilder UseRecords(this ISiloBuilder silo) => silo.UseStorage(RecordServices.StorageName, new SavedSerializer())
        .Configure<ExceptionSerializationOptions>(options => options.SupportedNamespacePrefixes.UnionWith(["Npgsql", typeof(NewerStateException).Namespace!]))
        .Configure<GrainCollectionOptions>(options => (options.CollectionAge, options.CollectionQuantum) = (TimeSpan.FromMinutes(3), TimeSpan.FromSeconds(30)))
        .Configure<GrainDirectoryOptions>(options => options.CacheSize = 10_000);

    /// <summary>Runs the service on a clock that can be moved ahead: for the demo and for tests.</summary>
    public static IServiceCollection AddVirtualTime(this IServiceCollection services, VirtualClock clock)
    {
        services.AddSingleton(clock);
        services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));
        services.AddSingleton<VirtualTime>();
        // Orleans asks for its clocks by key. They stay real: a silo that believes to live days ahead would be declared dead.
        services.AddKeyedSingleton<TimeProvider>(KeyedService.AnyKey, (_, _) => TimeProvider.System);
        return services;
    }
}
