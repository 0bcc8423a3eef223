namespace AfterSales.Branches.Rules;

/// <summary>How far from the branch an address lies: decides how soon a technician is promised (domain.md §4).</summary>
public enum Zone
{
    Urban,
    Suburban,
}
