namespace AfterSales.ConsoleTests.Api;

public sealed class AttemptTests
{
    private const string Ticket = """{ "registerTicket": { "ticket": { "id": "t-1" }, "errors": null } }""";

    private const string Refused = """
        { "registerTicket": { "ticket": null, "errors": [ { "__typename": "InputInvalidError", "code": "INPUT_INVALID", "message": "…", "issues": [ { "path": "symptom", "code": "REQUIRED" } ] } ] } }
        """;

    [Fact]
    public async Task Sending_the_same_again_goes_under_the_same_request_id_and_other_input_under_another()
    {
        var api = new FakeGraphQL().Answering("RegisterTicket", _ => """{ "data": null, "errors": [ { "message": "lost", "extensions": { "code": "TRY_AGAIN" } } ] }""");
        var attempt = api.Client().Attempt();
        Assert.Null(await attempt.SendAsync<Made>("Customers/RegisterTicket", new { symptom = "a" }));
        Assert.Equal("lost", attempt.Failure);
        await attempt.SendAsync<Made>("Customers/RegisterTicket", new { symptom = "a" });
        await attempt.SendAsync<Made>("Customers/RegisterTicket", new { symptom = "b" });
        var ids = api.Asked.Select(asked => asked.Variables!["input"]!["requestId"]!.GetValue<string>()).ToArray();
        Assert.Equal(ids[0], ids[1]);
        Assert.NotEqual(ids[1], ids[2]);
    }

    [Fact]
    public async Task What_was_done_once_may_be_wished_again()
    {
        var api = new FakeGraphQL().Answering("RegisterTicket", Ticket);
        var attempt = api.Client().Attempt();
        Assert.Equal("t-1", (await attempt.SendAsync<Made>("Customers/RegisterTicket", new { symptom = "a" }))!.Id);
        await attempt.SendAsync<Made>("Customers/RegisterTicket", new { symptom = "a" });
        Assert.Equal(2, api.Asked.Select(asked => asked.Variables!["input"]!["requestId"]!.GetValue<string>()).Distinct().Count());
    }

    [Fact]
    public async Task A_refusal_names_the_field()
    {
        var attempt = new FakeGraphQL().Answering("RegisterTicket", Refused).Client().Attempt();
        Assert.Null(await attempt.SendAsync<Made>("Customers/RegisterTicket", new { symptom = "" }));
        Assert.Equal("REQUIRED", attempt.Refusal!.IssueAt("symptom"));
        Assert.Null(attempt.Refusal.IssueAt("wish"));
    }

    private sealed record Made(string Id);
}
