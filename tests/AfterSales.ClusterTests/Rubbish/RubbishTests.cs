using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using AfterSales.ClusterTests.Host;
using AfterSales.Storage;
using GraphQL.Types;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.ClusterTests.Rubbish;

/// <summary>
/// Thousands of requests that nobody honest sends, at the whole service: each is answered or refused with a code, nobody sees what another branch keeps,
/// and the memory is afterwards what it was. AFTERSALES_RUBBISH_REQUESTS and AFTERSALES_RUBBISH_SEED choose how many and which.
/// </summary>
public abstract class RubbishTests(RubbishHost host)
{
    // Stands in every personal field of one branch, and in no request.
    private const string Secret = "Geheimhaltung";
    private const int AtATime = 8;
    private const int LongestAnswer = 300_000;

    /// <summary>Who may not see what Shanghai keeps; the rest may, and sends as much.</summary>
    private static readonly string[] Strangers = ["", "dispatcher.cd", "dispatcher.mad", "agent.mad", "technician.mad", "sales.mad", "dispatcher.bcn", "dealer.sh"];

    private static readonly string[] People = [.. Strangers, "receptionist.sh", "dispatcher.sh", "agent.sh", "manager.sh", "administrator", "director", "complaints"];

    private static int Requests => Setting("AFTERSALES_RUBBISH_REQUESTS", 5_000);

    [Fact]
    public async Task Rubbish_is_refused_with_codes_shows_nobody_another_branch_and_leaves_the_memory_as_it_was()
    {
        var seed = Setting("AFTERSALES_RUBBISH_SEED", 20_261_128);
        TestContext.Current.SendDiagnosticMessage($"The seed of the rubbish is {seed}.");
        var tokens = new Dictionary<string, string>();
        foreach (var person in People.Where(person => person.Length > 0)) tokens[person] = await host.DemoToken(person);
        var known = await Known(tokens["dispatcher.sh"], tokens["administrator"]);
        var requests = new RubbishRequests(seed, host.Services.GetRequiredService<ISchema>(), known, People, Strangers);
        var findings = new ConcurrentBag<string>();
        var answers = new ConcurrentDictionary<string, int>();
        var durations = new ConcurrentBag<(TimeSpan Took, string Request)>();

        await Send(0, Requests / 2);
        var warm = Live();
        await Send(Requests / 2, Requests);
        var last = Live();

        foreach (var (took, request) in durations.OrderByDescending(one => one.Took).Take(10))
            TestContext.Current.SendDiagnosticMessage($"{took.TotalSeconds:F1} s for {(request.Length > 1_000 ? request[..1_000] : request)}");
        Assert.True(findings.IsEmpty, $"{findings.Count} findings:\n{string.Join("\n\n", findings.Order(StringComparer.Ordinal).Take(10))}");
        TestContext.Current.SendDiagnosticMessage($"{warm / 1e6:F0} MB after half, {last / 1e6:F0} MB after all.");
        Assert.True(last < warm * 1.6, $"{warm / 1e6:F0} MB after half, {last / 1e6:F0} MB after all.");
        // Much of it is well formed and gets as far as the rules.
        Assert.True(answers.GetValueOrDefault("data") > Requests / 20, string.Join(", ", answers.OrderByDescending(answer => answer.Value).Select(answer => $"{answer.Key} {answer.Value}")));

        Task Send(int from, int to) => Parallel.ForEachAsync(
            Enumerable.Range(from, to - from), new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = TestContext.Current.CancellationToken }, async (number, cancellation) =>
            {
                var request = requests.Number(number);
                using var message = request.Message;
                // A connection that is broken off is the finding of the request that broke it, not of the next one.
                message.Headers.ConnectionClose = true;
                if (tokens.TryGetValue(request.Person, out var token)) message.Headers.Authorization ??= new AuthenticationHeaderValue("Bearer", token);
                HttpResponseMessage answer;
                var since = Stopwatch.GetTimestamp();
                try
                {
                    answer = await host.Client.SendAsync(message, cancellation);
                }
                catch (HttpRequestException broken)
                {
                    findings.Add($"No answer: {broken.Message}\n  {request.Text}");
                    return;
                }

                using var _ = answer;
                var text = await answer.Content.ReadAsStringAsync(cancellation);
                durations.Add((Stopwatch.GetElapsedTime(since), request.Text));
                foreach (var wrong in Wrong(answer, text, Strangers.Contains(request.Person))) findings.Add($"{wrong}\n  {request.Text}\n  {(int)answer.StatusCode} {(text.Length > 1_500 ? text[..1_500] : text)}");
                foreach (var code in Codes(answer, text)) answers.AddOrUpdate(code, 1, (_, count) => count + 1);
            });
    }

    [Fact]
    public async Task Twenty_bodies_of_five_megabytes_at_once_are_refused_as_too_large()
    {
        var token = await host.DemoToken("dispatcher.sh");
        var body = Encoding.UTF8.GetBytes("{\"query\":\"{ me { name } } #" + new string('x', 5_000_000) + "\"}");
        await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ =>
        {
            using var message = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } } };
            message.Headers.Authorization = new("Bearer", token);
            message.Headers.ExpectContinue = true;
            using var answer = await host.Client.SendAsync(message);
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
            Assert.Contains("BODY_TOO_LARGE", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }));
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

    private static long Live()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    /// <summary>Keys of everything, after Shanghai has written its secret wherever it can.</summary>
    private async Task<string[]> Known(string dispatcher, string administrator)
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

    private static int Setting(string name, int usual) => int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var given) ? given : usual;
}

/// <summary>The demo company at a host that counts nobody's requests.</summary>
public abstract class RubbishHost(StorageProvider provider) : ServedHost(provider)
{
    protected override IEnumerable<string> Settings => ["--Api:RequestsPerMinute=0", "--environment=Staging"];
}

public sealed class SqliteRubbishHost() : RubbishHost(StorageProvider.Sqlite);

public sealed class PostgreSqlRubbishHost() : RubbishHost(StorageProvider.PostgreSql);

// Alone, for what others hold in memory meanwhile would be counted.
[CollectionDefinition(nameof(RubbishTests), DisableParallelization = true)]
public sealed class RubbishCollection;

[Collection(nameof(RubbishTests))]
public sealed class SqliteRubbishTests(SqliteRubbishHost host) : RubbishTests(host), IClassFixture<SqliteRubbishHost>;

[Collection(nameof(RubbishTests))]
public sealed class PostgreSqlRubbishTests(PostgreSqlRubbishHost host) : RubbishTests(host), IClassFixture<PostgreSqlRubbishHost>;
