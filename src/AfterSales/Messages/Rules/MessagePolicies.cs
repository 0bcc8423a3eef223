using AfterSales.Policies.Rules;
using AfterSales.Records;

namespace AfterSales.Messages.Rules;

/// <summary>How often a message is given to a channel that can't be reached; the wait doubles each time.</summary>
/// <param name="Most">After so many a person sends it.</param>
public sealed record MessageTries(int FirstAfterMinutes, int Most);

public static class MessagePolicies
{
    public static Policy<MessageTries> Tries { get; } = new("messages.tries", new MessageTries(FirstAfterMinutes: 5, Most: 6), "ours", IssuesOf);

    /// <summary>Working hours within which a person sends what no channel can.</summary>
    public static Policy<int> ByHandHours { get; } = new("messages.byHandHours", 16, "ours", PolicyChecks.Between(1, 200));

    private static IEnumerable<InputIssue> IssuesOf(MessageTries tries)
    {
        if (tries.FirstAfterMinutes is < 1 or > 1440) yield return new("firstAfterMinutes", "OUT_OF_RANGE");
        if (tries.Most is < 1 or > 10) yield return new("most", "OUT_OF_RANGE");
    }
}
