using System.Text.Json;

namespace AfterSales.Console.Api;

/// <summary>The API could not answer. Its message is a sentence for the viewer.</summary>
public sealed class NotAnsweredException : Exception
{
    public NotAnsweredException()
    {
    }

    public NotAnsweredException(string message) : base(message)
    {
    }

    public NotAnsweredException(string message, Exception? innerException) : base(message, innerException)
    {
    }

    /// <summary>What programs decide by.</summary>
    public string Code { get; private init; } = "";

    public string? TraceId { get; private init; }

    internal static NotAnsweredException Of(JsonElement error)
    {
        var extensions = error.TryGetProperty("extensions", out var found) ? found : default;
        return new NotAnsweredException(error.GetProperty("message").GetString()!) { Code = Text(extensions, "code") ?? "", TraceId = Text(extensions, "traceId") };
    }

    private static string? Text(JsonElement extensions, string name) =>
        extensions.ValueKind == JsonValueKind.Object && extensions.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
