using AfterSales.Policies.Rules;
using AfterSales.Records;

namespace AfterSales.Products.Rules;

/// <summary>How work on a part is charged where its warranty does not make it free.</summary>
/// <param name="Excluded">The warranty runs and does not cover the cause.</param>
/// <param name="Outside">No warranty runs.</param>
/// <param name="SmallJob">No warranty runs, and the job is small.</param>
public sealed record WarrantyPrices(PriceRule Excluded, PriceRule Outside, PriceRule SmallJob);

public static class WarrantyPolicies
{
    /// <summary>The term of a part for which neither an agreement nor the catalogue names one, in months from the start of the warranty.</summary>
    public static Policy<int> Months { get; } = new("warranty.months", 12, "S2 C 四", PolicyChecks.Between(0, 600));

    /// <summary>The same, for what an installation project delivers.</summary>
    public static Policy<int> ProjectMonths { get; } = new("warranty.projectMonths", 24, "S0 P4 Warranty 1, S3 ⑹-1 一", PolicyChecks.Between(0, 600));

    /// <summary>What the law of the place demands of every term, in months; 0: nothing beyond what the catalogue says.</summary>
    public static Policy<int> LegalMinimumMonths { get; } = new("warranty.legalMinimumMonths", 0, "S1 P1 5.1", PolicyChecks.Between(0, 600));

    /// <summary>S0 P2 1 charges what it costs where a cause is excluded; S2 C 四 gives parts at cost and small jobs free after the warranty.</summary>
    public static Policy<WarrantyPrices> Prices { get; } = new("warranty.prices",
        new WarrantyPrices(
            Excluded: new PriceRule(PriceBasis.Cost, PriceBasis.Cost, PriceBasis.Cost),
            Outside: new PriceRule(PriceBasis.List, PriceBasis.Cost, PriceBasis.List),
            SmallJob: new PriceRule(PriceBasis.Free, PriceBasis.Cost, PriceBasis.Free)),
        "S0 P2 1, S2 C 四", IssuesOf);

    /// <summary>After the warranty a job of no more working minutes is small; 0: none is.</summary>
    public static Policy<int> SmallJobMinutes { get; } = new("warranty.smallJobMinutes", 15, "ours", PolicyChecks.Between(0, 480));

    /// <summary>So many days after it was made, a judgement of an abnormally early failure makes the work on its part free.</summary>
    public static Policy<int> JudgementDays { get; } = new("warranty.judgementDays", 180, "ours", PolicyChecks.Between(1, 3650));

    /// <summary>Months after completion within which the warranty card, and a project's warranty agreement, are to be handed out.</summary>
    public static Policy<int> CardMonths { get; } = new("warranty.cardMonths", 1, "S3 ⑹-1 二3", PolicyChecks.Between(1, 24));

    /// <summary>Calendar months before the end of a warranty at which somebody is to offer a contract; 0: on its last day.</summary>
    public static Policy<int> OfferMonths { get; } = new("warranty.offerMonths", 1, "S0 P2, S1 P2 (20)", PolicyChecks.Between(0, 12));

    /// <summary>Months after the acceptance during which the installation team still answers for a project's products; 0: the service does at once.</summary>
    public static Policy<int> InstallationTeamMonths { get; } = new("products.installationTeamMonths", 0, "S2 F", PolicyChecks.Between(0, 120));

    private static IEnumerable<InputIssue> IssuesOf(WarrantyPrices prices)
    {
        if (prices.Excluded is null) yield return new("excluded", "REQUIRED");
        if (prices.Outside is null) yield return new("outside", "REQUIRED");
        if (prices.SmallJob is null) yield return new("smallJob", "REQUIRED");
    }
}
