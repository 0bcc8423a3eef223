using System.Reflection;
using GraphQL;
using GraphQL.DataLoader;
using GraphQL.Resolvers;

namespace AfterSales.Api.Engine;

/// <summary>Calls a resolver method and waits for what it gives.</summary>
internal sealed class Invocation
{
    private readonly Func<IResolveFieldContext, object?> instance;
    private readonly MethodInvoker invoker;
    private readonly Func<object, Task<object?>>? wait;

    public Invocation(MethodInfo method, Func<IResolveFieldContext, object?> instance)
    {
        this.instance = instance;
        invoker = MethodInvoker.Create(method);
        var returned = method.ReturnType;
        if (!returned.IsGenericType || returned.GetGenericTypeDefinition() is not { } generic) return;
        var waiter = generic == typeof(Task<>) ? nameof(WaitForTask) : generic == typeof(ValueTask<>) ? nameof(WaitForValueTask) : null;
        if (waiter is null) return;
        wait = typeof(Invocation).GetMethod(waiter, BindingFlags.Static | BindingFlags.NonPublic)!
            .MakeGenericMethod(returned.GetGenericArguments()).CreateDelegate<Func<object, Task<object?>>>();
    }

    public async ValueTask<object?> CallAsync(IResolveFieldContext context, object?[] arguments)
    {
        var returned = invoker.Invoke(instance(context), arguments);
        if (wait is not null && returned is not null) returned = await wait(returned);
        return returned is IDeferred deferred ? new DeferredResult(deferred) : returned;
    }

    private static async Task<object?> WaitForTask<T>(object task) => await (Task<T>)task;

    private static async Task<object?> WaitForValueTask<T>(object task) => await (ValueTask<T>)task;

    private sealed class DeferredResult(IDeferred deferred) : IDataLoaderResult
    {
        public Task<object?> GetResultAsync(CancellationToken cancellationToken = default) => deferred.GetAsync(cancellationToken);
    }
}

/// <summary>A field that a property answers.</summary>
internal sealed class PropertyField(PropertyInfo property) : IFieldResolver
{
    private readonly MethodInvoker getter = MethodInvoker.Create(property.GetMethod!);

    public ValueTask<object?> ResolveAsync(IResolveFieldContext context) => new(getter.Invoke(context.Source));
}

/// <summary>A field that a method answers, after its arguments were checked.</summary>
internal sealed class MethodField(Invocation invocation, Parameters parameters) : IFieldResolver
{
    public async ValueTask<object?> ResolveAsync(IResolveFieldContext context)
    {
        var arguments = parameters.Read(name => Parameters.Argument(context, name));
        InputChecks.Demand(arguments, context);
        var values = parameters.Bind(context, arguments);
        for (var i = 0; i < values.Length; i++)
            if (values[i] is PageRequest page) values[i] = await PagedField.Meant(context, page);
        return await invocation.CallAsync(context, values);
    }
}
