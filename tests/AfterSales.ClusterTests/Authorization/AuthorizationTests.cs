using System.Text.Json;
using AfterSales.Access;
using AfterSales.Api.Engine;
using AfterSales.Audit;
using GraphQL.Types;

namespace AfterSales.ClusterTests.Authorization;

/// <summary>The API itself is asked by each role for every query and mutation: what <c>src/AfterSales/Access/authorization.md</c> says is what it does.</summary>
public sealed class AuthorizationTests(GuardedHost host) : IClassFixture<GuardedHost>
{
    private const string Elsewhere = "b-elsewhere";
    private const string Unknown = "-unknown";

    /// <summary>What a key of each name stands for, and of each query its <c>id</c>: a record of the host.</summary>
    private static readonly Dictionary<string, string> Kinds = new(StringComparer.Ordinal)
    {
        ["ticketId"] = "ticket", ["otherTicketId"] = "ticket", ["recordId"] = "ticket", ["customerId"] = "customer", ["intoId"] = "customer", ["technicianId"] = "technician",
        ["productId"] = "installed_product", ["projectId"] = "project", ["contactId"] = "contact", ["contractId"] = "contract", ["hardProblemId"] = "hard_problem",
        ["fileId"] = "stored_file", ["taskId"] = "task", ["questionnaireId"] = "questionnaire", ["sheetId"] = "questionnaire_sheet", ["messageId"] = "outbound_message",
        ["enquiryId"] = "enquiry", ["complaintId"] = "complaint", ["reportId"] = "period_report", ["deliveryId"] = "webhook_delivery", ["modelId"] = "product_model",
        ["file"] = "stored_file", ["model"] = "product_model", ["installedProduct"] = "installed_product", ["outboundMessage"] = "outbound_message",
        ["figureSummary"] = "figure_summary", ["hardProblem"] = "hard_problem", ["periodReport"] = "period_report",
    };

    /// <summary>What is nobody's secret: the catalogue.</summary>
    private static readonly string[] Everybodys = ["product_model"];

    private static Role[] Roles { get; } = Enum.GetValues<Role>();

    [Fact]
    public async Task Each_query_and_mutation_is_refused_to_whoever_may_not_and_to_nobody_else()
    {
        var wrong = new List<string>();
        var example = new ExampleDocument((name, field) => (KindOf(name, field) is { } kind && host.Records.TryGetValue(kind, out var record) ? record.Key : "none") + Unknown);
        foreach (var caller in Roles.Select(role => At(role, PlaceOf(role, Elsewhere))).Append(Caller.Nobody))
        {
            foreach (var root in (IObjectGraphType[])[host.Schema.Query, host.Schema.Mutation!])
            {
                foreach (var some in root.Fields.Chunk(100))
                {
                    var answer = await host.Answer(ExampleDocument.Of(root, some.Select(field => example.Ask(field))), caller);
                    var errors = answer.TryGetProperty("errors", out var all) ? all.EnumerateArray().ToArray() : [];
                    Assert.All(errors, error => Assert.True(error.TryGetProperty("path", out _), error.ToString()));
                    var codes = errors.ToLookup(error => error.GetProperty("path")[0].GetString()!, CodeOf, StringComparer.Ordinal);
                    wrong.AddRange(from field in some
                                   let may = AccessRule.Of(field)?.Permission is { } permission && caller.May(permission)
                                   let refusal = caller.IsKnown ? "AUTH_NOT_AUTHORIZED" : "AUTH_NOT_AUTHENTICATED"
                                   where may ? codes[field.Name].Any(code => code.StartsWith("AUTH_", StringComparison.Ordinal) || code == "INTERNAL") : !codes[field.Name].SequenceEqual([refusal])
                                   select $"{(caller.IsKnown ? caller.Assignments[0].Role : "nobody")} {field.Name}: {(may ? "may" : "may not")}, {string.Join(", ", codes[field.Name])}");
                }
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task A_record_is_seen_from_where_it_belongs_and_from_nowhere_else()
    {
        var wrong = new List<string>();
        var known = AuditedRecords.Kinds.Values.ToArray();
        foreach (var (role, place) in Roles.SelectMany(role => Places().Where(place => role.MayBeHeldAt(place)), (role, place) => (role, place)))
        {
            foreach (var technician in role == Role.Technician ? new string?[] { "tech-elsewhere", "tech-1" } : [null])
            {
                var caller = At(role, place) with { Technician = technician };
                var answer = await host.Answer("{ " + string.Join(' ', known.Select(kind => $"{kind.Kind}: timeline(recordId: \"{host.Records[kind.Kind].Key}\") {{ nodes {{ id }} }}")) + " }", caller);
                wrong.AddRange(from kind in known
                               let seen = answer.GetProperty("data").GetProperty(kind.Kind).GetProperty("nodes").GetArrayLength() > 0
                               let expected = AuditedRecords.LookingAt(caller, kind.Kind, kind.Permission)?.Sees(host.Records[kind.Kind].State) == true
                               where seen != expected
                               select $"{role} at {place} ({technician}), {kind.Kind}: {(seen ? "seen" : "not seen")}");
            }
        }

        Assert.Empty(wrong);
        Assert.Equal(known.Select(kind => kind.Kind).Order(StringComparer.Ordinal), known.Select(kind => kind.Kind).Distinct().Order(StringComparer.Ordinal));

        static IEnumerable<string> Places() => ["b-sh", "b-cd", Elsewhere, "d-1", "d-2", Assignment.Headquarters];
    }

    [Theory]
    [InlineData("Query")]
    [InlineData("Mutation")]
    public async Task Another_branchs_record_is_answered_like_one_that_is_not_there(string name)
    {
        var root = name == "Query" ? host.Schema.Query : host.Schema.Mutation!;
        var (leaks, found) = (new List<string>(), new HashSet<string>(StringComparer.Ordinal));
        var keyed = new List<(FieldType Field, string There, string NotThere)>();
        foreach (var field in root.Fields)
        {
            var names = new HashSet<string>(StringComparer.Ordinal);
            var there = new ExampleDocument((argument, of) => Key(argument, of, "", names)).Ask(field, "there");
            if (names.Count > 0) keyed.Add((field, there, new ExampleDocument((argument, of) => Key(argument, of, Unknown, names)).Ask(field, "missing")));
        }

        foreach (var role in Roles.Where(role => role.MayBeHeldAt(Elsewhere)))
        {
            var caller = At(role, Elsewhere) with { Technician = role == Role.Technician ? "tech-elsewhere" : null };
            foreach (var (field, there, missing) in keyed.Where(one => AccessRule.Of(one.Field)?.Permission is { } permission && caller.May(permission)))
            {
                var first = Plain(await host.Answer(ExampleDocument.Of(root, [there]), caller), "there");
                var second = Plain(await host.Answer(ExampleDocument.Of(root, [missing]), caller), "missing");
                if (first != second) leaks.Add($"{role} {field.Name}: {first} and not {second}");
                if (first.Contains("NOT_FOUND", StringComparison.Ordinal) || (name == "Query" && first.Contains(":null", StringComparison.Ordinal))) found.Add(field.Name);
            }
        }

        Assert.Empty(leaks);
        // What is refused for another reason first says nothing of records; most get as far as that there is none.
        Assert.True(found.Count > keyed.Count / 2, $"Of {keyed.Count} only {found.Count} looked for the record: {string.Join(", ", keyed.Select(one => one.Field.Name).Except(found))}");
    }

    /// <summary>So that the test above is about records that are there.</summary>
    [Fact]
    public async Task One_s_own_branchs_records_are_found()
    {
        var administrator = At(Role.Administrator, Assignment.Headquarters);
        var answer = await host.Answer("{ " + string.Join(' ', ((string[])["ticket", "customer", "contract", "technician", "task", "project"])
            .Select(kind => $"{kind}(id: \"{host.Records[kind].Key}\") {{ id }}")) + " }", administrator);
        Assert.All(answer.GetProperty("data").EnumerateObject(), record => Assert.Equal(host.Records[record.Name].Key, record.Value.GetProperty("id").GetString()));
    }

    private static string? KindOf(string argument, string field)
    {
        if (Kinds.TryGetValue(argument, out var kind)) return kind;
        if (argument != "id") return null;
        return Kinds.GetValueOrDefault(field) ?? field;
    }

    /// <summary>The key of the host's record, or of none; other keys are the same for both.</summary>
    private string Key(string argument, string field, string end, HashSet<string> names)
    {
        if (KindOf(argument, field) is not { } kind || Everybodys.Contains(kind) || !host.Records.TryGetValue(kind, out var record)) return argument == "branchId" ? Elsewhere : "none";
        names.Add(kind);
        return record.Key + end;
    }

    private static string Plain(JsonElement answer, string alias) => answer.ToString()
        .Replace(alias, "asked", StringComparison.Ordinal).Replace(Unknown, "", StringComparison.Ordinal);

    private static string CodeOf(JsonElement error) => error.GetProperty("extensions").GetProperty("code").GetString()!;

    private static Caller At(Role role, string place) => new("somebody", "Somebody", [new(role, place)]);

    private static string PlaceOf(Role role, string branch) => ((string[])[branch, "d-elsewhere", Assignment.Headquarters]).First(place => role.MayBeHeldAt(place));
}
