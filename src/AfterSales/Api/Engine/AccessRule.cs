using System.Reflection;
using AfterSales.Access;
using GraphQL.Types;

namespace AfterSales.Api.Engine;

/// <summary>Who may see a field: the holders of a permission, or whoever saw the field that led to it. It is kept in the field's metadata.</summary>
/// <param name="Permission">Null where the field follows its parent.</param>
public sealed record AccessRule(Permission? Permission)
{
    private const string Key = "access-rule";

    public static AccessRule ByParent { get; } = new((Permission?)null);

    /// <summary>The rule of a field of the schema, or null for one that has none and is therefore refused to everybody.</summary>
    public static AccessRule? Of(FieldType field) => field.Metadata.TryGetValue(Key, out var rule) ? rule as AccessRule : null;

    internal static AccessRule? Of(MemberInfo member, Type type)
    {
        if (member.GetCustomAttribute<SecuredAttribute>(inherit: false) is { } own) return new(own.Permission);
        if (type.GetCustomAttribute<SecuredAttribute>(inherit: false) is { } whole) return new(whole.Permission);
        return type.IsDefined(typeof(SecuredByParentAttribute), inherit: false) ? ByParent : null;
    }

    internal void PutOn(FieldType field) => field.Metadata[Key] = this;
}
