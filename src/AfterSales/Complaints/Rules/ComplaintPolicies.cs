using AfterSales.Policies.Rules;

namespace AfterSales.Complaints.Rules;

public static class ComplaintPolicies
{
    public static Policy<int> AnswerHours { get; } = new("complaints.answerHours", 24, "S3 ⑺ std 7", PolicyChecks.Between(1, 500));

    /// <summary>Calendar days without an answer after which a complaint is reported up.</summary>
    public static Policy<int> ReportDays { get; } = new("complaints.reportDays", 2, "S3 ⑹-5 规定 4", PolicyChecks.Between(1, 60));
}

/// <summary>What holds at the branch for complaints.</summary>
/// <param name="AnswerHours">Clock hours until the customer must have an answer.</param>
/// <param name="ReportDays">Calendar days without an answer after which it is reported up.</param>
public sealed record ComplaintTerms(int AnswerHours, int ReportDays)
{
    public static ComplaintTerms Standard { get; } = new(ComplaintPolicies.AnswerHours.Standard, ComplaintPolicies.ReportDays.Standard);
}
