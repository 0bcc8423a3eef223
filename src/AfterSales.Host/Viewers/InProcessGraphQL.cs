using System.Security.Claims;
using System.Text.Json;
using AfterSales.Access;
using AfterSales.Api.Engine;
using AfterSales.Console.Api;

namespace AfterSales.Host.Viewers;

/// <summary>The console's documents run in this process, under the same rules as if they came over HTTP, with the viewer's rights.</summary>
internal sealed class InProcessGraphQL(GraphQLRunner runner) : IGraphQL
{
    public Task<JsonElement> AskAsync(string document, object? variables, ClaimsPrincipal viewer, string language, CancellationToken cancellation) =>
        runner.ExecuteAsync(document, variables, viewer.ToCaller() with { Language = language }, cancellation);

    public IAsyncEnumerable<JsonElement> FollowAsync(
        string document, object? variables, ClaimsPrincipal viewer, string language, CancellationToken cancellation) =>
        runner.FollowAsync(document, variables, viewer.ToCaller() with { Language = language }, cancellation);
}
