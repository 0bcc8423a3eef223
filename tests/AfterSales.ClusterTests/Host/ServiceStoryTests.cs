using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using AfterSales.ClusterTests.FollowUps;

namespace AfterSales.ClusterTests.Host;

/// <summary>Dispatch, larger repairs, evidence and what a failed repair leads to, as clients meet them.</summary>
public abstract class ServiceStoryTests(ServedHost host)
{
    private readonly Desk _desk = new(host);

    [Fact]
    public async Task A_time_changes_only_with_consent_else_the_job_goes_to_another_or_back_with_an_apology()
    {
        var ticketId = await _desk.Scheduled(await _desk.Assessed("c-sh-1", "异响"), 60);
        var (from, to) = (_desk.Now.AddHours(62), _desk.Now.AddHours(63));
        Assert.Equal("CUSTOMER_MUST_AGREE", await _desk.Code("dispatcher.sh", "rescheduleVisit", new { ticketId, from, to, reason = "堵车" }));
        Assert.Equal("INPUT_INVALID", await _desk.Code("dispatcher.sh", "rescheduleVisit", new { ticketId, from, to, reason = "", hasCustomerAgreed = true }));
        await _desk.Do("dispatcher.sh", "rescheduleVisit", new { ticketId, from, to, reason = "堵车", hasCustomerAgreed = true });
        Assert.Equal("APOLOGY_MISSING", await _desk.Code("dispatcher.sh", "handOnVisit", new { ticketId, technicianId = "tech-sh-6", reason = "生病" }));
        Assert.Equal("ALREADY_HAS_THE_JOB", await _desk.Code("dispatcher.sh", "handOnVisit", new { ticketId, technicianId = "tech-sh-4", reason = "生病", isApologised = true }));
        Assert.Equal("NOT_FOUND", await _desk.Code("dispatcher.sh", "handOnVisit", new { ticketId, technicianId = "tech-mad-1", reason = "生病", isApologised = true }));
        await _desk.Do("dispatcher.sh", "handOnVisit", new { ticketId, technicianId = "tech-sh-6", reason = "生病", isApologised = true });
        Assert.Equal("APOLOGY_MISSING", await _desk.Code("dispatcher.sh", "handBackVisit", new { ticketId, reason = "车坏了" }));
        Assert.Equal("ASSESSED", Step(await _desk.Do("dispatcher.sh", "handBackVisit", new { ticketId, reason = "车坏了", isApologised = true })));
        var visits = (await _desk.Ask("dispatcher.sh", "query($id: ID!) { ticket(id: $id) { visits { end reason technician { id } } } }", new { id = ticketId })).GetProperty("ticket").GetProperty("visits");
        Assert.Equal(["RESCHEDULED 堵车", "HANDED_ON 生病", "HANDED_BACK 车坏了"], visits.EnumerateArray().Select(visit => $"{visit.GetProperty("end").GetString()} {visit.GetProperty("reason").GetString()}"));
    }

    [Fact]
    public async Task Jobs_so_marked_wait_for_the_confirmation_in_writing_and_customers_nobody_called_are_listed()
    {
        var ticketId = await _desk.Registered("c-sh-3", "机房热水机组检修");
        await _desk.Do("dispatcher.sh", "assessTicket", new { ticketId, parts = new[] { new { part = "pump" } }, needsConfirmation = true });
        await _desk.Scheduled(ticketId, 72);
        Assert.Equal("CONDITIONS_NOT_CONFIRMED", await _desk.Code("dispatcher.sh", "departForVisit", new { ticketId }));
        Assert.Equal("INPUT_INVALID", await _desk.Code("dispatcher.sh", "confirmConditions", new { ticketId, environment = "机房已腾空", tools = "吊具", people = "", confirmedBy = "王经理" }));
        await _desk.Do("dispatcher.sh", "confirmConditions", new { ticketId, environment = "机房已腾空", tools = "吊具", people = "两人", confirmedBy = "王经理" });
        await _desk.MoveTime(hours: 25);
        await Desk.Until(Overdue, overdue => overdue == 1);
        await _desk.Do("dispatcher.sh", "recordContact", new { ticketId, said = "明天上午" });
        await Desk.Until(Overdue, overdue => overdue == 0);
        Assert.Equal("EN_ROUTE", Step(await _desk.Do("dispatcher.sh", "departForVisit", new { ticketId, kit = Desk.Kit })));

        async Task<int> Overdue() => (await _desk.Ask("manager.sh",
            "query($id: String!) { tasks(where: { about: { eq: $id }, kind: { eq: CONTACT_CUSTOMER }, isOverdue: { eq: true }, isOpen: { eq: true } }) { nodes { id } } }", new { id = ticketId }))
            .GetProperty("tasks").GetProperty("nodes").GetArrayLength();
    }

    [Fact]
    public async Task A_larger_repair_is_approved_twice_before_it_is_scheduled_and_ends_with_the_signed_sheet()
    {
        var ticketId = await _desk.Registered("c-sh-3", "换热器腐蚀穿孔");
        await _desk.Do("dispatcher.sh", "assessTicket", new { ticketId, parts = new[] { new { part = "exchanger" } }, estimateMinor = 600_000 });
        var from = _desk.Now.AddHours(80);
        var visit = new { ticketId, technicianId = "tech-sh-6", from, to = from.AddHours(1), reason = "大修" };
        Assert.Equal("REPAIR_ORDER_NOT_APPROVED", await _desk.Code("dispatcher.sh", "scheduleVisit", visit));
        var order = new
        {
            ticketId, defect = "穿孔", cause = "水质", measures = "更换换热器", costMinor = 580_000, dueOn = _desk.Today.AddDays(10),
            items = new[] { new { item = "换热器", quantity = 1, unit = "台" } }, projectManagerId = await host.AccountOf("projects"),
        };
        Assert.Equal("INPUT_INVALID", await _desk.Code("dispatcher.sh", "drawUpRepairOrder", order with { dueOn = _desk.Today.AddDays(-1) }));
        Assert.Equal("NO_OPEN_ACCOUNT", await _desk.Code("dispatcher.sh", "drawUpRepairOrder", order with { projectManagerId = "account-of-nobody" }));
        await _desk.Do("dispatcher.sh", "drawUpRepairOrder", order);
        Assert.Equal("REPAIR_ORDER_IS_AT", await _desk.Code("dispatcher.sh", "drawUpRepairOrder", order));
        Assert.Equal("AUTH_NOT_AUTHORIZED", await _desk.Forbidden("dispatcher.sh", "reviewRepairOrder", new { ticketId, isApproved = true }));
        Assert.Equal("REPAIR_ORDER_IS_AT", await _desk.Code("director", "approveRepairOrder", new { ticketId, isApproved = true }));
        Assert.Equal("INPUT_INVALID", await _desk.Code("manager.sh", "reviewRepairOrder", new { ticketId, isApproved = false }));
        await _desk.Do("manager.sh", "reviewRepairOrder", new { ticketId, isApproved = true });
        Assert.Equal("REPAIR_ORDER_NOT_APPROVED", await _desk.Code("dispatcher.sh", "scheduleVisit", visit));
        Assert.Equal("AUTH_NOT_AUTHORIZED", await _desk.Forbidden("manager.sh", "approveRepairOrder", new { ticketId, isApproved = true }));
        await _desk.Do("director", "approveRepairOrder", new { ticketId, isApproved = true });
        Assert.Equal("SCHEDULED", Step(await _desk.Do("dispatcher.sh", "scheduleVisit", visit)));
        await _desk.OnSite(ticketId);
        var sheet = new { ticketId, cause = "水质硬", remedy = "更换", completion = "已试压", signedBy = "王经理", sheet = new { mediaType = "application/pdf", base64 = Convert.ToBase64String("%PDF-1.4 sheet"u8) } };
        Assert.Equal("REPAIR_NOT_DONE", await _desk.Code("dispatcher.sh", "fileAcceptance", sheet));
        await _desk.Finish(ticketId);
        Assert.Equal("ACCEPTANCE_SHEET_MISSING", await _desk.Code("dispatcher.sh", "completeTicket", new { ticketId }));
        await _desk.Do("dispatcher.sh", "fileAcceptance", sheet);
        Assert.Equal("COMPLETED", Step(await _desk.Do("dispatcher.sh", "completeTicket", new { ticketId })));
    }

    [Fact]
    public async Task Photos_video_and_documents_hang_on_the_fault_for_those_who_see_the_job()
    {
        var ticketId = await _desk.Scheduled(await _desk.Assessed("c-sh-1", "底部漏水"), 90, "tech-sh-1");
        byte[] png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. new byte[64]];
        byte[] mp4 = [0, 0, 0, 0x18, .. "ftypmp42"u8, 0, 0, 0, 0, .. "mp42isom"u8, .. new byte[64]];
        var files = new List<string>();
        foreach (var (person, name, type, content) in new[] { ("technician.sh", "漏水点.png", "image/png", png), ("receptionist.sh", "录像.mp4", "video/mp4", mp4), ("receptionist.sh", "收据.pdf", "application/pdf", "%PDF-1.4 x"u8.ToArray()) })
        {
            var fileId = await Uploaded(person, name, type, content);
            Assert.Equal("NOT_FOUND", await _desk.Code("dispatcher.mad", "attachFile", new { recordId = ticketId, fileId }));
            await _desk.Do(person, "attachFile", new { recordId = ticketId, fileId }, "file { id }");
            files.Add(fileId);
        }

        Assert.Equal("NOT_FOUND", await _desk.Code("receptionist.sh", "attachFile", new { recordId = ticketId, fileId = "f-none" }));
        var hanging = (await _desk.Ask("technician.sh", "query($id: ID!) { ticket(id: $id) { attachments { id name mediaType url } } }", new { id = ticketId })).GetProperty("ticket").GetProperty("attachments");
        Assert.Equal(["漏水点.png image/png", "录像.mp4 video/mp4", "收据.pdf application/pdf"], hanging.EnumerateArray().Select(file => $"{file.GetProperty("name").GetString()} {file.GetProperty("mediaType").GetString()}"));
        await Desk.Until(async () => await Download("dispatcher.sh", files[0]), status => status == HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.OK, await Download("technician.sh", files[1]));
        Assert.Equal(HttpStatusCode.NotFound, await Download("dispatcher.mad", files[0]));
        Assert.Equal(HttpStatusCode.NotFound, await Download("technician.mad", files[0]));
    }

    [Fact]
    public async Task Notes_stay_inside_messages_go_to_the_customer_and_tickets_are_linked()
    {
        var (one, other) = (await _desk.Registered("c-sh-2", "滴水"), await _desk.Registered("c-sh-2", "遥控器坏"));
        // Who does not have the job does not see it.
        Assert.Equal("NOT_FOUND", await _desk.Code("technician.sh", "addTicketNote", new { ticketId = one, text = "x" }));
        await _desk.Do("receptionist.sh", "addTicketNote", new { ticketId = one, text = "客户语气着急" });
        await _desk.Do("receptionist.sh", "sendTicketMessage", new { ticketId = one, channel = "EMAIL", text = "我们明天上门" });
        Assert.Equal("INPUT_INVALID", await _desk.Code("receptionist.sh", "sendTicketMessage", new { ticketId = one, text = " " }));
        var notes = (await _desk.Ask("dispatcher.sh", "query($id: ID!) { ticket(id: $id) { notes { isForCustomer text } } }", new { id = one })).GetProperty("ticket").GetProperty("notes");
        Assert.Equal([(false, "客户语气着急"), (true, "我们明天上门")], notes.EnumerateArray().Select(note => (note.GetProperty("isForCustomer").GetBoolean(), note.GetProperty("text").GetString())));
        Assert.Equal("TICKET_LINKED_TO_ITSELF", await _desk.Code("receptionist.sh", "linkTicket", new { ticketId = one, otherTicketId = one, kind = "CAUSED_BY" }));
        Assert.Equal("NOT_FOUND", await _desk.Code("receptionist.sh", "linkTicket", new { ticketId = one, otherTicketId = "t-mad-1", kind = "CAUSED_BY" }));
        await _desk.Do("receptionist.sh", "linkTicket", new { ticketId = one, otherTicketId = other, kind = "CAUSED_BY" });
        var links = await _desk.Ask("dispatcher.sh", "query($a: ID!, $b: ID!) { one: ticket(id: $a) { links { ticketId isOutgoing kind } } other: ticket(id: $b) { links { ticketId isOutgoing } } }", new { a = one, b = other });
        Assert.Equal((other, true), Link(links.GetProperty("one")));
        Assert.Equal((one, false), Link(links.GetProperty("other")));

        // A second report joins the open ticket, also when it is reported to the ticket itself.
        Assert.Equal(2, (await _desk.Do("receptionist.sh", "reportTicketAgain", new { ticketId = one, symptom = "还在滴水", channel = "WALK_IN" })).GetProperty("reports").GetInt32());
        var joined = await _desk.Do("agent.sh", "registerTicket", new { branchId = "b-sh", customerId = "c-sh-2", symptom = "滴水" }, "ticket { id isJoined reports }");
        Assert.Equal((one, true, 3), (joined.GetProperty("id").GetString(), joined.GetProperty("isJoined").GetBoolean(), joined.GetProperty("reports").GetInt32()));

        // Who answers for it, and whoever did before, stands in its history.
        await _desk.Do("receptionist.sh", "handOverTicket", new { ticketId = one, toAccountId = await host.AccountOf("agent.sh"), reason = "换班" });
        var history = (await _desk.Ask("dispatcher.sh", "query($id: ID!) { ticket(id: $id) { ownerId timeline { event } } }", new { id = one })).GetProperty("ticket");
        Assert.Equal(await host.AccountOf("agent.sh"), history.GetProperty("ownerId").GetString());
        Assert.Contains(history.GetProperty("timeline").EnumerateArray(), entry => entry.GetProperty("event").GetString() == "TicketHandedOver");

        static (string?, bool) Link(JsonElement ticket) => Assert.Single(ticket.GetProperty("links").EnumerateArray()) is var link ? (link.GetProperty("ticketId").GetString(), link.GetProperty("isOutgoing").GetBoolean()) : default;
    }

    [Fact]
    public async Task A_failed_repair_leads_to_a_linked_case()
    {
        var ticketId = await _desk.Scheduled(await _desk.Assessed("c-sh-4", "压缩机烧毁"), 95);
        await _desk.OnSite(ticketId);
        await _desk.Finish(ticketId);
        Assert.Equal("INPUT_INVALID", await _desk.Code("dispatcher.sh", "completeTicket", new { ticketId, failedBecause = "无法修复" }));
        Assert.Equal("INPUT_INVALID", await _desk.Code("dispatcher.sh", "completeTicket", new { ticketId, leadsTo = "REFUND" }));
        await _desk.Do("dispatcher.sh", "completeTicket", new { ticketId, failedBecause = "无法修复", leadsTo = "EXCHANGE" });
        var linked = await Desk.Until(
            async () => (await _desk.Ask("dispatcher.sh", "query($id: ID!) { ticket(id: $id) { links { ticketId isOutgoing kind } } }", new { id = ticketId })).GetProperty("ticket").GetProperty("links"),
            links => links.GetArrayLength() == 1);
        var next = (await _desk.Ask("dispatcher.sh", "query($id: ID!) { ticket(id: $id) { kind step symptom } }", new { id = linked[0].GetProperty("ticketId").GetString() })).GetProperty("ticket");
        Assert.Equal(("RETURN_OR_EXCHANGE", "REGISTERED", "无法修复"), (next.GetProperty("kind").GetString(), Step(next), next.GetProperty("symptom").GetString()));
    }

    [Fact]
    public async Task Of_two_dispatchers_who_book_the_same_technician_at_once_one_is_told_that_he_is_busy()
    {
        var tickets = new[] { await _desk.Assessed("c-sh-1", "甲"), await _desk.Assessed("c-sh-2", "乙") };
        var from = _desk.Now.AddHours(100);
        var codes = await Task.WhenAll(tickets.Select(ticketId => _desk.Code("dispatcher.sh", "scheduleVisit",
            new { ticketId, technicianId = "tech-sh-8", from, to = from.AddHours(1), reason = "客户要求", requestId = $"both-{ticketId}" })));
        Assert.Equal([null, "TECHNICIAN_BUSY"], codes.Order());
        // The same request again is answered as it was the first time, and books nothing twice.
        var won = tickets[Array.IndexOf(codes, null)];
        Assert.Null(await _desk.Code("dispatcher.sh", "scheduleVisit", new { ticketId = won, technicianId = "tech-sh-8", from, to = from.AddHours(1), reason = "客户要求", requestId = $"both-{won}" }));
        Assert.Equal("NOT_FOUND", await _desk.Code("dispatcher.sh", "scheduleVisit", new { ticketId = won, technicianId = "nobody", from, to = from.AddHours(1) }));
        Assert.Equal("NOT_FOUND", await _desk.Code("dispatcher.mad", "cancelTicket", new { ticketId = won, reason = "x" }));
    }

    private async Task<string> Uploaded(string person, string name, string type, byte[] content)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/files?name={Uri.EscapeDataString(name)}") { Content = new ByteArrayContent(content) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await host.DemoToken(person));
        using var response = await host.Client.SendAsync(request);
        Assert.True(response.StatusCode == HttpStatusCode.Created, await response.Content.ReadAsStringAsync());
        using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return answer.RootElement.GetProperty("id").GetString()!;
    }

    private async Task<HttpStatusCode> Download(string person, string fileId)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/files/{fileId}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await host.DemoToken(person));
        using var response = await host.Client.SendAsync(request);
        return response.StatusCode;
    }

    private static string? Step(JsonElement ticket) => ticket.GetProperty("step").GetString();
}

public sealed class ServiceStoriesOnSqlite(SqliteDemo host) : ServiceStoryTests(host), IClassFixture<SqliteDemo>;

public sealed class ServiceStoriesOnPostgreSql(PostgreSqlDemo host) : ServiceStoryTests(host), IClassFixture<PostgreSqlDemo>;
