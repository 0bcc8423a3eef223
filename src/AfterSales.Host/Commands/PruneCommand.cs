using System.CommandLine;
using System.Text.Json;

namespace AfterSales.Host.Commands;

/// <summary><c>prune</c>: has the service erase what need not be kept any more, and says what it kept.</summary>
internal static class PruneCommand
{
    private const string Document = "mutation { prune(input: {}) { pruned { before words files persons kept { kind because count } } errors { ... on Error { message } } } }";

    public static Command Make()
    {
        var command = new Command("prune", "Has the running service erase words, signatures and names whose term has ended (policy customers.retentionYears). It can't be taken back.")
        {
            ServiceClient.Url, ServiceClient.Token,
        };
        command.SetAction((parsed, cancellation) => ServiceClient.Run(parsed, "The same command goes on.", async service =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query = Document }) };
            using var response = await service.Send(request, cancellation);
            using var answer = JsonDocument.Parse(await response.Content.ReadAsStreamAsync(cancellation));
            if (answer.RootElement.TryGetProperty("errors", out var errors)) throw new ServiceRefusedException(errors[0].GetProperty("message").GetString()!);
            var payload = answer.RootElement.GetProperty("data").GetProperty("prune");
            if (payload.GetProperty("errors") is { ValueKind: JsonValueKind.Array } refused) throw new ServiceRefusedException(refused[0].GetProperty("message").GetString()!);
            var pruned = payload.GetProperty("pruned");
            var output = parsed.InvocationConfiguration.Output;
            output.WriteLine($"Of before {pruned.GetProperty("before")}: {pruned.GetProperty("words")} texts, {pruned.GetProperty("files")} files and {pruned.GetProperty("persons")} names erased.");
            foreach (var kept in pruned.GetProperty("kept").EnumerateArray())
                output.WriteLine($"Kept: {kept.GetProperty("count")} {kept.GetProperty("kind")} ({(kept.GetProperty("because").GetString() == "DUE" ? "still due for something" : "the product is followed")})");
            return 0;
        }));
        return command;
    }
}
