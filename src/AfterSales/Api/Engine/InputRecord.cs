using System.Reflection;
using GraphQL;
using GraphQL.Types;

namespace AfterSales.Api.Engine;

/// <summary>An input type made from a plain record or class, and the record made from what a client sends.</summary>
internal sealed class InputRecord(Type clr) : InputObjectGraphType
{
    public static bool IsRecord(Type type) => !type.IsEnum && !type.IsPrimitive && type.Namespace?.StartsWith("System", StringComparison.Ordinal) != true;

    public static IEnumerable<PropertyInfo> PropertiesOf(Type record) =>
        record.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.GetIndexParameters().Length == 0 && !p.IsDefined(typeof(IgnoreAttribute))
                && (p.SetMethod is { IsPublic: true } || ConstructorOf(record).GetParameters().Any(c => c.Name == p.Name)));

    public static ConstructorInfo ConstructorOf(Type record) => record.GetConstructors().MaxBy(c => c.GetParameters().Length)!;

    public override object ParseDictionary(IDictionary<string, object?> value)
    {
        var constructor = ConstructorOf(clr);
        var properties = PropertiesOf(clr).ToDictionary(p => p.Name);
        var made = constructor.Invoke([.. constructor.GetParameters().Select(p =>
            properties.Remove(p.Name!, out var property) && value.TryGetValue(Naming.Field(property), out var given)
                ? Values.Convert(given, p.ParameterType) : Values.DefaultOf(p))]);
        foreach (var property in properties.Values)
            if (value.TryGetValue(Naming.Field(property), out var given)) property.SetValue(made, Values.Convert(given, property.PropertyType));
        return made;
    }
}
