namespace AfterSales.Imports.Rules;

/// <summary>What a list is of.</summary>
public enum ListKind
{
    /// <summary>Customer files, each with at most one installed product in the same row.</summary>
    Customers,
    InstalledProducts,
    Technicians,

    /// <summary>Days without work and extra working hours of a branch.</summary>
    Calendar,

    /// <summary>Service contracts of customers that are on file.</summary>
    Contracts,
}

/// <summary>A column that a list may have.</summary>
/// <param name="Name">Also the key of its words in <c>Columns.resx</c>.</param>
/// <param name="Longest">Characters.</param>
public sealed record ListColumn(string Name, int Longest = 200, bool IsDay = false);

public static class ListColumns
{
    private static readonly ListColumn[] Product =
        [new("model", 100), new("serial", 100), new("purchasedOn", 40, true), new("installedOn", 40, true), new("acceptedOn", 40, true)];

    // The customer by one of the first three; else by any of them, or by his name, in the last.
    private static readonly ListColumn[] Customer = [new("customerId", 100), new("customerReference", 100), new("customerPhone", 60), new("customer")];

    private static readonly ListColumn[] Customers =
    [
        new("id", 100), new("reference", 100), new("name"), new("kind", 40), new("phones", 400), new("email", 254), new("address", 400), new("city", 100),
        new("region", 100), new("postalCode", 20), new("country", 2), new("zone", 40), new("language", 35), new("timeZone", 60), .. Product,
    ];

    private static readonly ListColumn[] Products = [new("id", 100), .. Customer, .. Product];

    private static readonly ListColumn[] Contracts =
    [
        new("id", 100), new("contractReference", 100), .. Customer, new("products", 4_000),
        new("fromDay", 40, true), new("endsOn", 40, true), new("priceMinor", 20), new("parts", 40), new("labour", 40), new("travel", 40),
    ];

    private static readonly ListColumn[] Technicians = [new("id", 100), new("name"), new("skills", 1000), new("inTradeSince", 40, true)];

    private static readonly ListColumn[] Calendar = [new("date", 40, true), new("name", 100), new("from", 10), new("to", 10)];

    public static IReadOnlyList<ListColumn> Of(ListKind list) => list switch
    {
        ListKind.Customers => Customers,
        ListKind.InstalledProducts => Products,
        ListKind.Technicians => Technicians,
        ListKind.Contracts => Contracts,
        ListKind.Calendar => Calendar,
        var other => throw new InvalidOperationException($"Say which columns {other} have."),
    };

    /// <summary>At least one of these a list must have.</summary>
    public static IReadOnlyList<string> Needed(ListKind list) => list switch
    {
        ListKind.Customers => ["name", "phones"],
        ListKind.InstalledProducts => ["model"],
        ListKind.Technicians => ["name"],
        ListKind.Contracts => ["endsOn"],
        _ => ["date"],
    };
}
