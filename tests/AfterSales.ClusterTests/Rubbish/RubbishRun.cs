using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text.Json;
using GraphQL.Types;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.ClusterTests.Rubbish;

/// <summary>Sends rubbish to one host and keeps what is wrong with its answers.</summary>
internal sealed class RubbishRun
{
    // Stands in every personal field of one branch, and in no request.
    private const string Secret = "Geheimhaltung";
    private const int AtATime = 4;
    private const int LongestAnswer = 300_000;

    /// <summary>Who may not see what Shanghai keeps; the rest may, and sends as much.</summary>
    private static readonly string[] Strangers = ["", "dispatcher.cd", "dispatcher.mad", "agent.mad", "technician.mad", "sales.mad", "dispatcher.bcn", "dealer.sh"];

    private static readonly string[] People = [.. Strangers, "receptionist.sh", "dispatcher.sh", "agent.sh", "manager.sh", "administrator", "director", "complaints"];

    private readonly RubbishHost _host;
    private readonly IReadOnlyDictionary<string, string> _tokens;
    private readonly RubbishRequests _requests;
    private readonly ConcurrentBag<string> _findings = [];
    private readonly ConcurrentDictionary<string, int> _answers = new();

    private RubbishRun(RubbishHost host, IReadOnlyDictionary<string, string> tokens, RubbishRequests requests) => (_host, _tokens, _requests) = (host, tokens, requests);

    public static async Task<RubbishRun> Begin(RubbishHost host, int seed)
    {
        var tokens = new Dictionary<string, string>();
        foreach (var person in People.Where(person => person.Length > 0)) tokens[person] = await host.DemoToken(person);
        var known = await Known(host, tokens["dispatcher.sh"], tokens["administrator"]);
        return new(host, tokens, new(seed, host.Services.GetRequiredService<ISchema>(), known, People, Strangers));
    }

    public Task Send(int from, int to) => Parallel.ForEachAsync(
        Enumerable.Range(from, to - from), new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = TestContext.Current.CancellationToken }, async (number, cancellation) =>
        {
            var request = _requests.Number(number);
            using var message = request.Message;
            // A connection that is broken off is the finding of the request that broke it, not of the next one.
            message.Headers.ConnectionClose = true;
            if (_tokens.TryGetValue(request.Person, out var token)) message.Headers.Authorization ??= new AuthenticationHeaderValue("Bearer", token);
            HttpResponseMessage answer;
            try
            {
                answer = await _host.Client.SendAsync(message, cancellation);
            }
            catch (HttpRequestException broken)
            {
                _findings.Add($"No answer: {broken.Message}\n  {request.Text}");
                return;
            }

            using var _ = answer;
            var text = await answer.Content.ReadAsStringAsync(cancellation);
            foreach (var wrong in Wrong(answer, text, Strangers.Contains(request.Person))) _findings.Add($"{wrong}\n  {request.Text}\n  {(int)answer.StatusCode} {(text.Length > 1_500 ? text[..1_500] : text)}");
            foreach (var code in Codes(answer, text)) _answers.AddOrUpdate(code, 1, (_, count) => count + 1);
        });

    public void MustBeClean(int requests)
    {
        Assert.True(_findings.IsEmpty, $"{_findings.Count} findings on {_host.Provider}:\n{string.Join("\n\n", _findings.Order(StringComparer.Ordinal).Take(10))}");
        // Much of it is well formed and gets as far as the rules.
        Assert.True(_answers.GetValueOrDefault("data") > requests / 20, string.Join(", ", _answers.OrderByDescending(answer => answer.Value).Select(answer => $"{answer.Key} {answer.Value}")));
    }

    private static IEnumerable<string> Wrong(HttpResponseMessage answer, string text, bool isStranger)
    {
        if ((int)answer.StatusCode >= 500) yield return "A failure of ours";
        if (text.Length > LongestAnswer) yield return $"An answer of {text.Length} letters";
        if (isStranger && text.Contains(Secret, StringComparison.Ordinal)) yield return "Another branch's data";
        if (text.Contains("   at AfterSales.", StringComparison.Ordinal) || text.Contains("Exception", StringComparison.Ordinal)) yield return "What is inside shows";
        foreach (var code in Codes(answer, text))
        {
            if (code is "INTERNAL" or "TRY_AGAIN") yield return code;
            if (code == "none") yield return "An error without a code";
        }
    }

    /// <summary>Of every error of the answer; <c>data</c> where it has something, <c>none</c> for an error that has no code.</summary>
    private static List<string> Codes(HttpResponseMessage answer, string text)
    {
        var type = answer.Content.Headers.ContentType?.MediaType;
        if (type is not ("application/json" or "application/graphql-response+json" or "application/problem+json")) return [];
        using var json = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 256 });
        if (json.RootElement.ValueKind != JsonValueKind.Object) return [];
        if (type == "application/problem+json") return [CodeOf(json.RootElement)];
        var codes = new List<string>();
        if (json.RootElement.TryGetProperty("errors", out var errors) && errors.ValueKind == JsonValueKind.Array)
            codes.AddRange(errors.EnumerateArray().Select(error => error.TryGetProperty("extensions", out var more) ? CodeOf(more) : "none"));
        if (!json.RootElement.TryGetProperty("data", out var data) || data.ValueKind != JsonValueKind.Object) return codes;
        codes.Add("data");
        foreach (var field in data.EnumerateObject().Where(field => field.Value.ValueKind == JsonValueKind.Object))
            if (field.Value.TryGetProperty("errors", out var refused) && refused.ValueKind == JsonValueKind.Array) codes.AddRange(refused.EnumerateArray().Select(CodeOf));
        return codes;
    }

    private static string CodeOf(JsonElement error) => error.TryGetProperty("code", out var code) && code.GetString() is { Length: > 0 } said ? said : "none";

    /// <summary>Keys of everything, after Shanghai has written its secret wherever it can.</summary>
    private static async Task<string[]> Known(RubbishHost host, string dispatcher, string administrator)
    {
        const string Errors = "errors { ... on Error { code message } }";
        var customer = (await host.Ask(dispatcher, $$"""
            mutation($input: RegisterCustomerInput!) { registerCustomer(input: $input) { customer { id } {{Errors}} } }
            """, new { input = new { branchId = "b-sh", customer = new { name = Secret, phones = new[] { "+8613812345678" }, addresses = new[] { new { street = Secret, city = Secret } } } } }))
            .GetProperty("registerCustomer");
        Assert.True(customer.GetProperty("customer").ValueKind == JsonValueKind.Object, customer.ToString());
        var customerId = customer.GetProperty("customer").GetProperty("id").GetString()!;
        var ticket = (await host.Ask(dispatcher, $$"""
            mutation($input: RegisterTicketInput!) { registerTicket(input: $input) { ticket { id } {{Errors}} } }
            """, new { input = new { branchId = "b-sh", customerId, kind = "REPAIR", symptom = Secret, symptomDetail = Secret, wish = Secret } })).GetProperty("registerTicket");
        Assert.True(ticket.GetProperty("ticket").ValueKind == JsonValueKind.Object, ticket.ToString());
        var all = await host.Ask(administrator, """
            { customers(first: 50) { nodes { id } } tickets(first: 50) { nodes { id } } technicians(first: 20) { nodes { id } } branches(first: 20) { nodes { id } } contracts(first: 20) { nodes { id } }
              accounts { id } }
            """);
        return
        [
            customerId, ticket.GetProperty("ticket").GetProperty("id").GetString()!,
            .. all.EnumerateObject().SelectMany(list => (list.Value.ValueKind == JsonValueKind.Array ? list.Value : list.Value.GetProperty("nodes")).EnumerateArray())
                .Select(node => node.GetProperty("id").GetString()!),
        ];
    }
}
