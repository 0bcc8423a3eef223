namespace AfterSales.Products.Rules;

/// <summary>Which day the warranty runs from: the signed acceptance, else completion of the installation, else purchase (S0, S2).</summary>
public enum WarrantyStart
{
    Unknown,
    Acceptance,
    Installation,
    Purchase,
}

/// <summary>Whether a part is under warranty on a day, and why.</summary>
/// <param name="Until">The last day of the term; null when no start is known.</param>
[GenerateSerializer, Immutable, Alias("WarrantyVerdict")]
public sealed record WarrantyVerdict(
    [property: Id(0)] bool IsUnderWarranty, [property: Id(1)] WarrantyStart Start, [property: Id(2)] DateOnly? From, [property: Id(3)] DateOnly? Until);

public static class WarrantyRules
{
    /// <summary>A part's own term counts before the general one.</summary>
    public static WarrantyVerdict Verdict(ProductDetails product, string part, DateOnly day, int generalMonths)
    {
        var (start, from) = product switch
        {
            { AcceptedOn: { } accepted } => (WarrantyStart.Acceptance, (DateOnly?)accepted),
            { InstalledOn: { } installed } => (WarrantyStart.Installation, installed),
            { PurchasedOn: { } purchased } => (WarrantyStart.Purchase, purchased),
            _ => (WarrantyStart.Unknown, null),
        };
        var months = product.Parts.FirstOrDefault(p => string.Equals(p.Part, part, StringComparison.OrdinalIgnoreCase))?.Months ?? generalMonths;
        DateOnly? until = from is { } first ? LastDay(first, months) : null;
        return new WarrantyVerdict(until is { } last && from <= day && day <= last, start, from, until);
    }

    /// <summary>The day before the same day of the last month; where that month has no such day, its last: from 31 January one month is all February.</summary>
    private static DateOnly LastDay(DateOnly first, int months)
    {
        var sameDay = first.AddMonths(months);
        return sameDay.Day < first.Day ? sameDay : sameDay.AddDays(-1);
    }
}
