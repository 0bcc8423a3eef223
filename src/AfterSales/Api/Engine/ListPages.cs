using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using AfterSales.Access;
using AfterSales.Api.Wording;
using AfterSales.Records;
using GraphQL.Types;
using Microsoft.Extensions.Options;

namespace AfterSales.Api.Engine;

/// <summary>Makes the document that reads a list, and asks it page after page as any client would: rights, filters and limits are the schema's own.</summary>
internal sealed class ListPages(GraphQLRunner runner, ISchema schema, IOptions<GraphQLApiOptions> options) : IListPages
{
    private const int PageSize = 50;
    private const int Deepest = 4;
    private static readonly string[] Paging = ["first", "after", "last", "before"];

    public IReadOnlyList<string> Lists(Caller caller)
    {
        schema.Initialize();
        return [.. schema.Query.Fields.Where(field => NodeOf(field.Name) is not null && IsSeenBy(field, caller)).Select(field => field.Name).Order(StringComparer.Ordinal)];
    }

    public IReadOnlyList<string>? Columns(string list, IReadOnlyList<string>? asked, Caller caller)
    {
        if (NodeOf(list) is not { } node) return null;
        return asked is null
            ? [.. node.Fields.Where(field => IsPlain(field) && IsLeaf(field) && IsSeenBy(field, caller)).Select(field => field.Name)]
            : [.. asked.Where(path => Exists(node, path.Split('.'))).Distinct()];
    }

    public IReadOnlyList<string> Arguments(string list) =>
        NodeOf(list) is null ? [] : [.. (schema.Query.Fields.Find(list)!.Arguments ?? []).Select(argument => argument.Name).Except(Paging)];

    public InputIssue? IssueOf(string list, IReadOnlyDictionary<string, JsonElement> arguments) => NodeOf(list) is null ? null
        : (schema.Query.Fields.Find(list)!.Arguments ?? []).Where(argument => !Paging.Contains(argument.Name)).Select(argument =>
            arguments.TryGetValue(argument.Name, out var given) ? JsonInput.IssueOf(argument.ResolvedType!, JsonSerializer.SerializeToElement(Value(argument.ResolvedType!, given)), argument.Name)
            : argument is { ResolvedType: NonNullGraphType, DefaultValue: null } ? new InputIssue(argument.Name, "REQUIRED")
            : null).FirstOrDefault(issue => issue is not null);

    public async IAsyncEnumerable<IReadOnlyList<string[]>> Read(
        string list, IReadOnlyList<string> columns, IReadOnlyDictionary<string, JsonElement> arguments, Caller caller, ReaderForm? form, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var field = schema.Query.Fields.Find(list)!;
        var given = arguments.ToDictionary(argument => argument.Key, argument => Value(field.Arguments!.Find(argument.Key)!.ResolvedType!, argument.Value));
        var document = DocumentOf(field, columns, given.Keys);
        string[][] paths = [.. columns.Select(column => column.Split('.'))];
        var node = NodeOf(list)!;
        Func<string, string>[] written = [.. paths.Select(path => Writing(path, LeafOf(node, path), form))];
        string? after = null;
        do
        {
            var variables = new Dictionary<string, object?>(given) { ["first"] = Math.Min(PageSize, options.Value.MaxPageSize), ["after"] = after };
            var answer = await runner.ExecuteAsync(document, variables, caller, cancellation);
            if (answer.TryGetProperty("errors", out var errors)) throw Refused(errors[0]);
            var page = answer.GetProperty("data").GetProperty(list);
            yield return [.. page.GetProperty("nodes").EnumerateArray().Select(row => paths.Index().Select(path => Cell(row, path.Item, written[path.Index])).ToArray())];
            var info = page.GetProperty("pageInfo");
            after = info.GetProperty("hasNextPage").GetBoolean() ? info.GetProperty("endCursor").GetString() : null;
        }
        while (after is not null);
    }

    private IObjectGraphType? NodeOf(string list)
    {
        schema.Initialize();
        return schema.Query.Fields.Find(list) is { } field && Named(field) is IObjectGraphType connection && connection.Fields.Find("nodes") is { } nodes
            ? Named(nodes) as IObjectGraphType : null;
    }

    /// <summary>A text for each of several stands between commas.</summary>
    private static object? Value(IGraphType type, JsonElement value) =>
        type is ListGraphType or NonNullGraphType { ResolvedType: ListGraphType } && value.ValueKind == JsonValueKind.String
            ? value.GetString()!.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) : value;

    private static string DocumentOf(FieldType field, IReadOnlyList<string> columns, IReadOnlyCollection<string> given)
    {
        var text = new StringBuilder("query($first: Int, $after: String");
        foreach (var name in given) text.Append(CultureInfo.InvariantCulture, $", ${name}: {field.Arguments!.Find(name)!.ResolvedType}");
        text.Append(CultureInfo.InvariantCulture, $") {{ {field.Name}(first: $first, after: $after{string.Concat(given.Select(name => $", {name}: ${name}"))}) {{ nodes {{ ");
        Select(columns.Select(column => column.Split('.')), depth: 0);
        return text.Append("} pageInfo { hasNextPage endCursor } } }").ToString();

        void Select(IEnumerable<string[]> paths, int depth)
        {
            foreach (var same in paths.GroupBy(path => path[depth]))
            {
                text.Append(same.Key).Append(' ');
                var inner = same.Where(path => path.Length > depth + 1).ToArray();
                if (inner.Length == 0) continue;
                text.Append("{ ");
                Select(inner, depth + 1);
                text.Append("} ");
            }
        }
    }

    private static bool Exists(IObjectGraphType node, string[] path)
    {
        if (path.Length > Deepest) return false;
        foreach (var (i, name) in path.Index())
        {
            if (node.Fields.Find(name) is not { } field || !IsPlain(field)) return false;
            if (i == path.Length - 1) return IsLeaf(field);
            if (Named(field) is not IObjectGraphType next) return false;
            node = next;
        }

        return false;
    }

    private static bool IsPlain(FieldType field) => field.Arguments?.Any(argument => argument.ResolvedType is NonNullGraphType && argument.DefaultValue is null) != true;

    private static bool IsLeaf(FieldType field) => Named(field) is ScalarGraphType and not JsonScalar;

    private static bool IsSeenBy(FieldType field, Caller caller) => AccessRule.Of(field) is { } rule && (rule.Permission is not { } permission || caller.May(permission));

    private static IGraphType? Named(FieldType field)
    {
        var type = field.ResolvedType;
        while (type is IProvideResolvedType wrapper) type = wrapper.ResolvedType;
        return type;
    }

    private static IGraphType? LeafOf(IObjectGraphType node, string[] path)
    {
        IGraphType? type = node;
        foreach (var name in path) type = type is IObjectGraphType owner && owner.Fields.Find(name) is { } field ? Named(field) : null;
        return type;
    }

    private static Func<string, string> Writing(string[] path, IGraphType? leaf, ReaderForm? form) => (leaf, form) switch
    {
        ({ Name: "String" }, { } reader) when path[^1] == "language" => tag => RefusalWording.LanguageName(tag, reader.Language) ?? tag,
        (EnumerationGraphType values, { } reader) => code => RefusalWording.FindValue(values.Name, code, reader.Language) ?? code,
        ({ Name: "Boolean" }, { } reader) => so => RefusalWording.FindIssue(so == "true" ? "YES" : "NO", reader.Language) ?? so,
        ({ Name: "DateTime" }, { } reader) => time => DateTimeOffset.TryParse(time, CultureInfo.InvariantCulture, out var at)
            ? TimeZoneInfo.ConvertTime(at, reader.Zone).ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture) : time,
        _ => text => text,
    };

    private static string Cell(JsonElement value, ReadOnlySpan<string> path, Func<string, string> written)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Null or JsonValueKind.Undefined: return "";
            case JsonValueKind.Array:
                var parts = new List<string>();
                foreach (var item in value.EnumerateArray()) parts.Add(Cell(item, path, written));
                return string.Join("; ", parts.Where(part => part.Length > 0));
            case JsonValueKind.Object when !path.IsEmpty: return value.TryGetProperty(path[0], out var next) ? Cell(next, path[1..], written) : "";
            case JsonValueKind.String: return written(value.GetString()!);
            case JsonValueKind.True: return written("true");
            case JsonValueKind.False: return written("false");
            default: return value.GetRawText();
        }
    }

    private static ListRefusedException Refused(JsonElement error) => new(
        error.TryGetProperty("extensions", out var more) && more.TryGetProperty("code", out var code) ? code.GetString() ?? "INTERNAL" : "INTERNAL",
        error.GetProperty("message").GetString() ?? "");
}
