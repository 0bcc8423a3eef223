using Mono.Cecil;

namespace AfterSales.Tests.Architecture;

internal static class SerializationRules
{
    private const string GenerateSerializer = "Orleans.GenerateSerializerAttribute";

    /// <summary>Serialised types without a name of their own on the wire. An abstract type is never sent as itself.</summary>
    public static IReadOnlyList<string> SerialisedTypesWithoutAlias(IEnumerable<CodeType> types) =>
    [
        .. Serialised(types).Where(t => !t.IsAbstract && AliasOf(t) is null).Select(t => $"{t.Name} has no [Alias]").Order(StringComparer.Ordinal),
    ];

    public static IReadOnlyList<string> AliasesUsedTwice(IEnumerable<CodeType> types) =>
    [
        .. types.SelectMany(t => WithNested(t.Definition)).Where(t => AliasOf(t) is not null).GroupBy(t => AliasOf(t)!).Where(g => g.Count() > 1)
            .Select(g => $"{g.Key}: {string.Join(", ", g.Select(t => t.Name).Order(StringComparer.Ordinal))}").Order(StringComparer.Ordinal),
    ];

    /// <summary>Stored members of serialised types whose place on the wire would follow from the order of the source.</summary>
    public static IReadOnlyList<string> MembersWithoutId(IEnumerable<CodeType> types) =>
    [
        .. Serialised(types).SelectMany(t => t.Fields.Where(f => !f.IsStatic && !f.IsNotSerialized).Select(f => Member(t, f))
            .Where(m => !CodeType.Has(m, "Orleans.IdAttribute") && !CodeType.Has(m, "System.NonSerializedAttribute"))
            .Select(m => $"{t.Name}.{m.Name} has no [Id]")).Order(StringComparer.Ordinal),
    ];

    public static IEnumerable<TypeDefinition> Serialised(IEnumerable<CodeType> types) =>
        types.SelectMany(t => WithNested(t.Definition)).Where(t => !t.IsEnum && !t.IsInterface && CodeType.Has(t, GenerateSerializer));

    private static IEnumerable<TypeDefinition> WithNested(TypeDefinition type) => type.NestedTypes.SelectMany(WithNested).Prepend(type);

    public static string? AliasOf(ICustomAttributeProvider named) =>
        named.CustomAttributes.FirstOrDefault(a => a.AttributeType.FullName == "Orleans.AliasAttribute")?.ConstructorArguments[0].Value as string;

    // A property keeps its value in a field that the compiler names after it.
    public static IMemberDefinition Member(TypeDefinition type, FieldDefinition field) =>
        type.Properties.FirstOrDefault(p => field.Name == $"<{p.Name}>k__BackingField") is { } property ? property : field;
}
