using AfterSales.Policies.Rules;

namespace AfterSales.Catalogue.Rules;

public static class CataloguePolicies
{
    /// <summary>Hours within which the service staff of a branch confirms that it has read of a changed warranty term.</summary>
    public static Policy<int> NoticeHours { get; } = new("catalogue.noticeHours", 24, "S1 P1 5.2; ours", PolicyChecks.Between(1, 720));
}
