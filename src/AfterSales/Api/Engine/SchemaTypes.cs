using System.ComponentModel;
using System.Reflection;
using System.Runtime.CompilerServices;
using AfterSales.Records;
using GraphQL;
using GraphQL.Types;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.Api.Engine;

/// <summary>Makes the schema's types from plain CLR types, each once.</summary>
internal sealed class SchemaTypes(IServiceProviderIsService services)
{
    private static readonly Dictionary<Type, string> BuiltIn = new()
    {
        [typeof(string)] = "String", [typeof(int)] = "Int", [typeof(long)] = "Long", [typeof(bool)] = "Boolean",
        [typeof(double)] = "Float", [typeof(decimal)] = "Decimal",
        [typeof(DateTimeOffset)] = "DateTime", [typeof(DateOnly)] = "LocalDate", [typeof(TimeOnly)] = "LocalTime",
        [typeof(System.Text.Json.JsonElement)] = "JSON",
    };

    private readonly Dictionary<Type, EnumerationGraphType> enums = [];
    private readonly Dictionary<Type, ObjectGraphType> outputs = [];
    private readonly Dictionary<Type, InputRecord> inputs = [];
    private readonly Dictionary<string, (Type Key, IComplexGraphType Type)> made = new(StringComparer.Ordinal);
    private readonly HashSet<Type> partsOfRefusals = [];

    public IServiceProviderIsService Services => services;

    public static IEnumerable<ScalarGraphType> Scalars { get; } =
        [new IntGraphType(), new IdGraphType(), new FloatGraphType(), new LongGraphType(), new DecimalGraphType(), new DateTimeScalar(), new LocalDateScalar(), new LocalTimeScalar(),
            new JsonScalar()];

    public static string? ScalarName(Type clr) => BuiltIn.GetValueOrDefault(clr);

    /// <summary>A type that the engine itself makes (connection, payload, filter): one per name, and never two of different meaning.</summary>
    public T Once<T>(string name, Type key, Func<T> make, Action<T>? fill = null) where T : IComplexGraphType
    {
        if (made.TryGetValue(name, out var known))
            return known.Key == key ? (T)known.Type : throw new InvalidOperationException($"Two different types would be named {name}: rename one field or type.");
        var type = make();
        made[name] = (key, type);
        fill?.Invoke(type);
        return type;
    }

    public IGraphType Output(TypeUse use, bool isIdentifier = false) => Wrap(use, u => Named(u, isIdentifier, () => Object(u.Clr)));

    public IGraphType Input(TypeUse use, bool isIdentifier = false, bool hasDefault = false) =>
        Wrap(use with { Nullable = use.Nullable || hasDefault }, u => Named(u, isIdentifier, () => Record(u.Clr)));

    public EnumerationGraphType Enum(Type clr)
    {
        if (enums.TryGetValue(clr, out var known)) return known;
        var type = new EnumerationGraphType { Name = Naming.Type(clr), Description = Describe(clr) };
        foreach (var field in clr.GetFields(BindingFlags.Public | BindingFlags.Static))
            type.Add(Naming.Constant(field.Name), field.GetValue(null), Describe(field));
        return enums[clr] = type;
    }

    public ObjectGraphType Object(Type clr)
    {
        if (outputs.TryGetValue(clr, out var known)) return known;
        if (clr.Namespace?.StartsWith("System", StringComparison.Ordinal) == true || clr.IsGenericType)
            throw new InvalidOperationException($"{clr} has no type in the schema. Give it as a plain class or record of its own.");
        var type = outputs[clr] = new ObjectGraphType { Name = Naming.Type(clr), Description = Describe(clr), IsTypeOf = clr.IsInstanceOfType };
        AddMembers(type, clr, context => context.Source);
        return type;
    }

    /// <summary>Adds the type's public properties and methods as fields.</summary>
    public void AddMembers(IObjectGraphType type, Type clr, Func<IResolveFieldContext, object?> instance, Func<PropertyInfo, bool>? only = null)
    {
        foreach (var property in clr.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.GetMethod is { IsPublic: true } && p.GetIndexParameters().Length == 0 && Shown(p) && only?.Invoke(p) != false))
            type.AddField(Secured(property, clr, new FieldType
            {
                Name = Naming.Field(property), Description = Describe(property), Resolver = new PropertyField(property),
                ResolvedType = Output(TypeUse.Of(property), Naming.IsIdentifier(property.Name, property)),
            }));
        foreach (var method in Methods(clr)) type.AddField(Method(method, clr, instance));
    }

    public static IEnumerable<MethodInfo> Methods(Type clr) => clr.GetMethods(BindingFlags.Public | BindingFlags.Instance)
        .Where(m => !m.IsSpecialName && !m.IsGenericMethod && m.DeclaringType != typeof(object) && m.GetBaseDefinition().DeclaringType != typeof(object) && Shown(m));

    public FieldType Secured(MemberInfo member, Type clr, FieldType field)
    {
        var rule = AccessRule.Of(member, clr) ?? (partsOfRefusals.Contains(clr) ? AccessRule.ByParent : null);
        rule?.PutOn(field);
        return field;
    }

    /// <summary>What a refusal says is shown to whom it is said; so are the plain parts it is made of.</summary>
    public void ShowPartsOf(Type refusal)
    {
        foreach (var property in refusal.GetProperties())
        {
            var use = TypeUse.Of(property);
            var part = (use.Element ?? use).Clr;
            if (part.IsEnum || BuiltIn.ContainsKey(part) || typeof(Refusal).IsAssignableFrom(part)) continue;
            if (partsOfRefusals.Add(part)) ShowPartsOf(part);
        }
    }

    public static string? Describe(MemberInfo member) =>
        member.GetCustomAttribute<DescriptionAttribute>()?.Description ?? (member is Type type ? XmlDocs.Of(type) : XmlDocs.Of(member));

    private FieldType Method(MethodInfo method, Type clr, Func<IResolveFieldContext, object?> instance)
    {
        var parameters = new Parameters(method, services);
        var field = new FieldType { Name = Naming.Field(method), Description = Describe(method), Resolver = new MethodField(new(method, instance), parameters) };
        if (method.GetCustomAttribute<PagedAttribute>() is { } paged) PagedField.Shape(field, method, paged, this);
        else field.ResolvedType = Output(TypeUse.Of(method), Naming.IsIdentifier(Naming.Field(method), method));
        foreach (var parameter in parameters.Arguments)
        {
            field.Arguments ??= [];
            field.Arguments.Add(new QueryArgument(InputOf(parameter)) { Name = Naming.Argument(parameter), Description = XmlDocs.Of(parameter), DefaultValue = DefaultOf(parameter) });
        }
        return Secured(method, clr, field);
    }

    public IGraphType InputOf(ParameterInfo parameter) =>
        Input(TypeUse.Of(parameter), Naming.IsIdentifier(parameter.Name!, parameter), parameter.HasDefaultValue && parameter.DefaultValue is null);

    public static object? DefaultOf(ParameterInfo parameter) => parameter.HasDefaultValue ? parameter.DefaultValue : null;

    private InputRecord Record(Type clr)
    {
        if (inputs.TryGetValue(clr, out var known)) return known;
        if (!InputRecord.IsRecord(clr)) throw new InvalidOperationException($"{clr} cannot be an argument. Use a scalar, an enum, a list or a plain record.");
        var type = inputs[clr] = new InputRecord(clr) { Name = Naming.Input(clr), Description = Describe(clr) };
        var constructor = InputRecord.ConstructorOf(clr);
        foreach (var property in InputRecord.PropertiesOf(clr))
        {
            var parameter = constructor.GetParameters().FirstOrDefault(p => p.Name == property.Name);
            var isOptional = parameter is null ? !property.IsDefined(typeof(RequiredMemberAttribute)) : parameter.HasDefaultValue;
            var field = new FieldType
            {
                Name = Naming.Field(property), Description = Describe(property),
                DefaultValue = parameter is { HasDefaultValue: true } ? parameter.DefaultValue : null,
                ResolvedType = Input(TypeUse.Of(property), Naming.IsIdentifier(property.Name, property), isOptional && parameter?.DefaultValue is null or DBNull),
            };
            InputChecks.NoteMostLetters(field, InputChecks.RulesOf(clr, property));
            type.AddField(field);
        }
        return type;
    }

    private IGraphType Named(TypeUse use, bool isIdentifier, Func<IGraphType> complex)
    {
        if (isIdentifier && use.Clr == typeof(string)) return new GraphQLTypeReference("ID");
        if (BuiltIn.TryGetValue(use.Clr, out var name)) return new GraphQLTypeReference(name);
        return use.Clr.IsEnum ? Enum(use.Clr) : complex();
    }

    private static IGraphType Wrap(TypeUse use, Func<TypeUse, IGraphType> named)
    {
        var type = use.Element is { } element ? new ListGraphType(Wrap(element, named)) : named(use);
        return use.Nullable ? type : new NonNullGraphType(type);
    }

    private static bool Shown(MemberInfo member) =>
        !member.IsDefined(typeof(IgnoreAttribute), inherit: true) && (member is not MethodInfo || !member.IsDefined(typeof(CompilerGeneratedAttribute)));
}
