using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace AfterSales.ClusterTests.Imports;

public abstract partial class ListTests
{
    [Theory]
    [InlineData("receptionist.sh", "customers?branchId=b-sh", "text/csv", HttpStatusCode.Forbidden)]
    [InlineData("dispatcher.sh", "technicians?branchId=b-sh", "text/csv", HttpStatusCode.Forbidden)]
    [InlineData("dispatcher.sh", "customers?branchId=b-mad", "text/csv", HttpStatusCode.NotFound)]
    [InlineData("dispatcher.sh", "customers?branchId=b-nowhere", "text/csv", HttpStatusCode.NotFound)]
    [InlineData("dispatcher.sh", "customers", "text/csv", HttpStatusCode.BadRequest)]
    [InlineData("dispatcher.sh", "secrets?branchId=b-sh", "text/csv", HttpStatusCode.NotFound)]
    [InlineData("dispatcher.sh", "customers?branchId=b-sh", "text/plain", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("dispatcher.sh", "customers?branchId=b-sh&dayForm=Upwards", "text/csv", HttpStatusCode.BadRequest)]
    public async Task What_may_not_be_is_refused(string person, string address, string type, HttpStatusCode status)
    {
        using var answer = await Post(person, address, Bytes("name,phone\nAna,138 0013 8500\n"), type);
        Assert.Equal(status, answer.StatusCode);
    }

    [Theory]
    [InlineData("manager.sh", "b-sh", "AUTH_NOT_AUTHORIZED")]
    [InlineData("manager.sh", "b-mad", null)]
    public async Task Who_sees_a_branch_and_may_not_change_its_calendar_is_told_so(string person, string branchId, string? forbidden)
    {
        const string mutation = "mutation($i: ImportListInput!) { importList(input: $i) { errors { ... on Error { code } } } }";
        var i = new { list = "CALENDAR", branchId, csv = "date,name\n2027-01-01,元旦\n" };
        if (forbidden is not null) Assert.Equal(forbidden, await host.Refused(await host.DemoToken(person), mutation, new { i }));
        else Assert.Equal("NOT_FOUND", (await host.Ask(await host.DemoToken(person), mutation, new { i })).GetProperty("importList").GetProperty("errors")[0].GetProperty("code").GetString());
    }

    [Fact]
    public async Task What_was_taken_is_seen_later_by_whom_it_concerns()
    {
        await Sent("dispatcher.bcn", "customers", "name,phone\nAna Gil,+34 600 111 401\nEva Gil,12\n", "b-bcn");
        const string asked = "{ takenLists(branchId: \"b-bcn\") { list byName rows taken rejected isWhole } importMapping(list: CUSTOMERS, branchId: \"b-bcn\") { list } }";
        var told = await host.Ask(await host.DemoToken("administrator"), asked);
        var list = Assert.Single(told.GetProperty("takenLists").EnumerateArray());
        Assert.Equal(("CUSTOMERS", 2, 1, 1, true), (list.GetProperty("list").GetString(), list.GetProperty("rows").GetInt32(), list.GetProperty("taken").GetInt32(), list.GetProperty("rejected").GetInt32(), list.GetProperty("isWhole").GetBoolean()));
        Assert.NotEqual("", list.GetProperty("byName").GetString());
        Assert.Equal(JsonValueKind.Null, told.GetProperty("importMapping").ValueKind);
        Assert.Empty((await host.Ask(await host.DemoToken("manager.sh"), asked)).GetProperty("takenLists").EnumerateArray());
    }

    [Fact]
    public async Task Without_a_log_in_nothing_is_taken_or_given()
    {
        using var content = new ByteArrayContent(Bytes("name\nAna\n")) { Headers = { ContentType = new("text/csv") } };
        using var taken = await host.Client.PostAsync("/imports/customers?branchId=b-sh", content);
        using var given = await host.Client.GetAsync("/exports/customers");
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized), (taken.StatusCode, given.StatusCode));
    }

    [Fact]
    public async Task A_list_that_is_misspelt_is_answered_with_those_there_are()
    {
        using var taken = await Post("administrator", "custmers?branchId=b-sh", Bytes("name\nAna\n"));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/exports/tikets");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await host.DemoToken("administrator"));
        using var given = await host.Client.SendAsync(request);
        foreach (var (answer, list) in new[] { (taken, "installed-products"), (given, "tickets") })
        {
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
            Assert.Equal("LIST_UNKNOWN", problem.GetProperty("code").GetString());
            Assert.Contains(list, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_token_that_opens_nothing_is_told_apart_from_none()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query = "{ branches(first: 1) { nodes { id } } }" }) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "nonsense");
        using var answer = await host.Client.SendAsync(request);
        var error = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors")[0];
        Assert.Equal("AUTH_TOKEN_INVALID", error.GetProperty("extensions").GetProperty("code").GetString());
    }
}
