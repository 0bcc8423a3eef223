using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using AfterSales.ClusterTests.Host;
using AfterSales.Storage;

namespace AfterSales.ClusterTests.Imports;

/// <summary>A service that is killed in the middle of an import: the same file sent again ends it, and nothing is doubled.</summary>
public abstract class KilledImportTests(StorageProvider provider)
{
    private const int Many = 1_200;

    [Fact]
    public async Task An_import_that_was_killed_is_ended_by_sending_it_again_and_doubles_nothing()
    {
        await using var database = await TestDatabase.Create(provider);
        var list = "reference,name,phone,model,serial\n" + string.Concat(Enumerable.Range(0, Many).Select(i => $"K-{i},Cliente {i},+34612{i:d6},WM-8,S{i}\n"));
        var before = 0;
        await using (var host = await HostProcess.Start(database))
        {
            await OpenBranch(host);
            using var sent = await Send(host, list);
            using var lines = new StreamReader(await sent.Content.ReadAsStreamAsync());
            while (before < Many / 5)
            {
                var line = JsonElement.Parse(await lines.ReadLineAsync() ?? throw new InvalidOperationException("The import ended early."));
                if (line.TryGetProperty("taken", out var taken)) before = taken.GetInt32();
            }

            await host.Kill();
        }

        await using var again = await HostProcess.Start(database);
        var there = await Count(again);
        Assert.InRange(there, before, Many - 1);
        using var whole = await Send(again, list);
        var last = (await whole.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("{\"isDone\":true}", last[^1]);
        Assert.Equal((Many, Many, 0), (Figure("rows"), Figure("taken"), Figure("rejected")));
        Assert.Equal(Many, await Count(again));
        // Each was saved once: the second time found it as it was.
        Assert.Equal($"{Many} {Many} {Many} {Many}", await Standing(database));

        int Figure(string name) => JsonElement.Parse(last[^2]).GetProperty(name).GetInt32();
    }

    private static async Task<string> Standing(TestDatabase database)
    {
        await using var db = AfterSales.Storage.Database.Open(database.Options);
        await using var command = db.DataSource.CreateCommand("""
            select (select count(*) from customer where version = 1), (select count(*) from installed_product where version = 1),
              (select count(*) from search_entry where kind = 'Customer'), (select count(distinct reference) from customer)
            """);
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return string.Join(' ', Enumerable.Range(0, 4).Select(i => reader.GetValue(i)));
    }

    private static async Task OpenBranch(HostProcess host) => Assert.Equal("b-mad", (await host.Ask(await host.LogIn(), """
        mutation { openBranch(input: { code: "MAD", name: "Madrid", country: "ES", currency: "EUR",
          calendar: { timeZone: "Europe/Madrid", week: [{ day: MONDAY, from: "09:00", to: "14:00" }] } }) { branch { id } } }
        """)).GetProperty("data").GetProperty("openBranch").GetProperty("branch").GetProperty("id").GetString());

    private static async Task<int> Count(HostProcess host)
    {
        using var list = await Sent(host, new HttpRequestMessage(HttpMethod.Get, "/exports/customers?columns=id"));
        return (await list.Content.ReadAsStringAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length - 1;
    }

    private static Task<HttpResponseMessage> Send(HostProcess host, string list) => Sent(host, new HttpRequestMessage(HttpMethod.Post, "/imports/customers?branchId=b-mad")
    {
        Content = new ByteArrayContent(Encoding.UTF8.GetBytes(list)) { Headers = { ContentType = new("text/csv") } },
    });

    private static async Task<HttpResponseMessage> Sent(HostProcess host, HttpRequestMessage request)
    {
        using var sent = request;
        sent.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await host.LogIn());
        var answer = await host.Client.SendAsync(sent, HttpCompletionOption.ResponseHeadersRead);
        Assert.True(answer.IsSuccessStatusCode);
        return answer;
    }
}

public sealed class KilledImportTestsOnSqlite() : KilledImportTests(StorageProvider.Sqlite);

public sealed class KilledImportTestsOnPostgreSql() : KilledImportTests(StorageProvider.PostgreSql);
