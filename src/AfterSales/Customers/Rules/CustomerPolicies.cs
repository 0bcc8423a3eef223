using System.Collections.Immutable;
using AfterSales.Policies.Rules;
using AfterSales.Records;

namespace AfterSales.Customers.Rules;

public static class CustomerPolicies
{
    /// <summary>S3 lists what a file holds; language is asked because refusals and letters are worded in it (ours).</summary>
    public static Policy<ImmutableList<FileField>> RequiredFields { get; } = new("customers.requiredFields",
        [FileField.Name, FileField.Phone, FileField.ContactPerson, FileField.Street, FileField.City, FileField.Language, FileField.MaintenanceCycle],
        "S3 ⑹-5 一1; ours", fields => fields.IsEmpty ? [new InputIssue("", "REQUIRED")] : []);

    public static Policy<int> FileDays { get; } = new("customers.fileDays", 2, "S3 ⑹-5 规定 2", PolicyChecks.Between(0, 60));

    public static Policy<int> FileSaleDays { get; } = new("customers.fileSaleDays", 30, "ours", PolicyChecks.Between(0, 400));

    public static Policy<int> ServiceReminderDays { get; } = new("customers.serviceReminderDays", 14, "S3 ⑹-5 规定 6; ours", PolicyChecks.Between(0, 365));

    public static Policy<int> ReminderCallWorkingDays { get; } = new("customers.reminderCallWorkingDays", 3, "ours", PolicyChecks.Between(1, 60));

    public static Policy<int> UnmergeDays { get; } = new("customers.unmergeDays", 30, "ours", PolicyChecks.Between(0, 3650));

    /// <summary>Records of repairs and visits are kept for five years at least.</summary>
    public static Policy<int> RetentionYears { get; } = new("customers.retentionYears", 5, "S3 ⑹-1 二9", PolicyChecks.Between(5, 100));

    public static Policy<SimilarityLimits> Similarity { get; } = new("customers.similarity", new SimilarityLimits(75, 70), "ours", IssuesOf);

    /// <summary>Who is nearer to us hears more of us.</summary>
    public static Policy<ImmutableList<OfferLimit>> OfferLimits { get; } = new("customers.offerLimits",
        [new OfferLimit(CustomerTier.Normal, 2, 90), new OfferLimit(CustomerTier.Important, 4, 90), new OfferLimit(CustomerTier.Vip, 6, 90)],
        "S4 A4 V; ours", IssuesOf);

    private static IEnumerable<InputIssue> IssuesOf(SimilarityLimits limits)
    {
        if (limits.NamePercent is < 1 or > 100) yield return new("namePercent", "OUT_OF_RANGE");
        if (limits.StreetPercent is < 1 or > 100) yield return new("streetPercent", "OUT_OF_RANGE");
    }

    private static IEnumerable<InputIssue> IssuesOf(ImmutableList<OfferLimit> limits)
    {
        foreach (var (i, limit) in limits.Index())
        {
            if (limit.Most is < 0 or > 50) yield return new($"[{i}].most", "OUT_OF_RANGE");
            if (limit.InDays is < 1 or > 3650) yield return new($"[{i}].inDays", "OUT_OF_RANGE");
        }

        if (limits.Select(limit => limit.Tier).Distinct().Count() != limits.Count) yield return new("", "TIER_REPEATED");
    }
}
