using GraphQL;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AfterSales.Api.Engine;

/// <summary>What the sockets of this server share.</summary>
internal sealed record SocketServices(
    GraphQLRunner Runner, IGraphQLTextSerializer Serializer, GraphQLApiOptions Options, IServiceScopeFactory Scopes,
    ErrorAnswers Errors, RequestRate Rate, TimeProvider Time);

/// <summary>Opens WebSockets that speak graphql-transport-ws (https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md).</summary>
internal sealed class SocketEndpoint(
    GraphQLRunner runner, IGraphQLTextSerializer serializer, IOptions<GraphQLApiOptions> options, IServiceScopeFactory scopes, ErrorAnswers errors, RequestRate rate, TimeProvider time)
{
    private const string Protocol = "graphql-transport-ws";

    private readonly SocketServices services = new(runner, serializer, options.Value, scopes, errors, rate, time);

    public async Task HandleAsync(HttpContext http)
    {
        if (!IsSameOrigin(http.Request))
        {
            http.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }
        if (!http.WebSockets.WebSocketRequestedProtocols.Contains(Protocol))
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }
        using var socket = await http.WebSockets.AcceptWebSocketAsync(Protocol);
        using var session = new SocketSession(services, socket, http);
        await session.RunAsync();
    }

    /// <summary>A browser sends cookies along with a WebSocket that any page opens, so a page of another origin is turned away. Programs send no Origin.</summary>
    private static bool IsSameOrigin(HttpRequest request) =>
        request.Headers.Origin is not { Count: > 0 } origin
        || (Uri.TryCreate(origin.ToString(), UriKind.Absolute, out var uri) && uri.Authority.Equals(new Uri($"{uri.Scheme}://{request.Host}").Authority, StringComparison.OrdinalIgnoreCase));
}
