using System.Text.Json;
using AfterSales.ClusterTests.FollowUps;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.ClusterTests.Host;

/// <summary>The demo's people at work over HTTP: each asks with the rights of his own account.</summary>
public sealed class Desk(ServedHost host)
{
    public const string Ticket = "ticket { id step round reports resolution }";

    private readonly Dictionary<string, string> _tokens = [];

    public DateTimeOffset Now => host.Services.GetRequiredService<TimeProvider>().GetUtcNow();

    /// <summary>A day of Shanghai.</summary>
    public DateOnly Today => DateOnly.FromDateTime(Now.AddHours(8).UtcDateTime);

    public static object Signature { get; } = new { mediaType = "image/svg+xml", base64 = Convert.ToBase64String("<svg xmlns=\"http://www.w3.org/2000/svg\"><path d=\"M1 1l9 9\"/></svg>"u8) };

    public async Task<JsonElement> Ask(string person, string query, object? variables = null) => await host.Ask(await TokenOf(person), query, variables);

    /// <summary>What a mutation gives that is accepted.</summary>
    /// <param name="record">The payload's field, with what is read of it.</param>
    public async Task<JsonElement> Do(string person, string mutation, object input, string record = Ticket)
    {
        var answer = await Answer(person, mutation, input, record);
        Assert.True(answer.GetProperty("errors") is not { ValueKind: JsonValueKind.Array } errors || errors.GetArrayLength() == 0, $"{mutation}: {answer}");
        return answer.GetProperty(record.Split(' ')[0]);
    }

    /// <summary>The code of a mutation's refusal; null where it was accepted.</summary>
    public async Task<string?> Code(string person, string mutation, object input)
    {
        var answer = await Answer(person, mutation, input, "__typename");
        return answer.GetProperty("errors") is { ValueKind: JsonValueKind.Array } errors && errors.GetArrayLength() > 0 ? errors[0].GetProperty("code").GetString() : null;
    }

    /// <summary>The code of what is refused as a whole, such as a field that the account may not use.</summary>
    public async Task<string?> Forbidden(string person, string mutation, object input) =>
        await host.Refused(await TokenOf(person), Document(mutation, "__typename"), new { input });

    /// <summary>Log-ins from before have expired then, as they should.</summary>
    public async Task MoveTime(int days = 0, int hours = 0)
    {
        await Do("administrator", "moveDemoTime", new { days, hours }, "demoTime { now }");
        _tokens.Clear();
    }

    /// <inheritdoc cref="MoveTime"/>
    public async Task MoveTo(DateTimeOffset at)
    {
        await host.Move(at - Now);
        _tokens.Clear();
    }

    /// <summary>The next Monday at this hour of Shanghai, in a week without holidays at the demo's Chinese branches.</summary>
    public async Task<DateTimeOffset> ToMonday(int hour = 9)
    {
        var monday = Today.AddDays(1);
        while (monday.DayOfWeek != DayOfWeek.Monday || Enumerable.Range(0, 7).Any(day => monday.AddDays(day) is { Month: 1 or 5, Day: 1 } or { Month: 10, Day: <= 3 })) monday = monday.AddDays(1);
        var at = AtShanghai(monday, hour);
        await MoveTo(at);
        return at;
    }

    public static DateTimeOffset AtShanghai(DateOnly day, int hour, int minute = 0) => new DateTimeOffset(day.ToDateTime(new TimeOnly(hour, minute)), TimeSpan.FromHours(8)).ToUniversalTime();

    /// <summary>What comes about by itself, asked for until it has.</summary>
    public static async Task<T> Until<T>(Func<Task<T>> ask, Func<T, bool> isThere)
    {
        for (var tries = 0; ; tries++)
        {
            var answer = await ask();
            if (isThere(answer)) return answer;
            Assert.True(tries < 120, $"It did not come about. The last answer was: {answer}");
            await Task.Delay(TimeSpan.FromMilliseconds(250), TimeProvider.System);
        }
    }

    /// <summary>A ticket of this customer that is no second report of another.</summary>
    public async Task<string> Registered(string customerId, string symptom, string? productId = null, string kind = "REPAIR") =>
        (await Do("receptionist.sh", "registerTicket", new { branchId = "b-sh", customerId, productId, kind, symptom, symptomDetail = "每次脱水时", wish = "尽快", isAnotherFault = true }))
            .GetProperty("id").GetString()!;

    /// <param name="part">One that each model of the demo has.</param>
    public async Task<string> Assessed(string customerId, string symptom, string? productId = null, string part = "board")
    {
        var ticketId = await Registered(customerId, symptom, productId);
        await Do("dispatcher.sh", "assessTicket", new { ticketId, parts = new[] { new { part } } });
        return ticketId;
    }

    /// <summary>Whoever has time first, the given hours from now.</summary>
    public async Task<string> Scheduled(string ticketId, double inHours, string technicianId = "tech-sh-4")
    {
        var from = Now.AddHours(inHours);
        await Do("dispatcher.sh", "scheduleVisit", new { ticketId, technicianId, from, to = from.AddMinutes(30), reason = "客户只有这时在家", travelMinutes = 0 });
        return ticketId;
    }

    /// <summary>All that a technician is to have with him.</summary>
    public static IReadOnlyList<string> Kit { get; } = ["BADGE", "TOOLS", "PARTS", "FEE_SCHEDULE", "RECEIPTS", "PAD_CLOTH", "MESSAGE_SLIP"];

    public async Task OnSite(string ticketId)
    {
        await Do("dispatcher.sh", "departForVisit", new { ticketId, kit = Kit });
        await Do("dispatcher.sh", "arriveOnSite", new { ticketId });
    }

    public Task<JsonElement> Finish(string ticketId, long chargedMinor = 0) => Do("dispatcher.sh", "finishVisit", new
    {
        ticketId, found = "水泵密封圈老化", done = "更换水泵", partsUsed = "pump", minutes = 45, chargedMinor, isDemonstrated = true, isUseExplained = true,
        opinion = "很好", signedBy = "王伟", signature = Signature,
    });

    /// <summary>From a new call to the completed ticket.</summary>
    public async Task<string> Completed(string customerId, string symptom, double inHours, string? productId = null)
    {
        var ticketId = await Scheduled(await Assessed(customerId, symptom, productId), inHours);
        await OnSite(ticketId);
        await Finish(ticketId, chargedMinor: 12_300);
        await Do("dispatcher.sh", "completeTicket", new { ticketId });
        return ticketId;
    }

    private async Task<JsonElement> Answer(string person, string mutation, object input, string record) =>
        (await Ask(person, Document(mutation, record), new { input })).GetProperty("answer");

    private static string Document(string mutation, string record) =>
        $$"""mutation($input: {{char.ToUpperInvariant(mutation[0])}}{{mutation[1..]}}Input!) { answer: {{mutation}}(input: $input) { {{record}} errors { ... on Error { code message } } } }""";

    private async Task<string> TokenOf(string person) =>
        _tokens.TryGetValue(person, out var token) ? token : _tokens[person] = await host.DemoToken(person);
}
