using AfterSales.Policies.Rules;

namespace AfterSales.FollowUps.Voice.Rules;

public static class VoicePolicies
{
    public static Policy<int> ReportHours { get; } = new("followUps.voiceReportHours", 2, "ours", PolicyChecks.Between(1, 48));
}
