using System.Globalization;

namespace AfterSales.Console.Shell;

/// <summary>Amounts, which the API gives in the currency's smallest unit.</summary>
public static class Money
{
    private static readonly string[] WithoutFractions = ["JPY", "KRW", "CLP", "VND", "ISK", "PYG", "UGX", "XAF", "XOF"];

    public static int Digits(string currency) => WithoutFractions.Contains(currency) ? 0 : 2;

    public static string Format(long minor, string currency)
    {
        var digits = Digits(currency);
        var amount = minor / (digits == 0 ? 1m : 100m);
        return $"{amount.ToString("N" + digits, Formats.Culture)} {currency}";
    }

    /// <summary>An amount as a person types it, with either decimal mark; null where it is none.</summary>
    public static long? Parse(string? typed, string currency)
    {
        if (string.IsNullOrWhiteSpace(typed)) return 0;
        var text = typed.Trim().Replace(',', '.');
        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var amount)) return null;
        var minor = amount * (Digits(currency) == 0 ? 1 : 100);
        return minor == decimal.Truncate(minor) && Math.Abs(minor) < 1_000_000_000_000m ? (long)minor : null;
    }
}
