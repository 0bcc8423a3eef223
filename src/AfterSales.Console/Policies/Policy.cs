using System.Text.Encodings.Web;
using System.Text.Json;

namespace AfterSales.Console.Policies;

/// <summary>A rule of the company as data: what holds at a place, and since when.</summary>
public sealed record Policy(
    string Key, string Meaning, string Source, string Origin, DateTimeOffset? Since, JsonElement Value, JsonElement StandardValue, int Version)
{
    /// <summary>Such as <c>followUps</c>: the capability whose rule it is.</summary>
    public string Capability => Key.Split('.')[0];
}

public sealed record FoundPolicies(IReadOnlyList<Policy>? Policies);

public sealed record PolicyChange(DateTimeOffset At, JsonElement? Value);

public sealed record FoundChanges(IReadOnlyList<PolicyChange>? PolicyHistory);

public sealed record ChangedPolicy(string Key);

/// <summary>How a policy's value is written for people, and read from what they type.</summary>
public static class PolicyText
{
    // Words of all languages stand as they are: the text is shown, never part of a page's markup.
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Object or JsonValueKind.Array => JsonSerializer.Serialize(value, Readable),
        _ => value.GetRawText(),
    };

    /// <summary>Is it said in a word, such as a number of days?</summary>
    public static bool IsShort(JsonElement value) => value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array) && Of(value).Length <= 60;

    /// <summary>A value of the same shape; null for what is none.</summary>
    /// <param name="like">Where it is a text, what is typed is one as it stands.</param>
    public static JsonElement? Read(string? typed, JsonElement like)
    {
        if (like.ValueKind == JsonValueKind.String) return JsonSerializer.SerializeToElement(typed ?? "");
        try
        {
            using var read = JsonDocument.Parse(typed ?? "");
            return read.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
