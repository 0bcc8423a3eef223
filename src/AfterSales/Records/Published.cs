using System.Collections.Frozen;
using System.Reflection;

namespace AfterSales.Records;

/// <summary>An event that programs outside may hear of, by a name that is never changed: the kind of record, a full stop, what happened.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class PublishedAttribute(string name) : Attribute
{
    public string Name => name;
}

/// <summary>An event that was published, without what it says: whoever hears of it asks for more with rights of his own.</summary>
/// <param name="Name">Such as <c>ticket.registered</c>.</param>
/// <param name="Key">The same for the same event, always.</param>
/// <param name="Record">The key of the record it happened to.</param>
/// <param name="Version">The record's version that it led to.</param>
/// <param name="BranchId">The key of the branch, or <c>headquarters</c>.</param>
public sealed record PublishedEvent(string Name, string Key, string Record, int Version, string BranchId, DateTimeOffset At);

/// <summary>Tells others of published events: what it answers is saved together with them.</summary>
public interface IPublishEvents
{
    ValueTask<IReadOnlyList<Effect>> EffectsOf(PublishedEvent happened);
}

public static class PublishedEvents
{
    private static readonly FrozenDictionary<Type, string> ByType = typeof(PublishedEvents).Assembly.GetTypes()
        .Select(type => (Type: type, type.GetCustomAttribute<PublishedAttribute>(inherit: false)?.Name)).Where(known => known.Name is not null)
        .ToFrozenDictionary(known => known.Type, known => known.Name!);

    /// <summary>All names there are, in their order.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. ByType.Values.Order(StringComparer.Ordinal)];

    /// <summary>Null: nobody outside hears of it.</summary>
    public static string? NameOf(Event happened) => ByType.GetValueOrDefault(happened.GetType());
}
