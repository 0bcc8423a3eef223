namespace AfterSales.Headquarters.Rules;

/// <summary>Where the parts of a period begin: weeks on Mondays, the others with the calendar.</summary>
public static class FigureSteps
{
    public static DateOnly StartOf(DateOnly day, FigureStep step) => step switch
    {
        FigureStep.Week => day.AddDays(-(((int)day.DayOfWeek + 6) % 7)),
        FigureStep.Month => new(day.Year, day.Month, 1),
        FigureStep.Quarter => new(day.Year, ((day.Month - 1) / 3 * 3) + 1, 1),
        FigureStep.Year => new(day.Year, 1, 1),
        _ => day,
    };

    public static DateOnly Next(DateOnly start, FigureStep step) => step switch
    {
        FigureStep.Week => start.AddDays(7),
        FigureStep.Month => start.AddMonths(1),
        FigureStep.Quarter => start.AddMonths(3),
        FigureStep.Year => start.AddYears(1),
        _ => start.AddDays(1),
    };
}
