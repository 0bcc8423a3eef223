using System.Collections.Immutable;
using AfterSales.Records;

namespace AfterSales.Headquarters.Rules;

/// <summary>A figure of a branch that became worse than it may be.</summary>
/// <param name="Number">Counts the signs of the branch.</param>
/// <param name="Value">As the figure is counted: a share from 0 to 1.</param>
/// <param name="Threshold">The value it must not be worse than.</param>
/// <param name="From">The first of the days that were looked at.</param>
/// <param name="To">The last one, included.</param>
/// <param name="PassedAt">When it was better again; null while it is not.</param>
[GenerateSerializer, Immutable, Alias("EarlySign")]
public sealed record EarlySign(
    [property: Id(0)] int Number,
    [property: Id(1)] FigureKey Figure,
    [property: Id(2)] double Value,
    [property: Id(3)] double Threshold,
    [property: Id(4)] DateOnly From,
    [property: Id(5)] DateOnly To,
    [property: Id(6)] DateTimeOffset RaisedAt,
    [property: Id(7)] DateTimeOffset? PassedAt = null);

/// <summary>
/// Looks at the figures of one place each morning: has the day before summed up, and says once when a figure of the branch becomes worse than its
/// threshold, and not again before it was better in between.
/// </summary>
[GenerateSerializer, Immutable, Alias("FigureWatch")]
public sealed record FigureWatch : IRecordState<FigureWatch>
{
    private const int MostSigns = 200;

    public static string Kind => "figure_watch";

    /// <summary><c>fw-…</c></summary>
    [Id(0)]
    public string Id { get; init; } = "";

    /// <summary>The key of the branch, or <c>headquarters</c>.</summary>
    [Id(1)]
    public string BranchId { get; init; } = "";

    /// <summary>The last day that was summed up.</summary>
    [Id(2)]
    public DateOnly LastDay { get; init; }

    /// <summary>Null once the branch has closed and its last month is summed up.</summary>
    [Id(3)]
    public DateTimeOffset? NextLook { get; init; }

    /// <summary>The latest ones, the oldest first.</summary>
    [Id(4)]
    public ImmutableList<EarlySign> Signs { get; init; } = [];

    [Id(5)]
    public int LastSign { get; init; }

    public DateTimeOffset? NextDue => NextLook;

    public EarlySign? Current(FigureKey figure) => Signs.FindLast(sign => sign.Figure == figure && sign.PassedAt is null);

    public static FigureWatch Apply(FigureWatch? state, Event happened) => happened switch
    {
        FigureWatchBegun e => new FigureWatch { Id = e.Id, BranchId = e.BranchId, LastDay = e.LastDay, NextLook = e.NextLook },
        FigureDayClosed e => state! with { LastDay = e.Day },
        FiguresLookedAt e => state! with { NextLook = e.NextLook },
        EarlySignRaised e => state! with
        {
            Signs = [.. state.Signs.TakeLast(MostSigns - 1), new EarlySign(e.Number, e.Figure, e.Value, e.Threshold, e.From, e.To, e.At)], LastSign = e.Number,
        },
        EarlySignPassed e => state! with { Signs = [.. state.Signs.Select(sign => sign.Figure == e.Figure && sign.PassedAt is null ? sign with { PassedAt = e.At } : sign)] },
        _ => state!,
    };
}

public sealed record FigureWatchBegun(string Id, string BranchId, DateOnly LastDay, DateTimeOffset NextLook) : Event;

/// <summary>A day at the place is over, and is summed up; with it a week or a month that ended.</summary>
public sealed record FigureDayClosed(DateOnly Day) : Event;

public sealed record FiguresLookedAt(DateTimeOffset? NextLook) : Event;

/// <inheritdoc cref="EarlySign"/>
[Published("early_sign.raised")]
public sealed record EarlySignRaised(int Number, FigureKey Figure, double Value, double Threshold, DateOnly From, DateOnly To, DateTimeOffset At) : Event;

/// <summary>The figure is as good as it must be again.</summary>
public sealed record EarlySignPassed(FigureKey Figure, DateTimeOffset At) : Event;
