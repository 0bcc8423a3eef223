using System.Collections.Frozen;
using System.Collections.Immutable;
using AfterSales.Headquarters.Rules;

namespace AfterSales.Headquarters;

/// <summary>A figure's definition (domain.md §8).</summary>
/// <param name="Denominator">Null for what is only counted or added up.</param>
/// <param name="Source">The rule it comes from: the source document and section, or <c>ours</c>.</param>
/// <param name="MustPassGoal">Its goal is met by what is better than it alone: "over 98 %".</param>
public sealed record Figure(FigureKey Key, FigureUnit Unit, Measure Numerator, Measure? Denominator, BetterWhen Better, string Source, bool MustPassGoal = false)
{
    /// <summary>For what it can be told apart beside the branch.</summary>
    public ImmutableHashSet<FigureDimension> Dimensions =>
        Denominator is null ? Numerator.Source.Dimensions : Numerator.Source.Dimensions.Intersect(Denominator.Source.Dimensions);

    public bool IsBetter(double one, double other) => Better == BetterWhen.Higher ? one > other : one < other;

    /// <summary>Null where there is no goal or no value.</summary>
    public bool? Meets(double? value, double? goal) =>
        value is { } known && goal is { } wanted ? IsExclusive(wanted) ? IsBetter(known, wanted) : !IsBetter(wanted, known) : null;

    /// <summary>Only what is better than this goal meets it; never where nothing can be.</summary>
    public bool IsExclusive(double goal) => MustPassGoal && goal != Best;

    /// <summary>Nothing is better: a share has an end.</summary>
    private double? Best => Unit != FigureUnit.Share ? null : Better == BetterWhen.Higher ? 1 : 0;

    /// <summary>A goal in the figure's unit: as a policy says it, a share is in per cent.</summary>
    public double InUnit(FigureGoal goal) => (double)(Unit == FigureUnit.Share ? goal.Value / 100 : goal.Value);

    public FigureValue ValueOf(long numerator, long denominator) => Denominator is null
        ? new(numerator, null, Unit == FigureUnit.Hours ? numerator / 60.0 : numerator)
        : new(numerator, denominator, denominator == 0 ? null : (double)numerator / denominator);
}

/// <summary>All figures there are, each defined once.</summary>
internal static class FigureBook
{
    public static IReadOnlyList<Figure> All { get; } =
    [
        Count(FigureKey.TicketsRegistered, Measures.Registered, "S1 §8; ours"),
        Count(FigureKey.EmergenciesRegistered, Measures.Emergencies, "S3 ⑹-2; ours", BetterWhen.Lower),
        Count(FigureKey.TicketsCompleted, Measures.Completed, "S1 §8; ours"),
        Share(FigureKey.SolvedRemotely, Measures.SolvedRemotely, Measures.Completed, "S0 P3"),
        Share(FigureKey.FirstVisitFix, Measures.FixedAtFirstVisit, Measures.RepairsVisited, "ours"),
        Share(FigureKey.Reopened, Measures.Reopened, Measures.Completed, "ours", BetterWhen.Lower),
        Share(FigureKey.FailedRepairs, Measures.RepairsFailed, Measures.RepairsCompleted, "S2; ours", BetterWhen.Lower),
        Share(FigureKey.ArrivalInTime, Measures.ArrivalsKept, Measures.ArrivalsPromised, "S3 ⑺ std 2"),
        Share(FigureKey.PromiseAnswered, Measures.PromisesAnsweredKept, Measures.PromisesAnswered, "S3 ⑹-1 2, ⑺ std 4"),
        Share(FigureKey.PromiseArranged, Measures.PromisesArrangedKept, Measures.PromisesArranged, "S3 ⑹-2 四1"),
        Share(FigureKey.PromiseForwarded, Measures.PromisesForwardedKept, Measures.PromisesForwarded, "S3 ⑹-2 四2; S2 F 2.1"),
        Share(FigureKey.PromiseArrival, Measures.PromisesArrivalKept, Measures.PromisesArrival, "S1 P2 (19)"),
        Share(FigureKey.PromiseRestored, Measures.PromisesRestoredKept, Measures.PromisesRestored, "S3 ⑹-1 2, ⑻2"),
        Share(FigureKey.PromiseWorkshop, Measures.PromisesWorkshopKept, Measures.PromisesWorkshop, "S0 P2 4"),
        Count(FigureKey.EscalatedToDispatcher, Measures.PromisesEscalated, "S1 P1 5.12; ours", BetterWhen.Lower),
        Count(FigureKey.EscalatedToManager, Measures.PromisesEscalatedToManager, "S1 P1 5.12; ours", BetterWhen.Lower),
        Count(FigureKey.EscalatedToDirector, Measures.PromisesEscalatedToDirector, "S1 P1 5.12; ours", BetterWhen.Lower),
        Share(FigureKey.ReturnVisits, Measures.CustomersVisited, Measures.CustomersInWarranty, "S3; S4 A4 三: 100 %"),
        Share(FigureKey.Utilisation, Measures.MinutesWorked, Measures.MinutesToWork, "S1 P2 (15)–(17); ours"),
        Share(FigureKey.OldBacklog, Measures.BacklogOld, Measures.BacklogCounted, "ours", BetterWhen.Lower),
        Hours(FigureKey.HoursPaid, Measures.MinutesPaid),
        Hours(FigureKey.HoursContract, Measures.MinutesContract),
        Hours(FigureKey.HoursWarranty, Measures.MinutesWarranty),
        Hours(FigureKey.HoursInternal, Measures.MinutesInternal),
        Share(FigureKey.Satisfaction, Measures.CardsSatisfied, Measures.CardsAnswered, "S4 A4 三: over 98 %", mustPassGoal: true),
        Share(FigureKey.SatisfactionAttitude, Measures.SatisfiedAttitude, Measures.CardsAnswered, "S1 P2 (25)"),
        Share(FigureKey.SatisfactionSkill, Measures.SatisfiedSkill, Measures.CardsAnswered, "S1 P2 (25)"),
        Share(FigureKey.SatisfactionPunctuality, Measures.SatisfiedPunctuality, Measures.CardsAnswered, "S1 P2 (25)"),
        Share(FigureKey.SatisfactionPromises, Measures.SatisfiedPromises, Measures.CardsAnswered, "S1 P2 (25)"),
        Share(FigureKey.SurveyResponse, Measures.CardsAnswered, Measures.CardsSent, "S1 P2 (22)"),
        Share(FigureKey.FollowUpsInTime, Measures.FollowUpsInTime, Measures.FollowUpsDecided, "S3 ⑹-5 §4"),
        Share(FigureKey.FollowUpReach, Measures.FollowUpsReached, Measures.FollowUpsDecided, "S3 ⑹-5 §4"),
        Share(FigureKey.ContractRenewal, Measures.TermsRenewed, Measures.TermsEnded, "S1 P2 (20)"),
        Count(FigureKey.ComplaintsRaised, Measures.ComplaintsRaised, "S4 A4 二", BetterWhen.Lower),
        Share(FigureKey.ComplaintsAnsweredInTime, Measures.ComplaintsAnsweredInTime, Measures.ComplaintAnswersDecided, "S3 ⑺ std 7"),
        Share(FigureKey.QualityComplaintsClosed, Measures.QualityComplaintsClosedSoon, Measures.QualityClosingsDecided, "S4 A4 二"),
        Share(FigureKey.FileCompleteness, Measures.FilesComplete, Measures.FilesKept, "S4 A1 四"),
        Share(FigureKey.EnquiriesRecorded, Measures.EnquiriesRecorded, Measures.Enquiries, "S4 A1 四: 68 % to 85 %"),
        Count(FigureKey.PhoneRecords, Measures.PhoneRecords, "S0 P5 II.1(2)"),
        Count(FigureKey.WebsiteRecords, Measures.WebsiteRecords, "S0 P5 II.1(2)"),
        Count(FigureKey.Consultations, Measures.Consultations, "S0 P5 II.1(2)"),
        Count(FigureKey.ServiceDemands, Measures.ServiceDemands, "S0 P5 II.1(2)"),
    ];

    /// <summary>In the order of their keys.</summary>
    public static IReadOnlyList<Measure> AllMeasures { get; } =
        [.. All.SelectMany(figure => new[] { figure.Numerator, figure.Denominator }).OfType<Measure>().DistinctBy(measure => measure.Key).OrderBy(measure => measure.Key, StringComparer.Ordinal)];

    /// <summary>What is counted from the rows of each source, in one statement.</summary>
    public static IReadOnlyList<(FigureSource Source, IReadOnlyList<Measure> Measures)> Sources { get; } =
        [.. AllMeasures.GroupBy(measure => measure.Source).OrderBy(source => source.Key.Key).Select(source => (source.Key, (IReadOnlyList<Measure>)[.. source]))];

    private static readonly FrozenDictionary<FigureKey, Figure> ByKey = All.ToFrozenDictionary(figure => figure.Key);

    public static Figure Of(FigureKey key) => ByKey[key];

    private static Figure Count(FigureKey key, Measure counted, string source, BetterWhen better = BetterWhen.Higher) =>
        new(key, FigureUnit.Count, counted, null, better, source);

    private static Figure Share(FigureKey key, Measure numerator, Measure denominator, string source, BetterWhen better = BetterWhen.Higher, bool mustPassGoal = false) =>
        new(key, FigureUnit.Share, numerator, denominator, better, source, mustPassGoal);

    private static Figure Hours(FigureKey key, Measure minutes) => new(key, FigureUnit.Hours, minutes, null, BetterWhen.Higher, "S1 P1 5.1");
}
