namespace AfterSales.ClusterTests.Host;

/// <summary>A customer file as a branch keeps it over the years, from the first call to the archive.</summary>
public abstract class CustomerStoryTests(ServedHost host)
{
    private readonly Desk _desk = new(host);

    [Fact]
    public async Task A_file_of_an_organisation_holds_its_people_places_and_numbers_and_is_measured_with_each_change()
    {
        var made = await _desk.Do("receptionist.sh", "registerCustomer", new
        {
            branchId = "b-sh", customer = new
            {
                name = "Harbour Hotels 港湾酒店", kind = "ORGANISATION", language = "en", timeZone = "Asia/Hong_Kong", phones = new[] { "+852 2522 0111 ext. 45", "(021) 6329-8800", "+1 415 555 2671" },
                contacts = new object[] { new { name = "Íñigo Peña", role = "总工", phones = new[] { "138 0013 8109" } }, new { name = "Ms Wong", role = "reception" } },
                addresses = new object[]
                {
                    new { street = "外滩 12 号", city = "上海", region = "上海", coordinates = new { latitude = 31.24, longitude = 121.49 }, isDefault = true },
                    new { street = "滨海路 3", city = "青岛", region = "山东", zone = "SUBURBAN" },
                },
            },
        }, "customer { id kind language timeZone phones { number extension display } contacts { id name phones { number } } addresses { id region zone isDefault coordinates { latitude } } completePercent missingFields }");
        var id = made.GetProperty("id").GetString()!;
        Assert.Equal(["+85225220111 45", "+862163298800 ", "+14155552671 "], made.GetProperty("phones").EnumerateArray().Select(phone => $"{phone.GetProperty("number").GetString()} {phone.GetProperty("extension").GetString()}"));
        Assert.Equal(["a1 上海 True", "a2 山东 False"], made.GetProperty("addresses").EnumerateArray().Select(address => $"{address.GetProperty("id").GetString()} {address.GetProperty("region").GetString()} {address.GetProperty("isDefault").GetBoolean()}"));
        Assert.Equal(["MAINTENANCE_CYCLE"], made.GetProperty("missingFields").EnumerateArray().Select(field => field.GetString()));
        Assert.InRange(made.GetProperty("completePercent").GetInt32(), 80, 99);

        // A move is effective at once, seen by region and in the timeline (S4 A4 V.1).
        await _desk.Do("agent.sh", "putCustomerAddress", new { customerId = id, address = new { id = "a2", street = "湖滨路 8", city = "杭州", region = "浙江", isDefault = true } }, "customer { id }");
        Assert.Equal([id], await Listed("浙江"));
        Assert.DoesNotContain(id, await Listed("上海"));
        Assert.Equal("NOT_FOUND", await _desk.Code("agent.sh", "putCustomerAddress", new { customerId = id, address = new { id = "a9", street = "x", city = "y" } }));
        Assert.Equal("INPUT_INVALID", await _desk.Code("agent.sh", "putCustomerContact", new { customerId = id, contact = new { name = "x", phones = new[] { "12" } } }));
        await _desk.Do("agent.sh", "removeCustomerContact", new { customerId = id, contactId = made.GetProperty("contacts")[1].GetProperty("id").GetString() }, "customer { id }");
        var planned = await _desk.Do("agent.sh", "planCustomerService", new { customerId = id, cycle = new { count = 6, unit = "MONTHS" }, wishes = new[] { "夜间施工" } },
            "customer { completePercent isComplete nextServiceOn contacts { name } servicePlan { wishes } timeline { event } }");
        Assert.Equal((100, true), (planned.GetProperty("completePercent").GetInt32(), planned.GetProperty("isComplete").GetBoolean()));
        Assert.Equal("Íñigo Peña", Assert.Single(planned.GetProperty("contacts").EnumerateArray()).GetProperty("name").GetString());
        Assert.Equal(2, planned.GetProperty("timeline").EnumerateArray().Count(entry => entry.GetProperty("event").GetString() == "CustomerAmended"));
        Assert.Equal("NOT_FOUND", await _desk.Code("dispatcher.mad", "amendCustomer", new { id, customer = new { name = "x" } }));

        async Task<string[]> Listed(string region) => [.. (await _desk.Ask("agent.sh", "query($r: String!) { customers(first: 100, where: { region: { eq: $r } }) { nodes { id } } }", new { r = region }))
            .GetProperty("customers").GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("id").GetString()!)];
    }

    [Fact]
    public async Task A_tier_has_its_reason_offers_respect_what_was_said_to_each_channel_and_an_archived_file_takes_no_work()
    {
        var id = (await _desk.Do("receptionist.sh", "registerCustomer", new { branchId = "b-sh", customer = new { name = "乐清电机", phones = new[] { "138 0013 8110" } } }, "customer { id }")).GetProperty("id").GetString()!;
        Assert.Equal("INPUT_INVALID", await _desk.Code("manager.sh", "changeCustomerTier", new { customerId = id, tier = "VIP", reason = " " }));
        Assert.Equal("AUTH_NOT_AUTHORIZED", await _desk.Forbidden("technician.sh", "changeCustomerTier", new { customerId = id, tier = "VIP", reason = "x" }));
        var tier = await _desk.Do("manager.sh", "changeCustomerTier", new { customerId = id, tier = "IMPORTANT", reason = "年采购 200 台" }, "customer { tier tierReason }");
        Assert.Equal(("IMPORTANT", "年采购 200 台"), (tier.GetProperty("tier").GetString(), tier.GetProperty("tierReason").GetString()));

        Assert.Equal("CONSENT_NOT_GIVEN", await _desk.Code("agent.sh", "makeCustomerOffer", new { customerId = id, name = "春季", channel = "MESSAGE" }));
        await _desk.Do("agent.sh", "recordCustomerConsent", new { customerId = id, channel = "MESSAGE", isGiven = true }, "customer { id }");
        var said = await _desk.Do("agent.sh", "recordCustomerConsent", new { customerId = id, channel = "CALL", isGiven = false }, "customer { consents { channel isGiven by } }");
        Assert.Equal(["CALL False", "MESSAGE True"], said.GetProperty("consents").EnumerateArray().Select(consent => $"{consent.GetProperty("channel").GetString()} {consent.GetProperty("isGiven").GetBoolean()}").Order(StringComparer.Ordinal));
        Assert.Equal("CONSENT_NOT_GIVEN", await _desk.Code("agent.sh", "makeCustomerOffer", new { customerId = id, name = "春季", channel = "CALL" }));
        // Who is nearer to us hears more of us: four in ninety days, where others have two.
        foreach (var name in new[] { "春季", "夏季", "秋季", "冬季" }) await _desk.Do("agent.sh", "makeCustomerOffer", new { customerId = id, name, channel = "MESSAGE" }, "customer { id }");
        Assert.Equal("OFFER_TOO_SOON", await _desk.Code("agent.sh", "makeCustomerOffer", new { customerId = id, name = "又一个", channel = "MESSAGE" }));

        await _desk.Do("agent.sh", "addCustomerNote", new { customerId = id, note = "下午来电" }, "customer { id }");
        foreach (var direction in new[] { "INCOMING", "OUTGOING" })
            await _desk.Do("agent.sh", "registerContact", new { branchId = "b-sh", contact = new { channel = "LETTER", direction, subject = "REQUEST", text = $"信函 {direction}", customerId = id } }, "contact { id }");
        var kept = await _desk.Ask("agent.sh", "query($id: ID!) { customer(id: $id) { notes { note } } contacts(where: { customerId: { eq: $id } }) { nodes { direction number } } }", new { id });
        Assert.Equal("下午来电", Assert.Single(kept.GetProperty("customer").GetProperty("notes").EnumerateArray()).GetProperty("note").GetString());
        Assert.Equal(["INCOMING", "OUTGOING"], kept.GetProperty("contacts").GetProperty("nodes").EnumerateArray().Select(contact => contact.GetProperty("direction").GetString()).Order(StringComparer.Ordinal));

        var ticketId = await _desk.Registered(id, "轴承异响");
        var open = (await _desk.Ask("manager.sh", "mutation($i: ArchiveCustomerInput!) { archiveCustomer(input: $i) { errors { ... on Error { code message } ... on CustomerHasOpenWorkError { work } } } }", new { i = new { customerId = id } }))
            .GetProperty("archiveCustomer").GetProperty("errors")[0];
        Assert.Equal(("CUSTOMER_HAS_OPEN_WORK", ticketId), (open.GetProperty("code").GetString(), open.GetProperty("work")[0].GetString()));
        var number = (await _desk.Ask("manager.sh", "query($id: ID!) { ticket(id: $id) { number } }", new { id = ticketId })).GetProperty("ticket").GetProperty("number").GetString()!;
        Assert.Contains(number, open.GetProperty("message").GetString(), StringComparison.Ordinal);
        await _desk.Do("dispatcher.sh", "cancelTicket", new { ticketId, reason = "客户已自行处理" });
        await _desk.Do("manager.sh", "archiveCustomer", new { customerId = id, reason = "停业" }, "customer { standing }");
        foreach (var (mutation, input) in new (string, object)[]
        {
            ("amendCustomer", new { id, customer = new { name = "x" } }), ("putCustomerAddress", new { customerId = id, address = new { street = "x" } }),
            ("changeCustomerTier", new { customerId = id, tier = "VIP", reason = "x" }), ("planCustomerCall", new { customerId = id, topic = "x", at = _desk.Now.AddDays(1) }),
            ("registerInstalledProduct", new { customerId = id, product = new { model = "WM-8" } }), ("takeEnquiry", new { branchId = "b-sh", customerId = id, kind = "REQUEST", words = "x" }),
        })
            Assert.Equal((mutation, "CUSTOMER_IS_ARCHIVED"), (mutation, await _desk.Code("manager.sh", mutation, input)));
        // What he says of his consent is kept all the same.
        await _desk.Do("agent.sh", "recordCustomerConsent", new { customerId = id, channel = "EMAIL", isGiven = false }, "customer { id }");
        Assert.Equal("CUSTOMER_IS_ARCHIVED", await _desk.Code("receptionist.sh", "registerTicket", new { branchId = "b-sh", customerId = id, kind = "REPAIR", symptom = "不转" }));
        Assert.Equal("CUSTOMER_IS_ARCHIVED", await _desk.Code("agent.sh", "makeCustomerOffer", new { customerId = id, name = "再来", channel = "MESSAGE" }));
        Assert.Empty(await Found(includeArchived: false));
        Assert.Equal([id], await Found(includeArchived: true));
        Assert.Equal("ACTIVE", (await _desk.Do("manager.sh", "unarchiveCustomer", new { customerId = id }, "customer { standing }")).GetProperty("standing").GetString());
        Assert.Equal([id], await Found(includeArchived: false));

        async Task<string?[]> Found(bool includeArchived) => [.. (await _desk.Ask("agent.sh", "query($a: Boolean!) { find(text: \"乐清电机\", kinds: [CUSTOMER], includeArchived: $a) { id } }", new { a = includeArchived }))
            .GetProperty("find").EnumerateArray().Select(hit => hit.GetProperty("id").GetString())];
    }
}

public sealed class CustomerStoriesOnSqlite(SqliteDemo host) : CustomerStoryTests(host), IClassFixture<SqliteDemo>;

public sealed class CustomerStoriesOnPostgreSql(PostgreSqlDemo host) : CustomerStoryTests(host), IClassFixture<PostgreSqlDemo>;
