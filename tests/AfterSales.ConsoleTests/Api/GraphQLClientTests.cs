using AfterSales.Console.Api;

namespace AfterSales.ConsoleTests.Api;

public sealed class GraphQLClientTests
{
    private const string Forbidden = """{ "message": "not yours", "extensions": { "code": "AUTH_NOT_AUTHORIZED" } }""";

    [Fact]
    public async Task What_the_viewer_may_not_see_within_an_answer_is_null_and_the_rest_is_good()
    {
        var api = new FakeGraphQL().Answering("Job", _ => $$"""{ "data": { "ticket": null }, "errors": [ {{Forbidden}} ] }""");
        Assert.Null((await api.Client().AskAsync<Told>("Technicians/Job", new { id = "t-1" })).Ticket);
    }

    [Fact]
    public async Task An_answer_without_data_is_told_with_its_reason()
    {
        var api = new FakeGraphQL().Answering("Job", _ => $$"""{ "data": null, "errors": [ {{Forbidden}} ] }""");
        Assert.Equal("AUTH_NOT_AUTHORIZED", (await Assert.ThrowsAsync<NotAnsweredException>(() => api.Client().AskAsync<Told>("Technicians/Job"))).Code);
    }

    [Fact]
    public async Task A_member_that_the_page_does_not_know_or_misses_is_a_mistake_and_not_an_empty_place()
    {
        var more = new FakeGraphQL().Answering("Job", """{ "ticket": { "id": "t-1", "number": "1", "colour": "red" } }""");
        await Assert.ThrowsAsync<System.Text.Json.JsonException>(() => more.Client().AskAsync<Told>("Technicians/Job"));
        var less = new FakeGraphQL().Answering("Job", """{ "ticket": { "id": "t-1" } }""");
        await Assert.ThrowsAsync<System.Text.Json.JsonException>(() => less.Client().AskAsync<Told>("Technicians/Job"));
    }

    private sealed record Told(Ticket? Ticket);

    private sealed record Ticket(string Id, string Number);
}
