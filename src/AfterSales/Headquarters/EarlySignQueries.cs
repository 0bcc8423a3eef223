using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Branches;
using AfterSales.Headquarters.Rules;
using AfterSales.Storage;
using GraphQL;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Headquarters;

/// <summary>A figure of a branch became worse than it may be: said once, until it was better in between.</summary>
[Name("EarlySign"), Secured(Permission.SeePerformance)]
public sealed class EarlySignView(EarlySignRow row)
{
    public string Id => row.Id;

    public FigureKey Figure => row.Figure;

    public Deferred<BranchView?> GetBranch(BranchLoader branches) => branches.Load(row.BranchId);

    /// <summary>In the figure's unit.</summary>
    public double Value => row.Value;

    /// <summary>The value it must not be worse than.</summary>
    public double Threshold => row.Threshold;

    /// <summary>The first of the days that were looked at.</summary>
    public DateOnly From => row.FromDay;

    /// <summary>The last one, included.</summary>
    public DateOnly To => row.ToDay;

    public DateTimeOffset RaisedAt => row.RaisedAt;

    /// <summary>When it was better again; null while it is not.</summary>
    public DateTimeOffset? PassedAt => row.PassedAt;

    /// <summary>Why it was raised, in the caller's language.</summary>
    public string GetReason(Caller caller) => FigureWording.ReasonOf(row, caller.Language);

    /// <summary>Where the console shows the figure and the records behind it.</summary>
    public string Link => string.Create(CultureInfo.InvariantCulture, $"/figures?figure={JsonNamingPolicy.SnakeCaseUpper.ConvertName($"{row.Figure}")}&branch={row.BranchId}&from={row.FromDay:yyyy-MM-dd}&to={row.ToDay:yyyy-MM-dd}");
}

/// <summary>All figures of a place over a day, week, month or year, as they stood the morning after.</summary>
[Name("FigureSummary"), Secured(Permission.SeePerformance)]
public sealed class FigureSummaryView(FigureSummaryRow row)
{
    public string Id => row.Id;

    /// <summary>Null: of the whole company.</summary>
    public Deferred<BranchView?> GetBranch(BranchLoader branches) => branches.Load(row.BranchId);

    public SummaryKind Kind => row.Kind;

    public DateOnly From => row.FromDay;

    /// <summary>Included.</summary>
    public DateOnly To => row.ToDay;

    public DateTimeOffset WrittenAt => row.WrittenAt;

    public async Task<IReadOnlyList<SummaryLineView>> GetLines(IGrainFactory grains, Caller caller) =>
        await grains.Read<IFigureSummaryGrain, FigureSummary>(IFigureSummaryGrain.Prefix, row.Id, caller) is { } summary
            ? summary.Lines.ConvertAll(line => new SummaryLineView(line, caller.Language)) : [];
}

/// <summary>What the list of a summary's figures can be narrowed by.</summary>
public sealed record SummaryLineRow
{
    public string Id { get; init; } = "";

    [Filtered]
    public FigureKey Figure { get; init; }
}

/// <summary>A figure in a summary.</summary>
[Name("FigureSummaryLine"), Secured(Permission.SeePerformance)]
public sealed class SummaryLineView(SummaryLine line, string language)
{
    /// <summary>Within its summary.</summary>
    public string Id => string.Create(CultureInfo.InvariantCulture, $"{(int)line.Figure:000}");

    public FigureKey Figure => line.Figure;

    /// <summary>In the caller's language.</summary>
    public string Name => FigureWording.NameOf(line.Figure, language);

    /// <summary>Of hours of work: minutes.</summary>
    public long Numerator => line.Numerator;

    public long? Denominator => line.Denominator;

    /// <summary>In the figure's unit; null for a share of nothing.</summary>
    public double? Value => line.Value;

    /// <summary>In the time of the same length before.</summary>
    public double? Before => line.Before;

    /// <summary>As it held on the last day.</summary>
    public double? Goal => line.Goal;

    /// <summary>Null where there is no goal or no value.</summary>
    public bool? MeetsGoal => FigureBook.Of(line.Figure).Meets(line.Value, line.Goal);

    internal static Connection<SummaryLineView> PageOf(ImmutableList<SummaryLine> lines, PageRequest page, Caller caller) => MadeList.PageOf(
        lines.ConvertAll(line => new SummaryLineView(line, caller.Language)), line => line.Id, line => new SummaryLineRow { Id = line.Id, Figure = line.Figure }, page);
}

[Queries]
public sealed class EarlySignQueries(IDbContextFactory<AfterSalesDb> databases)
{
    /// <summary>The early signs of the branches you may see; headquarters also has a task for each.</summary>
    [Secured(Permission.SeePerformance), Paged(typeof(EarlySignRow))]
    public async Task<Connection<EarlySignView>> EarlySignsAsync(PageRequest page, Caller caller, CancellationToken cancellation) =>
        (await databases.ToConnectionAsync(db => db.Set<EarlySignRow>().VisibleTo(caller), page, cancellation)).Select(row => new EarlySignView(row));

    /// <summary>The summaries of days, weeks, months and years: a branch sees its own, headquarters all and those of the company.</summary>
    [Secured(Permission.SeePerformance), Paged(typeof(FigureSummaryRow))]
    public async Task<Connection<FigureSummaryView>> FigureSummariesAsync(PageRequest page, Caller caller, CancellationToken cancellation) =>
        (await databases.ToConnectionAsync(db => db.Set<FigureSummaryRow>().VisibleTo(caller), page, cancellation)).Select(row => new FigureSummaryView(row));

    /// <summary>The figures of one summary as a list, by its key: what <c>/exports/figure-summary-lines?id=…</c> gives. Empty where there is none you may see.</summary>
    [Secured(Permission.SeePerformance), Paged(typeof(SummaryLineRow))]
    public async Task<Connection<SummaryLineView>> FigureSummaryLinesAsync(string id, PageRequest page, IGrainFactory grains, Caller caller)
    {
        var summary = await grains.Read<IFigureSummaryGrain, FigureSummary>(IFigureSummaryGrain.Prefix, id, caller);
        return SummaryLineView.PageOf(summary?.Lines ?? [], page, caller);
    }

    /// <summary>One summary, by its key; null where there is none you may see.</summary>
    [Secured(Permission.SeePerformance)]
    public Task<FigureSummaryView?> GetFigureSummaryAsync(string id, IGrainFactory grains, Caller caller) =>
        grains.Show<IFigureSummaryGrain, FigureSummary, FigureSummaryView>(IFigureSummaryGrain.Prefix, id, caller,
            (summary, version) => new FigureSummaryView(FigureSummaryRow.Of(summary, new(version, 1))));
}
