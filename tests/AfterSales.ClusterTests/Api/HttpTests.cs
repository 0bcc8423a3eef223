using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using AfterSales.Api;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.ClusterTests.Api;

public sealed class HttpTests
{
    [Fact]
    public async Task The_server_audit_of_graphql_http_is_met_in_full()
    {
        await using var workshop = await ServedWorkshop.Start(o => o.Introspection = true);
        var (exitCode, output) = await NodeClient.Run("audit.mjs", workshop.Address);
        Assert.True(exitCode == 0, output);
    }

    [Fact]
    public async Task A_caller_with_a_token_is_known() =>
        Assert.Equal("""{"data":{"me":"manager"}}""", (await Post(new { query = "{ me }" }, token: "manager")).Text);

    [Fact]
    public async Task A_caller_without_a_token_is_answered_that_he_must_log_in_and_in_his_language()
    {
        var answer = await Post(new { query = "{ me }" }, language: "fr, zh-Hans;q=0.8, es;q=0.9");
        Assert.Equal((HttpStatusCode.OK, "AUTH_NOT_AUTHENTICATED"), (answer.Status, answer.Code));
        Assert.Contains("Inicie sesión", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "BAD_REQUEST")]
    [InlineData("{", "BAD_REQUEST")]
    [InlineData("[]", "BAD_REQUEST")]
    [InlineData("[{\"query\":\"{ me }\"}]", "BAD_REQUEST")]
    [InlineData("null", "QUERY_MISSING")]
    [InlineData("\"x\"", "BAD_REQUEST")]
    [InlineData("{}", "QUERY_MISSING")]
    [InlineData("{\"query\":7}", "BAD_REQUEST")]
    [InlineData("{\"query\":\"{ me }\",\"variables\":7}", "BAD_REQUEST")]
    [InlineData("{\"query\":\"{ say(words: \\\"\\ud800\\\") }\"}", "BAD_REQUEST")]
    [InlineData("{\"query\":\"  \"}", "QUERY_MISSING")]
    public async Task A_malformed_body_is_refused_with_a_code(string body, string code)
    {
        var answer = await Send(new StringContent(body, Encoding.UTF8, "application/json"));
        Assert.Equal((HttpStatusCode.BadRequest, code), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData("{ me", "SYNTAX_ERROR")]
    [InlineData("{ nothing }", "FIELDS_ON_CORRECT_TYPE")]
    [InlineData("{ job(id: {}) { id } }", "ARGUMENTS_OF_CORRECT_TYPE")]
    [InlineData("subscription { waiting }", "SUBSCRIPTION_NEEDS_SOCKET")]
    [InlineData("query A { me } query B { me }", "NO_OPERATION_NAME")]
    public async Task A_wrong_document_is_refused_with_a_code(string query, string code)
    {
        var answer = await Post(new { query }, token: "manager", accept: "application/graphql-response+json");
        Assert.Equal((HttpStatusCode.BadRequest, code), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task A_key_may_be_given_as_a_number_however_long_it_is() =>
        Assert.Equal("""{"data":{"job":{"id":"123456789012345678901234567890"}}}""", (await Post(new { query = "{ job(id: 123456789012345678901234567890) { id } }" }, token: "manager")).Text);

    [Fact]
    public async Task Of_a_document_with_a_thousand_mistakes_the_first_twenty_are_told()
    {
        var query = "query(" + string.Join(' ', Enumerable.Range(0, 1_000).Select(i => $"$v{i}: ID")) + ") { me }";
        using var answer = JsonDocument.Parse((await Post(new { query }, token: "manager")).Text);
        Assert.Equal(20, answer.RootElement.GetProperty("errors").GetArrayLength());
    }

    [Fact]
    public async Task Of_a_list_with_a_thousand_mistakes_the_first_are_told()
    {
        var query = "mutation { registerJob(input: { title: \"Pump\", parts: [" + string.Join(',', Enumerable.Repeat("nothing", 1_000)) + "] }) { job { id } } }";
        using var answer = JsonDocument.Parse((await Post(new { query }, token: "manager")).Text);
        Assert.All(answer.RootElement.GetProperty("errors").EnumerateArray(), error => Assert.InRange(error.GetProperty("message").GetString()!.Length, 1, 1_001));
    }

    [Fact]
    public async Task A_body_over_the_limit_is_refused_whether_its_length_is_told_or_not()
    {
        await using var workshop = await ServedWorkshop.Start(o => o.MaxBodyBytes = 2_000);
        var body = JsonSerializer.SerializeToUtf8Bytes(new { query = "{ me } #" + new string('x', 3_000) });
        foreach (var content in (HttpContent[])[new ByteArrayContent(body), new StreamContent(new Unmeasured(body))])
        {
            content.Headers.ContentType = new("application/json");
            var answer = await Send(workshop, content);
            Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "BODY_TOO_LARGE"), (answer.Status, answer.Code));
            Assert.Contains("2000", answer.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Too_many_requests_are_refused_per_account()
    {
        await using var workshop = await ServedWorkshop.Start(o => o.RequestsPerMinute = 3);
        for (var i = 0; i < 3; i++) Assert.Equal(HttpStatusCode.OK, (await Post(workshop, new { query = "{ me }" }, token: "manager")).Status);
        var answer = await Post(workshop, new { query = "{ me }" }, token: "manager");
        Assert.Equal((HttpStatusCode.TooManyRequests, "TOO_MANY_REQUESTS"), (answer.Status, answer.Code));
        Assert.InRange(answer.RetryAfter!.Value.TotalSeconds, 1, 60);
        Assert.Equal(HttpStatusCode.OK, (await Post(workshop, new { query = "{ me }" }, token: "administrator")).Status);
    }

    [Fact]
    public async Task A_request_that_takes_too_long_is_ended_with_a_code()
    {
        await using var workshop = await ServedWorkshop.Start(o => o.TimeoutSeconds = 1);
        var answer = await Post(workshop, new { query = "{ slow }" }, token: "manager");
        Assert.Equal((HttpStatusCode.OK, "REQUEST_TIMEOUT"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task A_get_may_not_change_anything()
    {
        await using var workshop = await ServedWorkshop.Start();
        using var request = new HttpRequestMessage(HttpMethod.Get, workshop.Address + "?query=" + Uri.EscapeDataString("mutation { reset { job { id } } }"));
        var answer = await Read(workshop, request, "administrator");
        Assert.Equal((HttpStatusCode.MethodNotAllowed, "HTTP_METHOD"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task A_persisted_document_is_named_by_its_hash()
    {
        await using var workshop = await ServedWorkshop.Start(o => o.PersistedDocumentsOnly = true,
            s => s.AddSingleton<IPersistedDocuments>(new PersistedDocuments(["{ me }"])));
        Assert.Equal("""{"data":{"me":"manager"}}""", (await Post(workshop, new { documentId = PersistedDocuments.IdOf("{ me }") }, token: "manager")).Text);
        Assert.Equal("PERSISTED_DOCUMENT_NOT_FOUND", (await Post(workshop, new { documentId = "sha256:00" }, token: "manager")).Code);
        Assert.Equal("PERSISTED_DOCUMENTS_ONLY", (await Post(workshop, new { query = "{ me }" }, token: "manager")).Code);
    }

    private static async Task<Answer> Post(object body, string? token = null, string? language = null, string? accept = null)
    {
        await using var workshop = await ServedWorkshop.Start();
        return await Post(workshop, body, token, language, accept);
    }

    private static Task<Answer> Post(ServedWorkshop workshop, object body, string? token = null, string? language = null, string? accept = null) =>
        Send(workshop, JsonContent.Create(body), token, language, accept);

    private static async Task<Answer> Send(HttpContent content)
    {
        await using var workshop = await ServedWorkshop.Start();
        return await Send(workshop, content, accept: "application/graphql-response+json");
    }

    private static async Task<Answer> Send(ServedWorkshop workshop, HttpContent content, string? token = null, string? language = null, string? accept = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, workshop.Address) { Content = content };
        if (language is not null) request.Headers.AcceptLanguage.ParseAdd(language);
        if (accept is not null) request.Headers.Accept.ParseAdd(accept);
        return await Read(workshop, request, token);
    }

    private static async Task<Answer> Read(ServedWorkshop workshop, HttpRequestMessage request, string? token)
    {
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await workshop.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var json = JsonSerializer.Deserialize<JsonElement>(text);
        var code = json.TryGetProperty("errors", out var errors) ? errors[0].GetProperty("extensions").GetProperty("code").GetString() : null;
        return new(response.StatusCode, code, text, response.Headers.RetryAfter?.Delta);
    }

    private sealed record Answer(HttpStatusCode Status, string? Code, string Text, TimeSpan? RetryAfter);

    /// <summary>Bytes whose number nobody knows beforehand, so that they are sent in chunks.</summary>
    private sealed class Unmeasured(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
