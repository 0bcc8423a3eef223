using System.Text.Json;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Api.Engine;
using GraphQL.Types;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.Tests.Api.Fixture;

/// <summary>The workshop's services and who works there.</summary>
public static class Workshops
{
    public static Caller Manager { get; } = new("manager", "May", [new(Role.BranchManager, "b-1")]);

    public static Caller Administrator { get; } = new("administrator", "Ada", [new(Role.Administrator, Assignment.Headquarters), new(Role.Receptionist, "b-1")]);

    public static Caller Supplier { get; } = new("supplier", "Sam", [new(Role.Supplier, "b-1")]);

    public static void AddWorkshop(this IServiceCollection services, Action<GraphQLApiOptions>? configure = null)
    {
        services.AddSingleton<FetchLog>().AddSingleton<SubscriberCount>();
        services.AddGraphQLApi(typeof(JobQueries).Assembly, configure);
    }

    public static ServiceProvider Open(Action<GraphQLApiOptions>? configure = null, Action<IServiceCollection>? more = null)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddPooledDbContextFactory<WorkshopDb>(o => o.UseSqlite("Data Source=:memory:"));
        more?.Invoke(services);
        services.AddWorkshop(configure);
        return services.BuildServiceProvider(validateScopes: true);
    }

    public static ISchema Schema(this IServiceProvider services)
    {
        var schema = services.GetRequiredService<ISchema>();
        schema.Initialize();
        return schema;
    }

    public static Task<JsonElement> Ask(this IServiceProvider services, string document, Caller caller, object? variables = null) =>
        services.GetRequiredService<GraphQLRunner>().ExecuteAsync(document, variables, caller, TestContext.Current.CancellationToken);

    public static async Task<JsonElement> Ask(string document, Caller? caller = null, object? variables = null)
    {
        await using var services = Open();
        return await services.Ask(document, caller ?? Administrator, variables);
    }

    /// <summary>The code of the first error.</summary>
    public static string? Code(this JsonElement answer) =>
        answer.TryGetProperty("errors", out var errors) ? errors[0].GetProperty("extensions").GetProperty("code").GetString() : null;

    public static string? Message(this JsonElement answer) => answer.GetProperty("errors")[0].GetProperty("message").GetString();

    public static JsonElement At(this JsonElement answer, params string[] path) => path.Aggregate(answer.GetProperty("data"), (part, name) => part.GetProperty(name));
}
