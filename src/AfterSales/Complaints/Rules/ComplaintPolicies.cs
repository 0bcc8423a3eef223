using AfterSales.Policies.Rules;

namespace AfterSales.Complaints.Rules;

public static class ComplaintPolicies
{
    public static Policy<int> AnswerHours { get; } = new("complaints.answerHours", 24, "S3 ⑺ std 7", PolicyChecks.Between(1, 500));
}
