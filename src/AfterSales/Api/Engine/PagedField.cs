using System.Collections;
using System.Reflection;
using AfterSales.Records;
using GraphQL;
using GraphQL.Resolvers;
using GraphQL.Types;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.Api.Engine;

/// <summary>A list field as a connection: its arguments, its types, and the bounds of a page.</summary>
internal static class PagedField
{
    public static void Shape(FieldType field, MethodInfo method, PagedAttribute paged, SchemaTypes types)
    {
        var connection = method.ReturnType.IsGenericType ? method.ReturnType.GetGenericArguments()[0] : method.ReturnType;
        if (!connection.IsGenericType || connection.GetGenericTypeDefinition() != typeof(Connection<>))
            throw new InvalidOperationException($"{method.DeclaringType!.Name}.{method.Name} is [Paged]; it has to return a Task<Connection<T>>.");
        var node = connection.GetGenericArguments()[0];
        field.ResolvedType = (IGraphType)typeof(PagedField).GetMethod(nameof(ConnectionOf), BindingFlags.Static | BindingFlags.NonPublic)!
            .MakeGenericMethod(node).Invoke(null, [Naming.Pascal(field.Name), types])!;
        field.Arguments = [
            Argument("first", "Int", $"How many entries from the beginning; at most {paged.MaxSize}, {paged.DefaultSize} where nothing is said."),
            Argument("after", "String", "The cursor behind which the page begins."),
            Argument("last", "Int", "How many entries from the end."),
            Argument("before", "String", "The cursor before which the page ends."),
        ];
        if (RowInputs.Filter(paged.Rows, types) is { } filter) field.Arguments.Add(new QueryArgument(filter) { Name = "where" });
        field.Arguments.Add(new QueryArgument(new ListGraphType(new NonNullGraphType(RowInputs.Sort(paged.Rows, types)))) { Name = "order" });
    }

    /// <summary>How the resolver's <see cref="PageRequest"/> is read from the field's arguments.</summary>
    public static Func<IResolveFieldContext, PageRequest> Provider(ParameterInfo parameter)
    {
        var paged = parameter.Member.GetCustomAttribute<PagedAttribute>()
            ?? throw new InvalidOperationException($"{parameter.Member.DeclaringType!.Name}.{parameter.Member.Name} takes a PageRequest and needs [Paged].");
        var columns = RowColumns.Sorted(paged.Rows).ToDictionary(RowColumns.SchemaName, c => c.Name);
        return context => Read(context, paged, columns);
    }

    /// <summary>What the request means to those who know more of its columns.</summary>
    public static async ValueTask<PageRequest> Meant(IResolveFieldContext context, PageRequest page)
    {
        if (page.Where is not { Count: > 0 }) return page;
        foreach (var reader in context.RequestServices!.GetServices<IReadLists>()) page = await reader.Follow(page, context.CancellationToken);
        return page;
    }

    private static PageRequest Read(IResolveFieldContext context, PagedAttribute paged, Dictionary<string, string> columns)
    {
        var (first, last) = (Get<int?>("first"), Get<int?>("last"));
        var (after, before) = (Get<string>("after"), Get<string>("before"));
        var max = Math.Min(paged.MaxSize, RequestLimits.Of(context).MaxPageSize);
        if (first is not null && last is not null) throw new RequestException("PAGING_ARGS");
        if (first is < 1 || last is < 1 || first > max || last > max) throw new RequestException("PAGING_SIZE", ("Max", max));
        var where = Get<IReadOnlyDictionary<string, object?>>("where");
        var issues = new List<Records.InputIssue>();
        InputChecks.Check("after", after, [], issues);
        InputChecks.Check("before", before, [], issues);
        InputChecks.Check("where", where, [], issues);
        InputChecks.Demand(issues, context);
        var order = (Get<IEnumerable>("order") ?? Array.Empty<object>()).Cast<IReadOnlyDictionary<string, object?>>()
            .SelectMany(o => o).Where(o => o.Value is not null).Select(o => (columns[o.Key], (bool)o.Value!));
        return new(first, after, last, before, where, [.. order], Math.Min(paged.DefaultSize, max), context.RequestServices!.GetRequiredService<TimeProvider>().GetInstant());

        T? Get<T>(string name) => Parameters.Argument(context, name).Value is T value ? value : default;
    }

    private static ObjectGraphType ConnectionOf<T>(string name, SchemaTypes types) =>
        types.Once(name + "Connection", typeof(T), () => new ObjectGraphType { Name = name + "Connection", Description = "A page of a list.", IsTypeOf = o => o is Connection<T> }, connection =>
        {
            var edge = types.Once(name + "Edge", typeof(T), () => new ObjectGraphType { Name = name + "Edge", Description = "An entry of a page, with its place in the list.", IsTypeOf = o => o is Edge<T> });
            Add<Edge<T>>(edge, "cursor", Scalar("String!"), e => e.Cursor);
            Add<Edge<T>>(edge, "node", new NonNullGraphType(types.Object(typeof(T))), e => e.Node);
            Add<Connection<T>>(connection, "edges", new ListGraphType(new NonNullGraphType(edge)), c => c.Edges);
            Add<Connection<T>>(connection, "nodes", new ListGraphType(new NonNullGraphType(types.Object(typeof(T)))), c => c.Edges.Select(e => e.Node));
            Add<Connection<T>>(connection, "pageInfo", new NonNullGraphType(PageInfoOf(types)), c => c.PageInfo);
            connection.AddField(Follow(new FieldType
            {
                Name = "totalCount", ResolvedType = Scalar("Int"), Description = $"How many there are in all; {Connection<T>.CountLimit + 1} means more than {Connection<T>.CountLimit}.",
                Resolver = new FuncFieldResolver<object>(async c => await ((Connection<T>)c.Source!).Count(c.CancellationToken)),
            }));
        });

    private static ObjectGraphType PageInfoOf(SchemaTypes types) =>
        types.Once("PageInfo", typeof(PageInfo), () => new ObjectGraphType { Name = "PageInfo", Description = "Whether the list goes on beyond this page.", IsTypeOf = o => o is PageInfo }, info =>
        {
            Add<PageInfo>(info, "hasNextPage", Scalar("Boolean!"), i => i.HasNextPage);
            Add<PageInfo>(info, "hasPreviousPage", Scalar("Boolean!"), i => i.HasPreviousPage);
            Add<PageInfo>(info, "startCursor", Scalar("String"), i => i.StartCursor);
            Add<PageInfo>(info, "endCursor", Scalar("String"), i => i.EndCursor);
        });

    private static void Add<T>(ObjectGraphType type, string name, IGraphType of, Func<T, object?> value) =>
        type.AddField(Follow(new FieldType { Name = name, ResolvedType = of, Resolver = new FuncFieldResolver<object>(c => value((T)c.Source!)) }));

    private static FieldType Follow(FieldType field)
    {
        AccessRule.ByParent.PutOn(field);
        return field;
    }

    private static IGraphType Scalar(string name) =>
        name.EndsWith('!') ? new NonNullGraphType(new GraphQLTypeReference(name[..^1])) : new GraphQLTypeReference(name);

    private static QueryArgument Argument(string name, string type, string description) =>
        new(new GraphQLTypeReference(type)) { Name = name, Description = description };
}
