using System.Text.Json;

namespace AfterSales.ClusterTests.Imports;

public abstract partial class ListTests
{
    private const string Contracts = """
        合同编号;客户编号;序列号清单;生效日期;到期日;价格（分）;配件;人工;上门
        OLD-1;CON-1;CON-S1 CON-S2;2026-01-01;2027-12-31;128000;免费;包含;按价目表
        OLD-2;CON-1;CON-S9;2026-01-01;2027-12-31;1;免费;免费;免费
        OLD-3;CON-2;CON-S1;2026-01-01;2027-12-31;1;免费;免费;免费
        OLD-4;CON-9;;2026-01-01;2027-12-31;1;免费;免费;免费
        OLD-5;CON-1;CON-S1;2028-01-01;2027-12-31;1;免费;免费;免费
        OLD-6;CON-1;;2026-01-01;2027-12-31;12,50;免费;免费;
        """;

    [Fact]
    public async Task Contracts_find_their_customers_and_products_and_a_repeat_changes_nothing()
    {
        await Sent("dispatcher.sh", "customers", "reference,name,model,serial\nCON-1,合同客户,WM-8,CON-S1\nCON-1,合同客户,WM-8,CON-S2\nCON-2,另一个,WM-8,CON-S3\n");
        var lines = await Sent("dispatcher.sh", "contracts", Contracts);
        Assert.Equal((6, 1, 5), Counts(lines));
        string[] reasons = [.. lines[1].GetProperty("rejects").EnumerateArray().Select(reject => reject.GetProperty("reason").GetString()!)];
        foreach (var (reason, says) in reasons.Zip(["序列号清单", "序列号清单", "客户编号", "早于开始时间", "价格（分）"])) Assert.Contains(says, reason, StringComparison.Ordinal);
        var made = Assert.Single(await ContractsOf("合同客户"));
        Assert.Equal(("2026-01-01", "2027-12-31", 128_000, "FREE", "LIST"), (made.GetProperty("fromDay").GetString(), made.GetProperty("endsOn").GetString(), made.GetProperty("priceMinor").GetInt64(),
            made.GetProperty("details").GetProperty("labour").GetString(), made.GetProperty("details").GetProperty("travel").GetString()));
        Assert.Equal(["CON-S1", "CON-S2"], made.GetProperty("details").GetProperty("products").EnumerateArray().Select(product => product.GetProperty("serial").GetString()));
        Assert.Equal((6, 1, 5), Counts(await Sent("dispatcher.sh", "contracts", Contracts)));
        Assert.Equal(made.ToString(), Assert.Single(await ContractsOf("合同客户")).ToString());
    }

    [Fact]
    public async Task A_contract_on_file_is_amended_by_a_list_and_its_term_is_not()
    {
        await Sent("dispatcher.sh", "customers", "reference,name,model,serial\nCON-7,续约客户,WM-8,CON-S7\n");
        const string Header = "contract reference,customer reference,first day,last day,price in cents,parts,labour,travel,products\n";
        var uncovered = await Sent("dispatcher.sh", "contracts", $"{Header}N-7,CON-7,2026-01-01,2027-12-31,500,free,free,free,\n");
        Assert.Contains("products", uncovered[1].GetProperty("rejects")[0].GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Equal((1, 1, 0), Counts(await Sent("dispatcher.sh", "contracts", $"{Header}N-7,CON-7,2026-01-01,2027-12-31,500,free,free,free,CON-S7\n")));
        Assert.Equal((1, 1, 0), Counts(await Sent("dispatcher.sh", "contracts", $"{Header}N-7,CON-7,2026-01-01,2027-12-31,500,cost,free,free,\n")));
        Assert.Equal("COST", Assert.Single(await ContractsOf("续约客户")).GetProperty("details").GetProperty("parts").GetString());
        var longer = await Sent("dispatcher.sh", "contracts", $"{Header}N-7,CON-7,2026-01-01,2028-12-31,500,cost,free,free,\n");
        Assert.Contains("与已存档的合同不一致", longer[1].GetProperty("rejects")[0].GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Equal("2027-12-31", Assert.Single(await ContractsOf("续约客户")).GetProperty("endsOn").GetString());
    }

    private async Task<List<JsonElement>> ContractsOf(string customer)
    {
        var token = await host.DemoToken("dispatcher.sh");
        var found = await host.Ask(token, "query($t: String!) { find(text: $t, kinds: [CONTRACT]) { id customer matched } }", new { t = customer });
        var contracts = new List<JsonElement>();
        foreach (var hit in found.GetProperty("find").EnumerateArray())
        {
            Assert.Equal((customer, "BELONGS_TO"), (hit.GetProperty("customer").GetString(), hit.GetProperty("matched").GetString()));
            contracts.Add((await host.Ask(token, "query($id: ID!) { contract(id: $id) { fromDay endsOn priceMinor details { parts labour travel products { serial } } } }", new { id = hit.GetProperty("id").GetString() })).GetProperty("contract"));
        }

        return contracts;
    }
}
