using System.Net;
using System.Text.Json;
using AfterSales.ClusterTests.FollowUps;
using AfterSales.ClusterTests.Host;
using AfterSales.Customers;
using AfterSales.Products;
using AfterSales.Products.Rules;

namespace AfterSales.ClusterTests.Questionnaires;

/// <summary>Feature 47b: a questionnaire to a chosen group on its schedule, with answers linked to the customer, apart from the cards of repairs.</summary>
public abstract class QuestionnaireTests(ServedHost host)
{
    private const string Make = """
        mutation($i: MakeQuestionnaireInput!) { makeQuestionnaire(input: $i) { questionnaire { id nextAt title { zhCn } questions { es } group { kind } } errors { ... on Error { code } } } }
        """;

    private const string Sheets = """
        query($q: ID!) { questionnaireSheets(where: { questionnaireId: { eq: $q } }, first: 100) { nodes { id occurrence state marks words link customer { id } } } }
        """;

    private const string Results = "query($id: ID!) { questionnaire(id: $id) { nextAt results { question answers mean } } surveyCards(first: 100) { nodes { id } } }";

    [Fact]
    public async Task It_goes_to_the_chosen_group_again_and_again_and_the_answers_are_the_customers()
    {
        var director = await host.DemoToken("director");
        var cards = (await host.Ask(director, "{ surveyCards(first: 100) { nodes { id } } }")).GetProperty("surveyCards").Ids().Length;
        var questionnaire = await Made(director, new
        {
            branchId = "b-mad", title = new { es = "Su año con nosotros", zhCn = "年度调查" }, questions = new[] { new { es = "¿El trato?" }, new { es = "¿Los plazos?" } },
            firstOn = Today(1), everyMonths = 1, kind = "ORGANISATION", model = "WH-200", requestId = "qn-1",
        });
        await host.Move(TimeSpan.FromDays(2));
        var agent = await host.DemoToken("agent.mad");
        var sheet = Assert.Single(await Of(agent, questionnaire));
        Assert.Equal(("c-mad-2", "OPEN"), (sheet.GetProperty("customer").GetProperty("id").GetString(), sheet.GetProperty("state").GetString()));
        // The customer is invited: by hand here, since there is no mail server.
        var sent = await host.Ask(agent, "query($a: String!) { outboundMessages(where: { about: { eq: $a } }) { nodes { kind state channel text { subject body } } } }", new { a = sheet.GetProperty("id").GetString() });
        var message = Assert.Single(sent.GetProperty("outboundMessages").GetProperty("nodes").EnumerateArray());
        Assert.Equal(("QUESTIONNAIRE_INVITATION", "BY_HAND", "MESSAGE", "Su año con nosotros"), (message.GetProperty("kind").GetString(), message.GetProperty("state").GetString(),
            message.GetProperty("channel").GetString(), message.GetProperty("text").GetProperty("subject").GetString()));
        var link = sheet.GetProperty("link").GetString()!;
        Assert.Contains("/questionnaire/", message.GetProperty("text").GetProperty("body").GetString(), StringComparison.Ordinal);

        using var page = await host.Client.GetAsync(link);
        var html = await page.Content.ReadAsStringAsync();
        Assert.Contains("<legend>¿Los plazos?</legend>", html, StringComparison.Ordinal);
        Assert.Equal(("es", 8), (page.Content.Headers.ContentLanguage.Single(), html.Split("type=\"radio\"").Length - 1));
        using var incomplete = await Post(link, ("q1", "4"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, incomplete.StatusCode);
        using var answered = await Post(link, ("q1", "4"), ("q2", "2"), ("words", "Avisen antes de venir"));
        Assert.Contains("Gracias", await answered.Content.ReadAsStringAsync(), StringComparison.OrdinalIgnoreCase);
        using var again = await Post(link, ("q1", "1"), ("q2", "1"));
        var kept = Assert.Single(await Of(agent, questionnaire));
        Assert.Equal(("ANSWERED", "Avisen antes de venir", JsonValueKind.Null), (kept.GetProperty("state").GetString(), kept.GetProperty("words").GetString(), kept.GetProperty("link").ValueKind));
        Assert.Equal(["VERY_SATISFIED", "DISSATISFIED"], kept.GetProperty("marks").EnumerateArray().Select(mark => mark.GetString()));

        await host.Move(TimeSpan.FromDays(31));
        Assert.Equal([1, 2], (await Of(await host.DemoToken("agent.mad"), questionnaire)).Select(node => node.GetProperty("occurrence").GetInt32()).Order());
        var seen = await host.Ask(await host.DemoToken("director"), Results, new { id = questionnaire });
        Assert.Equal([(1, 1, 4.0), (2, 1, 2.0)], seen.GetProperty("questionnaire").GetProperty("results").EnumerateArray()
            .Select(result => (result.GetProperty("question").GetInt32(), result.GetProperty("answers").GetInt32(), result.GetProperty("mean").GetDouble())));
        // The cards of repairs are none the more for it.
        Assert.Equal(cards, seen.GetProperty("surveyCards").Ids().Length);
    }

    [Fact]
    public async Task Answers_are_entered_for_the_customer_once_and_a_stopped_questionnaire_goes_out_no_more()
    {
        var director = await host.DemoToken("director");
        var questionnaire = await Made(director, new { branchId = "b-sh", title = new { zhCn = "年度调查" }, questions = new[] { new { zhCn = "服务如何？" } }, firstOn = Today(1), everyMonths = 1, model = "WH-200" });
        await host.Move(TimeSpan.FromDays(2));
        var agent = await host.DemoToken("agent.sh");
        var sheet = (await Of(agent, questionnaire))[0].GetProperty("id").GetString();
        const string enter = "mutation($i: EnterQuestionnaireAnswersInput!) { enterQuestionnaireAnswers(input: $i) { questionnaireSheet { state answeredBy } errors { ... on Error { code message } } } }";
        Assert.Equal("INPUT_INVALID", (await host.Ask(agent, enter, new { i = new { sheetId = sheet, marks = Array.Empty<string>() } })).GetProperty("enterQuestionnaireAnswers").Code());
        Assert.Equal("NOT_FOUND", (await host.Ask(await host.DemoToken("agent.mad"), enter, new { i = new { sheetId = sheet, marks = new[] { "SATISFIED" } } })).GetProperty("enterQuestionnaireAnswers").Code());
        var entered = (await host.Ask(agent, enter, new { i = new { sheetId = sheet, marks = new[] { "SATISFIED" } } })).GetProperty("enterQuestionnaireAnswers");
        Assert.Equal("ANSWERED", entered.GetProperty("questionnaireSheet").GetProperty("state").GetString());
        Assert.Equal("SHEET_NOT_OPEN", (await host.Ask(agent, enter, new { i = new { sheetId = sheet, marks = new[] { "SATISFIED" } } })).GetProperty("enterQuestionnaireAnswers").Code());

        director = await host.DemoToken("director");
        const string stop = "mutation($i: StopQuestionnaireInput!) { stopQuestionnaire(input: $i) { questionnaire { nextAt stoppedAt } errors { ... on Error { code } } } }";
        Assert.Equal(JsonValueKind.Null, (await host.Ask(director, stop, new { i = new { questionnaireId = questionnaire } })).GetProperty("stopQuestionnaire").GetProperty("questionnaire").GetProperty("nextAt").ValueKind);
        var before = (await Of(agent, questionnaire)).Count;
        await host.Move(TimeSpan.FromDays(40));
        Assert.Equal(before, (await Of(await host.DemoToken("agent.sh"), questionnaire)).Count);
    }

    [Fact]
    public async Task The_owner_is_asked_whose_unit_hangs_on_a_duplicate_that_was_merged_into_his_file()
    {
        var duplicate = host.Grains().GetGrain<ICustomerGrain>("c-asked-2");
        foreach (var file in new[] { host.Grains().GetGrain<ICustomerGrain>("c-asked-1"), duplicate })
            await Company.Accepted(file.Register(new(new RegisterCustomer("b-sh", Company.Wang), Access.Caller.System)));
        await Company.Accepted(host.Grains().GetGrain<IProductGrain>(IProductGrain.KeyOf("WM-MERGED", "1")).Put(new(
            new RegisterProduct("c-asked-2", new ProductDetails("WM-MERGED", "1", null, null, null, [])), Access.Caller.System)));
        await Company.Accepted(duplicate.Merge(new(new MergeCustomer("c-asked-1"), Access.Caller.System)));
        await host.Settle();
        var questionnaire = await Made(await host.DemoToken("director"), new
        {
            branchId = "b-sh", title = new { zhCn = "年度调查" }, questions = new[] { new { zhCn = "服务如何？" } }, firstOn = Today(1), model = "WM-MERGED",
        });
        await host.Move(TimeSpan.FromDays(2));
        var sheet = Assert.Single(await Of(await host.DemoToken("agent.sh"), questionnaire));
        Assert.Equal("c-asked-1", sheet.GetProperty("customer").GetProperty("id").GetString());
    }

    [Fact]
    public async Task Who_may_not_make_one_or_not_there_makes_none()
    {
        var i = new { branchId = "b-sh", title = new { en = "x" }, questions = new[] { new { en = "x" } }, firstOn = Today(1) };
        Assert.Equal("AUTH_NOT_AUTHORIZED", await host.Refused(await host.DemoToken("agent.sh"), Make, new { i }));
        var manager = await host.DemoToken("manager.sh");
        Assert.Equal("NOT_FOUND", (await host.Ask(manager, Make, new { i = i with { branchId = "b-mad" } })).GetProperty("makeQuestionnaire").Code());
        Assert.Equal("INPUT_INVALID", (await host.Ask(manager, Make, new { i = i with { firstOn = Today(-2) } })).GetProperty("makeQuestionnaire").Code());
        using var nothing = await host.Client.GetAsync("/questionnaire/nothing");
        Assert.Equal(HttpStatusCode.NotFound, nothing.StatusCode);
    }

    private DateOnly Today(int more) => DateOnly.FromDateTime(host.Now().UtcDateTime.AddHours(8)).AddDays(more);

    private async Task<string> Made(string token, object i) =>
        (await host.Ask(token, Make, new { i })).GetProperty("makeQuestionnaire").GetProperty("questionnaire").GetProperty("id").GetString()!;

    private async Task<IReadOnlyList<JsonElement>> Of(string token, string questionnaire) =>
        [.. (await host.Ask(token, Sheets, new { q = questionnaire })).GetProperty("questionnaireSheets").GetProperty("nodes").EnumerateArray()];

    private Task<HttpResponseMessage> Post(string address, params (string Name, string Value)[] fields) =>
        host.Client.PostAsync(address, new FormUrlEncodedContent(fields.Select(field => new KeyValuePair<string, string>(field.Name, field.Value))));
}

public sealed class QuestionnairesOnSqlite(SqliteDemo host) : QuestionnaireTests(host), IClassFixture<SqliteDemo>;

public sealed class QuestionnairesOnPostgreSql(PostgreSqlDemo host) : QuestionnaireTests(host), IClassFixture<PostgreSqlDemo>;
