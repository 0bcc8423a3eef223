using System.Text.Json;
using System.Text.Json.Serialization;
using AfterSales.Access;

namespace AfterSales.Records;

/// <summary>
/// What one record tells another after its save: committed with it, delivered afterwards, in order per source and target, at least once;
/// the receiver's own save makes it count once.
/// </summary>
public abstract record Effect
{
    /// <summary>The key of the record that is told.</summary>
    [JsonIgnore]
    public abstract string Target { get; }

    /// <summary>Calls the target's intent. A refusal is a mistake of ours: the effect is set aside for people to see.</summary>
    public abstract Task<Answer> Deliver(IGrainFactory grains, EffectContext context);
}

/// <summary>Makes the intent an effect is delivered as.</summary>
public sealed record EffectContext(string EffectId)
{
    public Intent<T> Intent<T>(T body) => new(body, Caller.System, $"effect:{EffectId}", Cause: $"effect:{EffectId}");
}

/// <summary>Effects by the name they are stored under: the type's name, which is therefore never changed.</summary>
public static class EffectKinds
{
    private static readonly Dictionary<string, Type> ByName = typeof(EffectKinds).Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(Effect)) && !type.IsAbstract)
        .ToDictionary(type => type.Name);

    /// <summary>Lets a test cluster use effects of its own assembly.</summary>
    public static void Add(Type effect) => ByName.TryAdd(effect.Name, effect);

    public static Effect Read(string kind, string body) =>
        ByName.TryGetValue(kind, out var type)
            ? (Effect)JsonSerializer.Deserialize(body, type, RecordJson.State)!
            : throw new InvalidOperationException($"No effect is called '{kind}'.");
}
