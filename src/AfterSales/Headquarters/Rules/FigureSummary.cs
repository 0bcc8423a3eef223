using System.Collections.Immutable;
using AfterSales.Records;

namespace AfterSales.Headquarters.Rules;

/// <summary>How long a time is summed up.</summary>
public enum SummaryKind
{
    Day,

    /// <summary>From Monday.</summary>
    Week,
    Month,
    Year,
}

/// <summary>A figure in a summary.</summary>
/// <param name="Numerator">Of hours of work: minutes.</param>
/// <param name="Denominator">Null for what is only counted or added up.</param>
/// <param name="Value">In the figure's unit; null for a share of nothing.</param>
/// <param name="Before">In the time of the same length before.</param>
/// <param name="Goal">As it held on the last day.</param>
[GenerateSerializer, Immutable, Alias("SummaryLine")]
public sealed record SummaryLine(
    [property: Id(0)] FigureKey Figure,
    [property: Id(1)] long Numerator,
    [property: Id(2)] long? Denominator,
    [property: Id(3)] double? Value,
    [property: Id(4)] double? Before,
    [property: Id(5)] double? Goal);

/// <summary>All figures of a place over a day, week, month or year, as they stood the morning after. What is changed later is seen in the figures, not here.</summary>
[GenerateSerializer, Immutable, Alias("FigureSummary")]
public sealed record FigureSummary : IRecordState<FigureSummary>
{
    public static string Kind => "figure_summary";

    /// <summary><c>fs-…</c>, made of place, kind and first day.</summary>
    [Id(0)]
    public string Id { get; init; } = "";

    /// <summary>The key of the branch; <c>headquarters</c>: of the whole company.</summary>
    [Id(1)]
    public string BranchId { get; init; } = "";

    [Id(2)]
    public SummaryKind SummaryKind { get; init; }

    [Id(3)]
    public DateOnly From { get; init; }

    /// <summary>Included.</summary>
    [Id(4)]
    public DateOnly To { get; init; }

    [Id(5)]
    public DateTimeOffset WrittenAt { get; init; }

    [Id(6)]
    public ImmutableList<SummaryLine> Lines { get; init; } = [];

    public DateTimeOffset? NextDue => null;

    public static FigureSummary Apply(FigureSummary? state, Event happened) => happened is FigureSummaryWritten e
        ? new FigureSummary { Id = e.Id, BranchId = e.BranchId, SummaryKind = e.Kind, From = e.From, To = e.To, WrittenAt = e.At, Lines = e.Lines }
        : state!;
}

[Published("summary.written")]
public sealed record FigureSummaryWritten(
    string Id, string BranchId, SummaryKind Kind, DateOnly From, DateOnly To, DateTimeOffset At, ImmutableList<SummaryLine> Lines) : Event;
