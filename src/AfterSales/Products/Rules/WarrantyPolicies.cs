using AfterSales.Policies.Rules;

namespace AfterSales.Products.Rules;

public static class WarrantyPolicies
{
    /// <summary>The term of a part for which the product names none, in months from the start of the warranty.</summary>
    public static Policy<int> Months { get; } = new("warranty.months", 12, "S2 C 四", PolicyChecks.Between(0, 600));
}
