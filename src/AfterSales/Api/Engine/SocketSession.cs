using System.Buffers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using GraphQL.Transport;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.Api.Engine;

/// <summary>One WebSocket: its log-in, its operations and the queue of what goes out.</summary>
internal sealed class SocketSession(SocketServices services, WebSocket socket, HttpContext http) : IDisposable
{
    private static readonly TimeSpan TimeToInitialise = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan TimeToClose = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
    private readonly Channel<OperationMessage> outgoing = Channel.CreateBounded<OperationMessage>(services.Options.SocketQueue);
    private readonly Dictionary<string, SocketOperation> operations = new(StringComparer.Ordinal);
    private readonly Lock gate = new();
    private SocketClosed? closing;
    private bool initialised;
    private RequestContext? context;

    public async Task RunAsync()
    {
        await using var initialisation = services.Time.CreateTimer(_ => { if (!initialised) Close(new(4408, "Connection initialisation timeout")); }, null, TimeToInitialise, Timeout.InfiniteTimeSpan);
        await using var lifetime = services.Time.CreateTimer(_ => Close(new(4401, "Log in again")), null, TimeSpan.FromMinutes(services.Options.SocketMinutes), Timeout.InfiniteTimeSpan);
        var sending = SendAsync();
        try
        {
            await ReceiveAsync();
        }
        catch (SocketClosed closed) { Close(closed); }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException) { }
        Close(new(1000, ""));
        await sending;
    }

    public void Dispose() => stop.Dispose();

    /// <summary>Puts a message into the queue. A client that does not keep up is disconnected: it may connect and read anew.</summary>
    public void Send(string type, string? id = null, object? payload = null)
    {
        if (!outgoing.Writer.TryWrite(new OperationMessage { Type = type, Id = id, Payload = payload })) Close(new(4413, "SLOW_CONSUMER"));
    }

    public bool Forget(string id)
    {
        lock (gate) return operations.Remove(id);
    }

    /// <summary>
    /// Ends the operations at once; the sender closes the socket when it sees the closed queue, and what the client then does not take or answer
    /// in time is cut off. The first reason counts.
    /// </summary>
    private void Close(SocketClosed reason)
    {
        lock (gate)
        {
            if (closing is not null) return;
            closing = reason;
            foreach (var operation in operations.Values) operation.Stop();
            operations.Clear();
        }
        outgoing.Writer.TryComplete();
        stop.CancelAfter(TimeToClose);
    }

    private async Task SendAsync()
    {
        try
        {
            await foreach (var message in outgoing.Reader.ReadAllAsync(stop.Token))
            {
                if (closing?.Code == 4413) break;
                using var buffer = new MemoryStream();
                await services.Serializer.WriteAsync(buffer, message, stop.Token);
                await socket.SendAsync(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), WebSocketMessageType.Text, endOfMessage: true, stop.Token);
            }
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                await socket.CloseOutputAsync((WebSocketCloseStatus)closing!.Code, closing.Message, stop.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException) { }
    }

    private async Task ReceiveAsync()
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        while (true)
        {
            buffer.ResetWrittenCount();
            ValueWebSocketReceiveResult received;
            do
            {
                received = await socket.ReceiveAsync(buffer.GetMemory(4096), stop.Token);
                buffer.Advance(received.Count);
                if (buffer.WrittenCount > services.Options.MaxBodyBytes) throw new SocketClosed(4413, "BODY_TOO_LARGE");
            }
            while (!received.EndOfMessage);
            if (received.MessageType == WebSocketMessageType.Close) return;
            await HandleAsync(Read<OperationMessage>(() => services.Serializer.Deserialize<OperationMessage>(Encoding.UTF8.GetString(buffer.WrittenSpan))));
        }
    }

    private async Task HandleAsync(OperationMessage message)
    {
        switch (message.Type)
        {
            case "connection_init":
                if (initialised) throw new SocketClosed(4429, "Too many initialisation requests");
                initialised = true;
                await LogInAsync(message);
                Send("connection_ack");
                break;
            case "ping":
                Send("pong");
                break;
            case "pong":
                break;
            case "subscribe":
                Subscribe(message);
                break;
            case "complete":
                lock (gate)
                {
                    if (message.Id is { } id && operations.Remove(id, out var operation)) operation.Stop();
                }
                break;
            default:
                throw Invalid();
        }
    }

    /// <summary>A token in the payload counts before the request's own log-in; without either nobody is asking.</summary>
    private async Task LogInAsync(OperationMessage message)
    {
        if (message.Payload is JsonElement { ValueKind: JsonValueKind.Object } payload && payload.TryGetProperty("authorization", out var authorization))
        {
            // A request's own authentication is remembered by its scope, so the token is judged in a fresh one.
            await using var scope = services.Scopes.CreateAsyncScope();
            var fresh = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
            (fresh.Request.Scheme, fresh.Request.Host, fresh.Connection.RemoteIpAddress) = (http.Request.Scheme, http.Request.Host, http.Connection.RemoteIpAddress);
            fresh.Request.Headers.Authorization = authorization.ValueKind == JsonValueKind.String ? authorization.GetString() : "";
            var login = await fresh.AuthenticateAsync();
            if (!login.Succeeded) throw new SocketClosed(4403, "AUTH_TOKEN_INVALID");
            http.User = login.Principal;
        }
        context = HttpEndpoint.ContextOf(http);
    }

    private void Subscribe(OperationMessage message)
    {
        if (context is null) throw new SocketClosed(4401, "Unauthorized");
        if (message.Id is not { Length: > 0 and < 200 } id) throw Invalid();
        var request = Read(() => services.Serializer.ReadNode<GraphQLRequest>(message.Payload));
        var operation = new SocketOperation(this, services, id, request, new(context.Caller, context.Language), stop.Token);
        lock (gate)
        {
            if (operations.ContainsKey(id)) throw new SocketClosed(4409, $"Subscriber for {id} already exists");
            if (operations.Count >= services.Options.SocketOperations) throw new SocketClosed(4429, "Too many operations");
            operations.Add(id, operation);
        }
        if (services.Rate.Refusal(http, context) is { } refusal) operation.Refuse(refusal.Error);
        else _ = operation.RunAsync();
    }

    private static T Read<T>(Func<T?> read)
    {
        try
        {
            return read() ?? throw Invalid();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw Invalid();
        }
    }

    private static SocketClosed Invalid() => new(4400, "Invalid message received");
}

/// <summary>Why a socket is closed: a code of the protocol and a short reason.</summary>
internal sealed class SocketClosed(int code, string reason) : Exception(reason)
{
    public int Code => code;
}
