using System.Buffers;
using System.Text.Json;
using Orleans.Storage;

namespace AfterSales.Records;

/// <summary>
/// The stock storage's serializer: writes the whole envelope, reads back the state that the save statement kept of it.
/// </summary>
internal sealed class SavedSerializer : IGrainStorageSerializer
{
    private static readonly JsonWriterOptions WriterOptions = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    public BinaryData Serialize<T>(T? input)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(buffer, WriterOptions))
        {
            if (input is ISaved saved) saved.WriteTo(json);
            else throw new InvalidOperationException($"{typeof(T)} is not a record's state.");
        }

        if (HoldsNul(buffer.WrittenSpan)) throw new InvalidOperationException("A text with U+0000 reached the storage; the API refuses it.");
        return new BinaryData(buffer.WrittenMemory);
    }

    public T Deserialize<T>(BinaryData input)
    {
        var saved = Activator.CreateInstance<T>();
        ((ISaved)saved!).Read(input.ToMemory().Span);
        return saved;
    }

    /// <summary>Neither PostgreSQL's jsonb nor SQLite's text can hold U+0000: better no save than half a text.</summary>
    private static bool HoldsNul(ReadOnlySpan<byte> json)
    {
        var from = 0;
        while (json[from..].IndexOf("\\u0000"u8) is >= 0 and var found)
        {
            var at = from + found;
            var backslashes = 0;
            while (at - 1 - backslashes >= 0 && json[at - 1 - backslashes] == (byte)'\\') backslashes++;
            if (backslashes % 2 == 0) return true;
            from = at + 1;
        }

        return false;
    }
}
