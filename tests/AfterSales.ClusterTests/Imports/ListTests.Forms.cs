using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace AfterSales.ClusterTests.Imports;

public abstract partial class ListTests
{
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
              encoding separator dayForm columns { header column } columnsNotTaken rows { line cells issues { path code heading message } } issues { path code heading message } } }
            """;
        var list = Convert.ToBase64String(Bytes("姓名;手机;购买日期;颜色\n预览;138 0013 8300;14/03/2026;红\n坏;x;31/02/2026;蓝\n"));
        var preview = (await host.Ask(await host.DemoToken("dispatcher.sh"), Preview, new { list = "CUSTOMERS", b = list })).GetProperty("previewImport");
        Assert.Equal(("UTF8", "SEMICOLON", "DAY_FIRST"), (preview.GetProperty("encoding").GetString(), preview.GetProperty("separator").GetString(), preview.GetProperty("dayForm").GetString()));
        Assert.Equal(["name", "phones", "purchasedOn", null], preview.GetProperty("columns").EnumerateArray().Select(column => column.GetProperty("column").GetString()));
        Assert.Equal(["颜色"], preview.GetProperty("columnsNotTaken").EnumerateArray().Select(header => header.GetString()));
        Assert.Equal(["MODEL", "PHONES"], preview.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("issues")[0].GetProperty("path").GetString()!.ToUpperInvariant()));
        // By the list's own headings; a column that it does not have by the words for it.
        Assert.Equal(["型号", "手机"], preview.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("issues")[0].GetProperty("heading").GetString()));
        Assert.StartsWith("手机 (", preview.GetProperty("rows")[1].GetProperty("issues")[0].GetProperty("message").GetString(), StringComparison.Ordinal);
        var nothing = (await host.Ask(await host.DemoToken("dispatcher.sh"), Preview, new { list = "CUSTOMERS", b = Convert.ToBase64String(Bytes("colour;size\nred;1\n")) })).GetProperty("previewImport").GetProperty("issues")[0];
        Assert.Equal(("list.name|phones", "名称 / 电话"), (nothing.GetProperty("path").GetString(), nothing.GetProperty("heading").GetString()));
        Assert.Empty(await Find("dispatcher.sh", "预览"));
        var other = await host.Ask(await host.DemoToken("dispatcher.mad"), Preview, new { list = "CUSTOMERS", b = list });
        Assert.Equal(JsonValueKind.Null, other.GetProperty("previewImport").ValueKind);
    }

    [Theory]
    [InlineData("", "HEADER_REQUIRED")]
    [InlineData("\uFEFF\r\n", "HEADER_REQUIRED")]
    [InlineData("name,Nombre,phone\nAna,Eva,1\n", "REPEATED_COLUMN")]
    public async Task An_empty_list_and_one_that_says_a_thing_twice_are_refused_by_name(string text, string code)
    {
        foreach (var list in new[] { "customers", "installed-products", "contracts" })
        {
            using var answer = await Post("dispatcher.sh", $"{list}?branchId=b-sh", Bytes(text));
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            if (list == "customers" || text.Length < 10) Assert.Contains(code, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_line_of_many_megabytes_is_not_taken_and_what_is_before_it_is()
    {
        var lines = await Sent("dispatcher.sh", "customers", $"reference,name\nLONG-1,Ana\nLONG-2,{new string('x', 20_000_000)}\n");
        Assert.Equal((2, 1, 1), Counts(lines));
        Assert.Contains("其后的内容未读取", lines[1].GetProperty("rejects")[0].GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Single(await Customer("dispatcher.sh", "LONG-"));
        using var header = await Post("dispatcher.sh", "customers?branchId=b-sh", Bytes(new string('x', 20_000_000)));
        Assert.Equal(HttpStatusCode.BadRequest, header.StatusCode);
        Assert.Contains("HEADER_TOO_LONG", await header.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_header_that_says_nothing_is_refused_by_name()
    {
        using var answer = await Post("dispatcher.sh", "customers?branchId=b-sh", Bytes("colour;size\nred;1\n"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(("INPUT_INVALID", "COLUMN_REQUIRED"), (problem.GetProperty("code").GetString(), problem.GetProperty("issues")[0].GetProperty("code").GetString()));
        Assert.Contains("名称 / 电话", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }
}
