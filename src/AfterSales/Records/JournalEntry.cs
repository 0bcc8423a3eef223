using System.Collections.Concurrent;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace AfterSales.Records;

/// <summary>What a save adds to the journal: its events without people, and beside them their words and files, which can be erased.</summary>
internal sealed record JournalEntry(
    DateTimeOffset At, DateTimeOffset? DeviceAt, string Actor, string? Cause, IReadOnlyList<Event> Events)
{
    private static readonly ConcurrentDictionary<Type, (PropertyInfo[] Words, PropertyInfo[] Files)> Parts = new();

    public void WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject("entry");
        json.WritePropertyName("at");
        JsonSerializer.Serialize(json, At, RecordJson.State);
        json.WritePropertyName("device_at");
        JsonSerializer.Serialize(json, DeviceAt, RecordJson.State);
        json.WriteString("actor", Actor);
        json.WriteString("cause", Cause);
        json.WriteStartArray("events");
        foreach (var happened in Events)
        {
            json.WriteStartObject();
            json.WriteString("name", happened.GetType().Name);
            json.WritePropertyName("data");
            JsonSerializer.Serialize(json, happened, happened.GetType(), RecordJson.Journal);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        WriteWords(json);
        WriteFiles(json);
    }

    private static (PropertyInfo[] Words, PropertyInfo[] Files) PartsOf(Type happened) => Parts.GetOrAdd(happened, static type =>
    (
        [.. type.GetProperties().Where(p => p.IsDefined(typeof(WordsAttribute)))],
        [.. type.GetProperties().Where(p => p.PropertyType == typeof(FileContent))]));

    private void WriteWords(Utf8JsonWriter json)
    {
        var said = Events.SelectMany((happened, i) => PartsOf(happened.GetType()).Words.Select(property => (i, property, Words: property.GetValue(happened) as string)))
            .Where(part => !string.IsNullOrEmpty(part.Words)).ToArray();
        if (said.Length == 0) return;
        json.WriteStartArray("texts");
        foreach (var (i, property, words) in said)
        {
            WritePart(json, i, property, Encoding.UTF8.GetBytes(words!));
            json.WriteString("words", words);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteFiles(Utf8JsonWriter json)
    {
        var given = Events.SelectMany((happened, i) => PartsOf(happened.GetType()).Files.Select(property => (i, property, File: property.GetValue(happened) as FileContent)))
            .Where(part => part.File is not null).ToArray();
        if (given.Length == 0) return;
        json.WriteStartArray("files");
        foreach (var (i, property, file) in given)
        {
            WritePart(json, i, property, Convert.FromBase64String(file!.Base64));
            json.WriteString("media_type", file.MediaType);
            json.WriteString("content", file.Base64);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WritePart(Utf8JsonWriter json, int position, PropertyInfo property, byte[] content)
    {
        json.WriteStartObject();
        json.WriteNumber("event", position);
        json.WriteString("field", JsonNamingPolicy.CamelCase.ConvertName(property.Name));
        json.WriteString("hash", Convert.ToHexStringLower(SHA256.HashData(content)));
    }
}
