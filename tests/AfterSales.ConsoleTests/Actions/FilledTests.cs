using System.Text.Json;
using System.Text.Json.Nodes;
using AfterSales.Console.Actions;

namespace AfterSales.ConsoleTests.Actions;

public sealed class FilledTests
{
    private static readonly ActionField Reason = Field("reason", "TEXT", isRequired: true);

    [Fact]
    public void What_was_filled_in_becomes_the_input_as_the_api_reads_it()
    {
        ActionField[] fields = [Reason, Field("from", "INSTANT"), Field("chargedMinor", "MONEY"), Field("minutes", "WHOLE_NUMBER"), Field("share", "NUMBER"), Field("isApologised", "YES_NO", initial: "false")];
        var filled = Filled.With(fields);
        (filled["reason"], filled["from"], filled["chargedMinor"], filled["minutes"], filled["share"], filled["isApologised"]) = (" late ", "2026-03-02T09:30", "12,50", "45", "0.5", "true");
        Assert.Equal("""{"reason":"late","from":"2026-03-02T09:30:00+08:00","chargedMinor":1250,"minutes":45,"share":0.5,"isApologised":true}""", Input(filled, fields, out var issues));
        Assert.Empty(issues);
    }

    [Fact]
    public void What_is_missing_or_cannot_be_read_is_told_by_its_path()
    {
        ActionField[] fields = [Reason, Field("minutes", "WHOLE_NUMBER"), Group("address", isRequired: true, isList: false, Field("street", "TEXT", isRequired: true))];
        var filled = Filled.With(fields);
        filled["minutes"] = "an hour";
        Input(filled, fields, out var issues);
        Assert.Equal(new Dictionary<string, string> { ["reason"] = "REQUIRED", ["minutes"] = "WRONG_FORMAT", ["address.street"] = "REQUIRED" }, issues);
    }

    [Fact]
    public void A_group_that_may_be_left_out_is_left_out_while_nothing_stands_in_it()
    {
        ActionField[] fields = [Group("address", isRequired: false, isList: false, Field("street", "TEXT", isRequired: true), Field("city", "TEXT"))];
        var filled = Filled.With(fields);
        Assert.Equal("{}", Input(filled, fields, out var issues));
        Assert.Empty(issues);
        filled.Parts("address")[0]["city"] = "上海";
        Input(filled, fields, out issues);
        Assert.Equal("REQUIRED", issues["address.street"]);
    }

    [Fact]
    public void A_list_has_a_text_in_each_line_or_as_many_groups_as_were_added()
    {
        ActionField[] fields = [Field("phones", "TEXT", isList: true), Group("items", isRequired: false, isList: true, Field("name", "TEXT", isRequired: true))];
        var filled = Filled.With(fields);
        filled["phones"] = "+34 600\n\n +34 601 ";
        foreach (var name in new[] { "a", "b" })
        {
            var group = Filled.With(fields[1].Parts);
            group["name"] = name;
            filled.Parts("items").Add(group);
        }

        Assert.Equal("""{"phones":["+34 600","+34 601"],"items":[{"name":"a"},{"name":"b"}]}""", Input(filled, fields, out _));
    }

    private static readonly ActionField[] Everything =
    [
        Field("name", "TEXT", isRequired: true), Field("phones", "TEXT", isList: true), Field("isProject", "YES_NO", initial: "false"), Field("priceMinor", "MONEY"), Field("at", "INSTANT"),
        Field("notBefore", "TIME"), Field("months", "WHOLE_NUMBER"), Field("kinds", "CHOICE", isList: true),
        new("productIds", "x", "KEY", true, true, null, null, "product", [], []), Field("renewedById", "KEY"),
        Group("address", isRequired: true, isList: false, Field("street", "TEXT")),
        Group("contacts", isRequired: false, isList: true, Field("name", "TEXT"), Group("season", isRequired: false, isList: false, Field("fromMonth", "WHOLE_NUMBER", isRequired: true))),
    ];

    private const string OnFile = """{"expectedVersion":7,"renewedById":"acc-1","name":"Li","phones":["+34 600","+34 601"],"isProject":true,"priceMinor":120050,"at":"2026-03-02T09:30:00+08:00","notBefore":"08:30","months":12,"kinds":["A","B"],"productIds":["ip-1","ip-2"],"address":{"street":"x 1"},"contacts":[{"id":"p1","name":"a"},{"id":"p2","name":"b","season":{"fromMonth":3}}]}""";

    [Fact]
    public void What_is_on_file_and_was_not_touched_is_sent_as_it_was_with_what_the_form_does_not_ask_for()
    {
        Assert.Equal(OnFile, Input(FilledOnFile(), Everything, out var issues));
        Assert.Empty(issues);
    }

    [Fact]
    public void What_was_on_file_and_is_taken_off_is_gone_and_an_emptied_list_says_so()
    {
        var filled = FilledOnFile();
        (filled["months"], filled["phones"], filled["isProject"], filled["productIds"]) = ("", "", "false", "ip-2");
        filled.Parts("contacts").RemoveAt(1);
        filled.Parts("contacts")[0]["name"] = "c";
        var input = JsonNode.Parse(Input(filled, Everything, out _))!.AsObject();
        Assert.False(input.ContainsKey("months"));
        Assert.Equal(("[]", "false", """["ip-2"]""", """[{"id":"p1","name":"c"}]"""), (Written("phones"), Written("isProject"), Written("productIds"), Written("contacts")));
        filled.Parts("contacts").Clear();
        Assert.Contains("\"contacts\":[]", Input(filled, Everything, out _), StringComparison.Ordinal);

        string Written(string name) => input[name]!.ToJsonString();
    }

    [Fact]
    public void Something_is_offered_only_if_its_form_can_ask_for_all_it_needs()
    {
        Assert.True(new RecordAction("inventedMutation", "x", null, false, [Reason, Field("visitId", "KEY")]).IsOffered);
        Assert.False(new RecordAction("inventedMutation", "x", null, false, [Reason, Field("visitId", "KEY", isRequired: true)]).IsOffered);
        Assert.False(new RecordAction("amendTechnicianReport", "x", null, true, [Reason]).IsOffered);
        Assert.False(new RecordAction("scheduleVisit", "x", null, false, [Reason]).IsOffered);
    }

    [Fact]
    public void Fields_that_are_told_by_their_paths_become_groups()
    {
        static FieldRead Told(string path, string kind) => new(path, path, kind, false, false, null, null, null, []);
        var action = new ActionRead("x", "x", null, false, [Told("contract", "GROUP"), Told("contract.parts", "GROUP"), Told("contract.parts.code", "TEXT"), Told("contract.number", "TEXT"), Told("contractId", "KEY")]).Action;
        Assert.Equal(["contract", "contractId"], action.Fields.Select(field => field.Name));
        Assert.Equal(["parts", "number"], action.Fields[0].Parts.Select(field => field.Name));
        Assert.Equal("code", Assert.Single(action.Fields[0].Parts[0].Parts).Name);
    }

    private static string Input(Filled filled, ActionField[] fields, out Dictionary<string, string> issues) =>
        filled.Input(fields, local => new DateTimeOffset(local, TimeSpan.FromHours(8)), "CNY", issues = []).ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private static Filled FilledOnFile() => Filled.OnFile(Everything, JsonElement.Parse(OnFile), at => at.ToOffset(TimeSpan.FromHours(8)).DateTime, "CNY");

    private static ActionField Field(string name, string kind, bool isRequired = false, bool isList = false, string? initial = null) => new(name, name, kind, isRequired, isList, null, initial, null, [], []);

    private static ActionField Group(string name, bool isRequired, bool isList, params ActionField[] fields) => new(name, name, ActionField.Group, isRequired, isList, null, null, null, [], fields);
}
