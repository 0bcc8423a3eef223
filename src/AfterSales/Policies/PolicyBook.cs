using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AfterSales.Policies.Rules;
using AfterSales.Records;

namespace AfterSales.Policies;

/// <summary>All policies there are, and how their values are read and written.</summary>
public static class PolicyBook
{
    /// <summary>A value longer than this is no plan but a mistake.</summary>
    private const int LongestValue = 50_000;

    private static readonly ConcurrentDictionary<(string Key, string Value), object> Known = new();

    /// <summary>In the order of their keys.</summary>
    public static IReadOnlyDictionary<string, Policy> All { get; } = typeof(PolicyBook).Assembly.GetTypes()
        .Where(type => type.Name.EndsWith("Policies", StringComparison.Ordinal))
        .SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Static))
        .Where(property => property.PropertyType.IsSubclassOf(typeof(Policy)))
        .Select(property => (Policy)property.GetValue(null)!)
        .OrderBy(policy => policy.Key, StringComparer.Ordinal)
        .ToDictionary(policy => policy.Key);

    public static string Write(Policy policy, object value) => JsonSerializer.Serialize(value, policy.ValueType, RecordJson.State);

    /// <summary>A value that was checked when it was set.</summary>
    public static T Read<T>(Policy<T> policy, string value) where T : notnull =>
        (T)Known.GetOrAdd((policy.Key, value), static (of, type) => JsonSerializer.Deserialize(of.Value, type, RecordJson.State)!, policy.ValueType);

    /// <summary>Brings a value as somebody gave it into the form that is stored, or says what is wrong with it.</summary>
    public static (string? Value, IReadOnlyList<InputIssue> Issues) Check(Policy policy, JsonElement given)
    {
        if (given.GetRawText() is { Length: > LongestValue }) return (null, [new InputIssue("value", "TOO_LONG")]);
        try
        {
            if (given.Deserialize(policy.ValueType, RecordJson.State) is not { } value) return (null, [new InputIssue("value", "REQUIRED")]);
            var written = Write(policy, value);
            if (written.Contains("\\u0000", StringComparison.Ordinal)) return (null, [new InputIssue("value", "FORBIDDEN_CHARACTER")]);
            var missing = Missing(given, RecordJson.State.GetTypeInfo(policy.ValueType), "").ToArray();
            InputIssue[] issues = [.. (missing.Length > 0 ? missing : policy.Issues(value)).Select(issue => issue with { Path = PathOf(issue.Path) })];
            return issues.Length > 0 ? (null, issues) : (written, []);
        }
        catch (Exception wrong) when (wrong is JsonException or NotSupportedException or InvalidOperationException)
        {
            return (null, [new InputIssue(PathOf((wrong as JsonException)?.Path?.TrimStart('$', '.') ?? ""), "WRONG_TYPE")]);
        }
    }

    /// <summary>What is left out and has no standard of its own: it would be read as 0, or as the first choice there is, and nobody said so.</summary>
    private static IEnumerable<InputIssue> Missing(JsonElement given, JsonTypeInfo type, string path)
    {
        if (type.Kind == JsonTypeInfoKind.Enumerable && given.ValueKind == JsonValueKind.Array)
            return given.EnumerateArray().Index().SelectMany(item => Missing(item.Item, RecordJson.State.GetTypeInfo(type.ElementType!), $"{path}[{item.Index}]"));
        if (type.Kind != JsonTypeInfoKind.Object || given.ValueKind != JsonValueKind.Object) return [];
        return type.Properties.SelectMany(property =>
        {
            var below = path.Length == 0 ? property.Name : $"{path}.{property.Name}";
            return given.TryGetProperty(property.Name, out var inner) ? Missing(inner, RecordJson.State.GetTypeInfo(property.PropertyType), below)
                : property.AssociatedParameter is { HasDefaultValue: false } && property.PropertyType.IsValueType && Nullable.GetUnderlyingType(property.PropertyType) is null
                    ? [new InputIssue(below, "REQUIRED")] : [];
        });
    }

    private static string PathOf(string below) => below.Length == 0 ? "value" : below[0] == '[' ? $"value{below}" : $"value.{below}";
}
