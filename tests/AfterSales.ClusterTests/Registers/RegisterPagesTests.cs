using System.Net;
using System.Net.Http.Headers;
using AfterSales.ClusterTests.FollowUps;
using AfterSales.ClusterTests.Host;
using AfterSales.Contacts;
using AfterSales.Contacts.Rules;
using AfterSales.Customers;
using AfterSales.Products;
using AfterSales.Products.Rules;

namespace AfterSales.ClusterTests.Registers;

/// <summary>The four registers of S3 ⑹-5 (六) (feature 50b), as whoever prints them gets them.</summary>
public abstract class RegisterPagesTests(ServedHost host)
{
    private const string Register = "mutation($i: RegisterContactInput!) { registerContact(input: $i) { contact { id number } errors { ... on Error { code message } } } }";

    [Fact]
    public async Task The_call_list_and_the_call_record_show_a_call_with_who_made_it_and_what_became_of_it()
    {
        var call = await host.CallDue("ip-register-1");
        var agent = await host.DemoToken("agent.sh");
        await host.Ask(agent, "mutation($i: RecordFollowUpCallInput!) { recordFollowUpCall(input: $i) { errors { ... on Error { code } } } }",
            new { i = new { callId = call, result = "REACHED", words = "很满意 <b>谢谢</b>" } });
        await host.Settle();
        var list = await Page(agent, "/registers/call-list/b-sh");
        Assert.Contains("<h1>跟踪服务电话登记表</h1>", list, StringComparison.Ordinal);
        Assert.Contains("<td>王伟</td>", list, StringComparison.Ordinal);
        Assert.Contains("<td>跟踪回访</td><td>已接通</td>", list, StringComparison.Ordinal);
        var record = await Page(agent, "/registers/call-record/c-sh-1");
        Assert.Contains("<td>很满意 &lt;b&gt;谢谢&lt;/b&gt;</td>", record, StringComparison.Ordinal);
        // By name, not by key.
        var name = (await host.Ask(agent, "{ me { name } }")).GetProperty("me").GetProperty("name").GetString();
        Assert.Contains($"<td>{name}</td>", record, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_letter_is_in_the_letter_list_of_its_days_and_can_be_printed_whole()
    {
        var agent = await host.DemoToken("agent.sh");
        var i = new { branchId = "b-sh", contact = new { channel = "LETTER", direction = "OUTGOING", subject = "NOTICE", text = "合同到期通知\n您的服务合同将于下月到期。", customerId = "c-sh-2" } };
        var entry = (await host.Ask(agent, Register, new { i })).GetProperty("registerContact").GetProperty("contact");
        var (id, number) = (entry.GetProperty("id").GetString()!, entry.GetProperty("number").GetString()!);
        var today = DateOnly.FromDateTime(host.Now().UtcDateTime.AddHours(8));
        var list = await Page(agent, $"/registers/letter-list/b-sh?from={today:yyyy-MM-dd}&to={today:yyyy-MM-dd}");
        Assert.Contains(number, list, StringComparison.Ordinal);
        Assert.Contains("<td>合同到期通知</td>", list, StringComparison.Ordinal);
        Assert.DoesNotContain(number, await Page(agent, $"/registers/letter-list/b-sh?from={today.AddDays(-9):yyyy-MM-dd}&to={today.AddDays(-8):yyyy-MM-dd}"), StringComparison.Ordinal);
        Assert.Contains($"<a href=\"/registers/letter/{id}\">{number}</a>", list, StringComparison.Ordinal);
        var letter = await Page(agent, $"/registers/letter/{id}");
        Assert.Contains("<h1>合同到期通知</h1>\n<p>您的服务合同将于下月到期。</p>", letter, StringComparison.Ordinal);
        // For the window of an envelope: whom it goes to, and where he lives.
        Assert.Matches("<address>刘芳<br>[^<]+", letter);
    }

    [Fact]
    public async Task The_customer_file_is_printed_in_the_readers_language_with_the_products()
    {
        var file = WebUtility.HtmlDecode(await Page(await host.DemoToken("dispatcher.mad"), "/registers/customer-file/c-mad-1"));
        foreach (var part in new[] { "<h1>Ficha del cliente</h1>", "María García Pérez", "+34612345678", "Calle de Alcalá, 120, Madrid", "<td>WM-8</td>" })
            Assert.Contains(part, file, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_file_and_the_call_record_show_what_hangs_on_a_duplicate_that_was_merged_into_it()
    {
        var duplicate = host.Grains().GetGrain<ICustomerGrain>("c-register-2");
        foreach (var file in new[] { host.Grains().GetGrain<ICustomerGrain>("c-register-1"), duplicate })
            await Company.Accepted(file.Register(new(new RegisterCustomer("b-sh", Company.Wang), Access.Caller.System)));
        await Company.Accepted(host.Grains().GetGrain<IProductGrain>(IProductGrain.KeyOf("WM-8", "SN-MERGED-1")).Put(new(
            new RegisterProduct("c-register-2", new ProductDetails("WM-8", "SN-MERGED-1", null, null, null, [])), Access.Caller.System)));
        await Company.Accepted(host.Grains().GetGrain<IContactGrain>("k-register-1").Record(new(
            new RecordedContact("b-sh", ContactChannel.Call, ContactDirection.Incoming, ContactSubject.Request, "问过保修期", CustomerId: "c-register-2"), Access.Caller.System)));
        await Company.Accepted(duplicate.Merge(new(new MergeCustomer("c-register-1"), Access.Caller.System)));
        await host.Settle();
        var agent = await host.DemoToken("agent.sh");
        Assert.Contains("<td>SN-MERGED-1</td>", await Page(agent, "/registers/customer-file/c-register-1"), StringComparison.Ordinal);
        Assert.Contains("<td>问过保修期</td>", await Page(agent, "/registers/call-record/c-register-1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_branchs_registers_are_not_found_and_without_the_right_or_a_log_in_there_is_nothing()
    {
        var agent = await host.DemoToken("agent.sh");
        foreach (var path in new[] { "customer-file/c-mad-1", "call-record/c-mad-1", "call-list/b-mad", "letter-list/b-mad", "call-list/no-key", "customer-file/x", "letter/k-nothing" })
            Assert.Equal(HttpStatusCode.NotFound, await Status(agent, $"/registers/{path}"));
        Assert.Equal(HttpStatusCode.BadRequest, await Status(agent, "/registers/call-list/b-sh?from=yesterday"));
        Assert.Equal(HttpStatusCode.OK, await Status(agent, "/registers/call-list/b-sh?to=0001-01-01"));
        Assert.Equal(HttpStatusCode.Forbidden, await Status(await host.DemoToken("storekeeper.sh"), "/registers/call-list/b-sh"));
        using var nobody = await host.Client.GetAsync("/registers/call-list/b-sh");
        Assert.NotEqual(HttpStatusCode.OK, nobody.StatusCode);
        using var style = await host.Client.GetAsync("/print.css");
        Assert.Equal("text/css", style.Content.Headers.ContentType!.MediaType);
    }

    private async Task<string> Page(string token, string path)
    {
        using var answer = await Get(token, path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }

    private async Task<HttpStatusCode> Status(string token, string path)
    {
        using var answer = await Get(token, path);
        return answer.StatusCode;
    }

    private async Task<HttpResponseMessage> Get(string token, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await host.Client.SendAsync(request);
    }
}

public sealed class RegisterPagesOnSqlite(SqliteDemo host) : RegisterPagesTests(host), IClassFixture<SqliteDemo>;

public sealed class RegisterPagesOnPostgreSql(PostgreSqlDemo host) : RegisterPagesTests(host), IClassFixture<PostgreSqlDemo>;
