using System.Collections.Immutable;
using AfterSales.Policies.Rules;
using AfterSales.Promises.Rules;
using AfterSales.Records;

namespace AfterSales.Enquiries.Rules;

public static class EnquiryPolicies
{
    public static Policy<int> CallBackHours { get; } = new("enquiries.callBackHours", 8, "S0 P5 I.3(4); hours ours", PolicyChecks.Between(1, 200));

    public static Policy<int> LeadContactHours { get; } = new("enquiries.leadContactHours", 8, "S4 A1 四; hours ours", PolicyChecks.Between(1, 200));

    public static Policy<int> LeadReminderDays { get; } = new("enquiries.leadReminderDays", 2, "ours", PolicyChecks.Between(1, 60));

    /// <summary>How often; after the last one the lead is lost, and the branch's manager is told.</summary>
    public static Policy<int> LeadReminders { get; } = new("enquiries.leadReminders", 5, "ours", PolicyChecks.Between(1, 100));

    public static Policy<int> ReportDays { get; } = new("enquiries.reportDays", 2, "S3 ⑹-5 §4", PolicyChecks.Between(1, 60));

    /// <summary>What a request of a matter without a line is answered by: <see cref="ReportDays"/>.</summary>
    public static Policy<ImmutableList<RequestTerm>> RequestTerms { get; } = new("enquiries.requestTerms",
        [
            new(RequestMatter.ProjectProposal, 2, PromiseUnit.CalendarDays),
            new(RequestMatter.Diagnosis, 24, PromiseUnit.ClockHours),
            new(RequestMatter.WorkAssistance, 30, PromiseUnit.CalendarDays),
            new(RequestMatter.Training, 30, PromiseUnit.CalendarDays),
            new(RequestMatter.SampleAnalysis, 24, PromiseUnit.ClockHours),
            new(RequestMatter.PromotionPlan, 20, PromiseUnit.CalendarDays),
            new(RequestMatter.UsageGuidance, 10, PromiseUnit.CalendarDays, ReportEveryMonths: 3, Reports: 4),
        ],
        "S3 ⑺ std 9–14, S0 P2; diagnosis and the number of reports ours", IssuesOf);

    private static IEnumerable<InputIssue> IssuesOf(ImmutableList<RequestTerm> terms)
    {
        foreach (var (i, term) in terms.Index())
        {
            if (!Enum.IsDefined(term.Matter) || term.Matter == RequestMatter.Other) yield return new($"[{i}].matter", "UNKNOWN");
            if (!Enum.IsDefined(term.Unit)) yield return new($"[{i}].unit", "UNKNOWN");
            if (term.Amount is < 1 or > 10_000 || (term.Unit is PromiseUnit.WorkingDays or PromiseUnit.CalendarDays && term.Amount > 365)) yield return new($"[{i}].amount", "OUT_OF_RANGE");
            if (term.ReportEveryMonths is < 0 or > 12) yield return new($"[{i}].reportEveryMonths", "OUT_OF_RANGE");
            if (term.Reports is < 0 or > 40 || term.Reports > 0 != term.ReportEveryMonths > 0) yield return new($"[{i}].reports", "OUT_OF_RANGE");
        }

        if (terms.Select(term => term.Matter).Distinct().Count() != terms.Count) yield return new("", "REPEATED");
    }
}
