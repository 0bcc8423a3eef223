using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using AfterSales.ClusterTests.Host;

namespace AfterSales.ClusterTests.Imports;

/// <summary>Lists as files, over HTTP and with the rights of an account.</summary>
public abstract class ListTests(ServedHost host)
{
    private const string Customers = """
        reference;name;phone;model;serial;purchased_on
        R-1;王伟;138 0013 8100;WM-8;S-100;2026-01-05
        R-2;"García
        Peña";+34 612 000 111;;;
        R-3;李娜;no number;WM-8;S-101;2026-01-05
        R-4;赵敏;139 1602 3000;WM-8;S-102;2026-13-05
        R-5;too few
        """;

    [Fact]
    public async Task Good_rows_are_kept_and_each_bad_one_comes_back_with_line_and_reason()
    {
        var lines = await Sent("dispatcher.sh", "customers", Marked("A"));
        Assert.Equal(["reference", "name", "phones", "model", "serial", "purchasedOn"], lines[0].GetProperty("columns").EnumerateArray().Select(column => column.GetString()));
        Assert.Equal((5, 2, 3), Counts(lines));
        Assert.Equal([(5, "phones"), (6, "purchasedOn"), (7, "row")], lines[1].GetProperty("rejects").EnumerateArray()
            .Select(r => (r.GetProperty("line").GetInt32(), new[] { "phones", "purchasedOn", "row" }.Single(field => r.GetProperty("reason").GetString()!.Contains(field, StringComparison.Ordinal)))));
        Assert.True(lines[^1].GetProperty("isDone").GetBoolean());
        Assert.Equal(2, (await Customer("dispatcher.sh", "A-")).Count);
    }

    [Fact]
    public async Task The_same_list_again_doubles_nothing_and_changes_nothing()
    {
        await Sent("dispatcher.sh", "customers", Marked("B"));
        var before = await Customer("dispatcher.sh", "B-");
        Assert.Equal((5, 2, 3), Counts(await Sent("dispatcher.sh", "customers", "\uFEFF" + Marked("B"))));
        Assert.Equal(before, await Customer("dispatcher.sh", "B-"));
    }

    [Fact]
    public async Task A_customer_on_file_under_the_reference_is_amended_and_not_made_anew()
    {
        var token = await host.DemoToken("dispatcher.sh");
        await host.Ask(token, "mutation($c: CustomerInput!) { registerCustomer(input: { branchId: \"b-sh\", id: \"c-by-hand\", customer: $c }) { customer { id } } }",
            new { c = new { name = "Old name", reference = "HAND-1" } });
        await Sent("dispatcher.sh", "customers", "reference,name,city\nHAND-1,新名字,上海\n");
        Assert.Equal(("c-by-hand", "新名字"), Assert.Single(await Customer("dispatcher.sh", "HAND-1")));
    }

    [Fact]
    public async Task Of_two_customers_who_claim_one_unit_the_first_in_the_list_has_it()
    {
        // The first customer has much to be taken before his claim; the second has nothing else.
        var rows = string.Concat(Enumerable.Range(1, 20).Select(i => $"U-1;王伟;WM-8;U{i}\n"));
        var lines = await Sent("dispatcher.sh", "customers", $"reference;name;model;serial\n{rows}U-1;王伟;WM-8;UX\nU-2;李娜;WM-8;UX\n");
        Assert.Equal((22, 21, 1), Counts(lines));
        Assert.Equal(23, lines[1].GetProperty("rejects")[0].GetProperty("line").GetInt32());
    }

    [Fact]
    public async Task The_reject_file_put_right_is_taken_as_it_is()
    {
        using var first = await Post("dispatcher.sh", "customers?branchId=b-sh", Bytes(Marked("C")), accept: "text/csv");
        var rejects = await first.Content.ReadAsStringAsync();
        Assert.Equal(4, rejects.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.StartsWith("行号,原因,reference,name", rejects, StringComparison.Ordinal);
        // The reason names the column, not what stands in it.
        var right = rejects.Replace("no number", "138 0013 8101", StringComparison.Ordinal).Replace("2026-13-05", "2026-03-05", StringComparison.Ordinal)
            .Replace("too few", "Pepa,138 0013 8102,,,", StringComparison.Ordinal);
        Assert.Equal((3, 3, 0), Counts(await Sent("dispatcher.sh", "customers", right)));
        Assert.Equal(5, (await Customer("dispatcher.sh", "C-")).Count);
    }

    [Theory]
    [InlineData("GB18030")]
    [InlineData("utf-16")]
    public async Task A_spreadsheets_encoding_is_understood(string encoding)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var named = Encoding.GetEncoding(encoding);
        using var answer = await Post("dispatcher.sh", "customers?branchId=b-sh", [.. named.GetPreamble(), .. named.GetBytes($"编号\t姓名\t手机\nE-{encoding.ToLowerInvariant()}\t欧阳锋\t138 0013 8200\n")]);
        Assert.Equal((1, 1, 0), Counts(await Lines(answer)));
        Assert.Equal("欧阳锋", Assert.Single(await Customer("dispatcher.sh", $"E-{encoding.ToLowerInvariant()}")).Name);
    }

    [Fact]
    public async Task A_chosen_mapping_is_kept_for_the_branch_and_its_kind_of_list()
    {
        var token = await host.DemoToken("dispatcher.mad");
        const string Choose = """
            mutation($m: ColumnMappingInput!) { chooseImportMapping(input: { list: CUSTOMERS, branchId: "b-mad", mapping: $m }) {
              importMapping { columns { header column } dayForm } errors { ... on InputInvalidError { issues { path code } } } } }
            """;
        var mapping = new { columns = new[] { new { header = "Alias", column = "name" }, new { header = "Fecha", column = "purchasedOn" }, new { header = "Equipo", column = "model" } }, dayForm = "DAY_FIRST" };
        var chosen = (await host.Ask(token, Choose, new { m = mapping })).GetProperty("chooseImportMapping").GetProperty("importMapping");
        Assert.Equal("DAY_FIRST", chosen.GetProperty("dayForm").GetString());
        await Sent("dispatcher.mad", "customers", "Referencia;Alias;Equipo;Fecha\nM-77;Pepe;WM-8;03/04/2026\n", "b-mad");
        var products = await host.Ask(token, "{ customers(where: { reference: { eq: \"M-77\" } }) { nodes { id name } } }");
        var customer = products.GetProperty("customers").GetProperty("nodes")[0];
        Assert.Equal("Pepe", customer.GetProperty("name").GetString());
        var bought = await host.Ask(token, "query($c: ID!) { installedProducts(where: { customerId: { eq: $c } }) { nodes { purchasedOn } } }", new { c = customer.GetProperty("id").GetString() });
        Assert.Equal("2026-04-03", bought.GetProperty("installedProducts").GetProperty("nodes")[0].GetProperty("purchasedOn").GetString());
        var wrong = await host.Ask(token, Choose, new { m = new { columns = new[] { new { header = "Alias", column = "colour" } } } });
        Assert.Equal("UNKNOWN_COLUMN", wrong.GetProperty("chooseImportMapping").GetProperty("errors")[0].GetProperty("issues")[0].GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_preview_shows_what_would_be_taken_and_takes_nothing()
    {
        const string Preview = """
            query($list: ListKind!, $b: String!) { previewImport(list: $list, branchId: "b-sh", base64: $b) {
              encoding separator dayForm columns { header column } rows { line cells issues { path code } } issues { path code } } }
            """;
        var list = Convert.ToBase64String(Bytes("姓名;手机;购买日期;颜色\n预览;138 0013 8300;14/03/2026;红\n坏;x;31/02/2026;蓝\n"));
        var preview = (await host.Ask(await host.DemoToken("dispatcher.sh"), Preview, new { list = "CUSTOMERS", b = list })).GetProperty("previewImport");
        Assert.Equal(("UTF8", "SEMICOLON", "DAY_FIRST"), (preview.GetProperty("encoding").GetString(), preview.GetProperty("separator").GetString(), preview.GetProperty("dayForm").GetString()));
        Assert.Equal(["name", "phones", "purchasedOn", null], preview.GetProperty("columns").EnumerateArray().Select(column => column.GetProperty("column").GetString()));
        Assert.Equal(["MODEL", "PHONES"], preview.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("issues")[0].GetProperty("path").GetString()!.ToUpperInvariant()));
        Assert.Empty(await Find("dispatcher.sh", "预览"));
        var other = await host.Ask(await host.DemoToken("dispatcher.mad"), Preview, new { list = "CUSTOMERS", b = list });
        Assert.Equal(JsonValueKind.Null, other.GetProperty("previewImport").ValueKind);
    }

    [Fact]
    public async Task Products_find_their_customers_by_reference_and_telephone()
    {
        await Sent("dispatcher.sh", "customers", "reference,name,phone\nP-1,Uno,138 0013 8401\nP-2,Dos,138 0013 8402\nP-3,Tres,138 0013 8402\n");
        const string Products = """
            Customer reference,Customer phone,Model,Serial number,Purchase date
            P-1,,AC-35,P1-SER,2026-01-02
            ,138 0013 8401,RF-420,,2026/2/3
            ,138 0013 8402,RF-420,,2026-02-03
            P-9,,AC-35,P9-SER,2026-01-02
            ,,AC-35,X,2026-01-02
            P-2,,,Y,2026-01-02
            """;
        var lines = await Sent("dispatcher.sh", "installed-products", Products);
        Assert.Equal((6, 2, 4), Counts(lines));
        string[] reasons = [.. lines[1].GetProperty("rejects").EnumerateArray().Select(reject => reject.GetProperty("reason").GetString()!)];
        foreach (var (reason, code) in reasons.Zip(["SEVERAL_CUSTOMERS", "UNKNOWN", "REQUIRED", "REQUIRED"])) Assert.Contains(code, reason, StringComparison.Ordinal);
        Assert.Equal((6, 2, 4), Counts(await Sent("dispatcher.sh", "installedProducts", Products)));
    }

    [Fact]
    public async Task Technicians_and_days_of_the_calendar_are_taken_by_who_may()
    {
        var technicians = await Sent("manager.sh", "technicians", "姓名,技能\n列表师傅,washing; cooling\n,x\n");
        Assert.Equal((2, 1, 1), Counts(technicians));
        Assert.Equal((2, 1, 1), Counts(await Sent("manager.sh", "technicians", "姓名,技能\n列表师傅,washing; cooling\n,x\n")));
        Assert.Single(await Find("manager.sh", "列表师傅"));

        const string Days = "日期,名称,开始,结束\n2027-02-08,春节,,\n2027-02-14,调休,09:00,17:00\n2027-02-09,春节,09:00,\n";
        var taken = await Sent("administrator", "calendar", Days);
        Assert.True(Counts(taken) == (3, 2, 1), taken[1].ToString());
        var calendar = await CalendarOf("b-sh");
        Assert.Contains("2027-02-08 春节", calendar.Holidays);
        Assert.Contains("2027-02-14", calendar.Extra);
        Assert.Equal((3, 2, 1), Counts(await Sent("administrator", "calendar", Days)));
        Assert.Equal(calendar.Version, (await CalendarOf("b-sh")).Version);

        const string Ics = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART;VALUE=DATE:20270405\r\nSUMMARY:清明节\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
        using var answer = await Post("administrator", "calendar?branchId=b-sh", Bytes(Ics), "text/calendar");
        Assert.Equal((1, 1, 0), Counts(await Lines(answer)));
        Assert.Contains("2027-04-05 清明节", (await CalendarOf("b-sh")).Holidays);
    }

    [Theory]
    [InlineData("receptionist.sh", "customers?branchId=b-sh", "text/csv", HttpStatusCode.Forbidden)]
    [InlineData("dispatcher.sh", "technicians?branchId=b-sh", "text/csv", HttpStatusCode.Forbidden)]
    [InlineData("dispatcher.sh", "customers?branchId=b-mad", "text/csv", HttpStatusCode.NotFound)]
    [InlineData("dispatcher.sh", "customers?branchId=b-nowhere", "text/csv", HttpStatusCode.NotFound)]
    [InlineData("dispatcher.sh", "customers", "text/csv", HttpStatusCode.NotFound)]
    [InlineData("dispatcher.sh", "secrets?branchId=b-sh", "text/csv", HttpStatusCode.NotFound)]
    [InlineData("dispatcher.sh", "customers?branchId=b-sh", "text/plain", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("dispatcher.sh", "customers?branchId=b-sh&dayForm=Upwards", "text/csv", HttpStatusCode.BadRequest)]
    public async Task What_may_not_be_is_refused(string person, string address, string type, HttpStatusCode status)
    {
        using var answer = await Post(person, address, Bytes("name,phone\nAna,138 0013 8500\n"), type);
        Assert.Equal(status, answer.StatusCode);
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

    [Fact]
    public async Task A_header_that_says_nothing_is_refused_by_name()
    {
        using var answer = await Post("dispatcher.sh", "customers?branchId=b-sh", Bytes("colour;size\nred;1\n"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(("INPUT_INVALID", "COLUMN_REQUIRED"), (problem.GetProperty("code").GetString(), problem.GetProperty("issues")[0].GetProperty("code").GetString()));
    }

    [Fact]
    public async Task An_export_imported_again_changes_nothing()
    {
        await Sent("dispatcher.sh", "customers", Marked("X").Replace("王伟", "=1+1", StringComparison.Ordinal));
        foreach (var (person, list, export) in new[] { ("dispatcher.sh", "customers", "customers"), ("dispatcher.sh", "installed-products", "installedProducts"), ("manager.sh", "technicians", "technicians") })
        {
            var before = await Exported(person, export);
            var rows = before.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length - 1;
            Assert.True(rows > 1, export);
            var counts = Counts(await Sent(person, list, before));
            Assert.Equal(0, counts.Rejected);
            Assert.Equal(before, await Exported(person, export));
        }
    }

    [Fact]
    public async Task An_export_has_the_callers_rows_his_filter_and_his_language()
    {
        await Sent("dispatcher.sh", "customers", Marked("F"));
        var all = await Exported("dispatcher.sh", "customers");
        Assert.StartsWith("\uFEFF键,客户编号,名称", all, StringComparison.Ordinal);
        var narrowed = await Exported("dispatcher.sh", "customers?columns=reference,name&where=" + Uri.EscapeDataString("{\"reference\":{\"startsWith\":\"F-\"}}")
            + "&order=" + Uri.EscapeDataString("[{\"name\":\"DESC\"}]"));
        Assert.Equal("\uFEFF客户编号,名称\r\nF-1,王伟\r\nF-2,\"García\nPeña\"\r\n", narrowed);
        Assert.StartsWith("\uFEFFClave,Referencia,Nombre", await Exported("dispatcher.mad", "customers"), StringComparison.Ordinal);
        Assert.DoesNotContain("F-1", await Exported("dispatcher.mad", "customers"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_usual_column_of_an_export_is_in_the_schema_and_every_list_can_be_exported()
    {
        foreach (var (list, columns) in AfterSales.Imports.ExportColumns.Usual)
            Assert.Equal(columns.Count, (await Exported("administrator", $"{list}?columns={string.Join(',', columns)}")).Split("\r\n")[0].Split(',').Length);
        foreach (var list in new[] { "branches", "followUpQueue" }) Assert.NotEmpty(await Exported("agent.sh", list));
        Assert.Contains("SH-", await Exported("dispatcher.sh", "tickets"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_spreadsheet_would_compute_is_made_harmless()
    {
        await Sent("dispatcher.sh", "customers", "reference,name\nINJ-1,\"=HYPERLINK(\"\"http://x\"\")\"\nINJ-2,@SUM(A1)\n");
        var list = await Exported("dispatcher.sh", "customers?columns=name&where=" + Uri.EscapeDataString("{\"reference\":{\"startsWith\":\"INJ-\"}}"));
        Assert.Contains("'=HYPERLINK", list, StringComparison.Ordinal);
        Assert.Contains("'@SUM", list, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dispatcher.sh", "secrets", HttpStatusCode.NotFound)]
    [InlineData("dispatcher.sh", "customer", HttpStatusCode.NotFound)]
    [InlineData("dispatcher.sh", "customers?columns=colour", HttpStatusCode.BadRequest)]
    [InlineData("dispatcher.sh", "customers?columns=name)}{}", HttpStatusCode.BadRequest)]
    [InlineData("dispatcher.sh", "customers?where={", HttpStatusCode.BadRequest)]
    [InlineData("dispatcher.sh", "customers?where={\"colour\":{\"eq\":\"red\"}}", HttpStatusCode.BadRequest)]
    [InlineData("dispatcher.sh", "customers?order={}", HttpStatusCode.BadRequest)]
    [InlineData("storekeeper.sh", "customers", HttpStatusCode.Forbidden)]
    public async Task A_list_that_can_not_be_given_is_refused(string person, string address, HttpStatusCode status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/exports/{address}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await host.DemoToken(person));
        using var answer = await host.Client.SendAsync(request);
        Assert.Equal(status, answer.StatusCode);
    }

    private static string Marked(string mark) => Customers.Replace("R-", $"{mark}-", StringComparison.Ordinal).Replace("S-10", $"{mark}10", StringComparison.Ordinal);

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private async Task<List<JsonElement>> Sent(string person, string list, string text, string branchId = "b-sh")
    {
        using var answer = await Post(person, $"{list}?branchId={branchId}", Bytes(text));
        return await Lines(answer);
    }

    private static async Task<List<JsonElement>> Lines(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line))];
    }

    private static (int Rows, int Taken, int Rejected) Counts(List<JsonElement> lines) =>
        (lines[^2].GetProperty("rows").GetInt32(), lines[^2].GetProperty("taken").GetInt32(), lines[^2].GetProperty("rejected").GetInt32());

    private async Task<HttpResponseMessage> Post(string person, string address, byte[] body, string type = "text/csv", string? accept = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/imports/{address}") { Content = new ByteArrayContent(body) { Headers = { ContentType = new(type) } } };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await host.DemoToken(person));
        if (accept is not null) request.Headers.Accept.ParseAdd(accept);
        return await host.Client.SendAsync(request);
    }

    private async Task<string> Exported(string person, string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/exports/{address}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await host.DemoToken(person));
        using var answer = await host.Client.SendAsync(request);
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        var text = Encoding.UTF8.GetString(bytes);
        Assert.True(answer.IsSuccessStatusCode, text);
        return text;
    }

    private async Task<List<(string Id, string Name)>> Customer(string person, string reference)
    {
        var data = await host.Ask(await host.DemoToken(person),
            "query($r: String!) { customers(first: 100, where: { reference: { startsWith: $r } }) { nodes { id name } } }", new { r = reference });
        return [.. data.GetProperty("customers").GetProperty("nodes").EnumerateArray().Select(node => (node.GetProperty("id").GetString()!, node.GetProperty("name").GetString()!))];
    }

    private async Task<List<string>> Find(string person, string text)
    {
        var data = await host.Ask(await host.DemoToken(person), "query($t: String!) { find(text: $t) { title matched branchId } }", new { t = text });
        return [.. data.GetProperty("find").EnumerateArray().Select(hit => hit.GetProperty("title").GetString()!)];
    }

    private async Task<(int Version, string[] Holidays, string[] Extra)> CalendarOf(string branchId)
    {
        var data = await host.Ask(await host.DemoToken("administrator"), "query($b: ID!) { branch(id: $b) { calendar { version holidays { date name } extraDays { date } } } }", new { b = branchId });
        var calendar = data.GetProperty("branch").GetProperty("calendar");
        return (calendar.GetProperty("version").GetInt32(),
            [.. calendar.GetProperty("holidays").EnumerateArray().Select(day => $"{day.GetProperty("date").GetString()} {day.GetProperty("name").GetString()}")],
            [.. calendar.GetProperty("extraDays").EnumerateArray().Select(day => day.GetProperty("date").GetString()!)]);
    }
}

public sealed class ListTestsOnSqlite(SqliteDemo host) : ListTests(host), IClassFixture<SqliteDemo>;

public sealed class ListTestsOnPostgreSql(PostgreSqlDemo host) : ListTests(host), IClassFixture<PostgreSqlDemo>;
