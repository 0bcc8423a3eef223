using System.ComponentModel.DataAnnotations;
using AfterSales.Api.Wording;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.Imports;

/// <summary>Section <c>Imports</c> of the settings.</summary>
public sealed class ImportOptions
{
    public const string Section = "Imports";

    /// <summary>The largest list that may be sent.</summary>
    [Range(1_000, int.MaxValue)]
    public int MaxBytes { get; set; } = 200 << 20;
}

public static class ImportSetup
{
    public static IServiceCollection AddImports(this IServiceCollection services)
    {
        services.AddOptions<ImportOptions>().BindConfiguration(ImportOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<KnownCustomers>();
        services.AddSingleton<KnownProducts>();
        services.AddSingleton<IListReader, CustomerLists>();
        services.AddSingleton<IListReader, ProductLists>();
        services.AddSingleton<IListReader, TechnicianLists>();
        services.AddSingleton<IListReader, ContractLists>();
        services.AddSingleton<IListReader, CalendarLists>();
        services.AddSingleton(provider => new ListImport(provider.GetServices<IListReader>(), provider.GetRequiredService<Readers>()));
        services.AddSingleton<ImportRights>();
        services.AddSingleton<TakenLists>();
        return services;
    }

    /// <summary>Lists as files: sent to <c>/imports</c>, got from <c>/exports</c>.</summary>
    public static IEndpointRouteBuilder MapLists(this IEndpointRouteBuilder app)
    {
        app.MapImports();
        app.MapExports();
        return app;
    }
}
