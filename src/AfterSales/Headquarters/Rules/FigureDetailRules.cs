namespace AfterSales.Headquarters.Rules;

/// <summary>Why figures are not given in such detail.</summary>
public enum FigureLimit
{
    /// <summary>These dimensions are not counted together, or not by steps.</summary>
    TooFine,

    /// <summary>Of two dimensions at once, so many days.</summary>
    TooManyDays,

    TooManySteps,
}

/// <summary>In which detail figures may be asked for, so that an answer is read from days and not counted from all history.</summary>
public static class FigureDetailRules
{
    /// <summary>For how many days two dimensions are counted together.</summary>
    public const int MostDaysOfTwo = 366;

    private const int MostSteps = 400;
    private const int MostStepsOfHeadquarters = 62;

    /// <summary>A day is kept apart for one dimension at a time; of two, only which part of which model fails is counted from the records themselves.</summary>
    public static bool AreCountedTogether(IReadOnlyCollection<FigureDimension> some) =>
        some.Count < 2 || some.All(dimension => dimension is FigureDimension.Model or FigureDimension.Fault);

    /// <summary>Of several dimensions at once: null where they may be asked for.</summary>
    /// <param name="longest">The days of the longest period.</param>
    public static FigureLimit? LimitOfDimensions(IReadOnlyCollection<FigureDimension> some, FigureStep step, int longest) =>
        some.Count < 2 ? null
        : !AreCountedTogether(some) || step != FigureStep.None ? FigureLimit.TooFine
        : longest > MostDaysOfTwo ? FigureLimit.TooManyDays
        : null;

    /// <summary>Null where a period of so many days may be divided like that.</summary>
    public static FigureLimit? LimitOfSteps(FigureStep step, int days, FigureDays whose) =>
        step != FigureStep.None && (days - 1) / DaysOf(step) > MostStepsOf(whose) ? FigureLimit.TooManySteps : null;

    /// <summary>Each step by the days of headquarters costs more: records are looked at for it.</summary>
    public static int MostStepsOf(FigureDays whose) => whose == FigureDays.Branch ? MostSteps : MostStepsOfHeadquarters;

    private static int DaysOf(FigureStep step) => step switch
    {
        FigureStep.Week => 7,
        FigureStep.Month => 28,
        FigureStep.Quarter => 90,
        FigureStep.Year => 365,
        _ => 1,
    };
}
