using System.Security.Claims;
using System.Text.Json;

namespace AfterSales.Console.Api;

/// <summary>
/// All that the console knows of the service: documents go in, JSON comes out. Whoever hosts the console says how they travel; what the viewer
/// may see and do is the schema's to say, as for any other client.
/// </summary>
public interface IGraphQL
{
    /// <summary>Answers a query or mutation: an object with <c>data</c> and <c>errors</c>.</summary>
    /// <param name="variables">An object whose properties are the variables, or null.</param>
    /// <param name="language">The language sentences are to be worded in: <c>en</c>, <c>zh-CN</c> or <c>es</c>.</param>
    Task<JsonElement> AskAsync(string document, object? variables, ClaimsPrincipal viewer, string language, CancellationToken cancellation);

    /// <summary>Follows a subscription until it is cancelled: each event as an object with <c>data</c> and <c>errors</c>.</summary>
    IAsyncEnumerable<JsonElement> FollowAsync(string document, object? variables, ClaimsPrincipal viewer, string language, CancellationToken cancellation);
}
