using AfterSales.Headquarters.Rules;
using AfterSales.Records;

namespace AfterSales.Headquarters;

/// <summary>Who looks at the figures of a place each morning. Its key: <see cref="KeyOf"/>.</summary>
[Alias("IFigureWatchGrain")]
public interface IFigureWatchGrain : IRecord<FigureWatch>
{
    const string Prefix = "fw-";

    /// <param name="place">The key of a branch, or <c>headquarters</c>.</param>
    static string KeyOf(string place) => Prefix + place;

    /// <summary>Begins with the day on which the place opened. Where it was begun before, nothing happens.</summary>
    [Alias("Begin")]
    Task<Answer> Begin(Intent<BeginWatch> intent);
}

/// <param name="Place">The key of a branch, or <c>headquarters</c>.</param>
/// <param name="Since">When it opened; the company: its first branch.</param>
[GenerateSerializer, Immutable, Alias("BeginWatch")]
public sealed record BeginWatch([property: Id(0)] string Place, [property: Id(1)] DateTimeOffset? Since = null);

/// <summary>A summary that is written once and kept. Its key: <see cref="KeyOf"/>.</summary>
[Alias("IFigureSummaryGrain")]
public interface IFigureSummaryGrain : IRecord<FigureSummary>
{
    const string Prefix = "fs-";

    static string KeyOf(string place, SummaryKind kind, DateOnly from) => FormattableString.Invariant($"{Prefix}{place}-{$"{kind}".ToLowerInvariant()}-{from:yyyy-MM-dd}");

    /// <summary>One that was written before stays as it is.</summary>
    [Alias("Write")]
    Task<Answer> Write(Intent<SummaryAsked> intent);
}

/// <param name="Place">The key of a branch, or <c>headquarters</c> for the whole company.</param>
[GenerateSerializer, Immutable, Alias("SummaryAsked")]
public sealed record SummaryAsked([property: Id(0)] string Place, [property: Id(1)] SummaryKind Kind, [property: Id(2)] DateOnly From, [property: Id(3)] DateOnly To)
{
    /// <summary>What ended with a day: the day itself, a week with its Sunday, a month or year with its last day.</summary>
    public static IEnumerable<SummaryAsked> EndingWith(string place, DateOnly day)
    {
        yield return new(place, SummaryKind.Day, day, day);
        if (day.DayOfWeek == DayOfWeek.Sunday) yield return new(place, SummaryKind.Week, day.AddDays(-6), day);
        if (day.AddDays(1).Day == 1) yield return new(place, SummaryKind.Month, new DateOnly(day.Year, day.Month, 1), day);
        if (day is { Month: 12, Day: 31 }) yield return new(place, SummaryKind.Year, new DateOnly(day.Year, 1, 1), day);
    }
}

/// <summary>A day that ended has a summary written.</summary>
public sealed record WriteFigureSummary(SummaryAsked Summary) : Effect
{
    public override string Target => IFigureSummaryGrain.KeyOf(Summary.Place, Summary.Kind, Summary.From);

    public override Task<Answer> Deliver(IGrainFactory grains, EffectContext context) => grains.GetGrain<IFigureSummaryGrain>(Target).Write(context.Intent(Summary));
}

/// <summary>Somebody writes a report from the summary of a branch's week, month or year, and wants to hear when it is there.</summary>
[Alias("IHearOfSummary")]
public interface IHearOfSummary : IGrainWithStringKey
{
    const string Prefix = "pr-";

    static string KeyOf(string branchId, SummaryKind kind, DateOnly from) => RecordKey.Derived(Prefix, FormattableString.Invariant($"{branchId}\n{kind}\n{from:yyyy-MM-dd}"));

    /// <summary>What was heard of before changes nothing.</summary>
    [Alias("SummaryWritten")]
    Task<Answer> SummaryWritten(Intent<SummaryAsked> intent);
}

/// <summary>A summary was written, from which a report is to be made.</summary>
public sealed record TellSummaryWritten(SummaryAsked Summary) : Effect
{
    public override string Target => IHearOfSummary.KeyOf(Summary.Place, Summary.Kind, Summary.From);

    public override Task<Answer> Deliver(IGrainFactory grains, EffectContext context) => grains.GetGrain<IHearOfSummary>(Target).SummaryWritten(context.Intent(Summary));
}
