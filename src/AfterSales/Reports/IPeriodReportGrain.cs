using System.Collections.Immutable;
using AfterSales.Headquarters;
using AfterSales.Records;
using AfterSales.Reports.Rules;

namespace AfterSales.Reports;

/// <summary>A branch's report of a week, month or year. Its key: <see cref="IHearOfSummary.KeyOf"/>.</summary>
[Alias("IPeriodReportGrain")]
public interface IPeriodReportGrain : IRecord<PeriodReport>
{
    const string Prefix = IHearOfSummary.Prefix;

    /// <summary>Writes it: from then on the superior has it. Refused: NotFound, InputInvalid, NoOpenAccount, ReportSubmitted.</summary>
    [Alias("Submit")]
    Task<Answer> Submit(Intent<SubmitReport> intent);

    /// <summary>Looks whether a measure was carried out. Refused: NotFound, InputInvalid.</summary>
    [Alias("Check")]
    Task<Answer> Check(Intent<CheckMeasure> intent);
}

/// <param name="Text">What the branch has to say of the time.</param>
[GenerateSerializer, Immutable, Alias("SubmitReport")]
public sealed record SubmitReport([property: Id(0)] string Text, [property: Id(1)] ImmutableList<DecidedMeasure> Measures);

/// <param name="Account">The key of the account that does it.</param>
/// <param name="DueOn">A day at the branch.</param>
[GenerateSerializer, Immutable, Alias("DecidedMeasure")]
public sealed record DecidedMeasure([property: Id(0)] string What, [property: Id(1)] string Account, [property: Id(2)] DateOnly DueOn);

/// <param name="Found">What was found.</param>
[GenerateSerializer, Immutable, Alias("CheckMeasure")]
public sealed record CheckMeasure([property: Id(0)] int Number, [property: Id(1)] bool IsDone, [property: Id(2)] string Found);
