using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using AfterSales.Storage;

namespace AfterSales.Records;

/// <summary>How states, rows and journal entries are written: UTF-8, enums as text, instants in UTC to the millisecond.</summary>
public static class RecordJson
{
    private const string InstantFormat = SnakeCaseModel.InstantFormat;

    public static JsonSerializerOptions State { get; } = Options(JsonNamingPolicy.CamelCase);

    /// <summary>A stored state, of which nothing may be lost unseen.</summary>
    public static JsonSerializerOptions Stored { get; } = Options(JsonNamingPolicy.CamelCase, NewerState.Notice);

    /// <summary>Column names.</summary>
    public static JsonSerializerOptions Rows { get; } = Options(JsonNamingPolicy.SnakeCaseLower);

    /// <summary>Leaves out what the journal may not keep.</summary>
    public static JsonSerializerOptions Journal { get; } = Options(JsonNamingPolicy.CamelCase, WithoutPeople);

    private static JsonSerializerOptions Options(JsonNamingPolicy naming, Action<JsonTypeInfo>? modifier = null)
    {
        var resolver = new DefaultJsonTypeInfoResolver();
        if (modifier is not null) resolver.Modifiers.Add(modifier);
        return new JsonSerializerOptions
        {
            PropertyNamingPolicy = naming,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            // PostgreSQL's jsonb keeps no order of keys.
            AllowOutOfOrderMetadataProperties = true,
            TypeInfoResolver = resolver,
            Converters = { new JsonStringEnumConverter(), new InstantConverter() },
        };
    }

    private static void WithoutPeople(JsonTypeInfo type)
    {
        for (var i = type.Properties.Count - 1; i >= 0; i--)
        {
            var property = type.Properties[i];
            var kept = property.PropertyType != typeof(FileContent)
                && property.AttributeProvider?.IsDefined(typeof(WordsAttribute), inherit: true) != true
                && property.AttributeProvider?.IsDefined(typeof(PersonalAttribute), inherit: true) != true;
            if (!kept) type.Properties.RemoveAt(i);
        }
    }

    private sealed class InstantConverter : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetDateTimeOffset();

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
        {
            Span<char> text = stackalloc char[InstantFormat.Length];
            value.UtcDateTime.TryFormat(text, out var length, InstantFormat, CultureInfo.InvariantCulture);
            writer.WriteStringValue(text[..length]);
        }
    }
}
