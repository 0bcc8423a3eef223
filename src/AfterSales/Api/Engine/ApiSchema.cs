using System.Reflection;
using GraphQL;
using GraphQL.Types;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AfterSales.Api.Engine;

/// <summary>The classes that contribute to the schema's roots.</summary>
internal sealed record Resolvers(IReadOnlyList<Type> Queries, IReadOnlyList<Type> Mutations, IReadOnlyList<Type> Subscriptions)
{
    public static Resolvers In(IEnumerable<Assembly> assemblies)
    {
        var types = assemblies.SelectMany(a => a.GetTypes()).OrderBy(t => t.FullName, StringComparer.Ordinal).ToArray();
        return new(Marked<QueriesAttribute>(), Marked<MutationsAttribute>(), Marked<SubscriptionsAttribute>());

        Type[] Marked<T>() where T : Attribute => [.. types.Where(t => t.IsDefined(typeof(T), inherit: false))];
    }
}

/// <summary>The schema: the fields of all <see cref="Resolvers"/> and every type they lead to.</summary>
internal sealed class ApiSchema : Schema
{
    public ApiSchema(IServiceProvider services, Resolvers resolvers, ILogger<ApiSchema> logger) : base(services)
    {
        var types = new SchemaTypes(services.GetRequiredService<IServiceProviderIsService>());
        var errors = new ErrorTypes(types);
        foreach (var scalar in SchemaTypes.Scalars) RegisterType(scalar);
        RegisterType(new SortDirection());
        RegisterType(errors.Error);
        Query = Root("Query", resolvers.Queries, (root, clr) => types.AddMembers(root, clr, From(clr), only: _ => false))!;
        Mutation = Root("Mutation", resolvers.Mutations, (root, clr) =>
        {
            foreach (var method in SchemaTypes.Methods(clr)) root.AddField(MutationField.Make(method, clr, types, errors, From(clr), logger));
        });
        Subscription = Root("Subscription", resolvers.Subscriptions, (root, clr) =>
        {
            foreach (var method in SchemaTypes.Methods(clr)) root.AddField(SubscriptionField.Make(method, clr, types, From(clr)));
        });
        RegisterVisitor(new AccessGuard());
        this.WithIntrospectionComplexityImpact(0);
    }

    private static ObjectGraphType? Root(string name, IReadOnlyList<Type> classes, Action<ObjectGraphType, Type> add)
    {
        if (classes.Count == 0) return null;
        var root = new ObjectGraphType { Name = name };
        foreach (var clr in classes) add(root, clr);
        return root;
    }

    private static Func<IResolveFieldContext, object?> From(Type clr) => context => context.RequestServices!.GetRequiredService(clr);
}
