namespace AfterSales.Records;

/// <summary>What a rule answers: a refusal, or the events that happened. No events at all means: accepted, and nothing changes.</summary>
public sealed class Decision
{
    private Decision(Refusal? refusal, IReadOnlyList<Event> events) => (Refusal, Events) = (refusal, events);

    /// <summary>The request asks for what is already so.</summary>
    public static Decision NothingToDo { get; } = new(null, []);

    public Refusal? Refusal { get; }

    public IReadOnlyList<Event> Events { get; }

    public static Decision Of(IEnumerable<Event> events) => new(null, [.. events]);

    public static implicit operator Decision(Refusal refusal) => new(refusal, []);

    public static implicit operator Decision(Event @event) => new(null, [@event]);
}
