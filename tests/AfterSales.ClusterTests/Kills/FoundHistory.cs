namespace AfterSales.ClusterTests.Kills;

/// <summary>An event as the journal has it.</summary>
public sealed record FoundEvent(string Record, int Version, string Name);

/// <summary>A record as its state, its row and the service itself have it.</summary>
/// <param name="RowVersion">Null where there is no row.</param>
public sealed record FoundRecord(string Key, int StateVersion, int? RowVersion);

/// <summary>One thing that followed from another: a task, an entry of the contact register, a message, a card, a call, an appointment.</summary>
/// <param name="Kind">Such as <c>task TellResult</c>.</param>
/// <param name="About">The key of the record it came from.</param>
public sealed record FoundEffect(string Kind, string Key, string About, string State);

/// <summary>What is there after all kills, once the service has come to rest.</summary>
public sealed record FoundHistory
{
    public IReadOnlyList<FoundEvent> Journal { get; init; } = [];

    public IReadOnlyList<FoundRecord> Records { get; init; } = [];

    public IReadOnlyList<FoundEffect> Effects { get; init; } = [];

    /// <summary>The ids of the requests of clients that records remember, once for each record that does.</summary>
    public IReadOnlyList<string> Handled { get; init; } = [];

    /// <summary>Of each ticket the step, as the service answers it, and as its row has it.</summary>
    public IReadOnlyList<(string Ticket, string Answered, string Row)> Steps { get; init; } = [];

    /// <summary>What is not at rest: an effect that was not delivered, a record that is due and was not woken, whatever was set aside.</summary>
    public IReadOnlyList<string> Unrest { get; init; } = [];

    /// <summary>Figures that are not what a direct count gives.</summary>
    public IReadOnlyList<string> WrongFigures { get; init; } = [];
}
