using System.Text.Json;
using System.Text.Json.Nodes;
using AfterSales.Access;
using AfterSales.Api.Actions;
using AfterSales.Api.Wording;
using GraphQL.Types;

namespace AfterSales.Api.Engine;

/// <inheritdoc/>
/// <remarks>
/// Each field of the input is asked of the record under the same name, as any client would ask: rights and limits are the schema's own. A group that the
/// record has no field for is the record itself.
/// </remarks>
internal sealed class OnFileReader(GraphQLRunner runner, ISchema schema, Readers readers) : IReadOnFile
{
    private const string Record = "record";

    /// <summary>Where the record tells it under another name: by mutation and path of the input.</summary>
    private static readonly Dictionary<string, string> Elsewhere = new()
    {
        ["amendContract.contract.inspections"] = "details.inspections",
        ["amendContract.contract.labour"] = "details.labour",
        ["amendContract.contract.parts"] = "details.parts",
        ["amendContract.contract.productIds"] = "details.productIds",
        ["amendContract.contract.promises"] = "details.promises",
        ["amendContract.contract.travel"] = "details.travel",
        ["amendCustomer.customer.phones"] = "phones.display",
        ["amendCustomer.customer.contacts.phones"] = "phones.display",
        ["amendInstalledProduct.product.parts"] = "agreedTerms",
        ["amendModel.model.name"] = "names",
        ["amendModel.model.returnRules"] = "returnRulesInAllLanguages",
        ["setMyNoticeSettings.kinds"] = "chosen",
        ["setTechnicianHours.hours"] = "ownHours",
        ["setTechnicianSkills.skills"] = "skillLevels",
    };

    /// <summary>The query that reads a record, where it is not called like the field that takes its key.</summary>
    private static readonly Dictionary<string, string> Queries = new() { ["productId"] = "installedProduct" };

    /// <summary>What is about no record is told by the caller's own.</summary>
    private static readonly Dictionary<string, string> Own = new() { ["setMyNoticeSettings"] = "myNoticeSettings" };

    public async Task<OnFile?> Of(string mutation, string? key, Caller caller, CancellationToken cancellation)
    {
        if (SourceOf(mutation, key is null ? null : ActionSubjects.AboutOf(key)) is not { } source || !caller.May(source.Permission)) return null;
        var answer = await runner.ExecuteAsync(source.Document, key is null ? null : new { key }, caller, cancellation);
        if (answer.TryGetProperty("errors", out var errors)) throw new RequestException(CodeOf(errors[0]));
        if (answer.GetProperty("data").GetProperty(Record) is not { ValueKind: JsonValueKind.Object } record) return null;
        var keys = new HashSet<string>();
        var input = InputOf(source.Parts, record, keys);
        var names = await readers.NamesOf(keys, caller, caller.Language, cancellation);
        return new(JsonSerializer.SerializeToElement(input), [.. names.Select(named => new RecordName(named.Key, named.Value))]);
    }

    /// <summary>Null where the mutation replaces nothing, or the schema does not tell all that it replaces.</summary>
    internal Source? SourceOf(string mutation, string? about)
    {
        if (!ActionForms.IsReplacing(mutation)) return null;
        schema.Initialize();
        if (schema.Mutation!.Fields.Find(mutation) is not { } field || AccessRule.Of(field)?.Permission is not { } permission || ActionForms.InputOf(field) is not { } input) return null;
        var takes = about is null ? null : ActionSubjects.FieldOf(mutation, about);
        if (takes is not null && input.Fields.Find(takes) is null) return null;
        var query = about is null ? Own.GetValueOrDefault(mutation) : Queries.GetValueOrDefault(about, about[..^2]);
        if (query is null || Named(schema.Query.Fields.Find(query)?.ResolvedType) is not IObjectGraphType record) return null;
        if (PartsOf(input, record, mutation, takes) is not { } parts) return null;
        var asked = string.Join(' ', parts.Select(Asked));
        return new(permission, about is null ? $"query {{ {Record}: {query} {{ {asked} }} }}" : $"query($key: ID!) {{ {Record}: {query}(id: $key) {{ {asked} }} }}", parts);
    }

    private static List<Part>? PartsOf(IInputObjectGraphType input, IObjectGraphType record, string path, string? takes)
    {
        var parts = new List<Part>();
        foreach (var field in input.Fields.Where(field => field.Name != "requestId" && field.Name != takes))
        {
            var at = $"{path}.{field.Name}";
            string[] names = Elsewhere.TryGetValue(at, out var other) ? other.Split('.') : [field.Name == "expectedVersion" ? "version" : field.Name];
            var group = Named(field.ResolvedType) as IInputObjectGraphType;
            var type = Follow(record, names);
            if (type is null && group is not null) (names, type) = ([], record);
            if (type is null || type is IObjectGraphType != group is not null) return null;
            var within = group is null ? [] : PartsOf(group, (IObjectGraphType)type, at, null);
            if (within is null) return null;
            parts.Add(new(field.Name, names, group is not null, Named(field.ResolvedType) is INamedType { Name: "ID" }, within));
        }

        return parts;
    }

    private static IGraphType? Follow(IObjectGraphType record, IReadOnlyList<string> names)
    {
        IGraphType? type = record;
        foreach (var name in names) type = type is IObjectGraphType owner && owner.Fields.Find(name) is { } field ? Named(field.ResolvedType) : null;
        return type;
    }

    private static string Asked(Part part) =>
        part.Names.Reverse().Aggregate(string.Join(' ', part.Parts.Select(Asked)), (within, name) => within.Length == 0 ? name : $"{name} {{ {within} }}");

    private static JsonObject InputOf(IReadOnlyList<Part> parts, JsonElement record, HashSet<string> keys)
    {
        var input = new JsonObject();
        foreach (var part in parts)
            if (ValueOf(part, record, part.Names, keys) is { } value) input[part.Name] = value;
        return input;
    }

    private static JsonNode? ValueOf(Part part, JsonElement at, ReadOnlySpan<string> names, HashSet<string> keys)
    {
        if (at.ValueKind == JsonValueKind.Array)
        {
            var list = new JsonArray();
            foreach (var item in at.EnumerateArray()) list.Add(ValueOf(part, item, names, keys));
            return list;
        }

        if (at.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined) return null;
        if (!names.IsEmpty) return ValueOf(part, at.GetProperty(names[0]), names[1..], keys);
        if (part.IsGroup) return InputOf(part.Parts, at, keys);
        if (part.IsKey && at.GetString() is { } key) keys.Add(key);
        return JsonValue.Create(at);
    }

    private static string CodeOf(JsonElement error) =>
        error.TryGetProperty("extensions", out var more) && more.TryGetProperty("code", out var code) ? code.GetString() ?? "INTERNAL" : "INTERNAL";

    private static IGraphType? Named(IGraphType? type)
    {
        while (type is IProvideResolvedType wrapper) type = wrapper.ResolvedType;
        return type;
    }

    /// <param name="Document">Asks the record <c>$key</c>.</param>
    internal sealed record Source(Permission Permission, string Document, IReadOnlyList<Part> Parts);

    /// <summary>A field of the input.</summary>
    /// <param name="Names">The way to it from the record, or from what its group is told by; empty where that is the group itself.</param>
    internal sealed record Part(string Name, string[] Names, bool IsGroup, bool IsKey, IReadOnlyList<Part> Parts);
}
