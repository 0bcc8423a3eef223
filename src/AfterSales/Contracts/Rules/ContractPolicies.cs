using AfterSales.Policies.Rules;

namespace AfterSales.Contracts.Rules;

public static class ContractPolicies
{
    /// <summary>Calendar months before the end at which the expiry notice is made.</summary>
    public static Policy<int> NoticeMonths { get; } = new("contracts.noticeMonths", 1, "S1 P2 (20)", PolicyChecks.Between(0, 12));

    /// <summary>Calendar days before the end at which a renewal that nobody decided is reminded of once more.</summary>
    public static Policy<int> ReminderDays { get; } = new("contracts.reminderDays", 7, "ours", PolicyChecks.Between(0, 180));

    /// <summary>Calendar days ahead at which the ticket of an inspection is made.</summary>
    public static Policy<int> InspectionLeadDays { get; } = new("contracts.inspectionLeadDays", 14, "ours", PolicyChecks.Between(0, 90));
}

/// <summary>What holds at the branch for its contracts.</summary>
public sealed record ContractPlan(int NoticeMonths, int ReminderDays, int InspectionLeadDays);
