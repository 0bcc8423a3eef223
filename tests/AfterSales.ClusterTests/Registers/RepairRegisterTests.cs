using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using AfterSales.ClusterTests.FollowUps;
using AfterSales.ClusterTests.Host;

namespace AfterSales.ClusterTests.Registers;

/// <summary>The repair register of a branch (feature 71a): read the next day, by the branch and by headquarters.</summary>
public abstract class RepairRegisterTests(ServedHost host)
{
    private const string Register = "query($b: ID!, $day: LocalDate) { repairRegister(branchId: $b, day: $day, first: 100) { nodes { minutes category found done opinionCard "
        + "ticket { id number customer { name } product { id } } technician { id } } } }";

    private readonly Desk _desk = new(host);

    [Fact]
    public async Task A_repair_stands_in_the_register_of_its_branch_the_next_day_with_what_was_found_and_done()
    {
        var ticketId = await _desk.Scheduled(await _desk.Assessed("c-sh-1", "脱水异响"), 60);
        await _desk.OnSite(ticketId);
        await _desk.Finish(ticketId);
        await _desk.Do("dispatcher.sh", "completeTicket", new { ticketId });
        var day = _desk.Today;
        await host.Settle();
        Assert.Null(await EntryOf("manager.sh", ticketId, null));
        Assert.NotNull(await EntryOf("manager.sh", ticketId, day));
        await _desk.MoveTime(days: 1);
        await host.Settle();
        foreach (var person in new[] { "manager.sh", "director" })
        {
            var entry = (await EntryOf(person, ticketId, null))!.Value;
            Assert.Equal(("水泵密封圈老化", "更换水泵", 45, "王伟", "tech-sh-4"), (entry.GetProperty("found").GetString(), entry.GetProperty("done").GetString(),
                entry.GetProperty("minutes").GetInt32(), entry.GetProperty("ticket").GetProperty("customer").GetProperty("name").GetString(),
                entry.GetProperty("technician").GetProperty("id").GetString()));
            Assert.NotEqual(JsonValueKind.Null, entry.GetProperty("opinionCard").ValueKind);
        }

        foreach (var person in new[] { "dispatcher.mad", "technician.sh" }) Assert.Null(await EntryOf(person, ticketId, day));

        var number = (await EntryOf("manager.sh", ticketId, day))!.Value.GetProperty("ticket").GetProperty("number").GetString()!;
        var (status, page) = await Page("director", "/registers/repairs/b-sh");
        Assert.Equal(HttpStatusCode.OK, status);
        foreach (var part in new[] { "<h1>Repair register</h1>", $"<td class=\"number\">{number}</td>", "<td>水泵密封圈老化</td><td>更换水泵</td>", "<td>45</td>" })
            Assert.Contains(part, WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.DoesNotContain(number, (await Page("manager.sh", $"/registers/repairs/b-sh?day={day.AddDays(-9):yyyy-MM-dd}")).Page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await Page("dispatcher.mad", "/registers/repairs/b-sh")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await Page("technician.sh", "/registers/repairs/b-sh")).Status);
    }

    [Theory, InlineData("repairs", "day", "2026-13-30"), InlineData("day-report", "day", "yesterday"), InlineData("call-list", "from", "1.3.2026"), InlineData("letter-list", "to", "2026-02-29"), InlineData("technician-report", "day", "0")]
    public async Task A_day_that_there_is_not_is_told_by_its_name(string register, string name, string text)
    {
        var (status, problem) = await Page("manager.sh", $"/registers/{register}/b-sh?{name}={text}");
        Assert.Equal(HttpStatusCode.BadRequest, status);
        using var json = JsonDocument.Parse(problem);
        Assert.Equal("INPUT_INVALID", json.RootElement.GetProperty("code").GetString());
        var issue = Assert.Single(json.RootElement.GetProperty("issues").EnumerateArray());
        Assert.Equal((name, "NOT_A_DATE"), (issue.GetProperty("path").GetString(), issue.GetProperty("code").GetString()));
    }

    private async Task<JsonElement?> EntryOf(string person, string ticketId, DateOnly? day)
    {
        var nodes = (await _desk.Ask(person, Register, new { b = "b-sh", day })).GetProperty("repairRegister").GetProperty("nodes").EnumerateArray();
        return nodes.Cast<JsonElement?>().SingleOrDefault(node => node!.Value.GetProperty("ticket").GetProperty("id").GetString() == ticketId);
    }

    private async Task<(HttpStatusCode Status, string Page)> Page(string person, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await host.DemoToken(person));
        using var response = await host.Client.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}

public sealed class RepairRegisterOnSqlite(SqliteDemo host) : RepairRegisterTests(host), IClassFixture<SqliteDemo>;

public sealed class RepairRegisterOnPostgreSql(PostgreSqlDemo host) : RepairRegisterTests(host), IClassFixture<PostgreSqlDemo>;
