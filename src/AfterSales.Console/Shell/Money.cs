using System.Globalization;

namespace AfterSales.Console.Shell;

/// <summary>Amounts, which the API gives in the currency's smallest unit.</summary>
public static class Money
{
    private static readonly string[] WithoutFractions =
        ["BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF"];

    private static readonly string[] InThousandths = ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"];

    public static int Digits(string currency) => WithoutFractions.Contains(currency) ? 0 : InThousandths.Contains(currency) ? 3 : 2;

    public static string Format(long minor, string currency)
    {
        var digits = Digits(currency);
        var amount = minor / Units(digits);
        return $"{amount.ToString("N" + digits, Formats.Culture)} {currency}";
    }

    /// <summary>As a person types it.</summary>
    public static string Typed(long minor, string currency)
    {
        var digits = Digits(currency);
        return (minor / Units(digits)).ToString("F" + digits, CultureInfo.InvariantCulture);
    }

    /// <summary>An amount as a person types it, with either decimal mark; null where it is none.</summary>
    public static long? Parse(string? typed, string currency)
    {
        if (string.IsNullOrWhiteSpace(typed)) return 0;
        var text = typed.Trim().Replace(',', '.');
        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var amount)) return null;
        var minor = amount * Units(Digits(currency));
        return minor == decimal.Truncate(minor) && Math.Abs(minor) < 1_000_000_000_000m ? (long)minor : null;
    }

    private static decimal Units(int digits) => digits switch { 0 => 1, 3 => 1000, _ => 100 };
}
