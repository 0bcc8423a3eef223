using System.Globalization;

namespace AfterSales.Console.Shell;

/// <summary>How days, hours and numbers are written in the viewer's language.</summary>
public static class Formats
{
    // English is spoken here by companies all over the world: day before month, and 24 hours.
    private static readonly CultureInfo International = CultureInfo.GetCultureInfo("en-GB");

    public static CultureInfo Culture => CultureInfo.CurrentUICulture.Name == "en" ? International : CultureInfo.CurrentUICulture;
}
