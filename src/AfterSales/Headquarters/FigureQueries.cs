using System.ComponentModel.DataAnnotations;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Api.Wording;
using AfterSales.Catalogue;
using AfterSales.Headquarters.Rules;
using AfterSales.Storage;
using AfterSales.Tickets.Rules;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Headquarters;

[Queries]
public sealed class FigureQueries(FigureReports reports, Readers readers, PartNames parts, IDbContextFactory<AfterSalesDb> databases)
{
    private const int MostFigures = 50;

    /// <summary>What the figures say: what is counted, of what, by which day, and what the company wants it to come to.</summary>
    [Secured(Permission.SeePerformance)]
    public async Task<IReadOnlyList<FigureDefinition>> GetFigureDefinitionsAsync(Caller caller)
    {
        var goals = await reports.CompanyGoals();
        return [.. FigureBook.All.Select(figure => new FigureDefinition(figure, goals.GetValueOrDefault(figure.Key), caller.Language))];
    }

    /// <summary>
    /// Figures over a period, with goal, rank, trend and the change against another period. A branch sees its own, headquarters all. By the days of
    /// branches, what it costs depends on branches and days, not on how many tickets there are; by model and fault at once also on those.
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
    /// <param name="branchIds">Only these branches; left out: all you may see.</param>
    /// <param name="modelId">Only this model, by its key in the catalogue.</param>
    /// <param name="fault">Only repairs of this fault, by the code of the part.</param>
    /// <param name="regionId">Only the branches that were in this region, each day as it was then.</param>
    /// <param name="technicianId">Only this technician, by his key.</param>
    /// <param name="kind">Only tickets of this kind.</param>
    /// <param name="category">Only work of this category.</param>
    [Secured(Permission.SeePerformance), Paged(typeof(FigureTableRow))]
    public async Task<Connection<FigureTableLine>> FigureTableAsync(
        PageRequest page, DateOnly from, DateOnly to, Caller caller, IReadOnlyList<FigureKey>? figures = null, FigureGrouping by = FigureGrouping.Branch,
        FigureStep step = FigureStep.None, FigureDays days = FigureDays.Branch, IReadOnlyList<string>? branchIds = null, string? modelId = null,
        [StringLength(100)] string? fault = null, string? regionId = null, string? technicianId = null, TicketKind? kind = null, ServiceCategory? category = null,
        CancellationToken cancellation = default)
    {
        var filter = new FigureFilter(branchIds, technicianId, modelId, kind, category, RegionId: regionId, Fault: fault);
        var all = figures is { Count: > 0 } some ? some : [.. FigureBook.All.Where(figure => Needed(by, MembersOf(filter)).All(figure.Dimensions.Contains)).Select(figure => figure.Key)];
        var asked = Checked(all, by, Period.Asked(from, to), compared: null, step, filter, days);
        var report = await reports.Of(asked, caller, cancellation);
        return FigureTable.PageOf(FigureTable.Of(report, asked, caller.Language, await NamesOf(report, by, caller, cancellation)), page);
    }

    private async Task<IReadOnlyDictionary<string, string>> NamesOf(FigureReport report, FigureGrouping by, Caller caller, CancellationToken cancellation)
    {
        if (by is FigureGrouping.Company or FigureGrouping.Kind or FigureGrouping.Category or FigureGrouping.Step) return new Dictionary<string, string>();
        var groups = report.Lines.Select(line => line.Group).Where(group => group.Id is not null).DistinctBy(group => group.Id).ToArray();
        var records = await readers.NamesOf([.. groups.Select(group => group.RecordId).OfType<string>()], caller, caller.Language, cancellation);
        var faults = (await parts.Of([.. groups.Select(group => group.Fault).OfType<string>().Distinct()], cancellation)).ToDictionary(part => part.Key, part => part.Value.In(caller.Language));
        return groups.ToDictionary(group => group.Id!, group => string.Join(" · ", new[]
        {
            group.RecordId is { } record ? records.GetValueOrDefault(record, record) : null,
            group.Fault is { } fault ? faults.GetValueOrDefault(fault, fault) : null,
        }.OfType<string>()));
    }

    private static FiguresAsked Checked(
        IReadOnlyList<FigureKey> figures, FigureGrouping by, Period period, Period? compared, FigureStep step, FigureFilter? filter, FigureDays days)
    {
        if (figures.Count is 0 or > MostFigures) throw new RequestException("FIGURES_TOO_MANY", ("Max", MostFigures));
        var asked = new FiguresAsked([.. figures.Distinct().Select(FigureBook.Of)], by, period, compared, step, MembersOf(filter), filter?.BranchIds, filter?.RegionId, days);
        var needed = Needed(by, asked.Of ?? []);
        foreach (var figure in asked.Figures) Demand(figure, needed);
        var limit = FigureDetailRules.LimitOfDimensions(needed, step, Math.Max(period.Days, compared?.Days ?? 0)) ?? FigureDetailRules.LimitOfSteps(step, period.Days, days);
        return limit is { } passed ? throw Passed(passed, days) : asked;
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
        var members = MembersOf(filter);
        Demand(of, members.Select(member => member.Dimension));
        // Branches are named though all are meant: their days are found through the index that begins with the branch.
        var seen = await reports.Seen(caller, filter?.BranchIds, filter?.RegionId, cancellation);
        var asked = new RecordsAsked(await reports.Spans(period, filter?.BranchIds ?? seen, filter?.RegionId, days, cancellation), members);
        return (await databases.ToConnectionAsync(db => measure.Source.Records(db, measure, asked, caller), page,
                counted: rows => rows.OrderBy(row => row.BranchId).ThenBy(row => row.Day), cancellation))
            .Select(record => new FigureRecordView(record, measure.Source.Key));
    }

    private static Period? ComparedOf(DateOnly? from, DateOnly? to) =>
        from is null && to is null ? null : Period.Asked(from ?? DateOnly.MaxValue, to ?? DateOnly.MinValue);

    private static void Demand(Figure figure, IEnumerable<FigureDimension> needed)
    {
        foreach (var dimension in needed)
            if (!figure.Dimensions.Contains(dimension)) throw new RequestException("FIGURE_NOT_BY", ("Figure", figure.Key), ("By", dimension));
    }

    private static FigureDimension[] Needed(FigureGrouping by, IEnumerable<FigureMember> of) =>
        [.. by.Dimensions().Concat(of.Select(member => member.Dimension)).Distinct()];

    private static RequestException Passed(FigureLimit limit, FigureDays days) => limit switch
    {
        FigureLimit.TooManyDays => new("PERIOD_INVALID", ("Days", FigureDetailRules.MostDaysOfTwo)),
        FigureLimit.TooManySteps => new("STEPS_TOO_MANY", ("Max", FigureDetailRules.MostStepsOf(days))),
        _ => new("FIGURES_TOO_FINE"),
    };

    private static FigureMember[] MembersOf(FigureFilter? filter)
    {
        FigureMember?[] named =
        [
            filter?.TechnicianId is { } technician ? new(FigureDimension.Technician, technician) : null,
            filter?.ModelId is { } model ? new(FigureDimension.Model, model) : null,
            filter?.Kind is { } kind ? new(FigureDimension.Kind, $"{kind}") : null,
            filter?.Category is { } category ? new(FigureDimension.Category, $"{category}") : null,
            filter?.Step is { } step ? new(FigureDimension.Step, $"{step}") : null,
            filter?.Fault is { } fault ? new(FigureDimension.Fault, fault) : null,
        ];
        var members = named.OfType<FigureMember>().ToArray();
        return FigureDetailRules.AreCountedTogether([.. members.Select(member => member.Dimension)]) ? members : throw Passed(FigureLimit.TooFine, default);
    }
}
