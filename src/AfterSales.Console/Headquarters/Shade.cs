namespace AfterSales.Console.Headquarters;

/// <summary>How strongly a cell of a heat map is coloured.</summary>
public static class Shade
{
    /// <summary>In percent: 0 for the least of these values, 100 for the most; null without a value, and half where all are the same.</summary>
    public static int? Of(double? value, IReadOnlyCollection<double> all) =>
        value is not { } known || all.Count == 0 ? null : all.Max() > all.Min() ? (int)Math.Round(100 * (known - all.Min()) / (all.Max() - all.Min())) : 50;
}
