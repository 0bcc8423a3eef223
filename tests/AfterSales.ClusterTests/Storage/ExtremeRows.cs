using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text.Json;

namespace AfterSales.ClusterTests.Storage;

public enum Extreme
{
    /// <summary>Nothing that can be left out is given; the smallest of all else.</summary>
    Least,

    /// <summary>The largest of everything.</summary>
    Most,

    /// <summary>Texts of every script, with all that could be mistaken for something else.</summary>
    Odd,

    /// <summary>Everything given, with milliseconds that end in zeros.</summary>
    Plain,
}

/// <summary>Rows at the edge of what their columns can hold.</summary>
internal static class ExtremeRows
{
    private const string Odd = "王伟 é e\u0301 🛠️ \"two\" 'one' \\ \\u0000 \\\\u0000 \t\r\n\u0001 {\"a\":null} $1 @p";

    public static object Make(Type type, Extreme extreme)
    {
        var row = Activator.CreateInstance(type)!;
        foreach (var property in type.GetProperties().Where(property => property.CanWrite))
            property.SetValue(row, property.Name == "Id" ? $"{extreme}-{Guid.NewGuid():N}" : Value(property, extreme));
        return row;
    }

    private static object? Value(PropertyInfo property, Extreme extreme)
    {
        var inner = Nullable.GetUnderlyingType(property.PropertyType);
        var mayBeNull = inner is not null || new NullabilityInfoContext().Create(property).WriteState == NullabilityState.Nullable;
        if (mayBeNull && extreme == Extreme.Least) return null;
        var type = inner ?? property.PropertyType;
        if (type.IsEnum) return extreme == Extreme.Least ? Enum.GetValues(type).GetValue(0) : Enum.GetValues(type).GetValue(Enum.GetValues(type).Length - 1);
        // What the database itself reads has to be what it says it is.
        if (property.GetCustomAttribute<StringSyntaxAttribute>()?.Syntax == StringSyntaxAttribute.Json)
            return extreme == Extreme.Least ? "[]" : JsonSerializer.Serialize(new[] { Odd, Guid.NewGuid().ToString("N") });
        return (extreme, Type.GetTypeCode(type), type.Name) switch
        {
            // Some are unique within their table.
            (Extreme.Odd, TypeCode.String, _) => $"{Odd} {Guid.NewGuid():N}",
            (Extreme.Most, TypeCode.String, _) => new string('\uffff', 500) + Guid.NewGuid().ToString("N"),
            (_, TypeCode.String, _) => Guid.NewGuid().ToString("N"),
            (Extreme.Least, TypeCode.Boolean, _) => false,
            (_, TypeCode.Boolean, _) => true,
            (Extreme.Least, TypeCode.Int32, _) => int.MinValue,
            (_, TypeCode.Int32, _) => int.MaxValue,
            (Extreme.Least, TypeCode.Int64, _) => long.MinValue,
            (_, TypeCode.Int64, _) => long.MaxValue,
            (Extreme.Least, TypeCode.Double, _) => double.MinValue,
            (Extreme.Most, TypeCode.Double, _) => double.MaxValue,
            (_, TypeCode.Double, _) => 121.473701,
            (Extreme.Least, _, nameof(DateOnly)) => DateOnly.MinValue,
            (_, _, nameof(DateOnly)) => DateOnly.MaxValue,
            (Extreme.Least, _, nameof(DateTimeOffset)) => DateTimeOffset.MinValue,
            (Extreme.Plain, _, nameof(DateTimeOffset)) => new DateTimeOffset(2026, 10, 25, 0, 30, 0, 120, TimeSpan.Zero),
            (_, _, nameof(DateTimeOffset)) => new DateTimeOffset(9999, 12, 31, 23, 59, 59, 999, TimeSpan.Zero),
            _ => throw new NotSupportedException($"{type} of {property.DeclaringType}.{property.Name}: say here what its extremes are."),
        };
    }
}
