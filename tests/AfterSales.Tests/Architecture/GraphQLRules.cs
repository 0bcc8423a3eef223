namespace AfterSales.Tests.Architecture;

internal static class GraphQLRules
{
    private static readonly HashSet<string> Attributes =
        ["GraphQL.NameAttribute", "GraphQL.IdAttribute", "GraphQL.IgnoreAttribute"];

    /// <summary>Uses of the GraphQL engine outside the one namespace that may know it; resolvers may carry a few of its attributes.</summary>
    public static IReadOnlyList<string> UsesOfTheEngine(IEnumerable<CodeType> types, string engine) =>
    [
        .. types.Where(t => !IsBelow(t.Namespace, engine))
            .SelectMany(t => t.Uses.Where(u => (IsBelow(u.Namespace, "GraphQL") || IsBelow(u.Namespace, "GraphQLParser"))
                && !(u.Kind == UseKind.Attribute && Attributes.Contains(u.FullName))).Select(u => $"{t.FullName} uses {u.FullName}"))
            .Distinct().Order(StringComparer.Ordinal),
    ];

    private static bool IsBelow(string name, string root) => name == root || name.StartsWith(root + ".", StringComparison.Ordinal);
}
