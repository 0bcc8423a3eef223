using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace AfterSales.ClusterTests.Host;

/// <summary>The main job as a client sees it: over HTTP, with the rights of its account.</summary>
public abstract class MainJobTests(ServedHost host)
{
    private const string Register = """
        mutation($input: RegisterTicketInput!) { registerTicket(input: $input) { ticket { id number step } errors { __typename ... on Error { code message }
          ... on InputInvalidError { issues { path code } } } } }
        """;

    [Fact]
    public async Task A_step_out_of_order_is_refused_by_name_saying_what_is_allowed_in_the_accounts_language()
    {
        var dispatcher = await host.DemoToken("dispatcher.sh");
        var id = (await Registered(dispatcher)).GetProperty("id").GetString();
        var data = await host.Ask(dispatcher, """
            mutation($id: ID!) { departForVisit(input: { ticketId: $id }) { ticket { id } errors { __typename ... on StepNotAllowedError { asked step allowed message } } } }
            """, new { id });
        var error = data.GetProperty("departForVisit").GetProperty("errors")[0];
        Assert.Equal("StepNotAllowedError", error.GetProperty("__typename").GetString());
        Assert.Equal("DEPART", error.GetProperty("asked").GetString());
        Assert.Equal(["ASSESS", "SOLVE_REMOTELY", "REJECT", "CANCEL"], error.GetProperty("allowed").EnumerateArray().Select(action => action.GetString()));
        Assert.Contains("工单", error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_repeated_request_makes_one_ticket_and_other_input_under_its_id_is_refused()
    {
        var dispatcher = await host.DemoToken("dispatcher.sh");
        var customerId = await CustomerOf(dispatcher);
        var first = await Answered("漏水", "repeat-1");
        Assert.Equal(first.GetProperty("ticket").ToString(), (await Answered("漏水", "repeat-1")).GetProperty("ticket").ToString());
        Assert.Equal("REQUEST_ID_REUSED", (await Answered("别的", "repeat-1")).GetProperty("errors")[0].GetProperty("code").GetString());

        async Task<JsonElement> Answered(string symptom, string requestId) =>
            (await host.Ask(dispatcher, Register, new { input = new { branchId = "b-sh", customerId, symptom, requestId } })).GetProperty("registerTicket");
    }

    [Fact]
    public async Task Another_branch_finds_nothing()
    {
        var ticket = await Registered(await host.DemoToken("dispatcher.sh"));
        var other = await host.DemoToken("dispatcher.mad");
        var id = ticket.GetProperty("id").GetString();
        var seen = await host.Ask(other, """
            query($id: ID!, $number: String!) { ticket(id: $id) { id } tickets(where: { number: { eq: $number } }) { nodes { id } }
              customers(where: { branchId: { eq: "b-sh" } }) { nodes { id } } technicians(where: { branchId: { eq: "b-sh" } }) { nodes { id } }
              policies(branchId: "b-sh") { value } branches { nodes { id } } }
            """, new { id, number = ticket.GetProperty("number").GetString() });
        Assert.Equal(JsonValueKind.Null, seen.GetProperty("ticket").ValueKind);
        Assert.Equal(JsonValueKind.Null, seen.GetProperty("policies").ValueKind);
        foreach (var list in new[] { "tickets", "customers", "technicians" }) Assert.Equal(0, seen.GetProperty(list).GetProperty("nodes").GetArrayLength());
        Assert.Equal("b-mad", Assert.Single(seen.GetProperty("branches").GetProperty("nodes").EnumerateArray()).GetProperty("id").GetString());
        var done = await host.Ask(other, "mutation($id: ID!) { completeTicket(input: { ticketId: $id }) { errors { ... on Error { code } } } }", new { id });
        Assert.Equal("NOT_FOUND", done.GetProperty("completeTicket").GetProperty("errors")[0].GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_ticket_is_not_registered_at_a_branch_that_is_not_ones_own()
    {
        var madrid = await host.DemoToken("dispatcher.mad");
        var input = new { branchId = "b-sh", customerId = await CustomerOf(madrid), symptom = "gotea" };
        var data = await host.Ask(madrid, Register, new { input });
        Assert.Equal("NOT_FOUND", data.GetProperty("registerTicket").GetProperty("errors")[0].GetProperty("code").GetString());
    }

    [Fact]
    public async Task Text_that_nobody_can_have_typed_is_refused_and_nothing_is_kept()
    {
        var dispatcher = await host.DemoToken("dispatcher.sh");
        var input = new { branchId = "b-sh", customerId = await CustomerOf(dispatcher), symptom = "a\0b", id = "t-nul" };
        var error = (await host.Ask(dispatcher, Register, new { input })).GetProperty("registerTicket").GetProperty("errors")[0];
        Assert.Equal("FORBIDDEN_CHARACTER", error.GetProperty("issues")[0].GetProperty("code").GetString());
        Assert.Equal(JsonValueKind.Null, (await host.Ask(dispatcher, "{ ticket(id: \"t-nul\") { id } }")).GetProperty("ticket").ValueKind);
    }

    [Fact]
    public async Task What_is_read_alone_stands_at_the_version_the_list_shows()
    {
        var dispatcher = await host.DemoToken("dispatcher.sh");
        var ticket = await Registered(dispatcher);
        var seen = await host.Ask(dispatcher, "query($id: ID!, $number: String!) { ticket(id: $id) { version } tickets(where: { number: { eq: $number } }) { nodes { version } } }",
            new { id = ticket.GetProperty("id").GetString(), number = ticket.GetProperty("number").GetString() });
        Assert.Equal(1, seen.GetProperty("ticket").GetProperty("version").GetInt32());
        Assert.Equal(1, seen.GetProperty("tickets").GetProperty("nodes")[0].GetProperty("version").GetInt32());
    }

    [Fact]
    public async Task A_policy_that_somebody_changed_meanwhile_is_not_overwritten()
    {
        var administrator = await host.DemoToken("administrator");
        var policy = (await host.Ask(administrator, "{ policies { key value version } }")).GetProperty("policies")[0];
        var input = new { key = policy.GetProperty("key").GetString(), value = policy.GetProperty("value"), expectedVersion = policy.GetProperty("version").GetInt32() };
        Assert.Equal(input.expectedVersion + 1, (await Set()).GetProperty("policy").GetProperty("version").GetInt32());
        var error = (await Set()).GetProperty("errors")[0];
        Assert.Equal("CHANGED_MEANWHILE", error.GetProperty("code").GetString());
        Assert.Equal(input.expectedVersion + 1, error.GetProperty("version").GetInt32());

        async Task<JsonElement> Set() => (await host.Ask(administrator, """
            mutation($input: SetPolicyInput!) { setPolicy(input: $input) { policy { version } errors { ... on Error { code } ... on ChangedMeanwhileError { version } } } }
            """, new { input })).GetProperty("setPolicy");
    }

    [Fact]
    public async Task An_account_and_a_token_are_made_once_for_one_request()
    {
        var administrator = await host.DemoToken("administrator");
        const string Account = """
            mutation($input: CreateAccountInput!) { createAccount(input: $input) { account { id email assignments { place } } errors { ... on Error { code } } } }
            """;
        const string Token = """
            mutation($input: CreateApiTokenInput!) { createApiToken(input: $input) { newApiToken { token { id } secret } errors { ... on Error { code } } } }
            """;
        var first = await Made("once@demo.example");
        Assert.Equal(first.GetProperty("account").ToString(), (await Made("Once@demo.example")).GetProperty("account").ToString());
        Assert.Equal("REQUEST_ID_REUSED", (await Made("other@demo.example")).GetProperty("errors")[0].GetProperty("code").GetString());

        var token = (await Issued("export")).GetProperty("newApiToken");
        var again = (await Issued("export")).GetProperty("newApiToken");
        Assert.Equal(token.GetProperty("token").ToString(), again.GetProperty("token").ToString());
        Assert.Equal((JsonValueKind.String, JsonValueKind.Null), (token.GetProperty("secret").ValueKind, again.GetProperty("secret").ValueKind));
        Assert.Equal("REQUEST_ID_REUSED", (await Issued("another")).GetProperty("errors")[0].GetProperty("code").GetString());

        async Task<JsonElement> Made(string email) => (await host.Ask(administrator, Account, new
        {
            input = new { email, name = "王芳", password = "correct horse battery", requestId = "one-account", assignments = new[] { new { role = "RECEPTIONIST", place = "b-sh" } } },
        })).GetProperty("createAccount");

        async Task<JsonElement> Issued(string name) => (await host.Ask(administrator, Token, new
        {
            input = new { name, expiresAt = TimeProvider.System.GetUtcNow().AddDays(30).ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture), requestId = "one-token" },
        })).GetProperty("createApiToken");
    }

    [Fact]
    public async Task A_live_screen_hears_of_its_branchs_tickets_and_of_no_others()
    {
        var dispatcher = await host.DemoToken("dispatcher.sh");
        using var near = await Subscribed(dispatcher);
        using var far = await Subscribed(await host.DemoToken("dispatcher.mad"));
        // A subscription is taken up beside the socket's other messages: tickets come until one is heard.
        var listening = Next(near);
        var numbers = new List<string?>();
        while (!listening.IsCompleted)
        {
            numbers.Add((await Registered(dispatcher)).GetProperty("number").GetString());
            await Task.WhenAny(listening, Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System));
        }

        var heard = (await listening).GetProperty("payload").GetProperty("data").GetProperty("ticketChanged");
        Assert.Contains(heard.GetProperty("number").GetString(), numbers);
        // The other screen stays silent: what it hears next is the answer to its own ping.
        await Send(far, new { type = "ping" });
        Assert.Equal("pong", (await Next(far)).GetProperty("type").GetString());
    }

    private async Task<JsonElement> Registered(string token)
    {
        var input = new { branchId = "b-sh", customerId = await CustomerOf(token), symptom = "漏水", isAnotherFault = true };
        return (await host.Ask(token, Register, new { input })).GetProperty("registerTicket").GetProperty("ticket");
    }

    private async Task<string> CustomerOf(string token) =>
        (await host.Ask(token, "{ customers(first: 1) { nodes { id } } }")).GetProperty("customers").GetProperty("nodes")[0].GetProperty("id").GetString()!;

    private async Task<ClientWebSocket> Subscribed(string token)
    {
        var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("graphql-transport-ws");
        await socket.ConnectAsync(new UriBuilder(host.Client.BaseAddress!) { Scheme = "ws", Path = "/graphql" }.Uri, CancellationToken.None);
        await Send(socket, new { type = "connection_init", payload = new { authorization = $"Bearer {token}" } });
        Assert.Equal("connection_ack", (await Next(socket)).GetProperty("type").GetString());
        await Send(socket, new { type = "subscribe", id = "1", payload = new { query = "subscription { ticketChanged { number step } }" } });
        return socket;
    }

    private static Task Send(ClientWebSocket socket, object message) =>
        socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(message), WebSocketMessageType.Text, true, CancellationToken.None);

    private static async Task<JsonElement> Next(ClientWebSocket socket)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var buffer = new byte[64 * 1024];
        var received = await socket.ReceiveAsync(buffer, limit.Token);
        using var message = JsonDocument.Parse(Encoding.UTF8.GetString(buffer, 0, received.Count));
        return message.RootElement.Clone();
    }
}

public sealed class SqliteMainJobTests(SqliteDemo host) : MainJobTests(host), IClassFixture<SqliteDemo>;

public sealed class PostgreSqlMainJobTests(PostgreSqlDemo host) : MainJobTests(host), IClassFixture<PostgreSqlDemo>;
