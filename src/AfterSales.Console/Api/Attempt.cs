using System.Text.Json;
using System.Text.Json.Nodes;

namespace AfterSales.Console.Api;

/// <summary>
/// What becomes of a form that is sent: busy, refused, failed. The same input always goes under the same request id, so that pressing twice, or
/// again after an answer was lost, does nothing twice.
/// </summary>
public sealed class Attempt(GraphQLClient api)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private string? lastInput;
    private string requestId = "";

    public bool IsBusy { get; private set; }

    public Refusal? Refusal { get; private set; }

    /// <summary>Why there was no answer, in the viewer's language.</summary>
    public string? Failure { get; private set; }

    /// <param name="formId">The request id of a form that is posted: it was made when the form was shown.</param>
    /// <returns>Null where it was not done; then <see cref="Refusal"/> or <see cref="Failure"/> says why.</returns>
    public Task<T?> SendAsync<T>(string document, object input, string? formId = null) where T : class => TryAsync(document, input, formId, node => api.DoAsync<T>(document, node));

    /// <summary>Does a mutation of which nothing is read.</summary>
    /// <returns>Whether it was done.</returns>
    public async Task<bool> DoAsync(string mutation, JsonObject input) => await TryAsync(mutation, input, null, node => api.DoAsync(mutation, node)) is not null;

    private async Task<T?> TryAsync<T>(string what, object input, string? formId, Func<JsonObject, Task<Done<T>>> doIt) where T : class
    {
        if (IsBusy) return null;
        (IsBusy, Refusal, Failure) = (true, null, null);
        try
        {
            var node = JsonSerializer.SerializeToNode(input, Json)!.AsObject();
            node["requestId"] = formId ?? RequestIdOf(what, node);
            var done = await doIt(node);
            Refusal = done.Refusal;
            if (done.Refusal is null) lastInput = null;
            return done.Result;
        }
        catch (NotAnsweredException e)
        {
            Failure = e.Message;
            return null;
        }
        finally
        {
            IsBusy = false;
        }
    }

    private string RequestIdOf(string what, JsonObject input)
    {
        var text = what + input.ToJsonString();
        if (text == lastInput) return requestId;
        lastInput = text;
        return requestId = Guid.NewGuid().ToString("N");
    }
}
