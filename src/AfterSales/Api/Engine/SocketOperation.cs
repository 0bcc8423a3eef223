using GraphQL;
using GraphQL.Transport;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.Api.Engine;

/// <summary>One operation of a WebSocket, with a scope of its own: a query or mutation answers once, a subscription until either side ends it.</summary>
internal sealed class SocketOperation(SocketSession session, SocketServices services, string id, GraphQLRequest request, RequestContext context, CancellationToken closed)
{
    private readonly CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(closed);

    public void Stop() => stop.Cancel();

    public void Refuse(params IEnumerable<ExecutionError> errors)
    {
        if (session.Forget(id)) session.Send("error", id, errors.ToArray());
    }

    public async Task RunAsync()
    {
        await Task.Yield();
        try
        {
            await using var scope = services.Scopes.CreateAsyncScope();
            var result = await services.Runner.RunAsync(request, context, Transport.Socket, scope.ServiceProvider, stop.Token);
            if (!result.Executed)
            {
                Refuse(result.Errors!);
                return;
            }
            if (result.Streams is { Count: 1 } streams) await FollowAsync(streams.Values.Single());
            else session.Send("next", id, result);
            if (session.Forget(id)) session.Send("complete", id);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            session.Forget(id);
        }
#pragma warning disable CA1031 // Whatever failed is logged, and the client hears of it.
        catch (Exception e)
        {
            Refuse(services.Errors.Of(e, context));
        }
#pragma warning restore CA1031
    }

    private async Task FollowAsync(IObservable<ExecutionResult> stream)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var subscription = stream.Subscribe(new Listener(result => session.Send("next", id, result), ended));
        await ended.Task.WaitAsync(stop.Token);
    }

    private sealed class Listener(Action<ExecutionResult> next, TaskCompletionSource ended) : IObserver<ExecutionResult>
    {
        public void OnNext(ExecutionResult value) => next(value);

        public void OnError(Exception error) => ended.TrySetException(error);

        public void OnCompleted() => ended.TrySetResult();
    }
}
