using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using AfterSales.Access;
using AfterSales.Accounts;
using AfterSales.Api;
using AfterSales.Branches;
using AfterSales.Headquarters;
using AfterSales.Headquarters.Rules;
using AfterSales.Records;
using AfterSales.Reports.Rules;
using AfterSales.Storage;
using GraphQL;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Reports;

/// <summary>A branch's report of a week, month or year, written for the superior and kept as it was written.</summary>
[Name("PeriodReport"), Secured(Permission.SeeReports)]
public sealed class PeriodReportView(PeriodReportRow row)
{
    public string Id => row.Id;

    /// <summary>A week goes to the departments, a month or year to the service director.</summary>
    public SummaryKind Kind => row.Kind;

    public DateOnly From => row.FromDay;

    /// <summary>Included.</summary>
    public DateOnly To => row.ToDay;

    public DateTimeOffset DueAt => row.DueAt;

    /// <summary>Null while it is to be written.</summary>
    public DateTimeOffset? SubmittedAt => row.SubmittedAt;

    /// <summary>The key of the account.</summary>
    public string? SubmittedBy => row.SubmittedBy;

    public Deferred<BranchView?> GetBranch(BranchLoader branches) => branches.Load(row.OfBranchId);

    /// <summary>What the branch had to say of the time.</summary>
    public Deferred<string?> GetText(JournalEventLoader journal) => journal.Load(row.Id).Select(events =>
        events?.LastOrDefault(e => e.Name == nameof(PeriodReportSubmitted)) is { Texts: [var text, ..] } ? text.Words : null);

    /// <summary>
    /// The figures as they stood the morning after: of a week the records of phone, website, consultations and service demands, the complaints and the results of
    /// return visits and calls; of a month or year all.
    /// </summary>
    public async Task<IReadOnlyList<SummaryLineView>> GetFiguresAsync(IGrainFactory grains, Caller caller) =>
        [.. (await PeriodFigures.Of(grains, row.OfBranchId, row.Kind, row.FromDay)).Select(line => new SummaryLineView(line, caller.Language))];

    /// <summary>What was decided, who does it by when, and what came of it.</summary>
    public async Task<IReadOnlyList<ReportMeasureView>> GetMeasuresAsync(IGrainFactory grains, Journal journal, CancellationToken cancellation)
    {
        if (await grains.GetGrain<IPeriodReportGrain>(row.Id).Read(Caller.System) is not { Measures.IsEmpty: false } report) return [];
        var events = await journal.Read(row.Id, cancellation);
        return [.. report.Measures.Select(measure => new ReportMeasureView(measure.Number, WordsOf(nameof(MeasureDecided), measure.Number), measure.Account, measure.DueOn,
            measure.IsDone, WordsOf(nameof(MeasureChecked), measure.Number), measure.CheckedAt, measure.CheckedBy))];

        string? WordsOf(string name, int number) =>
            events.LastOrDefault(e => e.Name == name && e.Data.GetProperty("number").GetInt32() == number) is { Texts: [var text, ..] } ? text.Words : null;
    }

    public static PeriodReportView Of(PeriodReport report, int version) => new(PeriodReportRow.Of(report, new RowStamp(version, 1)));
}

/// <summary>Something that was decided in a report.</summary>
/// <param name="AccountId">The key of the account that does it.</param>
/// <param name="DueOn">By the end of that day at the branch.</param>
/// <param name="IsDone">Null while nobody has looked.</param>
/// <param name="Found">What was found.</param>
/// <param name="CheckedBy">The key of the account that looked.</param>
[Name("ReportMeasure"), SecuredByParent]
public sealed record ReportMeasureView(
    int Number, string? What, string AccountId, DateOnly DueOn, bool? IsDone, string? Found, DateTimeOffset? CheckedAt, string? CheckedBy);

/// <summary>Which of the figures of a summary stand in a report.</summary>
internal static class PeriodFigures
{
    /// <summary>S0 P5 II.1(2): phone, website, consultation and service demand records; S4 A2 (4), A4 X.1: complaints and return-visit results.</summary>
    private static readonly FigureKey[] OfWeek =
    [
        FigureKey.PhoneRecords, FigureKey.WebsiteRecords, FigureKey.Consultations, FigureKey.ServiceDemands, FigureKey.ComplaintsRaised, FigureKey.ComplaintsAnsweredInTime,
        FigureKey.ReturnVisits, FigureKey.FollowUpsInTime, FigureKey.FollowUpReach,
    ];

    public static async Task<ImmutableList<SummaryLine>> Of(IGrainFactory grains, string branchId, SummaryKind kind, DateOnly from)
    {
        if (await grains.GetGrain<IFigureSummaryGrain>(IFigureSummaryGrain.KeyOf(branchId, kind, from)).Read(Caller.System) is not { } summary) return [];
        return kind == SummaryKind.Week ? summary.Lines.FindAll(line => OfWeek.Contains(line.Figure)) : summary.Lines;
    }
}

[Queries]
public sealed class PeriodReportQueries
{
    /// <summary>The reports of weeks, months and years: a branch sees its own, headquarters those that were written.</summary>
    [Secured(Permission.SeeReports), Paged(typeof(PeriodReportRow))]
    public async Task<Connection<PeriodReportView>> PeriodReportsAsync(PageRequest page, IDbContextFactory<AfterSalesDb> databases, Caller caller, CancellationToken cancellation) =>
        (await databases.ToConnectionAsync(db => db.Set<PeriodReportRow>().VisibleTo(caller), page, cancellation)).Select(row => new PeriodReportView(row));

    /// <summary>The figures of one report as a list, by its key: what <c>/exports/period-report-figures?id=…</c> gives. Empty where there is none you may see.</summary>
    [Secured(Permission.SeePerformance), Paged(typeof(SummaryLineRow))]
    public async Task<Connection<SummaryLineView>> PeriodReportFiguresAsync(string id, PageRequest page, IGrainFactory grains, Caller caller) => SummaryLineView.PageOf(
        await grains.Read<IPeriodReportGrain, PeriodReport>(IPeriodReportGrain.Prefix, id, caller) is { } report
            ? await PeriodFigures.Of(grains, report.OfBranchId, report.Period, report.From)
            : [], page, caller);

    /// <summary>One report, by its key; null where there is none you may see.</summary>
    [Secured(Permission.SeeReports)]
    public Task<PeriodReportView?> GetPeriodReportAsync(string id, IGrainFactory grains, Caller caller) =>
        grains.Show<IPeriodReportGrain, PeriodReport, PeriodReportView>(IPeriodReportGrain.Prefix, id, caller, PeriodReportView.Of);
}

/// <param name="AccountId">Who does it.</param>
/// <param name="DueOn">A day at the branch.</param>
public sealed record DecidedMeasureInput([property: StringLength(1000)] string What, [property: StringLength(64)] string AccountId, DateOnly DueOn);

[Mutations]
public sealed class PeriodReportMutations(IGrainFactory grains)
{
    /// <summary>
    /// The branch's manager writes a report of a week, month or year: the superior has it from now on, and it stays as it is. Each measure is a task of whom it
    /// names, and is looked at a week later.
    /// </summary>
    [Secured(Permission.SignReports), Errors(typeof(ReportSubmitted), typeof(NoOpenAccount))]
    public Task<Outcome<PeriodReportView>> SubmitPeriodReport(
        string reportId, [StringLength(10_000)] string text, Caller caller, [MaxLength(20)] IReadOnlyList<DecidedMeasureInput>? measures = null, string? requestId = null) =>
        On(reportId, caller, report => report.Submit(new(
            new SubmitReport(text, [.. (measures ?? []).Select(measure => new DecidedMeasure(measure.What, measure.AccountId, measure.DueOn))]), caller, requestId)));

    /// <summary>Says whether a measure of a report was carried out, and what was found.</summary>
    /// <param name="number">Of the measure in its report.</param>
    [Secured(Permission.ConfirmDailyReports)]
    public Task<Outcome<PeriodReportView>> CheckReportMeasure(
        string reportId, int number, bool isDone, [StringLength(1000)] string found, Caller caller, string? requestId = null) =>
        On(reportId, caller, report => report.Check(new(new CheckMeasure(number, isDone, found), caller, requestId)));

    private Task<Outcome<PeriodReportView>> On(string reportId, Caller caller, Func<IPeriodReportGrain, Task<Answer>> ask) =>
        grains.Ask<IPeriodReportGrain, PeriodReport, PeriodReportView>(IPeriodReportGrain.Prefix, reportId, caller, ask, PeriodReportView.Of);
}
