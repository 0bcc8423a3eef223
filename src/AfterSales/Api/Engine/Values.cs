using System.Collections;
using System.Reflection;

namespace AfterSales.Api.Engine;

/// <summary>Turns parsed GraphQL values into the CLR types that parameters and input records declare.</summary>
internal static class Values
{
    public static object? Convert(object? value, Type target)
    {
        if (value is string text) value = InputText.Readable(text);
        if (value is null || target.IsInstanceOfType(value)) return value;
        if (value is not string && value is IEnumerable list && ElementOf(target) is { } element)
        {
            var items = list.Cast<object?>().ToArray();
            var typed = Array.CreateInstance(element, items.Length);
            for (var i = 0; i < items.Length; i++) typed.SetValue(Convert(items[i], element), i);
            return typed;
        }
        var plain = Nullable.GetUnderlyingType(target) ?? target;
        // A key may be given as a number of any length.
        if (plain == typeof(string) && value is IFormattable number) return number.ToString(null, System.Globalization.CultureInfo.InvariantCulture);
        return plain.IsInstanceOfType(value) ? value : System.Convert.ChangeType(value, plain, System.Globalization.CultureInfo.InvariantCulture);
    }

    public static object? DefaultOf(ParameterInfo parameter) =>
        parameter.HasDefaultValue && parameter.DefaultValue is { } value ? value
        : parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType) : null;

    private static Type? ElementOf(Type list) =>
        list.IsArray ? list.GetElementType()
        : list.IsGenericType && list.IsAssignableFrom(list.GetGenericArguments()[0].MakeArrayType()) ? list.GetGenericArguments()[0] : null;
}
