using System.Reflection;
using AfterSales.Access;
using AfterSales.Api.Engine;
using AfterSales.Api.Wording;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace AfterSales.Api;

/// <summary>How a host serves the GraphQL API.</summary>
public static class GraphQLApi
{
    /// <summary>
    /// Registers the schema made of the assemblies' <see cref="QueriesAttribute"/>, <see cref="MutationsAttribute"/> and
    /// <see cref="SubscriptionsAttribute"/> classes, and these and their batch loaders per request.
    /// </summary>
    public static IServiceCollection AddGraphQLApi(this IServiceCollection services, IReadOnlyCollection<Assembly> assemblies, Action<GraphQLApiOptions>? configure = null) =>
        services.AddGraphQLApi(Resolvers.In(assemblies), assemblies.SelectMany(a => a.GetTypes()).Where(IsBatchLoader), configure);

    /// <inheritdoc cref="AddGraphQLApi(IServiceCollection, IReadOnlyCollection{Assembly}, Action{GraphQLApiOptions})"/>
    public static IServiceCollection AddGraphQLApi(this IServiceCollection services, Assembly assembly, Action<GraphQLApiOptions>? configure = null) =>
        services.AddGraphQLApi([assembly], configure);

    internal static IServiceCollection AddGraphQLApi(this IServiceCollection services, Resolvers resolvers, IEnumerable<Type> loaders, Action<GraphQLApiOptions>? configure)
    {
        foreach (var type in resolvers.Queries.Concat(resolvers.Mutations).Concat(resolvers.Subscriptions).Concat(loaders)) services.TryAddScoped(type);
        services.AddOptions<GraphQLApiOptions>().BindConfiguration(GraphQLApiOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        if (configure is not null) services.Configure(configure);
        services.AddScoped<CurrentCaller>();
        services.TryAddSingleton<Readers>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IPersistedDocuments>(provider => new PersistedDocuments(
            provider.GetRequiredService<IOptions<GraphQLApiOptions>>().Value.DocumentsFolder is { Length: > 0 } folder ? PersistedDocuments.InFolder(folder) : []));
        services.AddEngine(resolvers);
        return services;
    }

    /// <summary>Serves HTTP and WebSocket at this path. Anybody may knock: it is each field that refuses, with its code.</summary>
    public static IEndpointConventionBuilder MapGraphQL(this WebApplication app, string path = "/graphql")
    {
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.FromSeconds(20) });
        return app.Map(path, (HttpContext http, HttpEndpoint requests, SocketEndpoint sockets) =>
            http.WebSockets.IsWebSocketRequest ? sockets.HandleAsync(http) : requests.HandleAsync(http)).AllowAnonymous();
    }

    private static bool IsBatchLoader(Type type)
    {
        for (var ancestor = type.BaseType; ancestor is not null; ancestor = ancestor.BaseType)
            if (ancestor.IsGenericType && ancestor.GetGenericTypeDefinition() == typeof(BatchLoader<,>)) return !type.IsAbstract;
        return false;
    }
}
