using System.Text.Json;
using System.Text.Json.Nodes;

namespace AfterSales.ConsoleTests.Actions;

/// <summary>What forms are filled with that replace what is on file, as the demo's records answer it.</summary>
public sealed class OnFileTests(OwnDemo demo) : IClassFixture<OwnDemo>
{
    [Theory]
    [InlineData("amendCustomer", "customers", "id")]
    [InlineData("amendInstalledProduct", "installedProducts", "id")]
    [InlineData("amendModel", "models", "id")]
    [InlineData("amendContract", "contracts", "contractId")]
    [InlineData("amendTechnician", "technicians", "technicianId")]
    [InlineData("setTechnicianHours", "technicians", "technicianId")]
    [InlineData("setTechnicianSkills", "technicians", "technicianId")]
    [InlineData("setBranchZones", "branches", "branchId")]
    public async Task What_is_on_file_and_is_sent_back_changes_nothing(string mutation, string list, string about)
    {
        using var office = new Office(demo.Served.Address);
        var records = (await office.AskAsync("administrator", $"{{ {list}(first: 3) {{ nodes {{ id version }} }} }}")).GetProperty(list).GetProperty("nodes").EnumerateArray().ToArray();
        Assert.NotEmpty(records);
        foreach (var record in records)
        {
            var key = record.GetProperty("id").GetString()!;
            var told = await OnFileAsync(office, "administrator", mutation, key);
            var input = JsonNode.Parse(told.GetProperty("input").GetRawText())!.AsObject();
            if (input.ContainsKey("expectedVersion")) Assert.Equal(record.GetProperty("version").GetInt32(), (int)input["expectedVersion"]!);
            input[about] = key;
            await office.DoAsync("administrator", mutation, input, "__typename");
        }

        var after = (await office.AskAsync("administrator", $"{{ {list}(first: 3) {{ nodes {{ id version }} }} }}")).GetProperty(list).GetProperty("nodes").GetRawText();
        Assert.Equal(JsonSerializer.Serialize(records), JsonSerializer.Serialize(JsonElement.Parse(after)));
    }

    [Fact]
    public async Task The_records_that_are_named_by_their_keys_are_told_by_what_they_are_called()
    {
        using var office = new Office(demo.Served.Address);
        var told = await OnFileAsync(office, "manager.sh", "amendContract", "con-sh-1");
        var keys = told.GetProperty("input").GetProperty("contract").GetProperty("productIds").EnumerateArray().Select(key => key.GetString()).ToArray();
        Assert.NotEmpty(keys);
        var names = told.GetProperty("names").EnumerateArray().ToDictionary(one => one.GetProperty("id").GetString()!, one => one.GetProperty("name").GetString()!);
        Assert.All(keys, key => Assert.NotEqual(key, names[key!]));
    }

    [Theory]
    [InlineData("manager.sh", "amendContract", "con-mad-1")]
    [InlineData("technician.sh", "amendContract", "con-sh-1")]
    [InlineData("manager.sh", "amendContract", "c-sh-3")]
    [InlineData("manager.sh", "makeContract", "c-sh-3")]
    [InlineData("manager.sh", "amendNothing", "c-sh-3")]
    public async Task Another_branchs_record_what_one_may_not_do_and_what_replaces_nothing_are_told_nothing_of(string person, string mutation, string key)
    {
        using var office = new Office(demo.Served.Address);
        Assert.Equal(JsonValueKind.Null, (await OnFileAsync(office, person, mutation, key)).ValueKind);
    }

    private static async Task<JsonElement> OnFileAsync(Office office, string person, string mutation, string? on) =>
        (await office.AskAsync(person, "query($mutation: String!, $on: ID) { onFile(mutation: $mutation, on: $on) { input names { id name } } }", new { mutation, on })).GetProperty("onFile");
}
