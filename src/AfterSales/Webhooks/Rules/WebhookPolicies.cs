using AfterSales.Policies.Rules;
using AfterSales.Records;

namespace AfterSales.Webhooks.Rules;

/// <summary>How often an event is sent to an address that does not take it; the wait doubles each time.</summary>
/// <param name="LongestWaitMinutes">Longer than this it never waits.</param>
/// <param name="Most">After so many it is set aside.</param>
public sealed record WebhookTries(int FirstAfterMinutes, int LongestWaitMinutes, int Most);

public static class WebhookPolicies
{
    /// <summary>A bit over a day.</summary>
    public static Policy<WebhookTries> Tries { get; } = new("webhooks.tries", new WebhookTries(FirstAfterMinutes: 1, LongestWaitMinutes: 360, Most: 13), "ours", IssuesOf);

    /// <summary>Days for which a delivery that was taken can be looked up and sent again; asked at headquarters.</summary>
    public static Policy<int> KeepDays { get; } = new("webhooks.keepDays", 30, "ours", PolicyChecks.Between(1, 3660));

    private static IEnumerable<InputIssue> IssuesOf(WebhookTries tries)
    {
        if (tries.FirstAfterMinutes is < 1 or > 1440) yield return new("firstAfterMinutes", "OUT_OF_RANGE");
        if (tries.LongestWaitMinutes is < 1 or > 1440 || tries.LongestWaitMinutes < tries.FirstAfterMinutes) yield return new("longestWaitMinutes", "OUT_OF_RANGE");
        if (tries.Most is < 1 or > 30) yield return new("most", "OUT_OF_RANGE");
    }
}
