using AfterSales.Api.Wording;
using AfterSales.Headquarters.Rules;

namespace AfterSales.Headquarters;

/// <summary>What each figure says, in the languages people read: its name, which is that of its key, and what its measures count.</summary>
public static class FigureWording
{
    public static WordList Words { get; } = new("AfterSales.Headquarters.Figures");

    public static string NameOf(FigureKey figure, string language) => RefusalWording.ValueOf(figure, language);

    public static string Of(Measure measure, string language) => Words.Get($"measure.{measure.Key}", language);

    /// <summary>By which day of a record it counts.</summary>
    public static string DayOf(FigureSource source, string language) => Words.Get($"day.{source.Key}", language);

    /// <summary>Why an early sign was raised.</summary>
    public static string ReasonOf(EarlySignRow sign, string language)
    {
        var culture = System.Globalization.CultureInfo.GetCultureInfo(language);
        var unit = FigureBook.Of(sign.Figure).Unit;
        return string.Format(culture, Words.Get("sign.reason", language), NameOf(sign.Figure, language), Shown(sign.Value), sign.FromDay.ToString("d", culture), sign.ToDay.ToString("d", culture), Shown(sign.Threshold));

        string Shown(double value) => value.ToString(unit == FigureUnit.Share ? "P1" : "0.#", culture);
    }

    /// <summary>The whole definition in a sentence, in English as the schema is.</summary>
    public static string Describe(FigureKey key, string language)
    {
        var figure = FigureBook.Of(key);
        var counted = figure.Denominator is { } denominator ? $"{Of(figure.Numerator, language)} Of: {Of(denominator, language)}" : Of(figure.Numerator, language);
        var goal = FigurePolicies.GoalFor(key, FigurePolicies.Goals.Standard, DateOnly.MaxValue);
        return $"{NameOf(key, language)}. {counted} {DayOf(figure.Numerator.Source, language)}{(goal is null ? "" : $" Goal, unless the company sets another: {GoalOf(figure, goal)}.")}";
    }

    /// <summary>Of a share; no other figure has a goal to begin with.</summary>
    public static string GoalOf(Figure figure, FigureGoal goal)
    {
        var (before, value) = (figure.Better == BetterWhen.Higher ? "over " : "under ", goal.Value.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return $"{(figure.IsExclusive(figure.InUnit(goal)) ? before : "")}{value} %";
    }
}
