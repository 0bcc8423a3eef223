using System.CommandLine;
using System.Net;
using System.Text.Json;
using AfterSales.Api.Wording;
using AfterSales.Host.Commands;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.ClusterTests.Imports;

public abstract partial class ListTests
{
    [Fact]
    public async Task An_export_imported_again_changes_nothing()
    {
        await Sent("dispatcher.sh", "customers", Marked("X").Replace("王伟", "=1+1", StringComparison.Ordinal));
        foreach (var (person, list, export) in new[] { ("dispatcher.sh", "customers", "customers"), ("dispatcher.sh", "installed-products", "installedProducts"), ("manager.sh", "technicians", "technicians"), ("dispatcher.sh", "contracts", "contracts") })
        {
            var before = await Exported(person, export);
            var rows = before.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length - 1;
            Assert.True(rows > 1, export);
            var counts = Counts(await Sent(person, list, before));
            Assert.Equal(0, counts.Rejected);
            Assert.Equal(before, await Exported(person, export));
        }
    }

    [Theory]
    [InlineData("administrator", "b-sh", "Key,Reference,Name,")]
    [InlineData("dispatcher.sh", "b-sh", "键,客户编号,名称,")]
    [InlineData("dispatcher.mad", "b-mad", "Clave,Referencia,Nombre,")]
    public async Task What_one_exports_one_imports_under_the_same_name_and_with_the_headings_of_ones_language(string person, string branch, string headings)
    {
        var mark = $"RT{person[^2..].ToUpperInvariant()}";
        await Sent(person, "customers", $"reference;name;kind;phone;email;address;city;region;postal code;country;zone;language;time zone\n"
            + $"{mark}-1;往返客户;organisation;+86 138 0013 8461;r@example.cn;南京东路 {mark};上海;上海市;200001;CN;suburban;zh-CN;Asia/Tokyo\n", branch);
        await Sent(person, "installed-products", $"customer;model;serial;purchased_on\n{mark}-1;WM-8;{mark}-SER;2026-01-05\n", branch);
        var here = "where=" + Uri.EscapeDataString($"{{\"branchId\":{{\"eq\":\"{branch}\"}}}}");
        foreach (var list in new[] { "customers", "installed-products", "contracts" })
        {
            var before = await Exported(person, $"{list}?{here}");
            Assert.True(before.Split("\r\n").Length > 2, list);
            var again = await Sent(person, list, before, branch);
            Assert.True(Counts(again).Rejected == 0, string.Join('\n', again));
            Assert.Equal(before, await Exported(person, $"{list}?{here}"));
        }

        // A copy without keys, under another number: all that was exported of a file is on the new one.
        var one = (await Exported(person, "customers?where=" + Uri.EscapeDataString($"{{\"reference\":{{\"eq\":\"{mark}-1\"}}}}"))).Split("\r\n");
        Assert.StartsWith("\uFEFF" + headings, one[0], StringComparison.Ordinal);
        var copied = one[1][(one[1].IndexOf(',', StringComparison.Ordinal) + 1)..].Replace($"{mark}-1", $"{mark}-2", StringComparison.Ordinal);
        Assert.Equal((1, 1, 0), Counts(await Sent(person, "customers", $"{one[0]}\r\n,{copied}\r\n", branch)));
        var two = (await Exported(person, "customers?where=" + Uri.EscapeDataString($"{{\"reference\":{{\"eq\":\"{mark}-2\"}}}}"))).Split("\r\n");
        Assert.Equal(Taken(one[1]), Taken(two[1].Replace($"{mark}-2", $"{mark}-1", StringComparison.Ordinal)));

        // From the number to the time zone; behind it stand tier, standing and days, which no list brings.
        static string[] Taken(string row) => [.. row.Split(',').Skip(1).Take(13)];
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
    public async Task An_export_reads_as_its_reader_speaks_and_by_his_clock_or_in_codes_for_programs_and_is_imported_again_either_way()
    {
        await Sent("dispatcher.sh", "customers", "reference;name;kind;phone;zone;city\nZ-1;新客户;dealer;138 0013 8177;suburban;上海\n");
        const string asked = "customers?columns=reference,name,kind,phones.display,zone,city,registeredAt&where=%7B%22reference%22%3A%7B%22eq%22%3A%22Z-1%22%7D%7D";
        var worded = await Exported("dispatcher.sh", asked);
        Assert.Contains("Z-1,新客户,经销商,\"'+86 138 0013 8177\",郊区,上海,", worded, StringComparison.Ordinal);
        Assert.EndsWith("+08:00\r\n", worded, StringComparison.Ordinal);
        Assert.Matches(@"Z-1,新客户,dealer,""'\+86 138 0013 8177"",suburban,上海,.*(\+01:00|\+02:00)\r\n", await Exported("administrator", asked + "&timeZone=Europe/Madrid"));
        var codes = await Exported("dispatcher.sh", asked + "&codes=true");
        Assert.Matches(@"Z-1,新客户,DEALER,""'\+86 138 0013 8177"",SUBURBAN,上海,\S+(Z|\+00:00)\r\n", codes);
        foreach (var list in new[] { worded, codes, worded.Replace("经销商", "distribuidor", StringComparison.Ordinal).Replace("郊区", "suburbana", StringComparison.Ordinal) })
        {
            Assert.Equal((1, 1, 0), Counts(await Sent("dispatcher.sh", "customers", list)));
            Assert.Equal(worded, await Exported("dispatcher.sh", asked));
        }

        const string whether = "customers?columns=reference,isComplete&where=%7B%22reference%22%3A%7B%22eq%22%3A%22Z-1%22%7D%7D";
        Assert.EndsWith("Z-1,否\r\n", await Exported("dispatcher.sh", whether), StringComparison.Ordinal);
        Assert.EndsWith("Z-1,false\r\n", await Exported("dispatcher.sh", whether + "&codes=true"), StringComparison.Ordinal);
        Assert.StartsWith("\uFEFF编号,", await Exported("dispatcher.sh", "contracts?columns=number,state"), StringComparison.Ordinal);
        foreach (var wrong in new[] { "timeZone=Mars/Olympus", "codes=maybe" })
        {
            using var refused = await Asked("dispatcher.sh", $"customers?{wrong}");
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        }
    }

    [Fact]
    public async Task A_language_is_taken_by_its_name_or_tag_and_given_by_its_name()
    {
        await Sent("dispatcher.sh", "customers", "reference;name;phone;language\nL-1;顾客1;138 0013 8271;English\nL-2;顾客2;138 0013 8272;中文\nL-3;顾客3;138 0013 8273;Español\nL-4;顾客4;138 0013 8274;es\n");
        const string asked = "customers?columns=reference,language&order=%5B%7B%22name%22%3A%22ASC%22%7D%5D&where=%7B%22reference%22%3A%7B%22startsWith%22%3A%22L-%22%7D%7D";
        Assert.Equal("\uFEFF客户编号,语言\r\nL-1,英语\r\nL-2,中文\r\nL-3,西班牙语\r\nL-4,西班牙语\r\n", await Exported("dispatcher.sh", asked));
        Assert.Contains("L-1,en\r\nL-2,zh-CN\r\nL-3,es\r\n", await Exported("dispatcher.sh", asked + "&codes=true"), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_value_in_a_list_has_its_words_in_every_language()
    {
        var schema = host.Services.GetRequiredService<GraphQL.Types.ISchema>();
        schema.Initialize();
        var values = schema.Query.Fields.Select(field => Named(field.ResolvedType!)).OfType<GraphQL.Types.IObjectGraphType>()
            .Where(type => type.Name.EndsWith("Connection", StringComparison.Ordinal) && type.Fields.Find("nodes") is not null)
            .Select(type => Named(type.Fields.Find("nodes")!.ResolvedType!)).OfType<GraphQL.Types.IObjectGraphType>()
            .SelectMany(row => row.Fields).Select(field => Named(field.ResolvedType!)).OfType<GraphQL.Types.EnumerationGraphType>().DistinctBy(type => type.Name).ToArray();
        Assert.True(values.Length > 20, $"Only {values.Length} were found.");
        Assert.Empty(from type in values from value in type.Values from language in AfterSales.Api.Wording.WordList.Languages
                     where AfterSales.Api.Wording.RefusalWording.FindValue(type.Name, value.Name, language) is null select $"{type.Name}.{value.Name} ({language})");

        static GraphQL.Types.IGraphType Named(GraphQL.Types.IGraphType type)
        {
            while (type is GraphQL.Types.IProvideResolvedType wrapper) type = wrapper.ResolvedType!;
            return type;
        }
    }

    [Fact]
    public void Every_column_that_a_list_gives_is_headed_in_every_language()
    {
        var pages = host.Services.GetRequiredService<AfterSales.Api.IListPages>();
        var all = TestCluster.At(AfterSales.Access.Assignment.Headquarters, Enum.GetValues<AfterSales.Access.Role>());
        string[] columns = [.. pages.Lists(all).SelectMany(list => AfterSales.Imports.ExportColumns.Usual.GetValueOrDefault(list) ?? pages.Columns(list, null, all) ?? []).Distinct()];
        Assert.True(columns.Length > 100, $"Only {columns.Length} were found.");
        Assert.Equal("", string.Join(' ', from column in columns from language in AfterSales.Api.Wording.WordList.Languages where !IsHeaded(column, language) select $"{column} ({language})"));

        static bool IsHeaded(string column, string language) => AfterSales.Imports.ColumnWords.Words.Find(column, language) is not null
            || AfterSales.Api.Wording.RefusalWording.FindField(column, language) is not null || (column.LastIndexOf('.') is > 0 and var dot && IsHeaded(column[..dot], language));
    }

    [Fact]
    public async Task Every_usual_column_of_an_export_is_in_the_schema()
    {
        foreach (var (list, columns) in AfterSales.Imports.ExportColumns.Usual)
            Assert.Equal(columns.Count, (await Exported("administrator", With(list, $"columns={string.Join(',', columns)}"))).Split("\r\n")[0].Split(',').Length);
        Assert.Contains("SH-", await Exported("dispatcher.sh", "tickets"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_list_of_the_schema_is_given_to_who_may_see_it()
    {
        var schema = host.Services.GetRequiredService<GraphQL.Types.ISchema>();
        schema.Initialize();
        string[] lists = [.. schema.Query.Fields.Where(field => field.ResolvedType?.Name?.EndsWith("Connection", StringComparison.Ordinal) == true).Select(field => field.Name)];
        Assert.True(lists.Length > 20, string.Join(' ', lists));
        foreach (var list in lists)
        {
            var asked = With(list, "");
            foreach (var person in new[] { "administrator", "dispatcher.sh", "manager.sh", "director" })
            {
                using var answer = await Asked(person, asked);
                Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Forbidden, $"{list} for {person}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
                if (person == "dispatcher.sh" && list is "customers" or "installedProducts" or "tickets") Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            }
        }
    }

    [Fact]
    public async Task A_timeline_is_given_with_what_happened_and_headed_in_the_readers_language()
    {
        const string asked = "timeline?recordId=t-sh-4";
        Assert.StartsWith("\uFEFF时间,设备时间,操作人,事件,记录键,版本,起因\r\n", await Exported("dispatcher.sh", asked), StringComparison.Ordinal);
        Assert.Contains("TicketRegistered", await Exported("dispatcher.sh", asked), StringComparison.Ordinal);
        Assert.StartsWith("\uFEFFMomento,Momento del dispositivo,Por,Suceso,Registro,Versión,Causa\r\n", await Exported("dispatcher.mad", "timeline?recordId=t-mad-2"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_command_says_how_many_rows_it_wrote_and_where_and_of_a_path_that_can_not_be_written_why()
    {
        await Sent("dispatcher.sh", "customers", Marked("Q"));
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.csv");
        string[] narrowed = ["--where", "{\"reference\":{\"startsWith\":\"Q-\"}}", "--columns", "reference,name"];
        // A name of two lines is one row.
        Assert.Equal((0, $"2 rows written to {path}"), await Command([path, .. narrowed]));
        Assert.EndsWith("Q-2,\"García\nPeña\"\r\n", await File.ReadAllTextAsync(path), StringComparison.Ordinal);
        File.Delete(path);
        var refused = await Command(["/nowhere/list.csv", .. narrowed]);
        Assert.Equal(2, refused.Code);
        Assert.StartsWith("'/nowhere/list.csv' cannot be written: ", refused.Said, StringComparison.Ordinal);
        Assert.Single(refused.Said.Split('\n'));

        async Task<(int Code, string Said)> Command(string[] asked)
        {
            using var said = new StringWriter();
            var configuration = new InvocationConfiguration { Output = said, Error = said };
            var code = await ServiceCommands.Root().Parse(["export", "customers", .. asked, "--url", host.Client.BaseAddress!.ToString(), "--token", await host.DemoToken("dispatcher.sh")])
                .InvokeAsync(configuration, TestContext.Current.CancellationToken);
            return (code, said.ToString().Trim());
        }
    }

    private static string With(string list, string columns) => list switch
    {
        "timeline" => $"timeline?recordId=c-sh-1&{columns}",
        "auditTrail" => $"auditTrail?actorId=system&from=2020-01-01T00:00:00Z&{columns}",
        "figureRecords" => $"figureRecords?figure=TICKETS_COMPLETED&from=2026-01-01&to=2026-12-31&{columns}",
        "repairRegister" => $"repairRegister?branchId=b-sh&{columns}",
        "figureSummaryLines" => $"figureSummaryLines?id=fs-none&{columns}",
        "periodReportFigures" => $"periodReportFigures?id=pr-none&{columns}",
        "figureTable" => $"figureTable?from=2026-01-01&to=2026-12-31&{columns}",
        _ => $"{list}?{columns}",
    };

    [Fact]
    public async Task Figures_and_the_records_behind_them_are_given_as_lists_and_a_branch_gets_its_own()
    {
        foreach (var branch in new[] { "b-sh", "b-cd", "b-mad", "b-bcn" }) await host.Services.GetRequiredService<AfterSales.Headquarters.Roller>().Roll(branch);
        const string asked = "from=2025-01-01&to=2027-12-31";
        var own = Assert.Single(await Lines("manager.sh", $"figureTable?{asked}&figures=TICKETS_REGISTERED&columns=groupId,numerator"));
        var count = int.Parse(own["b-sh,".Length..], System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(count > 0 && own.StartsWith("b-sh,", StringComparison.Ordinal), own);
        Assert.Equal(count, (await Lines("manager.sh", $"figureRecords?figure=TICKETS_REGISTERED&{asked}&columns=id,day")).Length);
        var months = await Lines("manager.sh", $"figureTable?{asked}&figures=TICKETS_REGISTERED&step=MONTH&columns=numerator");
        Assert.Equal((36, count), (months.Length, months.Sum(line => int.Parse(line, System.Globalization.CultureInfo.InvariantCulture))));
        Assert.Equal(4 * AfterSales.Headquarters.FigureBook.All.Count, (await Lines("director", $"figureTable?{asked}&columns=figure,value")).Length);
        Assert.InRange((await Lines("manager.sh", $"figureRecords?figure=TICKETS_REGISTERED&{asked}")).Length, count, count);
        // Of a kind, of somebody who has none, of a region.
        Assert.NotEqual(0, await Sum("kind=REPAIR"));
        Assert.NotEqual(await Sum("by=COMPANY"), await Sum("kind=INSTALLATION"));
        Assert.Equal(0, await Sum("technicianId=tech-nobody"));
        Assert.Equal(["b-sh", "b-cd"], (await Lines("director", $"figureTable?{asked}&figures=TICKETS_REGISTERED&regionId=r-1&columns=groupId")).OrderDescending(StringComparer.Ordinal));
        Assert.Equal(["b-mad"], await Lines("director", $"figureTable?{asked}&figures=TICKETS_REGISTERED&columns=groupId&where=" + Uri.EscapeDataString("{\"groupId\":{\"eq\":\"b-mad\"}}")));

        async Task<int> Sum(string of) => (await Lines("director", $"figureTable?{asked}&figures=TICKETS_REGISTERED&{of}&columns=numerator")).Sum(line => int.Parse(line, System.Globalization.CultureInfo.InvariantCulture));

        async Task<string[]> Lines(string person, string list) => [.. (await Exported(person, list)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1)];
    }

    [Theory]
    [InlineData("BRANCH", "上海")]
    [InlineData("TECHNICIAN", "张磊")]
    [InlineData("KIND", "维修")]
    [InlineData("CATEGORY", "保修免费")]
    public async Task Figures_are_headed_in_the_readers_words_and_their_groups_called_by_name(string by, string called)
    {
        foreach (var branch in new[] { "b-sh", "b-cd", "b-mad", "b-bcn" }) await host.Services.GetRequiredService<AfterSales.Headquarters.Roller>().Roll(branch);
        var lines = (await Exported("manager.sh", $"figureTable?from=2025-01-01&to=2027-12-31&by={by}")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("\uFEFF指标,分组,开始,结束,数值,计数,总数,目标,排名", lines[0]);
        string[] groups = [.. lines.Skip(1).Select(line => line.Split(',')[1]).Where(group => group.Length > 0).Distinct()];
        Assert.Contains(groups, group => group.Contains(called, StringComparison.Ordinal));
        Assert.DoesNotContain(groups, group => group.StartsWith("b-", StringComparison.Ordinal) || group.StartsWith("tech-", StringComparison.Ordinal));
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
    [InlineData("dispatcher.sh", "customers?wher={}", HttpStatusCode.BadRequest)]
    [InlineData("manager.sh", "timeline", HttpStatusCode.BadRequest)]
    [InlineData("storekeeper.sh", "customers", HttpStatusCode.Forbidden)]
    public async Task A_list_that_can_not_be_given_is_refused(string person, string address, HttpStatusCode status)
    {
        using var answer = await Asked(person, address);
        Assert.Equal(status, answer.StatusCode);
    }

    [Theory]
    [InlineData("customers?where={\"colour\":{\"eq\":\"red\"}}", "where.colour", "UNKNOWN")]
    [InlineData("customers?where={\"name\":{\"like\":\"W\"}}", "where.name.like", "UNKNOWN")]
    [InlineData("customers?where={\"name\":{\"eq\":7}}", "where.name.eq", "WRONG_TYPE")]
    [InlineData("customers?where={\"name\":\"W\"}", "where.name", "WRONG_TYPE")]
    [InlineData("customers?order=[{\"name\":\"UP\"}]", "order[0].name", "UNKNOWN")]
    [InlineData("tickets?where={\"or\":[{\"isOpen\":{\"eq\":\"yes\"}}]}", "where.or[0].isOpen.eq", "WRONG_TYPE")]
    [InlineData("tickets?where={\"step\":{\"in\":[\"DONE\",\"GONE\"]}}", "where.step.in[1]", "UNKNOWN")]
    [InlineData("tickets?where={\"registeredDay\":{\"gte\":20260301}}", "where.registeredDay.gte", "NOT_A_DATE")]
    [InlineData("tickets?where={\"and\":[null]}", "where.and[0]", "REQUIRED")]
    public async Task What_is_wrong_with_a_filter_is_said_by_its_path_in_the_readers_language(string address, string path, string code)
    {
        using var answer = await Asked("dispatcher.sh", address);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var problem = JsonElement.Parse(await answer.Content.ReadAsStringAsync());
        var issue = Assert.Single(problem.GetProperty("issues").EnumerateArray());
        Assert.Equal((path, code), (issue.GetProperty("path").GetString(), issue.GetProperty("code").GetString()));
        Assert.Contains(RefusalWording.FindIssue(code, "zh-CN")!, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }
}
