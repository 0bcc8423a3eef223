using System.Globalization;
using System.Text.Json;
using AfterSales.Records;
using GraphQL.Types;

namespace AfterSales.Api.Engine;

/// <summary>What is wrong with a value that is given as JSON for an input of the schema, by its path and a code, so that it is worded as every other refusal is.</summary>
internal static class JsonInput
{
    private const int LongestName = 40;

    /// <summary>Null where the schema takes it. A date that is text and none is said by its scalar.</summary>
    public static InputIssue? IssueOf(IGraphType type, JsonElement value, string path) => type switch
    {
        NonNullGraphType some => value.ValueKind == JsonValueKind.Null ? new(path, "REQUIRED") : IssueOf(some.ResolvedType!, value, path),
        _ when value.ValueKind == JsonValueKind.Null => null,
        // One alone stands for a list of one.
        ListGraphType list => value.ValueKind != JsonValueKind.Array
            ? IssueOf(list.ResolvedType!, value, path)
            : First(value.EnumerateArray().Select((item, i) => IssueOf(list.ResolvedType!, item, string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]")))),
        IInputObjectGraphType record => value.ValueKind != JsonValueKind.Object ? new(path, "WRONG_TYPE") : OfFields(record, value, path),
        EnumerationGraphType values => value.ValueKind == JsonValueKind.String && values.Values.FindByName(value.GetString()!) is not null ? null : new(path, "UNKNOWN"),
        ScalarGraphType scalar => Wrong(scalar.Name, value) is { } code ? new(path, code) : null,
        _ => null,
    };

    private static InputIssue? OfFields(IInputObjectGraphType record, JsonElement value, string path) => First(
    [
        .. value.EnumerateObject().Select(given => record.Fields.Find(given.Name) is { } known
            ? IssueOf(known.ResolvedType!, given.Value, $"{path}.{given.Name}")
            : new InputIssue($"{path}.{(given.Name.Length <= LongestName ? given.Name : given.Name[..LongestName])}", "UNKNOWN")),
        .. from field in record.Fields
           where field is { ResolvedType: NonNullGraphType, DefaultValue: null } && !value.TryGetProperty(field.Name, out _)
           select new InputIssue($"{path}.{field.Name}", "REQUIRED"),
    ]);

    private static string? Wrong(string scalar, JsonElement value) => (scalar, value.ValueKind) switch
    {
        ("Int", JsonValueKind.Number) => value.TryGetInt32(out _) ? null : "NOT_A_WHOLE_NUMBER",
        ("Long", JsonValueKind.Number) => value.TryGetInt64(out _) ? null : "NOT_A_WHOLE_NUMBER",
        ("Int" or "Long", _) => "NOT_A_WHOLE_NUMBER",
        ("Float", var kind) => kind == JsonValueKind.Number ? null : "WRONG_TYPE",
        ("Boolean", var kind) => kind is JsonValueKind.True or JsonValueKind.False ? null : "WRONG_TYPE",
        ("ID", JsonValueKind.Number) => null,
        ("DateTime" or "LocalDate", var kind) => kind == JsonValueKind.String ? null : "NOT_A_DATE",
        ("LocalTime", var kind) => kind == JsonValueKind.String ? null : "NOT_A_TIME",
        ("String" or "ID", var kind) => kind == JsonValueKind.String ? null : "WRONG_TYPE",
        _ => null,
    };

    private static InputIssue? First(IEnumerable<InputIssue?> issues) => issues.FirstOrDefault(issue => issue is not null);
}
