using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations.Schema;
using System.Reflection;
using System.Text.Json;

namespace AfterSales.Records;

/// <summary>
/// What one statement commits (decision 0003): the state, and beside it all that follows from it. Only the state is ever read back.
/// </summary>
internal sealed class Saved<TState> : ISaved where TState : class
{
    public GrainId Grain { get; init; }

    public TState? State { get; set; }

    public IReadOnlyList<object> Rows { get; init; } = [];

    public JournalEntry? Entry { get; init; }

    public IReadOnlyList<(string Id, Effect Effect)> Effects { get; init; } = [];

    /// <summary>The id this save answers, with a hash of its input.</summary>
    public HandledRequest? Handled { get; init; }

    public IReadOnlyList<(string BranchId, DateOnly Day)> Marks { get; init; } = [];

    /// <summary>The reminder row to write; null leaves it as it is.</summary>
    public DueChange? Due { get; init; }

    public void Read(ReadOnlySpan<byte> state) => State = NewerState.Read<TState>(state);

    public void WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("grain", Grain.ToString());
        json.WritePropertyName("state");
        JsonSerializer.Serialize(json, State, RecordJson.State);
        json.WriteStartObject("rows");
        foreach (var table in Rows.GroupBy(row => Tables.NameOf(row.GetType())))
        {
            json.WriteStartArray(table.Key);
            foreach (var row in table) JsonSerializer.Serialize(json, row, row.GetType(), RecordJson.Rows);
            json.WriteEndArray();
        }

        json.WriteEndObject();
        Entry?.WriteTo(json);
        if (Effects.Count > 0)
        {
            json.WriteStartArray("effects");
            foreach (var (id, effect) in Effects)
            {
                json.WriteStartObject();
                json.WriteString("id", id);
                json.WriteString("target", effect.Target);
                json.WriteString("kind", effect.GetType().Name);
                json.WritePropertyName("body");
                JsonSerializer.Serialize(json, effect, effect.GetType(), RecordJson.State);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        if (Handled is { } handled)
        {
            json.WriteStartObject("handled");
            json.WriteString("id", handled.Id);
            json.WriteString("input", handled.Input);
            json.WriteEndObject();
        }

        if (Marks.Count > 0)
        {
            json.WriteStartArray("marks");
            foreach (var (branchId, day) in Marks)
            {
                json.WriteStartObject();
                json.WriteString("branch_id", branchId);
                json.WriteString("day", day.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        Due?.WriteTo(json, Grain);
        json.WriteEndObject();
    }
}

/// <summary>Lets the serializer write and read any envelope without knowing the kind of record.</summary>
internal interface ISaved
{
    void WriteTo(Utf8JsonWriter json);

    void Read(ReadOnlySpan<byte> state);
}

/// <summary>The change of a record's row in the reminder table; <paramref name="At"/> null takes the row away.</summary>
internal sealed record DueChange(DateTimeOffset? At)
{
    /// <summary>Orleans calls again after this long as long as the row stands: a due record that could not be served gets another try.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromMinutes(15);

    public void WriteTo(Utf8JsonWriter json, GrainId grain)
    {
        json.WriteStartObject("due");
        json.WriteNumber("hash", unchecked((int)grain.GetUniformHashCode()));
        json.WriteNumber("period", (long)Period.TotalMilliseconds);
        json.WritePropertyName("at");
        JsonSerializer.Serialize(json, At, RecordJson.State);
        json.WriteEndObject();
    }
}

/// <summary>The table a row type stands in.</summary>
internal static class Tables
{
    private static ImmutableDictionary<Type, string> _names = ImmutableDictionary<Type, string>.Empty;

    public static string NameOf(Type row) => ImmutableInterlocked.GetOrAdd(ref _names, row, static type =>
        type.GetCustomAttribute<TableAttribute>()?.Name ?? throw new InvalidOperationException($"{type.Name} names no table."));
}
