using System.Text.Json;

namespace AfterSales.ClusterTests.Host;

/// <summary>What is assessed before the work and signed after it, clause by clause, as clients ask for it (features 12–14, 25).</summary>
public abstract class AssessmentStoryTests(ServedHost host)
{
    private readonly Desk _desk = new(host);

    // 12a, 12c, 13
    [Fact]
    public async Task An_assessment_says_all_that_decides_over_the_job_and_another_category_needs_a_reason()
    {
        var ticketId = await _desk.Registered("c-sh-3", "排水慢");
        var parts = new[] { new { part = "pump" } };
        Assert.Equal("UNREASONABLE_REQUEST_IS_REJECTED", await _desk.Code("dispatcher.sh", "assessTicket", new { ticketId, parts, isReasonable = false }));
        Assert.Equal("OVERRIDE_NEEDS_REASON", await _desk.Code("dispatcher.sh", "assessTicket", new { ticketId, parts = new[] { new { part = "pump", category = "FREE_UNDER_WARRANTY" } } }));
        Assert.Equal("CATEGORY_IS_INTERNAL", await _desk.Code("dispatcher.sh", "assessTicket", new { ticketId, parts = new[] { new { part = "pump", category = "INTERNAL_ADMINISTRATION" } }, overrideReason = "x" }));
        await _desk.Do("dispatcher.sh", "assessTicket", new
        {
            ticketId, parts = new[] { new { part = "pump", category = "FREE_UNDER_WARRANTY" } }, overrideReason = "老客户优惠", place = "CARRY_IN", remedy = "REPLACE", isStaffAvailable = false,
            neededParts = new[] { new { part = "排水泵", quantity = 1 } }, estimateMinor = 20_000,
        });
        await _desk.Do("dispatcher.sh", "requestTicketParts", new { ticketId });
        var assessed = (await _desk.Ask("dispatcher.sh", """
            query($id: ID!) { ticket(id: $id) { assessment {
              place remedy isStaffAvailable estimateMinor overrideReason partsRequestedAt neededParts { part quantity } parts { part proposed because category } } } }
            """, new { id = ticketId })).GetProperty("ticket").GetProperty("assessment");
        Assert.Equal(("CARRY_IN", "REPLACE", false, 20_000, "老客户优惠"), (assessed.GetProperty("place").GetString(), assessed.GetProperty("remedy").GetString(),
            assessed.GetProperty("isStaffAvailable").GetBoolean(), assessed.GetProperty("estimateMinor").GetInt64(), assessed.GetProperty("overrideReason").GetString()));
        Assert.Equal(JsonValueKind.String, assessed.GetProperty("partsRequestedAt").ValueKind);
        Assert.Equal(("排水泵", 1), (assessed.GetProperty("neededParts")[0].GetProperty("part").GetString(), assessed.GetProperty("neededParts")[0].GetProperty("quantity").GetInt32()));
        var part = Assert.Single(assessed.GetProperty("parts").EnumerateArray());
        Assert.Equal("FREE_UNDER_WARRANTY", part.GetProperty("category").GetString());
        Assert.NotEqual(part.GetProperty("category").GetString(), part.GetProperty("proposed").GetString());
        Assert.Equal(JsonValueKind.String, part.GetProperty("because").ValueKind);

        // Only our own administration is D.
        var own = (await _desk.Do("dispatcher.sh", "registerTicket", new { branchId = "b-sh", kind = "INTERNAL", symptom = "盘点工具" })).GetProperty("id").GetString()!;
        await _desk.Do("dispatcher.sh", "assessTicket", new { ticketId = own, parts = new[] { new { part = "tools" } } });
        Assert.Equal("INTERNAL_ADMINISTRATION", (await _desk.Ask("dispatcher.sh", "query($id: ID!) { ticket(id: $id) { category } }", new { id = own })).GetProperty("ticket").GetProperty("category").GetString());
    }

    // 14
    [Fact]
    public async Task The_cause_is_one_of_three_and_each_is_followed_by_what_it_asks_for()
    {
        const string Cause = "query($id: ID!) { ticket(id: $id) { assessment { cause { whose supplier agreedAt items { item quantity unit } explanation offerMinor } } } }";
        var ticketId = await _desk.Registered("c-sh-1", "外壳裂");
        Assert.Equal("NOT_ASSESSED", await _desk.Code("dispatcher.sh", "nameTicketCause", new { ticketId, whose = "SUPPLIER", supplier = "海丰配件", agreedAt = _desk.Now.AddDays(2) }));
        await _desk.Do("dispatcher.sh", "assessTicket", new { ticketId, parts = new[] { new { part = "motor" } } });
        Assert.Equal("AUTH_NOT_AUTHORIZED", await _desk.Forbidden("receptionist.sh", "nameTicketCause", new { ticketId, whose = "CUSTOMER", explanation = "x", offerMinor = 1 }));
        Assert.Equal("NOT_FOUND", await _desk.Code("dispatcher.mad", "nameTicketCause", new { ticketId, whose = "CUSTOMER", explanation = "x", offerMinor = 1 }));

        Assert.Equal("INPUT_INVALID", await _desk.Code("dispatcher.sh", "nameTicketCause", new { ticketId, whose = "SUPPLIER" }));
        var comes = new DateTimeOffset(_desk.Now.AddDays(2).Ticks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, TimeSpan.Zero);
        await _desk.Do("dispatcher.sh", "nameTicketCause", new { ticketId, whose = "SUPPLIER", supplier = "海丰配件", agreedAt = comes });
        var supplier = await Named();
        Assert.Equal(("SUPPLIER", "海丰配件", comes), (supplier.GetProperty("whose").GetString(), supplier.GetProperty("supplier").GetString(), supplier.GetProperty("agreedAt").GetDateTimeOffset()));
        await Desk.Until(() => _desk.Ask("dispatcher.sh", "query($id: String!) { tasks(where: { about: { eq: $id }, kind: { eq: SUPPLIER_COMES } }) { nodes { state dueAt subject } } }", new { id = ticketId }),
            tasks => tasks.GetProperty("tasks").GetProperty("nodes").EnumerateArray().ToArray() is [var task] && task.GetProperty("state").GetString() == "OPEN" && task.GetProperty("dueAt").GetDateTimeOffset() == comes
                && task.GetProperty("subject").GetString()!.Contains("王伟", StringComparison.Ordinal));

        Assert.Equal("INPUT_INVALID", await _desk.Code("dispatcher.sh", "nameTicketCause", new { ticketId, whose = "OWN_WORK" }));
        await _desk.Do("dispatcher.sh", "nameTicketCause", new { ticketId, whose = "OWN_WORK", items = new[] { new { item = "重打密封胶", quantity = 2.5, unit = "m" } } });
        var item = Assert.Single((await Named()).GetProperty("items").EnumerateArray());
        Assert.Equal(("重打密封胶", 2.5m, "m"), (item.GetProperty("item").GetString(), item.GetProperty("quantity").GetDecimal(), item.GetProperty("unit").GetString()));

        Assert.Equal("INPUT_INVALID", await _desk.Code("dispatcher.sh", "nameTicketCause", new { ticketId, whose = "CUSTOMER" }));
        await _desk.Do("dispatcher.sh", "nameTicketCause", new { ticketId, whose = "CUSTOMER", explanation = "使用不当", offerMinor = 15_000 });
        var customer = await Named();
        Assert.Equal(("CUSTOMER", "使用不当", 15_000), (customer.GetProperty("whose").GetString(), customer.GetProperty("explanation").GetString(), customer.GetProperty("offerMinor").GetInt64()));

        async Task<JsonElement> Named() =>
            (await _desk.Ask("dispatcher.sh", Cause, new { id = ticketId })).GetProperty("ticket").GetProperty("assessment").GetProperty("cause");
    }

    // 25
    [Fact]
    public async Task The_certificate_keeps_opinion_and_signature_or_the_refusal_and_without_either_the_visit_is_not_finished()
    {
        const string Certificate = """
            query($id: ID!) { ticket(id: $id) { step visits { certificate { found done partsUsed minutes chargedMinor isSigned opinion signedBy refusedToSignBecause signature { mediaType base64 } } } } }
            """;
        var signed = await _desk.Scheduled(await _desk.Assessed("c-sh-1", "转速慢"), 50);
        await _desk.OnSite(signed);
        var work = new { ticketId = signed, found = "皮带松", done = "调紧", minutes = 20, isDemonstrated = true, isUseExplained = true };
        Assert.Equal("CERTIFICATE_NOT_SIGNED", await _desk.Code("dispatcher.sh", "finishVisit", work));
        // A name alone is no signature.
        Assert.Equal("CERTIFICATE_NOT_SIGNED", await _desk.Code("dispatcher.sh", "finishVisit", new { work.ticketId, work.found, work.done, work.minutes, work.isDemonstrated, work.isUseExplained, signedBy = "王伟" }));
        await _desk.Finish(signed, chargedMinor: 8_800);
        var kept = await Of(signed);
        Assert.Equal(("水泵密封圈老化", "更换水泵", "pump", 45, 8_800, true), (kept.GetProperty("found").GetString(), kept.GetProperty("done").GetString(), kept.GetProperty("partsUsed").GetString(),
            kept.GetProperty("minutes").GetInt32(), kept.GetProperty("chargedMinor").GetInt32(), kept.GetProperty("isSigned").GetBoolean()));
        Assert.Equal(("很好", "王伟", "image/svg+xml"), (kept.GetProperty("opinion").GetString(), kept.GetProperty("signedBy").GetString(), kept.GetProperty("signature").GetProperty("mediaType").GetString()));

        // Drawn as PNG it is kept as well.
        const string pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
        var drawn = await _desk.Scheduled(await _desk.Assessed("c-sh-2", "面板松"), 52);
        await _desk.OnSite(drawn);
        await _desk.Do("dispatcher.sh", "finishVisit", new
        {
            ticketId = drawn, found = "卡扣断", done = "换卡扣", minutes = 15, isDemonstrated = true, isUseExplained = true, signedBy = "李娜", signature = new { mediaType = "image/png", base64 = pixel },
        });
        Assert.Equal(("image/png", pixel), ((await Of(drawn)).GetProperty("signature").GetProperty("mediaType").GetString(), (await Of(drawn)).GetProperty("signature").GetProperty("base64").GetString()));

        var refused = await _desk.Scheduled(await _desk.Assessed("c-sh-4", "灯不亮"), 54);
        await _desk.OnSite(refused);
        await _desk.Do("dispatcher.sh", "finishVisit", new { ticketId = refused, found = "灯坏", done = "换灯", minutes = 10, isDemonstrated = true, isUseExplained = true, refusedToSignBecause = "赶时间" });
        var certificate = await Of(refused);
        Assert.Equal((false, "赶时间", JsonValueKind.Null), (certificate.GetProperty("isSigned").GetBoolean(), certificate.GetProperty("refusedToSignBecause").GetString(), certificate.GetProperty("signature").ValueKind));

        // Filed and struck off: completed, it is among the open ones no more.
        await _desk.Do("dispatcher.sh", "completeTicket", new { ticketId = refused });
        var number = (await _desk.Ask("dispatcher.sh", "query($id: ID!) { ticket(id: $id) { number } }", new { id = refused })).GetProperty("ticket").GetProperty("number").GetString();
        var open = await _desk.Ask("dispatcher.sh", "query($number: String!) { tickets(where: { number: { eq: $number }, isOpen: { eq: true } }) { nodes { id } } }", new { number });
        Assert.Empty(open.GetProperty("tickets").GetProperty("nodes").EnumerateArray());

        async Task<JsonElement> Of(string ticketId) =>
            Assert.Single((await _desk.Ask("dispatcher.sh", Certificate, new { id = ticketId })).GetProperty("ticket").GetProperty("visits").EnumerateArray()).GetProperty("certificate");
    }

    // 27a: what a technician owes he finds himself, and files where he is
    [Fact]
    public async Task A_technician_finds_the_reports_he_owes_and_files_them_when_the_ticket_was_reopened()
    {
        const string Owed = "query { visits(first: 50, where: { isReportMissing: { eq: true } }) { nodes { id ticketId } } }";
        var ticketId = await _desk.Scheduled(await _desk.Assessed("c-sh-3", "漏水又来"), 60, "tech-sh-1");
        await _desk.OnSite(ticketId);
        await _desk.Finish(ticketId);
        await _desk.Do("dispatcher.sh", "completeTicket", new { ticketId });
        await _desk.Do("receptionist.sh", "reopenTicket", new { ticketId, reason = "又漏" });
        var visit = Assert.Single((await _desk.Ask("technician.sh", Owed)).GetProperty("visits").GetProperty("nodes").EnumerateArray(), node => node.GetProperty("ticketId").GetString() == ticketId);
        await _desk.Do("technician.sh", "reportTrip", new { ticketId, visitId = visit.GetProperty("id").GetString(), report = "接头老化，已告知客户" });
        Assert.DoesNotContain((await _desk.Ask("technician.sh", Owed)).GetProperty("visits").GetProperty("nodes").EnumerateArray(), node => node.GetProperty("ticketId").GetString() == ticketId);
        var earlier = (await _desk.Ask("manager.sh", "query($id: ID!) { ticket(id: $id) { earlierRounds { visits { report reportedAt } } } }", new { id = ticketId }))
            .GetProperty("ticket").GetProperty("earlierRounds")[0].GetProperty("visits")[0];
        Assert.Equal("接头老化，已告知客户", earlier.GetProperty("report").GetString());
    }
}

public sealed class AssessmentStoriesOnSqlite(SqliteDemo host) : AssessmentStoryTests(host), IClassFixture<SqliteDemo>;

public sealed class AssessmentStoriesOnPostgreSql(PostgreSqlDemo host) : AssessmentStoryTests(host), IClassFixture<PostgreSqlDemo>;
