using System.Reflection;
using AfterSales.Access;
using GraphQL;
using GraphQL.Execution;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.Api.Engine;

/// <summary>Where the parameters of a resolver method come from: the caller, the request, dependency injection, or the field's arguments.</summary>
internal sealed class Parameters
{
    private readonly ParameterInfo[] all;
    private readonly Func<IResolveFieldContext, object?>?[] provided;

    public Parameters(MethodInfo method, IServiceProviderIsService services)
    {
        all = method.GetParameters();
        provided = [.. all.Select(p => Provider(p, services))];
        Arguments = [.. all.Where((_, i) => provided[i] is null)];
    }

    /// <summary>The parameters that the schema shows as arguments.</summary>
    public IReadOnlyList<ParameterInfo> Arguments { get; }

    /// <summary>The values of the arguments by parameter, converted; a parameter that was not given has its default.</summary>
    public Dictionary<ParameterInfo, object?> Read(Func<string, (bool Given, object? Value)> argument) => Arguments.ToDictionary(p => p, p =>
    {
        var (given, value) = argument(Naming.Argument(p));
        return given ? Values.Convert(value, p.ParameterType) : Values.DefaultOf(p);
    });

    public object?[] Bind(IResolveFieldContext context, Dictionary<ParameterInfo, object?> arguments)
    {
        var values = new object?[all.Length];
        for (var i = 0; i < all.Length; i++) values[i] = provided[i] is { } provide ? provide(context) : arguments[all[i]];
        return values;
    }

    public static (bool Given, object? Value) Argument(IResolveFieldContext context, string name) =>
        context.Arguments is { } arguments && arguments.TryGetValue(name, out var value) && value.Source != ArgumentSource.FieldDefault
            ? (true, value.Value) : (false, null);

    /// <summary>A field acts by those roles of its caller that hold its permission, at their places.</summary>
    private static Caller CallerFor(IResolveFieldContext context)
    {
        var caller = RequestContext.Of(context).Caller;
        return AccessRule.Of(context.FieldDefinition)?.Permission is { } permission ? caller.Holding(permission) : caller;
    }

    private static Func<IResolveFieldContext, object?>? Provider(ParameterInfo parameter, IServiceProviderIsService services)
    {
        var type = parameter.ParameterType;
        if (type == typeof(Caller)) return CallerFor;
        if (type == typeof(CancellationToken)) return context => context.CancellationToken;
        if (type == typeof(PageRequest)) return PagedField.Provider(parameter);
        var isList = type.IsGenericType && typeof(System.Collections.IEnumerable).IsAssignableFrom(type);
        return !isList && services.IsService(type) ? context => context.RequestServices!.GetRequiredService(type) : null;
    }
}
