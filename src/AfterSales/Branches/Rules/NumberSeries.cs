using System.Globalization;

namespace AfterSales.Branches.Rules;

/// <summary>A series of numbers people read. Each counts by itself, month by month; its letter stands before the month.</summary>
/// <param name="Letter">One capital letter, given to one series only; tickets have none.</param>
public sealed record NumberSeries(string Letter)
{
    /// <summary><c>SH-2611-00042</c></summary>
    public static NumberSeries Tickets { get; } = new("");

    /// <summary>The register of calls and letters: <c>SH-K2611-00042</c>.</summary>
    public static NumberSeries Contacts { get; } = new("K");

    /// <summary>Service contracts: <c>SH-V2611-00042</c>.</summary>
    public static NumberSeries Contracts { get; } = new("V");

    /// <summary>Installation projects: <c>SH-P2611-00042</c>.</summary>
    public static NumberSeries Projects { get; } = new("P");

    /// <summary>The branch's book of a month, which numbers are taken out of: <c>K2611</c>.</summary>
    public string BookOf(DateOnly day) => Letter + day.ToString("yyMM", CultureInfo.InvariantCulture);
}
