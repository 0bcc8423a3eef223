using System.Text.Json;
using System.Text.Json.Nodes;

namespace AfterSales.Console.Policies;

/// <summary>What one kind of message says.</summary>
/// <param name="Key">That of the policy that holds its words.</param>
/// <param name="Words">As they are in force, by language.</param>
public sealed record MessageTemplate(string Key, string Meaning, IReadOnlyList<Placeholder> Placeholders, IReadOnlyList<MessageWords> Words);

/// <param name="IsForTextAlone">It cannot stand in a subject.</param>
public sealed record Placeholder(string Name, bool IsRequired, bool IsForTextAlone);

public sealed record MessageWords(string Language, string Subject, string Text);

/// <summary>Who set the words, and how the place's policies are counted.</summary>
public sealed record SetWords(string Key, string Origin, JsonElement Value, int Version);

public sealed record FoundTemplates(IReadOnlyList<MessageTemplate>? MessageTemplates, IReadOnlyList<SetWords>? Policies);

public sealed record FoundMessage(MessagePreview? PreviewMessage);

/// <param name="Problem">Why these words cannot be set; null: they can.</param>
public sealed record MessagePreview(string Subject, string Text, string? Problem);

/// <summary>The words that one place has set, each language by itself.</summary>
public static class OwnWords
{
    /// <summary>Those of one language in place of what the place had set, beside those of the others.</summary>
    /// <param name="set">What the place has set so far; null: nothing.</param>
    public static JsonElement With(JsonElement? set, string language, string subject, string text)
    {
        var words = ObjectOf(set);
        words[language] = new JsonObject { ["subject"] = subject, ["text"] = text };
        return JsonSerializer.SerializeToElement(words);
    }

    /// <summary>Null where the place has set no other language.</summary>
    public static JsonElement? Without(JsonElement? set, string language)
    {
        var words = ObjectOf(set);
        words.Remove(language);
        return words.Count == 0 ? null : JsonSerializer.SerializeToElement(words);
    }

    public static bool Has(JsonElement? set, string language) => set is { ValueKind: JsonValueKind.Object } words && words.TryGetProperty(language, out _);

    /// <summary>What was said in a language, such as in an earlier value; null where nothing was.</summary>
    public static (string Subject, string Text)? In(JsonElement? set, string language) => Has(set, language) && set!.Value.GetProperty(language) is { ValueKind: JsonValueKind.Object } words
        ? (words.GetProperty("subject").GetString() ?? "", words.GetProperty("text").GetString() ?? "") : null;

    private static JsonObject ObjectOf(JsonElement? set) => set is { ValueKind: JsonValueKind.Object } words ? JsonObject.Create(words)! : [];
}
