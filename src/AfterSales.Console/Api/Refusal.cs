using System.Text.Json;

namespace AfterSales.Console.Api;

/// <summary>Why something was not done, and where in the form.</summary>
/// <param name="Code">What programs decide by.</param>
/// <param name="Message">In the viewer's language.</param>
/// <param name="Facts">The whole error, with whatever its document asked for.</param>
public sealed record Refusal(string Code, string Message, IReadOnlyList<Issue> Issues, JsonElement Facts)
{
    internal static Refusal Of(JsonElement errors)
    {
        var error = errors[0];
        var issues = error.TryGetProperty("issues", out var found) && found.ValueKind == JsonValueKind.Array
            ? found.EnumerateArray().Select(issue => new Issue(issue.GetProperty("path").GetString()!, issue.GetProperty("code").GetString()!)).ToArray()
            : [];
        return new(error.GetProperty("code").GetString()!, error.GetProperty("message").GetString()!, issues, error);
    }

    /// <summary>What is wrong with an input: its code, or null where nothing is.</summary>
    public string? IssueAt(string path) => Issues.FirstOrDefault(issue => issue.Path == path || issue.Path.EndsWith("." + path, StringComparison.Ordinal))?.Code;
}

/// <param name="Path">Which input: names joined by dots, list positions in brackets.</param>
/// <param name="Code">What is wrong with it, such as <c>REQUIRED</c> or <c>TOO_LONG</c>.</param>
public sealed record Issue(string Path, string Code);
