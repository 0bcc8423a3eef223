namespace AfterSales.Host.Health;

/// <summary>This machine's clock beside the database's, which is the same for all hosts.</summary>
/// <param name="Ahead">How far ahead this machine's is; negative where it is behind.</param>
/// <param name="Doubt">By how much that may be wrong: the answer was on its way for some of the time.</param>
public sealed record ClockReading(TimeSpan Ahead, TimeSpan Doubt)
{
    /// <param name="asked">By this machine's clock, when the question went out.</param>
    /// <param name="took">From the question to the answer.</param>
    /// <param name="database">What the database answered.</param>
    public static ClockReading Of(DateTimeOffset asked, TimeSpan took, DateTimeOffset database) => new(asked + (took / 2) - database, took / 2);

    /// <summary>Whether the clocks are further apart than this, however long the answer took.</summary>
    public bool IsBeyond(TimeSpan limit) => Ahead.Duration() - Doubt > limit;

    public string InWords => FormattableString.Invariant($"{Ahead.Duration().TotalSeconds:F0} seconds {(Ahead < TimeSpan.Zero ? "behind" : "ahead of")} the database's");
}
