using System.Net;
using AfterSales.ClusterTests.Host;

namespace AfterSales.ClusterTests.Imports;

/// <summary>Lists as files, over HTTP and with the rights of an account.</summary>
public abstract partial class ListTests(ServedHost host)
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
        // By the file's own headings.
        Assert.Equal([(5, "phone ("), (6, "purchased_on ("), (7, "本行 (")], lines[1].GetProperty("rejects").EnumerateArray()
            .Select(r => (r.GetProperty("line").GetInt32(), new[] { "phone (", "purchased_on (", "本行 (" }.Single(said => r.GetProperty("reason").GetString()!.Contains(said, StringComparison.Ordinal)))));
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

    [Fact]
    public async Task A_reject_file_that_is_rejected_in_its_turn_says_line_and_reason_once()
    {
        using var first = await Post("dispatcher.sh", "customers?branchId=b-sh", Bytes(Marked("D")), accept: "text/csv");
        var rejects = await first.Content.ReadAsStringAsync();
        using var second = await Post("dispatcher.sh", "customers?branchId=b-sh", Bytes(rejects.Replace("no number", "138 0013 8101", StringComparison.Ordinal)), accept: "text/csv");
        var again = await second.Content.ReadAsStringAsync();
        Assert.StartsWith("行号,原因,reference,name,phone", again, StringComparison.Ordinal);
        Assert.Equal(["D-4,赵敏", "D-5,too few"], again.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(row => row[row.IndexOf("D-", StringComparison.Ordinal)..]).Select(row => string.Join(',', row.Split(',').Take(2))));
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
        foreach (var (reason, says) in reasons.Zip(["属于多个客户", "无法识别", "必须填写", "必须填写"])) Assert.Contains(says, reason, StringComparison.Ordinal);
        Assert.Equal((6, 2, 4), Counts(await Sent("dispatcher.sh", "installedProducts", Products)));
    }

    [Fact]
    public async Task A_column_that_is_headed_customer_says_whom_by_key_reference_telephone_or_name()
    {
        await Sent("dispatcher.sh", "customers", "reference,name,phone\nQX-1,列中客户,138 0013 8441\nQX-2,同名客户,138 0013 8442\nQX-3,同名客户,138 0013 8443\n");
        var key = Assert.Single(await Customer("dispatcher.sh", "QX-1")).Id;
        foreach (var heading in new[] { "customer", "客户", "Cliente" })
        {
            var lines = await Sent("dispatcher.sh", "installed-products",
                $"{heading};model;serial\n{key};AC-35;QVX1\nQX-1;AC-35;QVX2\n138 0013 8441;AC-35;QVX3\n列中客户;AC-35;QVX4\n同名客户;AC-35;QVX5\n没有这个人;AC-35;QVX6\n");
            Assert.Equal((6, 4, 2), Counts(lines));
            string[] reasons = [.. lines[1].GetProperty("rejects").EnumerateArray().Select(reject => reject.GetProperty("reason").GetString()!)];
            foreach (var (reason, says) in reasons.Zip(["属于多个客户", "无法识别"])) Assert.Contains($"{heading} ({says}", reason, StringComparison.Ordinal);
        }

        Assert.Equal(4, (await Find("dispatcher.sh", "QVX")).Count);
    }

    [Fact]
    public async Task Columns_that_nobody_knows_are_named_with_what_became_of_the_list_and_can_be_mapped_by_what_they_are_called()
    {
        const string List = "姓名;手机;客人颜色;Fecha\n映射客户;138 0013 8451;红;2026-01-02\n";
        Assert.Equal(["客人颜色", "Fecha"], (await Sent("dispatcher.sh", "customers", List))[0].GetProperty("notTaken").EnumerateArray().Select(header => header.GetString()));
        using var rejects = await Post("dispatcher.sh", "customers?branchId=b-sh", Bytes(List), accept: "text/csv");
        Assert.Equal(["客人颜色", "Fecha"], rejects.Headers.GetValues("Columns-Not-Taken").Single().Split(',').Select(Uri.UnescapeDataString));
        const string Import = """
            mutation($csv: String!, $m: ColumnMappingInput) { importList(input: { list: CUSTOMERS, branchId: "b-sh", csv: $csv, mapping: $m }) {
              importReport { taken columnsNotTaken } errors { ... on Error { code message } } } }
            """;
        var token = await host.DemoToken("dispatcher.sh");
        Assert.Equal(["客人颜色", "Fecha"], (await NotTaken(null)).Select(header => header.GetString()));
        // A column by its heading in any language, and the list's header however it is spaced and written.
        Assert.Equal(["Fecha"], (await NotTaken(new { columns = new[] { new { header = " 客人 颜色", column = "Customer number" } } })).Select(header => header.GetString()));
        Assert.Equal("映射客户", Assert.Single(await Customer("dispatcher.sh", "红")).Name);

        async Task<IEnumerable<System.Text.Json.JsonElement>> NotTaken(object? mapping) =>
            (await host.Ask(token, Import, new { csv = List, m = mapping })).GetProperty("importList").GetProperty("importReport").GetProperty("columnsNotTaken").EnumerateArray();
    }

    [Fact]
    public async Task Of_very_many_columns_that_nobody_knows_as_many_are_named_beside_the_reject_file_as_fit()
    {
        var unknown = string.Concat(Enumerable.Range(1, 80).Select(i => $";客人颜色{i}"));
        using var rejects = await Post("dispatcher.sh", "customers?branchId=b-sh", Bytes($"姓名;手机{unknown}\n映射客户;138 0013 8452{new string(';', 80)}\n"), accept: "text/csv");
        Assert.Equal(HttpStatusCode.OK, rejects.StatusCode);
        var named = rejects.Headers.GetValues("Columns-Not-Taken").Single();
        Assert.InRange(named.Length, 1_500, 2_100);
        Assert.StartsWith("客人颜色1,客人颜色2,", Uri.UnescapeDataString(named), StringComparison.Ordinal);
        Assert.EndsWith(",…", Uri.UnescapeDataString(named), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Technicians_and_days_of_the_calendar_are_taken_by_who_may()
    {
        var technicians = await Sent("manager.sh", "technicians", "姓名,技能\n列表师傅,washing; cooling\n,x\n");
        Assert.Equal((2, 1, 1), Counts(technicians));
        Assert.Equal((2, 1, 1), Counts(await Sent("manager.sh", "technicians", "姓名,技能\n列表师傅,washing; cooling\n,x\n")));
        var before = await Skilled();
        Assert.Equal(["cooling INDEPENDENT", "washing INDEPENDENT"], before.Skills);
        // What the list says beside what is known is added; what it leaves out stays, and the same again changes nothing.
        Assert.Equal((1, 1, 0), Counts(await Sent("manager.sh", "technicians", "姓名,技能\n列表师傅,Heating; cooling\n")));
        var after = await Skilled();
        Assert.Equal(["cooling INDEPENDENT", "heating INDEPENDENT", "washing INDEPENDENT"], after.Skills);
        Assert.Equal((1, 1, 0), Counts(await Sent("manager.sh", "technicians", "姓名,技能\n列表师傅,Heating; cooling\n")));
        Assert.Equal(after.Version, (await Skilled()).Version);
        Assert.Equal((1, 0, 1), Counts(await Sent("manager.sh", "technicians", "姓名,技能\n列表师傅,-heating-\n")));
        foreach (var name in new[] { "列表师傅", "新师傅" })
        {
            var unknown = await Sent("manager.sh", "technicians", $"姓名,技能\n{name},heatin\n");
            Assert.Equal((1, 0, 1), Counts(unknown));
            Assert.Contains("heatin", unknown[1].GetProperty("rejects")[0].GetProperty("reason").GetString(), StringComparison.Ordinal);
        }


        async Task<(string[] Skills, int Version)> Skilled()
        {
            var found = (await host.Ask(await host.DemoToken("manager.sh"), "{ technicians(first: 100) { nodes { name version skillLevels { code level } } } }"))
                .GetProperty("technicians").GetProperty("nodes").EnumerateArray().Single(node => node.GetProperty("name").GetString() == "列表师傅");
            return ([.. found.GetProperty("skillLevels").EnumerateArray().Select(skill => $"{skill.GetProperty("code").GetString()} {skill.GetProperty("level").GetString()}")],
                found.GetProperty("version").GetInt32());
        }
        Assert.Single(await Find("manager.sh", "列表师傅"));

        const string Days = "日期,名称,开始,结束\n2027-02-08,春节,,\n2027-02-14,调休,09:00,17:00\n2027-02-09,春节,09:00,\n";
        var taken = await Sent("administrator", "calendar", Days);
        Assert.True(Counts(taken) == (3, 2, 1), taken[1].ToString());
        var calendar = await CalendarOf("b-sh");
        Assert.Contains("2027-02-08 春节", calendar.Holidays);
        Assert.Contains("2027-02-14", calendar.Extra);
        Assert.Equal((3, 2, 1), Counts(await Sent("administrator", "calendar", Days)));
        Assert.Equal(calendar.Version, (await CalendarOf("b-sh")).Version);

        // Given as a list it is taken again as it is; a day of two shifts and one worked round the clock are two lines and one.
        const string Shifts = "date,name,from,to\n2027-02-20,盘点,08:00,12:00\n2027-02-20,盘点,18:00,22:00\n2027-02-21,通宵,00:00,00:00\n";
        Assert.Equal((3, 3, 0), Counts(await Sent("administrator", "calendar", Shifts)));
        var filter = Uri.EscapeDataString("{\"branchId\":{\"eq\":\"b-sh\"},\"date\":{\"gte\":\"2027-02-01\",\"lte\":\"2027-02-28\"}}");
        var days = await Exported("administrator", $"calendar-days?where={filter}");
        var written = days.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(6, written.Length);
        Assert.Contains("2027-02-08,春节,,,", written[1], StringComparison.Ordinal);
        calendar = await CalendarOf("b-sh");
        Assert.Equal((5, 5, 0), Counts(await Sent("administrator", "calendar", days)));
        Assert.Equal(calendar.Version, (await CalendarOf("b-sh")).Version);
        Assert.Equal(days, await Exported("administrator", $"calendar-days?where={filter}"));
        Assert.DoesNotContain("春节", await Exported("dispatcher.mad", "calendar-days"), StringComparison.Ordinal);

        const string Ics = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART;VALUE=DATE:20270405\r\nSUMMARY:清明节\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
        using var answer = await Post("administrator", "calendar?branchId=b-sh", Bytes(Ics), "text/calendar");
        Assert.Equal((1, 1, 0), Counts(await Lines(answer)));
        Assert.Contains("2027-04-05 清明节", (await CalendarOf("b-sh")).Holidays);
    }
}

public sealed class ListTestsOnSqlite(SqliteDemo host) : ListTests(host), IClassFixture<SqliteDemo>;

public sealed class ListTestsOnPostgreSql(PostgreSqlDemo host) : ListTests(host), IClassFixture<PostgreSqlDemo>;
