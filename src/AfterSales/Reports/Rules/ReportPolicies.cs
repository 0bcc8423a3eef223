using AfterSales.Policies.Rules;
using AfterSales.Records;

namespace AfterSales.Reports.Rules;

/// <summary>By when a report is due.</summary>
/// <param name="WorkingDays">How many working days of the branch after the day it is about; 0: on that day.</param>
/// <param name="At">By the branch's clock, moved into its hours; on the day itself not before its closing.</param>
public sealed record ReportDue(int WorkingDays, TimeOnly At);

public static class ReportPolicies
{
    public static Policy<ReportDue> TechnicianDue { get; } = new("reports.technicianDue", new ReportDue(0, new TimeOnly(20, 0)), "S1 P2 (15); hour ours", Issues);

    public static Policy<ReportDue> SupervisorDue { get; } = new("reports.supervisorDue", new ReportDue(1, new TimeOnly(10, 0)), "S1 P2 (16); hour ours", Issues);

    public static Policy<ReportDue> ManagerDue { get; } = new("reports.managerDue", new ReportDue(1, new TimeOnly(16, 0)), "S1 P2 (17); hour ours", Issues);

    /// <summary>Also by when the measures of a report are looked at, a week later.</summary>
    public static Policy<ReportDue> WeeklyDue { get; } = new("reports.weeklyDue", new ReportDue(2, new TimeOnly(12, 0)), "S0 P5 II.1(2), S4 A4 X.1; day ours", Issues);

    public static Policy<ReportDue> MonthlyDue { get; } = new("reports.monthlyDue", new ReportDue(3, new TimeOnly(17, 0)), "S4 A5 10, S3 ⑹-5 (五); day ours", Issues);

    public static Policy<ReportDue> YearlyDue { get; } = new("reports.yearlyDue", new ReportDue(10, new TimeOnly(17, 0)), "S4 A5 10, S3 ⑹-5 (五); day ours", Issues);

    private static IEnumerable<InputIssue> Issues(ReportDue due) => due.WorkingDays is < 0 or > 30 ? [new InputIssue("workingDays", "OUT_OF_RANGE")] : [];
}
