using System.Reflection;
using System.Text.Json;
using GraphQL;

namespace AfterSales.Api.Engine;

/// <summary>The schema's names for types and members. A GraphQL.NET <see cref="NameAttribute"/> goes before the convention.</summary>
internal static class Naming
{
    public static string Camel(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);

    public static string Pascal(string name) => char.ToUpperInvariant(name[0]) + name[1..];

    public static string Constant(string name) => JsonNamingPolicy.SnakeCaseUpper.ConvertName(name);

    public static string Type(Type type) => type.GetCustomAttribute<NameAttribute>()?.Name ?? type.Name;

    public static string Input(Type type) => Type(type) is var name && name.EndsWith("Input", StringComparison.Ordinal) ? name : name + "Input";

    public static string Error(Type refusal) => Type(refusal) + "Error";

    public static string Argument(ParameterInfo parameter) => parameter.GetCustomAttribute<NameAttribute>()?.Name ?? Camel(parameter.Name!);

    public static string Field(MemberInfo member)
    {
        if (member.GetCustomAttribute<NameAttribute>() is { } given) return given.Name;
        var name = member.Name;
        if (member is MethodInfo)
        {
            if (name.Length > 3 && name.StartsWith("Get", StringComparison.Ordinal) && char.IsUpper(name[3])) name = name[3..];
            if (name.EndsWith("Async", StringComparison.Ordinal)) name = name[..^5];
        }
        return Camel(name);
    }

    /// <summary>Text that names a record (<c>Id</c>, <c>TicketId</c>, <c>TicketIds</c>), or that an <see cref="GraphQL.IdAttribute"/> declares to, is an <c>ID</c>.</summary>
    public static bool IsIdentifier(string name, ICustomAttributeProvider member) =>
        member.IsDefined(typeof(GraphQL.IdAttribute), inherit: false)
        || name is "id" or "ids" or "Id" or "Ids"
        || name.EndsWith("Id", StringComparison.Ordinal) || name.EndsWith("Ids", StringComparison.Ordinal);
}
