using GraphQL.Types;

namespace AfterSales.ClusterTests.Authorization;

/// <summary>A document that asks for a root field with the least it takes, and for the least of its answer.</summary>
/// <param name="keyOf">The key that an argument is given, by its name and the name of the field it is asked by.</param>
internal sealed class ExampleDocument(Func<string, string, string> keyOf)
{
    /// <summary>All of one root, each under its own name.</summary>
    public static string Of(IObjectGraphType root, IEnumerable<string> asked) => $"{root.Name.ToLowerInvariant()} {{ {string.Join(' ', asked)} }}";

    public string Ask(FieldType field, string? alias = null)
    {
        var arguments = string.Join(", ", (field.Arguments ?? []).Where(argument => argument is { ResolvedType: NonNullGraphType, DefaultValue: null })
            .Select(argument => $"{argument.Name}: {Value(argument.Name, argument.ResolvedType!, field.Name)}"));
        return $"{(alias is null ? "" : alias + ": ")}{field.Name}{(arguments.Length > 0 ? $"({arguments})" : "")}{Selection(field.ResolvedType!)}";
    }

    private string Value(string name, IGraphType type, string field) => type switch
    {
        NonNullGraphType { ResolvedType: { } inner } => Value(name, inner, field),
        ListGraphType { ResolvedType: { } item } => $"[{Value(name, item, field)}]",
        IInputObjectGraphType input => "{ " + string.Join(", ", input.Fields.Where(f => f is { ResolvedType: NonNullGraphType, DefaultValue: null })
            .Select(f => $"{f.Name}: {Value(f.Name, f.ResolvedType!, field)}")) + " }",
        EnumerationGraphType named => named.Values.First().Name,
        IdGraphType => $"\"{keyOf(name, field)}\"",
        _ => type.Name switch
        {
            "Int" or "Long" or "Decimal" or "Float" => "1",
            "Boolean" => "true",
            "DateTime" => "\"2026-03-02T01:00:00Z\"",
            "LocalDate" => "\"2026-03-02\"",
            "LocalTime" => "\"09:00\"",
            "JSON" => "{}",
            _ => "\"x\"",
        },
    };

    private static string Selection(IGraphType type) => type.GetNamedType() switch
    {
        IObjectGraphType { Name: var name } payload when name.EndsWith("Payload", StringComparison.Ordinal) =>
            " { errors { ... on Error { code message } } " + string.Join(' ', payload.Fields.Where(f => f.Name != "errors").Select(f => f.Name + Selection(f.ResolvedType!))) + " }",
        IObjectGraphType { Name: var name } list when name.EndsWith("Connection", StringComparison.Ordinal) && list.GetField("nodes") is not null => " { nodes { __typename } }",
        IComplexGraphType or UnionGraphType => " { __typename }",
        _ => "",
    };
}

internal static class NamedTypes
{
    public static IGraphType GetNamedType(this IGraphType type) => type switch
    {
        NonNullGraphType { ResolvedType: { } inner } => inner.GetNamedType(),
        ListGraphType { ResolvedType: { } item } => item.GetNamedType(),
        _ => type,
    };
}
