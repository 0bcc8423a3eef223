using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using AfterSales.ClusterTests.Host;
using AfterSales.Storage;

namespace AfterSales.ClusterTests.Api;

/// <summary>More than can be done is refused at once and clearly, people go on reading meanwhile, and afterwards all is as before.</summary>
public sealed class OverloadTests(OverloadTests.BusyHost host) : IClassFixture<OverloadTests.BusyHost>
{
    private const int Clients = 40;
    private const int Rounds = 8;

    [Fact]
    public async Task Mutations_beyond_the_limit_are_refused_with_when_to_ask_again_and_reads_go_on()
    {
        var token = await host.DemoToken("dispatcher.sh");
        var writes = Enumerable.Range(0, Clients).SelectMany(client => Enumerable.Range(0, Rounds).Select(round => Write($"c-busy-{client}-{round}"))).ToArray();
        var reads = Enumerable.Range(0, 5).Select(_ => Send("{ branches { nodes { id } } }")).ToArray();
        var read = await Task.WhenAll(reads);
        var written = await Task.WhenAll(writes);

        Assert.All(read, answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
        var refused = written.Where(answer => answer.Status == HttpStatusCode.ServiceUnavailable).ToArray();
        Assert.NotEmpty(refused);
        Assert.All(refused, answer => Assert.Equal(("OVERLOADED", "1"), (Code(answer.Body), answer.RetryAfter)));
        var taken = written.Where(answer => answer.Status == HttpStatusCode.OK).ToArray();
        Assert.Equal(written.Length, refused.Length + taken.Length);
        Assert.NotEmpty(taken);

        // What was refused was not begun: asked again, it is made for the first time.
        foreach (var answer in refused.Take(20)) Assert.Equal(1, (await Write(answer.Key)).Body.GetProperty("data").GetProperty("registerCustomer").GetProperty("customer").GetProperty("version").GetInt32());

        Task<Answered> Write(string key) => Send(
            $$"""mutation { registerCustomer(input: { branchId: "b-sh", id: "{{key}}", requestId: "{{key}}", customer: { name: "王伟" } }) { customer { version } errors { ... on Error { code message } } } }""", key);

        async Task<Answered> Send(string query, string key = "")
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query }) };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            using var response = await host.Client.SendAsync(request);
            using var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
            return new(key, response.StatusCode, response.Headers.RetryAfter?.ToString(), body.RootElement.Clone());
        }
    }

    private static string? Code(JsonElement body) => body.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString();

    private sealed record Answered(string Key, HttpStatusCode Status, string? RetryAfter, JsonElement Body);

    public sealed class BusyHost() : ServedHost(StorageProvider.Sqlite)
    {
        protected override IEnumerable<string> Settings => ["--Api:MutationsAtOnce=2", "--Api:RequestsPerMinute=0"];
    }
}
