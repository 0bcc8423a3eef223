using System.Reflection;
using GraphQL;
using GraphQL.Resolvers;
using GraphQL.Types;

namespace AfterSales.Api.Engine;

/// <summary>A subscription: a method's <see cref="IAsyncEnumerable{T}"/> as the stream that GraphQL.NET listens to.</summary>
internal sealed class SubscriptionField(Invocation invocation, Parameters parameters, Func<object, CancellationToken, IAsyncEnumerable<object?>> items) : ISourceStreamResolver
{
    public static FieldType Make(MethodInfo method, Type clr, SchemaTypes types, Func<IResolveFieldContext, object?> instance)
    {
        if (!method.ReturnType.IsGenericType || method.ReturnType.GetGenericTypeDefinition() != typeof(IAsyncEnumerable<>))
            throw new InvalidOperationException($"{clr.Name}.{method.Name} is a subscription; it has to return an IAsyncEnumerable<T>.");
        var parameters = new Parameters(method, types.Services);
        var items = typeof(SubscriptionField).GetMethod(nameof(Items), BindingFlags.Static | BindingFlags.NonPublic)!
            .MakeGenericMethod(method.ReturnType.GetGenericArguments()).CreateDelegate<Func<object, CancellationToken, IAsyncEnumerable<object?>>>();
        var field = new FieldType
        {
            Name = Naming.Field(method), Description = SchemaTypes.Describe(method), ResolvedType = types.Output(TypeUse.Of(method)),
            Resolver = new FuncFieldResolver<object>(c => c.Source), StreamResolver = new SubscriptionField(new(method, instance), parameters, items),
        };
        foreach (var parameter in parameters.Arguments)
        {
            field.Arguments ??= [];
            field.Arguments.Add(new QueryArgument(types.InputOf(parameter)) { Name = Naming.Argument(parameter), Description = XmlDocs.Of(parameter), DefaultValue = SchemaTypes.DefaultOf(parameter) });
        }
        return types.Secured(method, clr, field);
    }

    public async ValueTask<IObservable<object?>> ResolveAsync(IResolveFieldContext context)
    {
        var arguments = parameters.Read(name => Parameters.Argument(context, name));
        InputChecks.Demand(arguments, context);
        var stream = (await invocation.CallAsync(context, parameters.Bind(context, arguments)))!;
        return new Stream(stop => items(stream, stop), context.CancellationToken);
    }

    private static async IAsyncEnumerable<object?> Items<T>(object stream, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop)
    {
        await foreach (var item in ((IAsyncEnumerable<T>)stream).WithCancellation(stop)) yield return item;
    }

    private sealed class Stream(Func<CancellationToken, IAsyncEnumerable<object?>> items, CancellationToken cancellation) : IObservable<object?>
    {
        public IDisposable Subscribe(IObserver<object?> observer)
        {
            var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            _ = PumpAsync(observer, stop.Token);
            return new Ending(stop);
        }

        private async Task PumpAsync(IObserver<object?> observer, CancellationToken stop)
        {
            await Task.Yield();
            try
            {
                await foreach (var item in items(stop)) observer.OnNext(item);
                observer.OnCompleted();
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested) { observer.OnCompleted(); }
#pragma warning disable CA1031 // Whatever broke the stream is the observer's to report.
            catch (Exception e) { observer.OnError(e); }
#pragma warning restore CA1031
        }
    }

    private sealed class Ending(CancellationTokenSource stop) : IDisposable
    {
        public void Dispose()
        {
            stop.Cancel();
            stop.Dispose();
        }
    }
}
