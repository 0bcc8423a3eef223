using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AfterSales.ClusterTests.FollowUps;
using AfterSales.ClusterTests.Host;

namespace AfterSales.ClusterTests.Surveys;

/// <summary>A customer answers a card by its link, without an account, once.</summary>
public abstract class SurveyByLinkTests(ServedHost host)
{
    private const string Links = "query($t: ID!) { surveyCards(where: { ticketId: { eq: $t } }) { nodes { id link state } } }";

    private const string Answer = """
        mutation($i: AnswerSurveyInput!) { answerSurvey(input: $i) { surveyByLink { state branch } errors { __typename ... on Error { code message } } } }
        """;

    [Fact]
    public async Task The_link_shows_that_card_alone_and_takes_one_answer_without_a_log_in()
    {
        var link = await LinkOf("t-survey-1");
        var seen = (await Nobody("query($l: String!) { surveyByLink(link: $l) { state branch completedDay language } }", new { l = link })).GetProperty("data").GetProperty("surveyByLink");
        Assert.Equal(("INVITED", "上海", "zh-CN"), (seen.GetProperty("state").GetString(), seen.GetProperty("branch").GetString(), seen.GetProperty("language").GetString()));

        var i = new { link, attitude = "VERY_SATISFIED", skill = "SATISFIED", punctuality = "VERY_SATISFIED", promises = "SATISFIED", words = "师傅很耐心", requestId = "phone-1" };
        var first = (await Nobody(Answer, new { i })).GetProperty("data").GetProperty("answerSurvey");
        Assert.Equal("ANSWERED", first.GetProperty("surveyByLink").GetProperty("state").GetString());
        // The telephone sent it twice.
        Assert.Equal(first.ToString(), (await Nobody(Answer, new { i })).GetProperty("data").GetProperty("answerSurvey").ToString());
        var again = (await Nobody(Answer, new { i = new { link, attitude = "DISSATISFIED", skill = "SATISFIED", punctuality = "SATISFIED", promises = "SATISFIED" } }))
            .GetProperty("data").GetProperty("answerSurvey");
        Assert.Equal("SURVEY_NOT_OPEN", again.Code());

        var card = (await host.Ask(await host.DemoToken("agent.sh"), "query($t: ID!) { surveyCards(where: { ticketId: { eq: $t } }) { nodes { link words answeredBy marks { attitude skill } isLow } } }", new { t = "t-survey-1" }))
            .GetProperty("surveyCards").GetProperty("nodes")[0];
        Assert.Equal(("师傅很耐心", "LINK", "VERY_SATISFIED", false, JsonValueKind.Null), (card.GetProperty("words").GetString(), card.GetProperty("answeredBy").GetString(),
            card.GetProperty("marks").GetProperty("attitude").GetString(), card.GetProperty("isLow").GetBoolean(), card.GetProperty("link").ValueKind));
    }

    [Fact]
    public async Task A_link_leads_nowhere_else()
    {
        var link = await LinkOf("t-survey-2");
        foreach (var wrong in new[] { "sv-1", link[..^2], link + "A", "x" })
        {
            var data = (await Nobody("query($l: String!) { surveyByLink(link: $l) { state } }", new { l = wrong })).GetProperty("data");
            Assert.Equal(JsonValueKind.Null, data.GetProperty("surveyByLink").ValueKind);
            var i = new { link = wrong, attitude = "SATISFIED", skill = "SATISFIED", punctuality = "SATISFIED", promises = "SATISFIED" };
            Assert.Equal("INPUT_INVALID", (await Nobody(Answer, new { i })).GetProperty("data").GetProperty("answerSurvey").Code());
        }

        // Nobody sees a card without one, and not everybody who sees cards sees their links.
        Assert.Equal("AUTH_NOT_AUTHENTICATED", (await Nobody(Links, new { t = "t-survey-2" })).GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
        var seen = await host.Answer(await host.DemoToken("quality"), Links, new { t = "t-survey-2" });
        Assert.Contains("AUTH_NOT_AUTHORIZED", seen.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, (await host.Ask(await host.DemoToken("agent.mad"), "query($t: ID!) { surveyCards(where: { ticketId: { eq: $t } }) { nodes { id } } }", new { t = "t-survey-2" }))
            .GetProperty("surveyCards").GetProperty("nodes").GetArrayLength());
    }

    [Fact]
    public async Task On_the_page_a_telephone_answers_in_the_customers_language()
    {
        var address = $"/survey/{await LinkOf("t-survey-3")}";
        using var page = await host.Client.GetAsync(address);
        var html = await page.Content.ReadAsStringAsync();
        Assert.Equal(("zh-CN", 16), (page.Content.Headers.ContentLanguage.Single(), html.Split("type=\"radio\"").Length - 1));
        Assert.Contains("服务态度", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);

        using var incomplete = await Post(address, ("attitude", "4"), ("skill", "9"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, incomplete.StatusCode);
        using var nul = await Post(address, ("attitude", "4"), ("skill", "4"), ("punctuality", "4"), ("promises", "4"), ("words", "a\0b"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, nul.StatusCode);
        using var sent = await Post(address, ("attitude", "4"), ("skill", "3"), ("punctuality", "4"), ("promises", "4"), ("words", "<b>好</b>"));
        // The browser follows to the page as it stands now.
        Assert.Contains("谢谢", await sent.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var again = await Post(address, ("attitude", "1"), ("skill", "1"), ("punctuality", "1"), ("promises", "1"));
        Assert.Contains("谢谢", await again.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var stranger = await host.Client.GetAsync("/survey/nothing");
        Assert.Equal(HttpStatusCode.NotFound, stranger.StatusCode);
        using var style = await host.Client.GetAsync("/customer.css");
        Assert.Equal("text/css", style.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Marks_enter_the_technicians_month_and_low_ones_raise_a_complaint_he_does_not_see()
    {
        // All three within one month, whatever day the demo is made on.
        var local = host.Now().AddHours(8);
        if (local.Day > 20)
            await host.Ask(await host.DemoToken("administrator"), "mutation($d: Int!) { moveDemoTime(input: { days: $d }) { demoTime { now } errors { ... on Error { code } } } }",
                new { d = DateTime.DaysInMonth(local.Year, local.Month) - local.Day + 1 });
        var month = host.Now().AddHours(8).ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture);
        var (good, poor, silent) = (await LinkOf("t-survey-4", "tech-sh-2"), await LinkOf("t-survey-5", "tech-sh-2"), await LinkOf("t-survey-6", "tech-sh-2"));
        await Nobody(Answer, new { i = new { link = good, attitude = "VERY_SATISFIED", skill = "VERY_SATISFIED", punctuality = "SATISFIED", promises = "SATISFIED" } });
        await Nobody(Answer, new { i = new { link = poor, attitude = "DISSATISFIED", skill = "SATISFIED", punctuality = "VERY_DISSATISFIED", promises = "SATISFIED", words = "等了三小时" } });
        await host.Settle();
        Assert.NotEmpty(silent);

        var manager = await host.DemoToken("manager.sh");
        var seen = await host.Ask(manager, """
            query($m: String!) { technicianMarks(month: $m, technicianId: "tech-sh-2") { technicianId sent answered attitude punctuality low technician { name } }
              surveyResponse(month: $m, branchId: "b-sh") { sent answered rate } complaints(where: { ticketId: { eq: "t-survey-5" } }) { nodes { id source category personId state answerBy } } }
            """, new { m = month });
        var marks = Assert.Single(seen.GetProperty("technicianMarks").EnumerateArray());
        Assert.Equal((3, 2, 3.0, 2.0, 1), (marks.GetProperty("sent").GetInt32(), marks.GetProperty("answered").GetInt32(), marks.GetProperty("attitude").GetDouble(),
            marks.GetProperty("punctuality").GetDouble(), marks.GetProperty("low").GetInt32()));
        Assert.InRange(seen.GetProperty("surveyResponse").GetProperty("rate").GetDouble(), 0.1, 1);
        var complaint = Assert.Single(seen.GetProperty("complaints").GetProperty("nodes").EnumerateArray());
        Assert.Equal(("SURVEY", "STAFF_CONDUCT", "tech-sh-2", "OPEN"), (complaint.GetProperty("source").GetString(), complaint.GetProperty("category").GetString(),
            complaint.GetProperty("personId").GetString(), complaint.GetProperty("state").GetString()));
    }

    private async Task<string> LinkOf(string ticketId, string technicianId = "tech-sh-1")
    {
        await host.CardSent(ticketId, technicianId);
        var link = (await host.Ask(await host.DemoToken("agent.sh"), Links, new { t = ticketId })).GetProperty("surveyCards").GetProperty("nodes")[0].GetProperty("link").GetString()!;
        Assert.StartsWith("/survey/", link, StringComparison.Ordinal);
        return link["/survey/".Length..];
    }

    private async Task<JsonElement> Nobody(string query, object variables)
    {
        using var response = await host.Client.PostAsJsonAsync("/graphql", new { query, variables });
        using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return answer.RootElement.Clone();
    }

    private Task<HttpResponseMessage> Post(string address, params (string Name, string Value)[] fields) =>
        host.Client.PostAsync(address, new FormUrlEncodedContent(fields.Select(field => new KeyValuePair<string, string>(field.Name, field.Value))));
}

public sealed class SurveyByLinkOnSqlite(SqliteDemo host) : SurveyByLinkTests(host), IClassFixture<SqliteDemo>;

public sealed class SurveyByLinkOnPostgreSql(PostgreSqlDemo host) : SurveyByLinkTests(host), IClassFixture<PostgreSqlDemo>;
