using System.Reflection;

namespace AfterSales.Api.Engine;

/// <summary>How a member or parameter uses a type: nullable or not, as a list or not, waited for, deferred or streamed.</summary>
internal sealed record TypeUse(Type Clr, bool Nullable, TypeUse? Element)
{
    private static readonly HashSet<Type> Wrappers =
        [typeof(Task<>), typeof(ValueTask<>), typeof(Deferred<>), typeof(IAsyncEnumerable<>), typeof(Outcome<>)];

    public static TypeUse Of(PropertyInfo property) => Of(new NullabilityInfoContext().Create(property));

    public static TypeUse Of(ParameterInfo parameter) => Of(new NullabilityInfoContext().Create(parameter));

    public static TypeUse Of(MethodInfo method) => Of(method.ReturnParameter);

    private static TypeUse Of(NullabilityInfo info)
    {
        if (info.Type.IsGenericType && Wrappers.Contains(info.Type.GetGenericTypeDefinition())) return Of(info.GenericTypeArguments[0]);
        var clr = System.Nullable.GetUnderlyingType(info.Type) ?? info.Type;
        var element = info.ElementType ?? (IsList(clr) ? info.GenericTypeArguments[0] : null);
        return new(clr, info.ReadState == NullabilityState.Nullable, element is null ? null : Of(element));
    }

    private static bool IsList(Type type) =>
        type.IsGenericType && type.GetGenericArguments().Length == 1 && type.GetInterfaces().Append(type).Any(i => i == typeof(IEnumerable<>).MakeGenericType(type.GetGenericArguments()));
}
