using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Components.Authorization;

namespace AfterSales.Console.Api;

/// <summary>Runs the console's documents with the viewer's rights, and reads the answers into a page's own records.</summary>
public sealed class GraphQLClient(IGraphQL api, AuthenticationStateProvider authentication)
{
    /// <summary>A field that a page names and its document does not is a mistake of ours, and told as one instead of shown as empty.</summary>
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>For one form.</summary>
    public Attempt Attempt() => new(this);

    /// <summary>Asks a query. What the viewer may not see within it is null.</summary>
    /// <exception cref="NotAnsweredException">Nothing could be read, with the reason in the viewer's language.</exception>
    public async Task<T> AskAsync<T>(string document, object? variables = null, CancellationToken cancellation = default)
    {
        var user = (await authentication.GetAuthenticationStateAsync()).User;
        return Data(await api.AskAsync(Documents.Text(document), variables, user, Language, cancellation)).Deserialize<T>(Json)!;
    }

    /// <summary>
    /// Asks a mutation of one field. Its payload holds the errors, which are a refusal, and one other member, which is the result.
    /// </summary>
    public Task<Done<T>> DoAsync<T>(string document, object input, CancellationToken cancellation = default) => RunAsync<T>(Documents.Text(document), input, cancellation);

    /// <summary>Does a mutation by its name; the result is of no use but for being there.</summary>
    public Task<Done<string>> DoAsync(string mutation, object input, CancellationToken cancellation = default) => RunAsync<string>(Documents.Doing(mutation), input, cancellation);

    private async Task<Done<T>> RunAsync<T>(string text, object input, CancellationToken cancellation)
    {
        var user = (await authentication.GetAuthenticationStateAsync()).User;
        var payload = Data(await api.AskAsync(text, new { input }, user, Language, cancellation)).EnumerateObject().Single().Value;
        if (payload.TryGetProperty("errors", out var errors) && errors.ValueKind == JsonValueKind.Array && errors.GetArrayLength() > 0)
            return new Done<T>(default, Refusal.Of(errors));
        return new Done<T>(payload.EnumerateObject().Single(member => member.Name != "errors").Value.Deserialize<T>(Json), null);
    }

    public async IAsyncEnumerable<T> FollowAsync<T>(string document, object? variables, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var user = (await authentication.GetAuthenticationStateAsync()).User;
        await foreach (var told in api.FollowAsync(Documents.Text(document), variables, user, Language, cancellation))
            yield return Data(told).Deserialize<T>(Json)!;
    }

    private static string Language => CultureInfo.CurrentUICulture.Name;

    private static JsonElement Data(JsonElement answer)
    {
        var errors = answer.TryGetProperty("errors", out var list) ? list.EnumerateArray().Select(NotAnsweredException.Of).ToArray() : [];
        var hasData = answer.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object;
        // A field that the viewer may not see is refused by itself; the rest of the answer is good.
        if (hasData && errors.All(error => error.Code == "AUTH_NOT_AUTHORIZED")) return data;
        throw errors.FirstOrDefault(error => error.Code != "AUTH_NOT_AUTHORIZED") ?? errors.FirstOrDefault() ?? new NotAnsweredException("The API gave no answer.");
    }
}

/// <param name="Refusal">Null where it was done.</param>
public sealed record Done<T>(T? Result, Refusal? Refusal);
