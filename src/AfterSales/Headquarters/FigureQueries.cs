using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Api.Wording;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Headquarters;

[Queries]
public sealed class FigureQueries(FigureReports reports, Readers readers, IDbContextFactory<AfterSalesDb> databases)
{
    private const int MostSteps = 400;
    private const int MostStepsOfHeadquarters = 62;
    private const int MostFigures = 50;

    /// <summary>What the figures say: what is counted, of what, by which day.</summary>
    [Secured(Permission.SeePerformance)]
    public IReadOnlyList<FigureDefinition> GetFigureDefinitions(Caller caller) => [.. FigureBook.All.Select(figure => new FigureDefinition(figure, caller.Language))];

    /// <summary>
    /// Figures over a period, with goal, rank, trend and the change against another period. A branch sees its own, headquarters all. By the days of
    /// branches, what it costs depends on branches and days, not on how many tickets there are.
    /// </summary>
    /// <param name="figures">At most fifty.</param>
    /// <param name="from">The first day.</param>
    /// <param name="to">The last day, included.</param>
    /// <param name="comparedFrom">The first day of the period to compare with.</param>
    /// <param name="comparedTo">Its last day, included.</param>
    /// <param name="days">Whose days they are.</param>
    [Secured(Permission.SeePerformance)]
    public Task<FigureReport> FiguresAsync(
        IReadOnlyList<FigureKey> figures, DateOnly from, DateOnly to, Caller caller, FigureGrouping by = FigureGrouping.Company, FigureStep step = FigureStep.None,
        DateOnly? comparedFrom = null, DateOnly? comparedTo = null, FigureFilter? filter = null, FigureDays days = FigureDays.Branch,
        CancellationToken cancellation = default)
    {
        return reports.Of(Checked(figures, by, Period.Asked(from, to), ComparedOf(comparedFrom, comparedTo), step, filter, days), caller, cancellation);
    }

    /// <summary>The same figures as a list, a line for each group and step: to be read page by page, and given as CSV.</summary>
    /// <param name="figures">Left out: all.</param>
    /// <param name="from">The first day.</param>
    /// <param name="to">The last day, included.</param>
    /// <param name="days">Whose days they are.</param>
    [Secured(Permission.SeePerformance), Paged(typeof(FigureTableRow))]
    public async Task<Connection<FigureTableLine>> FigureTableAsync(
        PageRequest page, DateOnly from, DateOnly to, Caller caller, IReadOnlyList<FigureKey>? figures = null, FigureGrouping by = FigureGrouping.Branch,
        FigureStep step = FigureStep.None, FigureDays days = FigureDays.Branch, CancellationToken cancellation = default)
    {
        var all = figures is { Count: > 0 } some ? some : [.. FigureBook.All.Where(figure => figure.Dimensions.Contains(by.Dimension())).Select(figure => figure.Key)];
        var asked = Checked(all, by, Period.Asked(from, to), compared: null, step, filter: null, days);
        var report = await reports.Of(asked, caller, cancellation);
        var names = by is FigureGrouping.Branch or FigureGrouping.Region or FigureGrouping.Technician or FigureGrouping.Model
            ? await readers.NamesOf(FigureTable.GroupsOf(report), caller, caller.Language, cancellation) : new Dictionary<string, string>();
        return FigureTable.PageOf(FigureTable.Of(report, asked, caller.Language, names), page);
    }

    private static FiguresAsked Checked(
        IReadOnlyList<FigureKey> figures, FigureGrouping by, Period period, Period? compared, FigureStep step, FigureFilter? filter, FigureDays days)
    {
        if (figures.Count is 0 or > MostFigures) throw new RequestException("FIGURES_TOO_MANY", ("Max", MostFigures));
        var asked = new FiguresAsked([.. figures.Distinct().Select(FigureBook.Of)], by, period, compared, step, MemberOf(filter), filter?.BranchIds, filter?.RegionId, days);
        var needed = new[] { by.Dimension(), asked.Of?.Dimension ?? FigureDimension.Branch }.Where(dimension => dimension != FigureDimension.Branch).Distinct().ToArray();
        foreach (var figure in asked.Figures) Demand(figure, needed);
        // A day is kept apart for one dimension at a time.
        if (needed.Length > 1) throw new RequestException("FIGURES_TOO_FINE");
        var most = days == FigureDays.Branch ? MostSteps : MostStepsOfHeadquarters;
        if (step != FigureStep.None && (period.To.DayNumber - period.From.DayNumber) / DaysOf(step) > most) throw new RequestException("STEPS_TOO_MANY", ("Max", most));
        return asked;
    }

    /// <summary>The records behind a figure, as far as you may see them. A complaint about you is counted, and not shown.</summary>
    /// <param name="from">The first day.</param>
    /// <param name="to">The last day, included.</param>
    /// <param name="days">Whose days they are.</param>
    [Secured(Permission.SeePerformance), Paged(typeof(FigureRecord))]
    public async Task<Connection<FigureRecordView>> FigureRecordsAsync(
        PageRequest page, FigureKey figure, DateOnly from, DateOnly to, Caller caller, FigurePart part = FigurePart.Numerator, FigureFilter? filter = null,
        FigureDays days = FigureDays.Branch, CancellationToken cancellation = default)
    {
        var of = FigureBook.Of(figure);
        var measure = part == FigurePart.Numerator ? of.Numerator : of.Denominator ?? throw new RequestException("FIGURE_NO_SHARE", ("Figure", figure));
        var period = Period.Asked(from, to);
        var member = MemberOf(filter);
        if (member is not null) Demand(of, [member.Dimension]);
        await reports.Seen(caller, filter?.BranchIds, filter?.RegionId, cancellation);
        var asked = new RecordsAsked(await reports.Spans(period, filter?.BranchIds, filter?.RegionId, days, cancellation), member);
        return (await databases.ToConnectionAsync(db => measure.Source.Records(db, measure, asked, caller), page, cancellation))
            .Select(record => new FigureRecordView(record, measure.Source.Key));
    }

    private static Period? ComparedOf(DateOnly? from, DateOnly? to) =>
        from is null && to is null ? null : Period.Asked(from ?? DateOnly.MaxValue, to ?? DateOnly.MinValue);

    private static void Demand(Figure figure, IEnumerable<FigureDimension> needed)
    {
        foreach (var dimension in needed)
            if (!figure.Dimensions.Contains(dimension)) throw new RequestException("FIGURE_NOT_BY", ("Figure", figure.Key), ("By", dimension));
    }

    private static FigureMember? MemberOf(FigureFilter? filter)
    {
        FigureMember?[] members =
        [
            filter?.TechnicianId is { } technician ? new(FigureDimension.Technician, technician) : null,
            filter?.ModelId is { } model ? new(FigureDimension.Model, model) : null,
            filter?.Kind is { } kind ? new(FigureDimension.Kind, $"{kind}") : null,
            filter?.Category is { } category ? new(FigureDimension.Category, $"{category}") : null,
            filter?.Step is { } step ? new(FigureDimension.Step, $"{step}") : null,
        ];
        return members.OfType<FigureMember>().ToArray() switch
        {
            [] => null,
            [var one] => one,
            _ => throw new RequestException("FIGURES_TOO_FINE"),
        };
    }

    private static int DaysOf(FigureStep step) => step switch
    {
        FigureStep.Week => 7,
        FigureStep.Month => 28,
        FigureStep.Quarter => 90,
        FigureStep.Year => 365,
        _ => 1,
    };
}
