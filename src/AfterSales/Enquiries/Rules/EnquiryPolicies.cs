using AfterSales.Policies.Rules;

namespace AfterSales.Enquiries.Rules;

public static class EnquiryPolicies
{
    public static Policy<int> CallBackHours { get; } = new("enquiries.callBackHours", 8, "S0 P5 I.3(4); hours ours", PolicyChecks.Between(1, 200));

    public static Policy<int> LeadContactHours { get; } = new("enquiries.leadContactHours", 8, "S4 A1 四; hours ours", PolicyChecks.Between(1, 200));

    public static Policy<int> LeadReminderDays { get; } = new("enquiries.leadReminderDays", 2, "ours", PolicyChecks.Between(1, 60));

    /// <summary>How often; after the last one the lead is lost, and the branch's manager is told.</summary>
    public static Policy<int> LeadReminders { get; } = new("enquiries.leadReminders", 5, "ours", PolicyChecks.Between(1, 100));

    public static Policy<int> ReportDays { get; } = new("enquiries.reportDays", 2, "S3 ⑹-5 §4", PolicyChecks.Between(1, 60));
}
