using AfterSales.Records;

namespace AfterSales.Tickets.Rules;

/// <summary>How the ticket's work ended: a part of its state.</summary>
[GenerateSerializer, Immutable, Alias("Completion")]
public sealed record Completion
{
    public static Completion None { get; } = new();

    [Id(0)]
    public DateTimeOffset? At { get; init; }

    /// <summary>The day at the branch.</summary>
    [Id(1)]
    public DateOnly? Day { get; init; }

    public Completion Apply(Event happened) => happened switch
    {
        TicketCompleted e => this with { At = e.At, Day = e.Day },
        _ => this,
    };
}
