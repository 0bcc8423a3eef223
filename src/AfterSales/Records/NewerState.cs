using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace AfterSales.Records;

/// <summary>
/// Finds in a stored state what only a newer version of the service can have put there. A host of this version would lose it with its next save, so it leaves the record
/// to those of the newer one for as long as an upgrade lets both serve (decision 0030).
/// </summary>
internal static class NewerState
{
    // Members this version does not know, each in a dictionary of its own. They are met while a state is read, which never waits: it is the thread's own.
    [ThreadStatic]
    private static List<Dictionary<string, JsonElement>>? _met;

    /// <exception cref="NewerStateException">It holds something that this version would lose. What holds nothing is no loss.</exception>
    public static TState? Read<TState>(ReadOnlySpan<byte> state)
    {
        _met = [];
        try
        {
            var read = JsonSerializer.Deserialize<TState>(state, RecordJson.Stored);
            return _met.SelectMany(members => members).FirstOrDefault(member => HoldsSomething(member.Value)) is { Key: { } name } ? throw new NewerStateException(name) : read;
        }
        finally
        {
            _met = null;
        }
    }

    /// <summary>Has what is not known told instead of left out.</summary>
    public static void Notice(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object) return;
        var unknown = type.CreateJsonPropertyInfo(typeof(Dictionary<string, JsonElement>), "(unknown)");
        (unknown.IsExtensionData, unknown.Get, unknown.Set) = (true, static _ => Next(), static (_, _) => { });
        type.Properties.Add(unknown);
    }

    // Asked for anew for each member, so that none takes the place of one of the same name.
    private static Dictionary<string, JsonElement> Next()
    {
        var next = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        _met?.Add(next);
        return next;
    }

    private static bool HoldsSomething(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.False => false,
        JsonValueKind.Number => !value.TryGetDecimal(out var number) || number != 0,
        JsonValueKind.String => value.GetString() is not "",
        JsonValueKind.Array => value.GetArrayLength() > 0,
        JsonValueKind.Object => value.EnumerateObject().Any(member => HoldsSomething(member.Value)),
        _ => true,
    };
}

/// <summary>A newer version of the service has saved the record: its hosts can read it.</summary>
public sealed class NewerStateException(string member) : Exception($"The stored state has '{member}', which only a newer version of the service knows.");
