using AfterSales.ClusterTests.Host;
using AfterSales.Products;
using AfterSales.Products.Rules;

namespace AfterSales.ClusterTests.FollowUps;

/// <summary>Whose queue a call stands in, as agents see it over the API (S3 ⑹-5 (四)).</summary>
public abstract class QueueTests(ServedHost host)
{
    private const string Mine = "{ myFollowUpQueue(first: 100) { nodes { id agentId } } followUpQueue(first: 100) { nodes { id } } }";

    private const string Assign = "mutation($i: AssignFollowUpCallInput!) { assignFollowUpCall(input: $i) { followUpCall { id agentId } errors { ... on Error { code } } } }";

    private const string Note =
        "mutation($i: NoteAbsenceInput!) { noteAbsence(input: $i) { absence { id accountId substituteId from until } errors { ... on Error { code message } } } }";

    private const string End = "mutation($i: EndAbsenceInput!) { endAbsence(input: $i) { absence { id endsAt } errors { ... on Error { code } } } }";

    private const string Record = """
        mutation($i: RecordFollowUpCallInput!) { recordFollowUpCall(input: $i) {
          followUpCall { id state openedIds tries nextTryAt script { before { step result words } open { id } mayAskOpinion } } errors { ... on Error { code message } } } }
        """;

    [Fact]
    public async Task The_calls_of_an_absent_agent_stand_in_the_substitutes_queue_and_return()
    {
        var call = await host.CallDue("ip-queue-1");
        var (agent, other) = (await host.AccountOf("agent.sh"), await host.AccountOf("agent2.sh"));
        // Nobody's in particular: both see it.
        Assert.Contains(call, await Queue("agent.sh"));
        Assert.Contains(call, await Queue("agent2.sh"));

        var dispatcher = await host.DemoToken("dispatcher.sh");
        var assigned = await host.Ask(dispatcher, Assign, new { i = new { callId = call, agentId = agent } });
        Assert.Equal(agent, assigned.GetProperty("assignFollowUpCall").GetProperty("followUpCall").GetProperty("agentId").GetString());
        Assert.Contains(call, await Queue("agent.sh"));
        Assert.DoesNotContain(call, await Queue("agent2.sh"));

        var today = DateOnly.FromDateTime(host.Now().UtcDateTime.AddHours(8));
        var i = new { branchId = "b-sh", accountId = agent, from = today, until = today.AddDays(3), substituteId = other, requestId = "away-1" };
        var noted = (await host.Ask(dispatcher, Note, new { i })).GetProperty("noteAbsence").GetProperty("absence");
        Assert.Equal(noted.ToString(), (await host.Ask(dispatcher, Note, new { i })).GetProperty("noteAbsence").GetProperty("absence").ToString());
        Assert.DoesNotContain(call, await Queue("agent.sh"));
        Assert.Contains(call, await Queue("agent2.sh"));
        // The substitute works it as his own.
        var tried = (await host.Ask(await host.DemoToken("agent2.sh"), Record, new { i = new { callId = call, result = "NO_ANSWER" } })).GetProperty("recordFollowUpCall");
        Assert.Equal(1, tried.GetProperty("followUpCall").GetProperty("tries").GetInt32());

        var id = noted.GetProperty("id").GetString();
        Assert.Null((await host.Ask(dispatcher, End, new { i = new { id } })).GetProperty("endAbsence").Code());
        Assert.Contains(call, await Queue("agent.sh"));
        Assert.DoesNotContain(call, await Queue("agent2.sh"));
    }

    // S3 ⑶ 3: the dealer who sold it
    [Fact]
    public async Task A_dealer_calls_those_he_sold_to_and_sees_nothing_else()
    {
        const string Owed = "{ dealerCallQueue(first: 100) { nodes { id dealerId state customerName phone product closesAt } } }";
        const string RecordOwn = """
            mutation($i: RecordDealerCallInput!) { recordDealerCall(input: $i) { dealerCall { state } errors { ... on Error { code } } } }
            """;
        // In this order: a dealer's call whose window has closed is the branch's as well.
        var branchs = await host.CallDue("ip-dealer-2");
        var product = IProductGrain.KeyOf("WM-8", "SN-DEALER-1");
        var sold = new ProductDetails("WM-8", "SN-DEALER-1", DateOnly.FromDateTime(host.Now().UtcDateTime.AddHours(8)), null, null, [], "d-sh-1");
        await Company.Accepted(host.Grains().GetGrain<IProductGrain>(product).Put(new(new RegisterProduct("c-sh-1", sold), Access.Caller.System)));
        await host.Settle();
        var own = await host.CallDue(product, "d-sh-1");
        var owed = (await host.Ask(await host.DemoToken("dealer.sh"), Owed)).GetProperty("dealerCallQueue");
        Assert.All(owed.GetProperty("nodes").EnumerateArray(), node => Assert.Equal("d-sh-1", node.GetProperty("dealerId").GetString()));
        var call = Assert.Single(owed.GetProperty("nodes").EnumerateArray(), node => node.GetProperty("id").GetString() == own);
        Assert.Equal(("王伟", "+8613800138001"), (call.GetProperty("customerName").GetString(), call.GetProperty("phone").GetString()));
        Assert.DoesNotContain(own, await Queue("agent.sh"));

        var dealer = await host.DemoToken("dealer.sh");
        foreach (var other in new[] { branchs, "t-sh-4/1" })
            Assert.Equal("NOT_FOUND", (await host.Ask(dealer, RecordOwn, new { i = new { callId = other, result = "REACHED" } })).GetProperty("recordDealerCall").Code());
        foreach (var document in new[] { "{ followUpQueue(first: 1) { nodes { id } } }", "{ customers(first: 1) { nodes { id } } }", Mine })
            Assert.Contains("AUTH_NOT_AUTHORIZED", (await host.Answer(dealer, document)).ToString(), StringComparison.Ordinal);
        var i = new { callId = own, result = "REACHED", words = "会用了", said = new[] { new { kind = "FAULT", words = "门关不严" } } };
        Assert.Equal("REACHED", (await host.Ask(dealer, RecordOwn, new { i })).GetProperty("recordDealerCall").GetProperty("dealerCall").GetProperty("state").GetString());
        await host.Settle();
        // What he heard has become the branch's ticket.
        var opened = await host.Ask(await host.DemoToken("agent.sh"), "query($r: ID!) { followUpCalls(where: { recordId: { eq: $r } }) { nodes { openedIds } } }", new { r = own.Split('/')[0] });
        var ticketId = opened.GetProperty("followUpCalls").GetProperty("nodes")[0].GetProperty("openedIds")[0].GetString();
        Assert.Equal("门关不严", (await host.Ask(await host.DemoToken("dispatcher.sh"), "query($id: ID!) { ticket(id: $id) { symptom } }", new { id = ticketId })).GetProperty("ticket").GetProperty("symptom").GetString());
    }

    [Fact]
    public async Task Another_branch_neither_sees_nor_assigns_a_call_nor_names_substitutes_here()
    {
        var call = await host.CallDue("ip-queue-2");
        var madrid = await host.DemoToken("dispatcher.mad");
        Assert.DoesNotContain(call, (await host.Ask(madrid, "{ followUpQueue(first: 100) { nodes { id } } }")).GetProperty("followUpQueue").Ids());
        Assert.Equal("NOT_FOUND", (await host.Ask(madrid, Assign, new { i = new { callId = call } })).GetProperty("assignFollowUpCall").Code());
        var i = new { branchId = "b-sh", accountId = "a", from = "2099-01-01", until = "2099-01-02", substituteId = "b" };
        Assert.Equal("NOT_FOUND", (await host.Ask(madrid, Note, new { i })).GetProperty("noteAbsence").Code());
        Assert.Equal("NOT_FOUND", (await host.Ask(await host.DemoToken("agent.mad"), Record, new { i = new { callId = call, result = "REACHED" } })).GetProperty("recordFollowUpCall").Code());
    }

    [Fact]
    public async Task An_agent_assigns_no_calls_and_names_no_substitutes()
    {
        foreach (var (document, input) in new (string, object)[]
                 {
                     (Assign, new { callId = "t-1/1" }), (Note, new { branchId = "b-sh", accountId = "a", from = "2099-01-01", until = "2099-01-02", substituteId = "b" }),
                 })
        {
            var answer = await host.Answer(await host.DemoToken("agent.sh"), document, new { i = input });
            Assert.Equal("AUTH_NOT_AUTHORIZED", answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
        }
    }

    [Theory]
    [InlineData("t-sh-1/99")]
    [InlineData("t-sh-1")]
    [InlineData("t-/1")]
    [InlineData("x-1/1")]
    [InlineData("../1")]
    [InlineData("sale-nobody/1")]
    [InlineData("t-sh-1/99999999999999")]
    public async Task What_is_no_call_is_not_found(string callId) =>
        Assert.Equal("NOT_FOUND", (await host.Ask(await host.DemoToken("agent.sh"), Record, new { i = new { callId, result = "REACHED" } })).GetProperty("recordFollowUpCall").Code());

    [Fact]
    public async Task Bad_input_is_refused_by_name_and_nothing_is_opened()
    {
        var call = await host.CallDue("ip-queue-3");
        var agent = await host.DemoToken("agent.sh");
        foreach (var (input, code) in new (object, string)[]
                 {
                     (new { callId = call, result = "CALL_BACK_LATER" }, "INPUT_INVALID"),
                     (new { callId = call, result = "CALL_BACK_LATER", callBackAt = "2020-01-01T00:00:00Z" }, "INPUT_INVALID"),
                     (new { callId = call, result = "NO_ANSWER", said = new[] { new { kind = "REQUEST", words = "x" } } }, "INPUT_INVALID"),
                     (new { callId = call, result = "REACHED", said = new[] { new { kind = "REQUEST", words = " " } } }, "INPUT_INVALID"),
                     (new { callId = call, result = "REACHED", words = "a\0b" }, "INPUT_INVALID"),
                     (new { callId = call, result = "REACHED", words = new string('长', 5000) }, "INPUT_INVALID"),
                     (new { callId = call, result = "REACHED", marks = new { attitude = "SATISFIED", skill = "SATISFIED", punctuality = "SATISFIED", promises = "SATISFIED" } }, "INPUT_INVALID"),
                 })
            Assert.Equal(code, (await host.Ask(agent, Record, new { i = input })).GetProperty("recordFollowUpCall").Code());
        Assert.Contains(call, await Queue("agent.sh"));

        var first = (await host.Ask(agent, Record, new { i = new { callId = call, result = "REACHED", requestId = "once", said = new[] { new { kind = "PRICE_QUESTION", words = "烘干机多少钱？" } } } }))
            .GetProperty("recordFollowUpCall").GetProperty("followUpCall");
        Assert.Equal(("REACHED", 1), (first.GetProperty("state").GetString(), first.GetProperty("openedIds").GetArrayLength()));
        var late = (await host.Ask(agent, Record, new { i = new { callId = call, result = "REACHED" } })).GetProperty("recordFollowUpCall").GetProperty("errors")[0];
        Assert.Equal("FOLLOW_UP_OVER", late.GetProperty("code").GetString());
        Assert.Contains("已结束", late.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain(call, await Queue("agent.sh"));
    }

    private async Task<string?[]> Queue(string person) => (await host.Ask(await host.DemoToken(person), Mine)).GetProperty("myFollowUpQueue").Ids();
}

public sealed class QueueOnSqlite(SqliteDemo host) : QueueTests(host), IClassFixture<SqliteDemo>;

public sealed class QueueOnPostgreSql(PostgreSqlDemo host) : QueueTests(host), IClassFixture<PostgreSqlDemo>;
