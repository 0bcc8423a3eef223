using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using AfterSales.ClusterTests.FollowUps;
using AfterSales.ClusterTests.Host;

namespace AfterSales.ClusterTests.Tickets;

/// <summary>A customer follows the link to his ticket, without an account.</summary>
public abstract partial class TicketByLinkTests(ServedHost host)
{
    private const string Seen = "number step branch language hasCertificate surveyPath visit { id from to technician agreedAt canBeMoved }";

    private const string Agree = $$"""mutation($i: AgreeToVisitInput!) { answer: agreeToVisit(input: $i) { ticketByLink { {{Seen}} } errors { ... on Error { code } } } }""";

    private const string Move = $$"""mutation($i: MoveVisitInput!) { answer: moveVisit(input: $i) { ticketByLink { {{Seen}} } errors { ... on Error { code } } } }""";

    private readonly Desk _desk = new(host);

    [Fact]
    public async Task He_sees_how_it_stands_agrees_and_moves_his_appointment_in_his_language()
    {
        var ticketId = await Booked("c-sh-2", "遥控失灵", "tech-sh-2");
        await _desk.Do("dispatcher.sh", "addTicketNote", new { ticketId, text = "内部：客户难缠" });
        var link = await LinkTo(ticketId);
        var page = await Page(link);
        Assert.Equal(("zh-CN", "no-store"), (page.Content.Headers.ContentLanguage.Single(), page.Headers.CacheControl!.ToString()));
        Assert.StartsWith("default-src 'none'; style-src 'self'", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        var html = WebUtility.HtmlDecode(await page.Content.ReadAsStringAsync());
        Assert.Contains("已为您预约上门时间。", html, StringComparison.Ordinal);
        // Neither what our own people say nor where he lives, and no script.
        foreach (var hidden in new[] { "客户难缠", "刘芳", "淮海中路", "+86139", "<script", "tech-sh", ticketId }) Assert.DoesNotContain(hidden, html, StringComparison.Ordinal);

        var visit = VisitIn(html);
        Assert.Contains("您已确认此预约。", await Sent(link, "agree", ("visit", visit)), StringComparison.Ordinal);
        Assert.Contains("您已确认此预约。", await Sent(link, "agree", ("visit", visit)), StringComparison.Ordinal);
        var staff = await Ticket(ticketId, "visits { id agreedAt contactedAt reason }");
        var agreed = Assert.Single(staff.GetProperty("visits").EnumerateArray());
        Assert.NotEqual(JsonValueKind.Null, agreed.GetProperty("agreedAt").ValueKind);
        Assert.NotEqual(JsonValueKind.Null, agreed.GetProperty("contactedAt").ValueKind);

        using var offer = await host.Client.GetAsync($"/ticket/{link}/times");
        var times = Times().Matches(await offer.Content.ReadAsStringAsync()).Select(match => match.Groups[1].Value).ToArray();
        Assert.InRange(times.Length, 2, 8);
        Assert.Contains("请选择一个时间。", await Sent(link, "times", ("visit", visit)), StringComparison.Ordinal);
        Assert.Contains("您已确认此预约。", await Sent(link, "times", ("visit", visit), ("from", times[1]), ("words", "门铃坏了 <b>")), StringComparison.Ordinal);
        // The telephone sent it twice.
        Assert.Contains("您已确认此预约。", await Sent(link, "times", ("visit", visit), ("from", times[1]), ("words", "门铃坏了 <b>")), StringComparison.Ordinal);
        var moved = (await Ticket(ticketId, "visits { id from end agreedAt technician { id } }")).GetProperty("visits").EnumerateArray().ToArray();
        Assert.Equal(["RESCHEDULED", null], moved.Select(one => one.GetProperty("end").GetString()));
        Assert.Equal((DateTimeOffset.Parse(times[1], null), "tech-sh-2"), (moved[1].GetProperty("from").GetDateTimeOffset(), moved[1].GetProperty("technician").GetProperty("id").GetString()));
        // He looked at the one before.
        Assert.Contains("预约已有变化", await Sent(link, "agree", ("visit", visit)), StringComparison.Ordinal);

        await host.Settle();
        var said = (await _desk.Ask("agent.sh", "query($t: ID!) { contacts(where: { ticketId: { eq: $t }, channel: { eq: WEB_MESSAGE } }, order: [{ at: ASC }]) { nodes { direction text } } }", new { t = ticketId }))
            .GetProperty("contacts").GetProperty("nodes").EnumerateArray().ToArray();
        Assert.Equal(["INCOMING", "INCOMING"], said.Select(contact => contact.GetProperty("direction").GetString()));
        Assert.Equal("门铃坏了 <b>", said[1].GetProperty("text").GetString());
    }

    [Fact]
    public async Task A_link_that_was_changed_taken_back_or_has_expired_opens_nothing()
    {
        var ticketId = await Booked("c-sh-3", "点火慢", "tech-sh-3");
        var (first, second) = (await LinkTo(ticketId), await LinkTo(ticketId));
        var visit = VisitIn(await Text(first));
        await _desk.Do("receptionist.sh", "takeBackTicketLink", new { ticketId, number = 1 });
        await _desk.Do("receptionist.sh", "takeBackTicketLink", new { ticketId, number = 1 });
        Assert.Equal("CUSTOMER_LINK_UNKNOWN", await _desk.Code("receptionist.sh", "takeBackTicketLink", new { ticketId, number = 9 }));
        Assert.Equal("NOT_FOUND", await _desk.Code("dispatcher.mad", "takeBackTicketLink", new { ticketId, number = 2 }));
        Assert.Equal("AUTH_NOT_AUTHORIZED", await _desk.Forbidden("storekeeper.sh", "sendTicketLink", new { ticketId }));
        foreach (var wrong in new[] { first, second[..^2], second + "A", "t-sh-1", "nothing" })
        {
            foreach (var below in new[] { "", "/times", "/certificate" })
            {
                using var page = await host.Client.GetAsync($"/ticket/{wrong}{below}");
                Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
            }

            Assert.Equal(JsonValueKind.Null, (await Nobody($$"""query($l: String!) { ticketByLink(link: $l) { {{Seen}} } }""", new { l = wrong })).GetProperty("ticketByLink").ValueKind);
            Assert.Equal(0, (await Nobody("query($l: String!) { visitTimesByLink(link: $l) }", new { l = wrong })).GetProperty("visitTimesByLink").GetArrayLength());
            Assert.Equal("INPUT_INVALID", await CodeOf(Agree, new { link = wrong, visitId = visit }));
            Assert.Equal("INPUT_INVALID", await CodeOf(Move, new { link = wrong, visitId = visit, from = _desk.Now.AddDays(1) }));
        }

        // What the link of one ticket shows is not agreed by that of another.
        var other = await LinkTo(await Booked("c-sh-4", "漏水", "tech-sh-6"));
        Assert.Equal("VISIT_IS_OVER", await CodeOf(Agree, new { link = other, visitId = visit }));
        Assert.Null(await CodeOf(Agree, new { link = second, visitId = visit }));
        await _desk.MoveTo(_desk.Now.AddDays(61));
        using var expired = await host.Client.GetAsync($"/ticket/{second}");
        Assert.Equal(HttpStatusCode.NotFound, expired.StatusCode);
    }

    [Fact]
    public async Task Of_two_who_move_it_at_the_same_moment_one_does_and_too_late_or_too_often_nobody()
    {
        var ticketId = await Booked("c-sh-1", "异响", "tech-sh-7");
        var link = await LinkTo(ticketId);
        var (visit, times) = (await VisitOf(link), await Times(link));
        var codes = await Task.WhenAll(times.Take(3).Select(from => CodeOf(Move, new { link, visitId = visit, from })));
        Assert.Equal([null, "VISIT_IS_OVER", "VISIT_IS_OVER"], codes.Order());
        Assert.Equal("TIME_NOT_OFFERED", await CodeOf(Move, new { link, visitId = await VisitOf(link), from = _desk.Now.AddHours(1) }));
        // At night nobody works.
        var night = new DateTimeOffset(_desk.Today.AddDays(3).ToDateTime(new TimeOnly(3, 0)), TimeSpan.FromHours(8));
        Assert.Equal("TIME_NOT_OFFERED", await CodeOf(Move, new { link, visitId = await VisitOf(link), from = night }));
        Assert.Null(await CodeOf(Move, new { link, visitId = await VisitOf(link), from = (await Times(link))[^1] }));
        Assert.Equal("MOVED_TOO_OFTEN", await CodeOf(Move, new { link, visitId = await VisitOf(link), from = times[0] }));
        Assert.Empty(await Times(link));

        var soon = await LinkTo(await _desk.Scheduled(await _desk.Assessed("c-sh-1", "不排水"), 2, "tech-sh-8"));
        Assert.Equal("TOO_LATE_TO_MOVE", await CodeOf(Move, new { link = soon, visitId = await VisitOf(soon), from = _desk.Now.AddDays(1) }));
        Assert.Contains("如时间不便，请致电所属网点。", await Text(soon), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_certificate_is_read_by_the_link_and_printed_at_the_branch()
    {
        var ticketId = await _desk.Completed("c-sh-1", "门封漏水", 1);
        var link = await LinkTo(ticketId);
        Assert.Contains($"/ticket/{link}/certificate", await Text(link), StringComparison.Ordinal);
        using var own = await host.Client.GetAsync($"/ticket/{link}/certificate");
        var paper = WebUtility.HtmlDecode(await own.Content.ReadAsStringAsync());
        foreach (var part in new[] { "服务凭证", "水泵密封圈老化", "更换水泵", "45 分钟", "123.00 CNY", "签字：王伟", "data:image/svg+xml;base64," }) Assert.Contains(part, paper, StringComparison.Ordinal);
        Assert.Equal("no-store", own.Headers.CacheControl!.ToString());
        Assert.Equal(paper, WebUtility.HtmlDecode(await Paper("dispatcher.sh", ticketId)));
        Assert.Null(await Paper("dispatcher.mad", ticketId));
        Assert.Null(await Paper(null, ticketId));
        // Nothing of it where nothing is finished yet.
        Assert.Null(await Paper("dispatcher.sh", "t-sh-1"));
        await host.Move(TimeSpan.FromDays(2));
        var survey = (await Nobody($$"""query($l: String!) { ticketByLink(link: $l) { {{Seen}} } }""", new { l = link })).GetProperty("ticketByLink").GetProperty("surveyPath").GetString()!;
        using var card = await host.Client.GetAsync(survey);
        Assert.Equal(HttpStatusCode.OK, card.StatusCode);
    }

    /// <summary>The day after tomorrow at ten in Shanghai, far enough away to be moved.</summary>
    private async Task<string> Booked(string customerId, string symptom, string technicianId)
    {
        var ticketId = await _desk.Assessed(customerId, symptom);
        var ten = new DateTimeOffset(_desk.Today.AddDays(2).ToDateTime(new TimeOnly(10, 0)), TimeSpan.FromHours(8));
        return await _desk.Scheduled(ticketId, (ten - _desk.Now).TotalHours, technicianId);
    }

    private async Task<string> LinkTo(string ticketId)
    {
        await _desk.Do("receptionist.sh", "sendTicketLink", new { ticketId });
        var links = (await _desk.Ask("agent.sh", "query($id: ID!) { ticket(id: $id) { customerLinks { number path message } } }", new { id = ticketId })).GetProperty("ticket").GetProperty("customerLinks");
        return links[0].GetProperty("path").GetString()!["/ticket/".Length..];
    }

    private async Task<JsonElement> Ticket(string id, string fields) =>
        (await _desk.Ask("dispatcher.sh", $$"""query($id: ID!) { ticket(id: $id) { {{fields}} } }""", new { id })).GetProperty("ticket");

    private Task<HttpResponseMessage> Page(string link) => host.Client.GetAsync($"/ticket/{link}");

    private async Task<string> Text(string link)
    {
        using var page = await Page(link);
        return WebUtility.HtmlDecode(await page.Content.ReadAsStringAsync());
    }

    /// <summary>The page the browser follows to.</summary>
    private async Task<string> Sent(string link, string what, params (string Name, string Value)[] fields)
    {
        using var page = await host.Client.PostAsync($"/ticket/{link}/{what}", new FormUrlEncodedContent(fields.Select(field => new KeyValuePair<string, string>(field.Name, field.Value))));
        return WebUtility.HtmlDecode(await page.Content.ReadAsStringAsync());
    }

    /// <summary>Null where it is refused.</summary>
    private async Task<string?> Paper(string? person, string ticketId)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/tickets/{ticketId}/certificate");
        if (person is not null) request.Headers.Authorization = new("Bearer", await host.DemoToken(person));
        using var answer = await host.Client.SendAsync(request);
        return answer.StatusCode == HttpStatusCode.OK ? await answer.Content.ReadAsStringAsync() : null;
    }

    private async Task<string> VisitOf(string link) =>
        (await Nobody($$"""query($l: String!) { ticketByLink(link: $l) { {{Seen}} } }""", new { l = link })).GetProperty("ticketByLink").GetProperty("visit").GetProperty("id").GetString()!;

    private async Task<DateTimeOffset[]> Times(string link) =>
        [.. (await Nobody("query($l: String!) { visitTimesByLink(link: $l) }", new { l = link })).GetProperty("visitTimesByLink").EnumerateArray().Select(time => time.GetDateTimeOffset())];

    private async Task<string?> CodeOf(string mutation, object i) => (await Nobody(mutation, new { i })).GetProperty("answer").Code();

    private async Task<JsonElement> Nobody(string query, object variables)
    {
        using var response = await host.Client.PostAsJsonAsync("/graphql", new { query, variables });
        using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.False(answer.RootElement.TryGetProperty("errors", out var errors), errors.ToString());
        return answer.RootElement.GetProperty("data").Clone();
    }

    private static string VisitIn(string html) => Visit().Match(html).Groups[1].Value;

    [GeneratedRegex("name=\"visit\" value=\"([^\"]+)\"")]
    private static partial Regex Visit();

    [GeneratedRegex("name=\"from\" value=\"([^\"]+)\"")]
    private static partial Regex Times();
}

public sealed class TicketByLinkOnSqlite(SqliteDemo host) : TicketByLinkTests(host), IClassFixture<SqliteDemo>;

public sealed class TicketByLinkOnPostgreSql(PostgreSqlDemo host) : TicketByLinkTests(host), IClassFixture<PostgreSqlDemo>;
