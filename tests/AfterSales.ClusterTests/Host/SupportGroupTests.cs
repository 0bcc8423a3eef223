using System.Text.Json;
using AfterSales.Accounts;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.ClusterTests.Host;

/// <summary>A customer's support group at work: people of several places who look after him together (S0 P3 一4).</summary>
public abstract class SupportGroupTests(ServedHost host)
{
    private const string Group = "customer { supportGroup { name members } }";

    private readonly Desk _desk = new(host);

    [Fact]
    public async Task Its_members_see_and_get_the_customers_tickets_wherever_they_work_and_no_others()
    {
        string[] members = [await Account("dispatcher.bcn"), await Account("technician.sh")];
        var before = await _desk.Registered("c-sh-2", "遥控失灵");
        var foreign = await _desk.Registered("c-sh-1", "进水慢");
        foreach (var member in new[] { "dispatcher.bcn", "technician.sh" }) Assert.Empty(await Seen(member, before, foreign));
        Assert.Equal("AUTH_NOT_AUTHORIZED", await _desk.Forbidden("technician.sh", "nameSupportGroup", new { customerId = "c-sh-2", name = "x", members }));
        Assert.Equal("NOT_FOUND", await _desk.Code("dispatcher.bcn", "nameSupportGroup", new { customerId = "c-sh-2", name = "x", members }));
        Assert.Equal("INPUT_INVALID", await _desk.Code("manager.sh", "nameSupportGroup", new { customerId = "c-sh-2", name = "x", members = Array.Empty<string>() }));
        var named = await _desk.Do("manager.sh", "nameSupportGroup", new { customerId = "c-sh-2", name = "重点客户组", members }, Group);
        Assert.Equal("重点客户组", named.GetProperty("supportGroup").GetProperty("name").GetString());

        var ticketId = await _desk.Registered("c-sh-2", "制冷慢");
        foreach (var member in new[] { "dispatcher.bcn", "technician.sh" })
        {
            Assert.Equal([before, ticketId], await Seen(member, before, foreign, ticketId));
            var task = Assert.Single(await Desk.Until(() => Tasks(member, ticketId), tasks => tasks.Length > 0));
            Assert.Equal((true, await Account(member)), (task.GetProperty("state").GetString() == "OPEN", task.GetProperty("assignedToId").GetString()));
        }

        Assert.Contains(ticketId, (await _desk.Ask("dispatcher.bcn", "query($id: String!) { tasks(where: { about: { eq: $id } }) { nodes { aboutId subject isYours } } }", new { id = ticketId }))
            .GetProperty("tasks").GetProperty("nodes").EnumerateArray().Where(task => task.GetProperty("isYours").GetBoolean() && task.GetProperty("subject").GetString() is not null).Select(task => task.GetProperty("aboutId").GetString()));
        // What they see they find, by what the customer is called and by the ticket's number; others do not.
        var number = (await _desk.Ask("dispatcher.bcn", "query($id: ID!) { ticket(id: $id) { number } }", new { id = ticketId })).GetProperty("ticket").GetProperty("number").GetString()!;
        var called = (await _desk.Ask("dispatcher.bcn", "{ customer(id: \"c-sh-2\") { name } }")).GetProperty("customer").GetProperty("name").GetString()!;
        Assert.Equal(["c-sh-2"], await Listed("dispatcher.bcn", "c-sh-1", "c-sh-2"));
        Assert.Equal(["c-sh-2"], (await Found("dispatcher.bcn", called, "CUSTOMER")).Where(id => id.StartsWith("c-sh-", StringComparison.Ordinal)));
        foreach (var member in new[] { "dispatcher.bcn", "technician.sh" }) Assert.Contains(ticketId, await Found(member, number, "TICKET"));
        Assert.Contains(ticketId, await Found("dispatcher.bcn", called, "TICKET"));
        var hit = (await _desk.Ask("dispatcher.bcn", Find, new { text = number, kind = "TICKET" })).GetProperty("find").EnumerateArray().Single(one => one.GetProperty("id").GetString() == ticketId);
        Assert.Equal(called, hit.GetProperty("customer").GetString());
        Assert.Empty(await Listed("dispatcher.mad", "c-sh-1", "c-sh-2"));
        Assert.DoesNotContain(ticketId, await Found("dispatcher.mad", number, "TICKET"));
        Assert.DoesNotContain("c-sh-2", await Found("dispatcher.mad", called, "CUSTOMER"));

        Assert.Empty(await Seen("dispatcher.mad", before, ticketId));
        Assert.Empty(await Tasks("dispatcher.mad", ticketId));
        await _desk.Do("dispatcher.bcn", "addTicketNote", new { ticketId, text = "Llamaré al cliente mañana" }, "ticket { id }");
        Assert.Equal("NOT_FOUND", await _desk.Code("dispatcher.bcn", "addTicketNote", new { ticketId = foreign, text = "x" }));
        // What the branch decides stays with the branch.
        const string Proposals = "query($id: ID!) { technicianProposals(ticketId: $id) { skill } }";
        Assert.Equal(JsonValueKind.Null, (await _desk.Ask("dispatcher.bcn", Proposals, new { id = ticketId })).GetProperty("technicianProposals").ValueKind);
        Assert.Equal(JsonValueKind.Object, (await _desk.Ask("dispatcher.sh", Proposals, new { id = ticketId })).GetProperty("technicianProposals").ValueKind);
        Assert.Equal("AUTH_NOT_AUTHORIZED", await _desk.Forbidden("dispatcher.bcn", "cancelTicket", new { ticketId, reason = "x" }));
        Assert.Equal("AUTH_NOT_AUTHORIZED", await _desk.Forbidden("dispatcher.bcn", "assessTicket", new { ticketId, parts = new[] { new { part = "board" } } }));
        Assert.Equal("AUTH_NOT_AUTHORIZED", await _desk.Forbidden("dispatcher.bcn", "addCustomerNote", new { customerId = "c-sh-2", note = "x" }));
        Assert.Equal("AUTH_NOT_AUTHORIZED", await _desk.Forbidden("dispatcher.bcn", "putCustomerAddress", new { customerId = "c-sh-2", address = new { street = "x" } }));
        Assert.Equal("NOT_FOUND", await _desk.Code("dispatcher.bcn", "addCustomerNote", new { customerId = "c-sh-1", note = "x" }));
        Assert.Equal("c-sh-2", (await _desk.Ask("dispatcher.bcn", "{ mine: customer(id: \"c-sh-2\") { id } other: customer(id: \"c-sh-1\") { id } }")).GetProperty("mine").GetProperty("id").GetString());

        // What came of it settles the tasks, and who has left the group sees nothing any more, with the same log-in.
        await _desk.Do("receptionist.sh", "cancelTicket", new { ticketId, reason = "自己好了" });
        await Desk.Until(() => Tasks("technician.sh", ticketId), tasks => tasks[0].GetProperty("state").GetString() == "SETTLED");
        await _desk.Do("manager.sh", "nameSupportGroup", new { customerId = "c-sh-2", name = "重点客户组", members = members[1..] }, Group);
        Assert.Empty(await Seen("dispatcher.bcn", before, ticketId));
        Assert.Empty(await Listed("dispatcher.bcn", "c-sh-2"));
        Assert.DoesNotContain(ticketId, await Found("dispatcher.bcn", number, "TICKET"));
        Assert.Equal([before, ticketId], await Seen("technician.sh", before, foreign, ticketId));
        await _desk.Do("manager.sh", "nameSupportGroup", new { customerId = "c-sh-2" }, Group);
        Assert.Empty(await Seen("technician.sh", before, ticketId));
    }

    [Fact]
    public async Task The_tickets_of_a_duplicate_are_those_of_the_group_of_the_file_it_was_merged_into()
    {
        var duplicate = (await _desk.Do("receptionist.sh", "registerCustomer", new { branchId = "b-sh", customer = new { name = "徐静静" } }, "customer { id }")).GetProperty("id").GetString()!;
        var ticketId = await _desk.Registered(duplicate, "门关不严");
        await _desk.Do("manager.sh", "nameSupportGroup", new { customerId = "c-sh-4", name = "组", members = new[] { await Account("dispatcher.cd") } }, Group);
        Assert.Empty(await Seen("dispatcher.cd", ticketId));
        await _desk.Do("manager.sh", "mergeCustomers", new { id = duplicate, intoId = "c-sh-4" }, "customer { id }");
        Assert.Equal([ticketId], await Seen("dispatcher.cd", ticketId));
    }

    [Fact]
    public async Task Who_has_no_open_account_is_refused_by_name()
    {
        var made = await _desk.Do("administrator", "createAccount", new
        {
            email = "leaver@demo.example", name = "Marta Ruiz", password = "correct horse battery staple", language = "es",
            assignments = new[] { new { role = "DISPATCHER", place = "b-bcn" } },
        }, "account { id }");
        var leaver = made.GetProperty("id").GetString()!;
        await using (var scope = host.Services.CreateAsyncScope()) Assert.Null(await scope.ServiceProvider.GetRequiredService<AccountBook>().DisableAsync(leaver));
        var before = await Known();
        var answer = await _desk.Ask("manager.sh", """
            mutation($members: [String!]) { nameSupportGroup(input: { customerId: "c-sh-3", name: "组", members: $members }) {
              customer { id } errors { ... on Error { code message } ... on NoOpenAccountError { accounts names } } } }
            """, new { members = new[] { await Account("dispatcher.bcn"), leaver, "nobody" } });
        var refused = Assert.Single(answer.GetProperty("nameSupportGroup").GetProperty("errors").EnumerateArray());
        Assert.Equal("NO_OPEN_ACCOUNT", refused.GetProperty("code").GetString());
        Assert.Equal(["Marta Ruiz", "nobody"], refused.GetProperty("names").EnumerateArray().Select(name => name.GetString()!));
        Assert.Equal("以下人员没有可用的账户：Marta Ruiz, nobody。", refused.GetProperty("message").GetString());
        Assert.Equal(before, await Known());

        async Task<string> Known() => (await _desk.Ask("manager.sh", "{ customer(id: \"c-sh-3\") { supportGroup { name } } }")).GetProperty("customer").ToString();
    }

    private const string Find = "query($text: String!, $kind: SearchKind!) { find(text: $text, kinds: [$kind], first: 50) { id customer } }";

    private async Task<string[]> Found(string person, string text, string kind) =>
        [.. (await _desk.Ask(person, Find, new { text, kind })).GetProperty("find").EnumerateArray().Select(hit => hit.GetProperty("id").GetString()!)];

    private async Task<string[]> Listed(string person, params string[] customers) =>
        [.. (await _desk.Ask(person, "{ customers(first: 100) { nodes { id } } }"))
            .GetProperty("customers").GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("id").GetString()!).Where(customers.Contains)];

    // A technician's day has his own work; that he supports a customer makes a colleague's job none of his.
    [Fact]
    public async Task A_technicians_own_jobs_are_not_those_of_a_colleague_whose_customer_he_supports()
    {
        await _desk.Do("manager.sh", "nameSupportGroup", new { customerId = "c-sh-3", name = "组", members = new[] { await Account("technician.sh") } }, Group);
        var colleagues = await _desk.Scheduled(await _desk.Assessed("c-sh-3", "水温不稳"), 30);
        var own = await _desk.Scheduled(await _desk.Assessed("c-sh-1", "排水慢"), 31, "tech-sh-1");
        Assert.Equal([colleagues], await Seen("technician.sh", colleagues));
        Assert.Equal([own], await Jobs("technician.sh", colleagues, own));
        Assert.Equal([own], await OnTheDayPage());
        Assert.Empty(await Jobs("dispatcher.sh", colleagues, own));

        // Done, its visit has ended: it is his until the dispatcher has completed it.
        await _desk.OnSite(own);
        await _desk.Finish(own);
        Assert.Equal([own], await Jobs("technician.sh", colleagues, own));
        Assert.Equal([own], await OnTheDayPage());
        await _desk.Do("dispatcher.sh", "completeTicket", new { ticketId = own });
        Assert.Empty(await OnTheDayPage());

        // What is handed on is another's.
        var handedOn = await _desk.Scheduled(await _desk.Assessed("c-sh-1", "按键失灵"), 33, "tech-sh-1");
        Assert.Equal([handedOn], await Jobs("technician.sh", handedOn));
        await _desk.Do("dispatcher.sh", "handOnVisit", new { ticketId = handedOn, technicianId = "tech-sh-6", reason = "生病", isApologised = true });
        Assert.Empty(await Jobs("technician.sh", handedOn));

        async Task<string[]> Jobs(string person, params string[] of)
        {
            var jobs = (await _desk.Ask(person, "{ myJobs(first: 100, order: [{ registeredAt: DESC }]) { nodes { id } } }")).GetProperty("myJobs").GetProperty("nodes");
            return [.. of.Intersect(jobs.EnumerateArray().Select(node => node.GetProperty("id").GetString()!))];
        }

        async Task<string[]> OnTheDayPage()
        {
            var jobs = (await _desk.Ask("technician.sh", AfterSales.Console.Api.Documents.Text("Technicians/MyDay"))).GetProperty("tickets").GetProperty("nodes");
            return [.. new[] { colleagues, own }.Intersect(jobs.EnumerateArray().Select(node => node.GetProperty("id").GetString()!))];
        }
    }

    private async Task<string> Account(string person) =>
        (await _desk.Ask("administrator", "{ accounts { id email } }")).GetProperty("accounts").EnumerateArray()
            .Single(account => account.GetProperty("email").GetString() == $"{person}@demo.example").GetProperty("id").GetString()!;

    /// <summary>Those of the tickets that are in the list and can be read, one as the other.</summary>
    private async Task<string[]> Seen(string person, params string[] tickets)
    {
        var answer = await _desk.Ask(person, "{ tickets(first: 100, order: [{ registeredAt: DESC }]) { nodes { id } } }");
        var listed = answer.GetProperty("tickets").GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("id").GetString()!).ToHashSet();
        foreach (var id in tickets)
        {
            var one = (await _desk.Ask(person, "query($id: ID!) { ticket(id: $id) { id customer { name } } }", new { id })).GetProperty("ticket");
            Assert.Equal(listed.Contains(id), one.ValueKind == JsonValueKind.Object);
        }

        return [.. tickets.Where(listed.Contains)];
    }

    private async Task<JsonElement[]> Tasks(string person, string ticketId) =>
        [.. (await _desk.Ask(person, "query($id: String!) { tasks(where: { about: { eq: $id }, kind: { eq: SUPPORT_TICKET } }) { nodes { state assignedToId } } }", new { id = ticketId }))
            .GetProperty("tasks").GetProperty("nodes").EnumerateArray().Where(task => person != "technician.sh" || task.GetProperty("assignedToId").GetString() is not null)];
}

public sealed class SupportGroupsOnSqlite(SqliteDemo host) : SupportGroupTests(host), IClassFixture<SqliteDemo>;

public sealed class SupportGroupsOnPostgreSql(PostgreSqlDemo host) : SupportGroupTests(host), IClassFixture<PostgreSqlDemo>;
