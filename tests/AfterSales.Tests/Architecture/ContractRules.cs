using Mono.Cecil;

namespace AfterSales.Tests.Architecture;

/// <summary>What hosts of two versions say to each other while an upgrade goes on (decision 0030), a line for each name and number on the wire. Names that are not sent are left out.</summary>
internal static class ContractRules
{
    public static IReadOnlyList<string> Lines(IEnumerable<CodeType> types)
    {
        var all = types.ToList();
        var serialised = SerializationRules.Serialised(all).Where(type => !type.IsAbstract || SerializationRules.AliasOf(type) is not null).ToList();
        var interfaces = all.Where(type => type.IsGrainInterface || (type.Definition.IsInterface && type.Interfaces.Contains("Orleans.IGrainObserver"))).Select(type => type.Definition).ToList();
        var sent = serialised.SelectMany(type => Members(type).Select(member => member.Type))
            .Concat(interfaces.SelectMany(type => type.Methods).SelectMany(method => method.Parameters.Select(parameter => parameter.ParameterType).Append(method.ReturnType)));
        var enums = sent.SelectMany(Parts).OfType<TypeDefinition>().Where(type => type.IsEnum).DistinctBy(type => type.FullName);
        return
        [
            .. serialised.Select(type => $"type {Name(type)}")
                .Concat(serialised.SelectMany(type => Members(type).Select(member => $"type {Name(type)}.{member.Id}: {Name(member.Type)}")))
                .Concat(interfaces.SelectMany(type => type.Methods.Where(method => !method.IsStatic).Select(method => $"call {Name(type)}.{Signature(method)}")))
                .Concat(enums.SelectMany(type => type.Fields.Where(field => field.IsStatic).Select(field => $"enum {Name(type)}.{field.Name} = {field.Constant}")))
                .Distinct().Order(StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<(uint Id, TypeReference Type)> Members(TypeDefinition type) => type.Fields.Where(field => !field.IsStatic)
        .Select(field => (Id: IdOf(SerializationRules.Member(type, field)), Type: field.FieldType)).Where(member => member.Id is not null).Select(member => (member.Id!.Value, member.Type));

    private static uint? IdOf(ICustomAttributeProvider member) =>
        (uint?)member.CustomAttributes.FirstOrDefault(attribute => attribute.AttributeType.FullName == "Orleans.IdAttribute")?.ConstructorArguments[0].Value;

    private static string Signature(MethodDefinition method) =>
        $"{SerializationRules.AliasOf(method) ?? method.Name}({string.Join(", ", method.Parameters.Select(parameter => Name(parameter.ParameterType)))}): {Name(method.ReturnType)}";

    private static IEnumerable<TypeReference> Parts(TypeReference type) => type switch
    {
        GenericInstanceType generic => generic.GenericArguments.SelectMany(Parts).Append(generic.ElementType),
        ArrayType array => Parts(array.ElementType),
        _ => [type],
    };

    private static string Name(TypeReference type) => type switch
    {
        GenericInstanceType generic => $"{Name(generic.ElementType)}<{string.Join(", ", generic.GenericArguments.Select(Name))}>",
        ArrayType array => $"{Name(array.ElementType)}[]",
        TypeDefinition known when SerializationRules.AliasOf(known) is { } alias => alias.Split('`')[0],
        _ => type.Name.Split('`')[0],
    };
}
