using System.Globalization;

namespace AfterSales.Console.Shell;

/// <summary>How days, hours and numbers are written in the viewer's language.</summary>
public static class Formats
{
    // English is spoken here by companies all over the world: day before month, and 24 hours.
    private static readonly CultureInfo International = CultureInfo.GetCultureInfo("en-GB");

    public static CultureInfo Culture => CultureInfo.CurrentUICulture.Name == "en" ? International : CultureInfo.CurrentUICulture;

    /// <summary>A day as addresses, date fields and the API write it.</summary>
    public static string Written(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A day of an address or a date field; null for what is none. While a year is typed a field tells of the year 2, and 20, and 202: none of ours.</summary>
    public static DateOnly? Day(string? written) =>
        DateOnly.TryParseExact(written, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 2000 and < 2100 ? day : null;

    /// <summary>How many there are in all, of which the API counts no more than a thousand.</summary>
    public static string Counted(int count) => count > 1000 ? "1000+" : count.ToString(Culture);
}
