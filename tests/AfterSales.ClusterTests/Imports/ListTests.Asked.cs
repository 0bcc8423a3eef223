using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace AfterSales.ClusterTests.Imports;

public abstract partial class ListTests
{
    private static string Marked(string mark) => Customers.Replace("R-", $"{mark}-", StringComparison.Ordinal).Replace("S-10", $"{mark}10", StringComparison.Ordinal);

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private async Task<List<JsonElement>> Sent(string person, string list, string text, string branchId = "b-sh")
    {
        using var answer = await Post(person, $"{list}?branchId={branchId}", Bytes(text));
        return await Lines(answer);
    }

    private static async Task<List<JsonElement>> Lines(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line))];
    }

    private static (int Rows, int Taken, int Rejected) Counts(List<JsonElement> lines) =>
        (lines[^2].GetProperty("rows").GetInt32(), lines[^2].GetProperty("taken").GetInt32(), lines[^2].GetProperty("rejected").GetInt32());

    private async Task<HttpResponseMessage> Post(string person, string address, byte[] body, string type = "text/csv", string? accept = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/imports/{address}") { Content = new ByteArrayContent(body) { Headers = { ContentType = new(type) } } };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await host.DemoToken(person));
        if (accept is not null) request.Headers.Accept.ParseAdd(accept);
        return await host.Client.SendAsync(request);
    }

    private async Task<HttpResponseMessage> Asked(string person, string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/exports/{address}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await host.DemoToken(person));
        return await host.Client.SendAsync(request);
    }

    private async Task<string> Exported(string person, string address)
    {
        using var answer = await Asked(person, address);
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        var text = Encoding.UTF8.GetString(bytes);
        Assert.True(answer.IsSuccessStatusCode, text);
        return text;
    }

    private async Task<List<(string Id, string Name)>> Customer(string person, string reference)
    {
        var data = await host.Ask(await host.DemoToken(person),
            "query($r: String!) { customers(first: 100, where: { reference: { startsWith: $r } }) { nodes { id name } } }", new { r = reference });
        return [.. data.GetProperty("customers").GetProperty("nodes").EnumerateArray().Select(node => (node.GetProperty("id").GetString()!, node.GetProperty("name").GetString()!))];
    }

    private async Task<List<string>> Find(string person, string text)
    {
        var data = await host.Ask(await host.DemoToken(person), "query($t: String!) { find(text: $t) { title matched branchId } }", new { t = text });
        return [.. data.GetProperty("find").EnumerateArray().Select(hit => hit.GetProperty("title").GetString()!)];
    }

    private async Task<(int Version, string[] Holidays, string[] Extra)> CalendarOf(string branchId)
    {
        var data = await host.Ask(await host.DemoToken("administrator"), "query($b: ID!) { branch(id: $b) { calendar { version holidays { date name } extraDays { date } } } }", new { b = branchId });
        var calendar = data.GetProperty("branch").GetProperty("calendar");
        return (calendar.GetProperty("version").GetInt32(),
            [.. calendar.GetProperty("holidays").EnumerateArray().Select(day => $"{day.GetProperty("date").GetString()} {day.GetProperty("name").GetString()}")],
            [.. calendar.GetProperty("extraDays").EnumerateArray().Select(day => day.GetProperty("date").GetString()!)]);
    }
}
