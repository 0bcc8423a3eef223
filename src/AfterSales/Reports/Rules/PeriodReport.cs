using System.Collections.Immutable;
using AfterSales.Access;
using AfterSales.Branches.Rules;
using AfterSales.Headquarters.Rules;
using AfterSales.Records;

namespace AfterSales.Reports.Rules;

/// <summary>Something that was decided in a report, by whom it is done and by when; its words stand in the journal.</summary>
/// <param name="Account">The key of the account that does it.</param>
/// <param name="DueOn">By the end of that day at the branch.</param>
/// <param name="CheckedBy">The key of the account that looked whether it was done; null while nobody has.</param>
[GenerateSerializer, Immutable, Alias("ReportMeasure")]
public sealed record ReportMeasure(
    [property: Id(0)] int Number,
    [property: Id(1)] string Account,
    [property: Id(2)] DateOnly DueOn,
    [property: Id(3)] bool? IsDone = null,
    [property: Id(4)] DateTimeOffset? CheckedAt = null,
    [property: Id(5)] string? CheckedBy = null);

/// <summary>
/// A branch's report of a week, month or year (S0 P5 II.1(2); S4 A4 X.1, A5 10; S3 ⑹-5 (五)). Its figures are those of the summary of the same time; the
/// words and measures are people's. It is owed once the summary is written.
/// </summary>
[GenerateSerializer, Immutable, Alias("PeriodReport")]
public sealed record PeriodReport : IRecordState<PeriodReport>, ISignedByBranch
{
    public static string Kind => "period_report";

    /// <summary><c>pr-…</c>, made of branch, kind and first day.</summary>
    [Id(0)]
    public string Id { get; init; } = "";

    /// <summary>The branch whose people see to it; once that has closed, the one that took its work.</summary>
    [Id(1)]
    public string BranchId { get; init; } = "";

    /// <summary>The branch it is about.</summary>
    [Id(2)]
    public string OfBranchId { get; init; } = "";

    [Id(3)]
    public SummaryKind Period { get; init; }

    [Id(4)]
    public DateOnly From { get; init; }

    /// <summary>Included.</summary>
    [Id(5)]
    public DateOnly To { get; init; }

    [Id(6)]
    public DateTimeOffset DueAt { get; init; }

    /// <summary>When it went to the superior; null while it is to be written.</summary>
    [Id(7)]
    public DateTimeOffset? SubmittedAt { get; init; }

    /// <summary>The key of the account.</summary>
    [Id(8)]
    public string? SubmittedBy { get; init; }

    [Id(9)]
    public ImmutableList<ReportMeasure> Measures { get; init; } = [];

    public bool IsSigned => SubmittedAt is not null;

    /// <summary>All that was decided was looked at.</summary>
    public bool IsChecked => Measures.TrueForAll(measure => measure.CheckedAt is not null);

    // Its tasks remind of themselves.
    public DateTimeOffset? NextDue => null;

    public static PeriodReport Apply(PeriodReport? state, Event happened) => happened switch
    {
        PeriodReportOwed e => new PeriodReport { Id = e.Id, BranchId = e.BranchId, OfBranchId = e.OfBranchId, Period = e.Period, From = e.From, To = e.To, DueAt = e.DueAt },
        PeriodReportSubmitted e => state! with { SubmittedAt = e.At, SubmittedBy = e.By },
        MeasureDecided e => state! with { Measures = state.Measures.Add(new ReportMeasure(e.Number, e.Account, e.DueOn)) },
        MeasureChecked e => state! with
        {
            Measures = [.. state.Measures.Select(measure => measure.Number == e.Number ? measure with { IsDone = e.IsDone, CheckedAt = e.At, CheckedBy = e.By } : measure)],
        },
        HandedOver e => state! with { BranchId = e.ToBranchId },
        _ => state!,
    };
}

public sealed record PeriodReportOwed(string Id, string BranchId, string OfBranchId, SummaryKind Period, DateOnly From, DateOnly To, DateTimeOffset DueAt) : Event;

/// <param name="By">The key of the account.</param>
/// <param name="ReadBy">By when its readers are to have read it.</param>
/// <param name="CheckBy">By when its measures are to be looked at.</param>
public sealed record PeriodReportSubmitted(DateTimeOffset At, string By, DateTimeOffset ReadBy, DateTimeOffset CheckBy, [property: Words] string Text) : Event;

/// <param name="DueAt">The end of the day it is due on.</param>
public sealed record MeasureDecided(int Number, string Account, DateOnly DueOn, DateTimeOffset DueAt, [property: Words] string What) : Event;

public sealed record MeasureChecked(int Number, bool IsDone, DateTimeOffset At, string By, [property: Words] string Found) : Event;
