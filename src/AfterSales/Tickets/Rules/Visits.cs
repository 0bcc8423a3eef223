using System.Collections.Immutable;
using AfterSales.Records;

namespace AfterSales.Tickets.Rules;

/// <summary>A visit of a technician.</summary>
/// <param name="From">The agreed time includes this instant.</param>
/// <param name="To">The agreed time excludes this instant.</param>
[GenerateSerializer, Immutable, Alias("Visit")]
public sealed record Visit(
    [property: Id(0)] string Id,
    [property: Id(1)] string TechnicianId,
    [property: Id(2)] DateTimeOffset From,
    [property: Id(3)] DateTimeOffset To,
    [property: Id(4)] DateTimeOffset? DepartedAt = null,
    [property: Id(5)] DateTimeOffset? ArrivedAt = null,
    [property: Id(6)] Certificate? Certificate = null);

/// <summary>The service certificate of a visit; its words and its signature stand with the journal entry of its saving.</summary>
/// <param name="Minutes">Time worked.</param>
/// <param name="ChargedMinor">In the currency's smallest unit.</param>
/// <param name="IsSigned">False: the customer refused to sign, which is recorded.</param>
[GenerateSerializer, Immutable, Alias("Certificate")]
public sealed record Certificate(
    [property: Id(0)] DateTimeOffset FinishedAt,
    [property: Id(1)] int Minutes,
    [property: Id(2)] long ChargedMinor,
    [property: Id(3)] string Currency,
    [property: Id(4)] bool IsSigned);

/// <summary>The visits of a ticket, oldest first: a part of its state.</summary>
[GenerateSerializer, Immutable, Alias("Visits")]
public sealed record Visits
{
    public static Visits None { get; } = new();

    [Id(0)]
    public ImmutableList<Visit> All { get; init; } = [];

    public Visit? Last => All.IsEmpty ? null : All[^1];

    public Visits Apply(Event happened) => happened switch
    {
        VisitScheduled e => this with { All = All.Add(new Visit(e.VisitId, e.TechnicianId, e.From, e.To)) },
        VisitSlotLost e => this with { All = All.RemoveAll(visit => visit.Id == e.VisitId) },
        TechnicianDeparted e => On(e.VisitId, visit => visit with { DepartedAt = e.At }),
        TechnicianArrived e => On(e.VisitId, visit => visit with { ArrivedAt = e.At }),
        VisitFinished e => On(e.VisitId, visit => visit with
        {
            Certificate = new Certificate(e.At, e.Minutes, e.ChargedMinor, e.Currency, e.Signature is not null),
        }),
        _ => this,
    };

    private Visits On(string visitId, Func<Visit, Visit> change) =>
        this with { All = [.. All.Select(visit => visit.Id == visitId ? change(visit) : visit)] };
}
