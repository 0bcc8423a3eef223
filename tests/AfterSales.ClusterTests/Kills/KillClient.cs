using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace AfterSales.ClusterTests.Kills;

/// <summary>
/// A person at the desk: takes cases down, works them to their end, makes the calls that are due, and reads in between. What gets no answer he asks
/// again with the same request id, as soon as the service is back; now and then he asks again what was answered, too.
/// </summary>
/// <param name="service">The service as it is now; waits while there is none.</param>
internal sealed class KillClient(int number, int seed, Func<Task<HttpClient>> service, string token, ClientLog log)
{
    private static readonly TimeSpan AWhile = TimeSpan.FromMilliseconds(50);

    private readonly Random _chance = new(HashCode(seed, number));
    private readonly List<string> _completed = [];
    // Who has called does not call again, also where a host that was cut off still shows the call as due.
    private readonly HashSet<string> _called = [];
    private readonly List<Asked> _asked = [];
    private readonly Dictionary<string, string> _reads = [];
    private int _requests;
    private int _slots;

    public string TechnicianId { get; } = FormattableString.Invariant($"tech-k-{number}");

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private static DateOnly Today => DateOnly.FromDateTime(Now.UtcDateTime);

    /// <summary>Works until it is told to stop, and ends the case it is at.</summary>
    public async Task Work(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            var customer = await Customer();
            await (_chance.Next(6) switch
            {
                0 => Remote(customer),
                1 => Sale(customer),
                2 => Told(customer),
                _ => Visit(customer),
            });
            await CallSomebody();
            if (_asked.Count > 0 && _chance.Next(3) == 0) await AskAgain(_asked[_chance.Next(_asked.Count)]);
            await Read("{ tickets(first: 20) { nodes { id step } } followUpQueue(first: 10) { nodes { id state } } }");
        }
    }

    private async Task<string> Customer()
    {
        var input = new Dictionary<string, object?> { ["branchId"] = KilledServiceTests.Branch, ["customer"] = new { name = Words("Cliente"), phones = new[] { Phone() } } };
        if (_chance.Next(2) == 0) input["id"] = Words("c-k").ToLowerInvariant().Replace(' ', '-');
        var customer = await Mutate("registerCustomer", "", "customer { id }", input);
        if (_chance.Next(3) == 0) await Mutate("amendCustomer", customer, "customer { id }", new() { ["id"] = customer, ["customer"] = new { name = Words("Nombre"), phones = new[] { Phone() } } });
        return customer;
    }

    private Task<string> Ticket(string customer) => Mutate("registerTicket", "", "ticket { id }", new()
    {
        ["branchId"] = KilledServiceTests.Branch, ["customerId"] = customer, ["symptom"] = Words("No arranca"), ["isEmergency"] = _chance.Next(4) == 0, ["isAnotherFault"] = true,
    });

    private async Task Remote(string customer)
    {
        var ticket = await Ticket(customer);
        await OnTicket("solveTicketRemotely", ticket, new() { ["advice"] = "Desenchufar y volver a enchufar" });
        await OnTicket("completeTicket", ticket, []);
        _completed.Add(ticket);
    }

    private async Task Visit(string customer)
    {
        var ticket = await Ticket(customer);
        for (var notes = _chance.Next(3); notes > 0; notes--) await OnTicket("addTicketNote", ticket, new() { ["text"] = Words("Nota") });
        if (_chance.Next(3) == 0) await OnTicket("sendTicketMessage", ticket, new() { ["channel"] = "EMAIL", ["text"] = Words("Vamos mañana") });
        await OnTicket("assessTicket", ticket, new() { ["parts"] = new[] { new { part = "pump" } } });
        await Read($"{{ ticket(id: \"{ticket}\") {{ step version customer {{ name }} timeline {{ event }} }} }}");
        var from = Now.UtcDateTime.Date.AddDays(1).AddHours(2 * ++_slots);
        await OnTicket("scheduleVisit", ticket, new() { ["technicianId"] = TechnicianId, ["from"] = Instant(from), ["to"] = Instant(from.AddMinutes(30)), ["travelMinutes"] = 0, ["reason"] = "Como pide el cliente" });
        await OnTicket("departForVisit", ticket, new() { ["kit"] = Host.Desk.Kit });
        await OnTicket("arriveOnSite", ticket, []);
        await OnTicket("finishVisit", ticket, new()
        {
            ["found"] = "Bomba atascada", ["done"] = "Bomba limpiada", ["minutes"] = 20, ["isDemonstrated"] = true, ["isUseExplained"] = true, ["refusedToSignBecause"] = "Tenía prisa",
        });
        await OnTicket("completeTicket", ticket, []);
        _completed.Add(ticket);
    }

    private async Task Sale(string customer)
    {
        var product = await Mutate("registerInstalledProduct", "", "installedProduct { id }", new()
        {
            ["customerId"] = customer, ["product"] = new { model = "WM-8", serial = Words("S").Replace(' ', '-'), purchasedOn = Day(Today.AddDays(-1)) },
        });
        // It ends in two weeks: the notice of its end is due at once.
        await Mutate("makeContract", "", "contract { id }", new()
        {
            ["branchId"] = KilledServiceTests.Branch, ["customerId"] = customer, ["from"] = Day(Today.AddDays(-340)), ["to"] = Day(Today.AddDays(14)), ["priceMinor"] = 9_000,
            ["contract"] = new { productIds = new[] { product }, parts = "COST", labour = "COST", travel = "COST" },
        });
    }

    private Task<string> Told(string customer) => Mutate("registerContact", "", "contact { id }", new()
    {
        ["branchId"] = KilledServiceTests.Branch, ["contact"] = new { channel = "CALL", direction = "INCOMING", customerId = customer, subject = "OTHER", text = Words("Pregunta por el horario") },
    });

    private async Task CallSomebody()
    {
        if (_completed.Count == 0) return;
        var ticket = _completed[_chance.Next(_completed.Count)];
        var answer = await Read($"{{ ticket(id: \"{ticket}\") {{ followUpCalls {{ id state }} }} }}");
        foreach (var call in answer.GetProperty("ticket").GetProperty("followUpCalls").EnumerateArray().Where(call => call.GetProperty("state").GetString() == "DUE" && _called.Add(call.GetProperty("id").GetString()!)))
        {
            var input = new Dictionary<string, object?> { ["callId"] = call.GetProperty("id").GetString(), ["result"] = "REACHED", ["words"] = Words("Todo bien") };
            if (_chance.Next(3) is > 0 and var said) input["said"] = new[] { new { kind = said == 1 ? "FAULT" : "INTEREST", words = Words("Otra cosa") } };
            await Mutate("recordFollowUpCall", call.GetProperty("id").GetString()!, "followUpCall { id openedIds }", input);
        }
    }

    private Task<string> OnTicket(string mutation, string ticket, Dictionary<string, object?> input)
    {
        input["ticketId"] = ticket;
        return Mutate(mutation, ticket, "ticket { id }", input);
    }

    private async Task<string> Mutate(string mutation, string record, string reads, Dictionary<string, object?> input)
    {
        input["requestId"] = string.Create(CultureInfo.InvariantCulture, $"r-{seed}-{number}-{++_requests}");
        var asked = new Asked((string)input["requestId"]!, Now, mutation, record, JsonSerializer.Serialize(input));
        var answered = await Ask(asked, reads);
        if (answered.Record is null) throw new InvalidOperationException($"{mutation} of {record} was refused: {answered.Refusal}.");
        _asked.Add(asked);
        _reads[mutation] = reads;
        return answered.Record;
    }

    private Task<Answered> AskAgain(Asked asked) => Ask(asked, _reads[asked.Mutation]);

    private async Task<Answered> Ask(Asked asked, string reads)
    {
        var document = $"mutation($input: {char.ToUpperInvariant(asked.Mutation[0])}{asked.Mutation[1..]}Input!) {{ answer: {asked.Mutation}(input: $input) {{ {reads} errors {{ ... on Error {{ code message }} }} }} }}";
        while (true)
        {
            log.Add(asked with { At = Now });
            if (await Send(document, new { input = JsonSerializer.Deserialize<JsonElement>(asked.Input) }) is not { } answer) continue;
            var payload = answer.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object ? data.GetProperty("answer") : default;
            var refusal = payload.ValueKind != JsonValueKind.Object ? $"{answer}"
                : payload.GetProperty("errors") is { ValueKind: JsonValueKind.Array } errors && errors.GetArrayLength() > 0 ? errors[0].GetProperty("code").GetString() : null;
            if (refusal == "TRY_AGAIN" || SaysToTryAgain(answer))
            {
                await Task.Delay(AWhile, TimeProvider.System);
                continue;
            }

            var record = refusal is null ? payload.GetProperty(reads.Split(' ')[0]) : default;
            var answered = new Answered(asked.RequestId, Now, refusal is null ? record.GetProperty("id").GetString() : null, refusal,
                // A ticket is named once it is there, which is later than the answer.
                refusal is null && record.TryGetProperty("openedIds", out var opened) ? [.. opened.EnumerateArray().Select(id => id.GetString()!).Where(id => !id.StartsWith("t-", StringComparison.Ordinal))] : []);
            log.Add(answered);
            return answered;
        }
    }

    private static bool SaysToTryAgain(JsonElement answer) => answer.TryGetProperty("errors", out var errors)
        && errors.EnumerateArray().Any(error => error.GetProperty("extensions").GetProperty("code").GetString() is "TRY_AGAIN");

    private async Task<JsonElement> Read(string query)
    {
        while (true)
            if (await Send(query, null) is { } answer && answer.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object && !answer.TryGetProperty("errors", out _)) return data;
    }

    /// <summary>Null: there was no answer, or none that says anything; whether it was done nobody knows.</summary>
    private async Task<JsonElement?> Send(string query, object? variables)
    {
        var client = await service();
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query, variables }) };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            using var response = await client.SendAsync(request);
            if (response.StatusCode == HttpStatusCode.ServiceUnavailable)
            {
                await Task.Delay(AWhile, TimeProvider.System);
                return null;
            }

            using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
            return answer.RootElement.Clone();
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or TaskCanceledException or JsonException)
        {
            await Task.Delay(AWhile, TimeProvider.System);
            return null;
        }
    }

    private string Words(string words) => string.Create(CultureInfo.InvariantCulture, $"{words} {number} {_requests}");

    private string Phone() => string.Create(CultureInfo.InvariantCulture, $"+346{number:d2}{_requests % 1_000_000:d6}");

    private static string Day(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);

    private static string Instant(DateTime instant) => instant.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private static int HashCode(int seed, int number) => unchecked((seed * 486_187_739) + number) & int.MaxValue;
}
