using Mono.Cecil;
using Mono.Cecil.Cil;
using Assembly = System.Reflection.Assembly;

namespace AfterSales.Tests.Architecture;

internal enum UseKind
{
    Inheritance,
    Attribute,
    Signature,
    Body,
}

/// <summary>One type that a type names, generic arguments apart.</summary>
internal sealed record Use(TypeReference Type, UseKind Kind)
{
    public string Namespace => Outermost.Namespace;

    public string FullName => Outermost.FullName;

    private TypeReference Outermost
    {
        get
        {
            var type = Type;
            while (type.DeclaringType is { } outer) type = outer;
            return type;
        }
    }
}

/// <summary>A type as it was compiled, with everything it uses, its nested types' uses among them.</summary>
internal sealed class CodeType(TypeDefinition definition)
{
    private static readonly HashSet<string> GrainMarks =
    [
        "Orleans.IGrain", "Orleans.IGrainWithStringKey", "Orleans.IGrainWithGuidKey", "Orleans.IGrainWithIntegerKey",
        "Orleans.IGrainWithGuidCompoundKey", "Orleans.IGrainWithIntegerCompoundKey",
    ];

    public TypeDefinition Definition => definition;

    public string Name { get; } = definition.Name.Split('`')[0];

    public string FullName => definition.FullName;

    public string Namespace => definition.Namespace;

    public IReadOnlyList<Use> Uses { get; } = [.. UsesOf(definition).SelectMany(use => Parts(use.Type, use.Kind)).Distinct()];

    public bool IsGrainInterface => definition.IsInterface && Interfaces.Any(GrainMarks.Contains);

    /// <summary>A grain one can call; a base class of grains is part of each of them.</summary>
    public bool IsGrain => !definition.IsAbstract && Bases.Contains("Orleans.Grain");

    public IEnumerable<string> Interfaces => definition.Interfaces.Select(i => i.InterfaceType.GetElementType().FullName);

    /// <summary>The base classes, as far as they are ours, and the first that is not.</summary>
    public IEnumerable<string> Bases
    {
        get
        {
            for (var type = definition; type?.BaseType is { } up; type = up.GetElementType() as TypeDefinition) yield return up.GetElementType().FullName;
        }
    }

    public static bool Has(ICustomAttributeProvider provider, string attribute) =>
        provider.HasCustomAttributes && provider.CustomAttributes.Any(a => a.AttributeType.FullName == attribute);

    /// <summary>Our types of an assembly whose namespace is this one or below, without what Orleans generates.</summary>
    public static IReadOnlyList<CodeType> In(Assembly assembly, string root)
    {
        var module = ModuleDefinition.ReadModule(assembly.Location);
        return
        [
            .. module.Types.Where(t => t.Namespace == root || t.Namespace.StartsWith(root + ".", StringComparison.Ordinal)).Select(t => new CodeType(t)),
        ];
    }

    public override string ToString() => FullName;

    private static IEnumerable<(TypeReference? Type, UseKind Kind)> UsesOf(TypeDefinition type) =>
    [
        (type.BaseType, UseKind.Inheritance),
        .. type.Interfaces.Select(i => ((TypeReference?)i.InterfaceType, UseKind.Inheritance)),
        .. Constraints(type),
        .. AttributesOf(type),
        .. type.Fields.SelectMany(f => AttributesOf(f).Append((f.FieldType, UseKind.Signature))),
        .. type.Properties.SelectMany(p => AttributesOf(p).Append((p.PropertyType, UseKind.Signature))),
        .. type.Events.SelectMany(e => AttributesOf(e).Append((e.EventType, UseKind.Signature))),
        .. type.Methods.SelectMany(UsesOf),
        .. type.NestedTypes.SelectMany(UsesOf),
    ];

    private static IEnumerable<(TypeReference? Type, UseKind Kind)> UsesOf(MethodDefinition method)
    {
        foreach (var use in AttributesOf(method).Concat(AttributesOf(method.MethodReturnType)).Concat(Constraints(method))) yield return use;
        yield return (method.ReturnType, UseKind.Signature);
        foreach (var parameter in method.Parameters)
        {
            foreach (var use in AttributesOf(parameter)) yield return use;
            yield return (parameter.ParameterType, UseKind.Signature);
        }
        if (!method.HasBody) yield break;
        foreach (var variable in method.Body.Variables) yield return (variable.VariableType, UseKind.Body);
        foreach (var handler in method.Body.ExceptionHandlers) yield return (handler.CatchType, UseKind.Body);
        foreach (var type in method.Body.Instructions.SelectMany(Named)) yield return (type, UseKind.Body);
    }

    private static IEnumerable<TypeReference?> Named(Instruction instruction) => instruction.Operand switch
    {
        TypeReference type => [type],
        FieldReference field => [field.DeclaringType, field.FieldType],
        MethodReference method =>
        [
            method.DeclaringType, method.ReturnType, .. method.Parameters.Select(p => p.ParameterType),
            .. (method as GenericInstanceMethod)?.GenericArguments ?? [],
        ],
        _ => [],
    };

    private static IEnumerable<(TypeReference? Type, UseKind Kind)> Constraints(IGenericParameterProvider generic) =>
        generic.GenericParameters.SelectMany(p => p.Constraints).Select(c => ((TypeReference?)c.ConstraintType, UseKind.Signature));

    private static IEnumerable<(TypeReference? Type, UseKind Kind)> AttributesOf(ICustomAttributeProvider provider) =>
        provider.CustomAttributes.SelectMany(a => a.ConstructorArguments.Select(argument => argument.Value).OfType<TypeReference>()
            .Prepend(a.AttributeType)).Select(type => ((TypeReference?)type, UseKind.Attribute));

    private static IEnumerable<Use> Parts(TypeReference? type, UseKind kind) => type switch
    {
        null or GenericParameter => [],
        GenericInstanceType generic => Parts(generic.ElementType, kind).Concat(generic.GenericArguments.SelectMany(a => Parts(a, kind))),
        IModifierType modified => Parts(modified.ElementType, kind),
        TypeSpecification wrapped => Parts(wrapped.ElementType, kind),
        _ => [new Use(type, kind)],
    };
}
