using AfterSales.Policies.Rules;

namespace AfterSales.Projects.Rules;

public static class ProjectPolicies
{
    /// <summary>Calendar days before entry by which the project manager asks for the team.</summary>
    public static Policy<int> TeamRequestDays { get; } = new("projects.teamRequestDays", 7, "S2 E 工作内容一", PolicyChecks.Between(0, 90));

    /// <summary>Hours ahead at which the customer is told when the goods arrive.</summary>
    public static Policy<int> ArrivalNoticeHours { get; } = new("projects.arrivalNoticeHours", 12, "S3 ⑹-3 一1", PolicyChecks.Between(0, 240));
}
