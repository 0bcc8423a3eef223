using AfterSales.Records;

namespace AfterSales.Policies.Rules;

public static class PolicyRules
{
    /// <summary>Takes the place of all that was set before at this place.</summary>
    public static Decision Set(PlacePolicies? known, string place, PolicySet policies)
    {
        var issues = Issues(policies).ToArray();
        if (issues.Length > 0) return new InputInvalid(issues);
        return known?.Policies == policies ? Decision.NothingToDo : new PoliciesSet(place, policies);
    }

    private static IEnumerable<InputIssue> Issues(PolicySet policies)
    {
        foreach (var (i, step) in (policies.FollowUpPlan ?? []).Index())
        {
            if (step.Name.Length is 0 or > 40) yield return new($"followUpPlan[{i}].name", "REQUIRED");
            if (step.OpensAfterDays is < 0 or > 365) yield return new($"followUpPlan[{i}].opensAfterDays", "OUT_OF_RANGE");
            if (step.ClosesAfterDays < step.OpensAfterDays || step.ClosesAfterDays > 365) yield return new($"followUpPlan[{i}].closesAfterDays", "OUT_OF_RANGE");
        }

        if (policies.FollowUpPlan is { } plan && plan.Select(step => step.Name).Distinct().Count() != plan.Count)
            yield return new("followUpPlan", "NAME_REPEATED");
        if (policies.CallRetries is { } retries)
        {
            if (retries.AfterWorkingHours is < 1 or > 100) yield return new("callRetries.afterWorkingHours", "OUT_OF_RANGE");
            if (retries.MostPerDay is < 1 or > 10) yield return new("callRetries.mostPerDay", "OUT_OF_RANGE");
            if (retries.MostInAll is < 1 or > 50) yield return new("callRetries.mostInAll", "OUT_OF_RANGE");
        }

        if (policies.SlotHoldMinutes is < 1 or > 1440) yield return new("slotHoldMinutes", "OUT_OF_RANGE");
        if (policies.WarrantyMonths is < 0 or > 600) yield return new("warrantyMonths", "OUT_OF_RANGE");
    }
}
