using AfterSales.Access;
using GraphQL.Types;

namespace AfterSales.Api.Engine;

/// <summary>The access rules of a schema, for the test that fails for a field without one and for the authorization matrix.</summary>
public static class SecurityAudit
{
    /// <summary>The fields that nobody may see because nobody said who may, as <c>Type.field</c>.</summary>
    public static IReadOnlyList<string> FieldsWithoutRule(ISchema schema) =>
        [.. Fields(schema).Where(f => f.Rule is null).Select(f => $"{f.Type}.{f.Field}")];

    /// <summary>Every field that demands a permission of its own, in order.</summary>
    public static IReadOnlyList<(string Type, string Field, Permission Permission)> Permissions(ISchema schema) =>
        [.. Fields(schema).Where(f => f.Rule?.Permission is not null).Select(f => (f.Type, f.Field, f.Rule!.Permission!.Value))];

    private static IEnumerable<(string Type, string Field, AccessRule? Rule)> Fields(ISchema schema)
    {
        schema.Initialize();
        return from type in schema.AllTypes.OfType<IObjectGraphType>()
               where !type.Name.StartsWith("__", StringComparison.Ordinal)
               orderby type.Name
               from field in type.Fields.OrderBy(f => f.Name, StringComparer.Ordinal)
               select (type.Name, field.Name, AccessRule.Of(field));
    }
}
