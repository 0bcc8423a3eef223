using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace AfterSales.ConsoleTests;

/// <summary>The demo's people at work through the API, where a test is about what others see of it.</summary>
public sealed class Office(string address) : IDisposable
{
    private readonly HttpClient client = new() { BaseAddress = new Uri(address) };
    private readonly Dictionary<string, string> tokens = [];

    /// <summary>What a mutation gives that is accepted.</summary>
    /// <param name="record">The payload's field, with what is read of it.</param>
    public async Task<JsonElement> DoAsync(string person, string mutation, object input, string record = "ticket { id }")
    {
        var document = $$"""mutation($input: {{char.ToUpperInvariant(mutation[0])}}{{mutation[1..]}}Input!) { answer: {{mutation}}(input: $input) { {{record}} errors { ... on Error { code message } } } }""";
        var answer = (await AskAsync(person, document, new { input })).GetProperty("answer");
        Assert.True(answer.GetProperty("errors") is not { ValueKind: JsonValueKind.Array } errors || errors.GetArrayLength() == 0, $"{mutation}: {answer}");
        return answer.GetProperty(record.Split(' ')[0]);
    }

    public async Task<JsonElement> AskAsync(string person, string query, object? variables = null)
    {
        if (!tokens.TryGetValue(person, out var token))
        {
            using var logIn = await client.PostAsJsonAsync("/account/token", new { email = ServedDemo.EmailOf(person), password = ServedDemo.Password });
            tokens[person] = token = (await logIn.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString()!;
        }
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query, variables }) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await client.SendAsync(request);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.False(answer.TryGetProperty("errors", out var errors), errors.ToString());
        return answer.GetProperty("data");
    }

    public void Dispose() => client.Dispose();
}
