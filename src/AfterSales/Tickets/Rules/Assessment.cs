using System.Collections.Immutable;
using AfterSales.Records;

namespace AfterSales.Tickets.Rules;

/// <summary>What the assessment found (domain.md §3.3): a part of the ticket's state.</summary>
[GenerateSerializer, Immutable, Alias("Assessment")]
public sealed record Assessment
{
    public static Assessment None { get; } = new();

    [Id(0)]
    public ImmutableList<PartAssessment> Parts { get; init; } = [];

    /// <summary>The work's code, for choosing a technician.</summary>
    [Id(1)]
    public string? Skill { get; init; }

    /// <summary>The category the whole ticket is counted under: paid if any part is, else contract, else free.</summary>
    public ServiceCategory? Category => Parts.IsEmpty ? null : Parts.Min(part => part.Category);

    public Assessment Apply(Event happened) => happened switch
    {
        TicketAssessed e => this with { Parts = e.Parts, Skill = e.Skill },
        _ => this,
    };
}
