using System.CommandLine;
using System.Text.Json;

namespace AfterSales.Host.Commands;

/// <summary><c>prune</c>: has the service erase what need not be kept any more, part by part, and says what it kept.</summary>
internal static class PruneCommand
{
    private const string Document =
        "mutation($after: String) { prune(input: { after: $after }) { pruned { before words files persons kept { kind because count } next } errors { ... on Error { message } } } }";

    public static Command Make()
    {
        var command = new Command("prune", "Has the running service erase words, signatures and names whose term has ended (policy customers.retentionYears). It can't be taken back.")
        {
            ServiceClient.Url, ServiceClient.Token,
        };
        command.SetAction((parsed, cancellation) => ServiceClient.Run(parsed, "The same command goes on.", async service =>
        {
            var (words, files, persons, before, after) = (0, 0, 0, "", (string?)null);
            var kept = new SortedDictionary<(string Kind, string Because), int>();
            do
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query = Document, variables = new { after } }) };
                using var response = await service.Send(request, cancellation);
                using var answer = JsonDocument.Parse(await response.Content.ReadAsStreamAsync(cancellation));
                var part = PartOf(answer.RootElement);
                (words, files, persons) = (words + part.GetProperty("words").GetInt32(), files + part.GetProperty("files").GetInt32(), persons + part.GetProperty("persons").GetInt32());
                foreach (var one in part.GetProperty("kept").EnumerateArray())
                {
                    var what = (one.GetProperty("kind").GetString()!, one.GetProperty("because").GetString()!);
                    kept[what] = kept.GetValueOrDefault(what) + one.GetProperty("count").GetInt32();
                }

                (before, after) = (part.GetProperty("before").GetString()!, part.GetProperty("next").GetString());
            }
            while (after is not null);

            var output = parsed.InvocationConfiguration.Output;
            output.WriteLine($"Of before {before}: {words} texts, {files} files and {persons} names erased.");
            foreach (var ((kind, because), count) in kept) output.WriteLine($"Kept: {count} {kind} ({(because == "DUE" ? "still due for something" : "the product is followed")})");
            return 0;
        }));
        return command;
    }

    private static JsonElement PartOf(JsonElement answer)
    {
        if (answer.TryGetProperty("errors", out var errors)) throw new ServiceRefusedException(errors[0].GetProperty("message").GetString()!);
        var payload = answer.GetProperty("data").GetProperty("prune");
        return payload.GetProperty("errors") is { ValueKind: JsonValueKind.Array } refused
            ? throw new ServiceRefusedException(refused[0].GetProperty("message").GetString()!) : payload.GetProperty("pruned");
    }
}
