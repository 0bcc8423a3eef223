namespace AfterSales.Console.Dispatch;

/// <summary>Which of the tickets that wait are shown.</summary>
/// <param name="Urgency">Null: all.</param>
public sealed record WaitingFilter(Urgency? Urgency = null, string? Skill = null, string? Area = null, string? Words = null, bool OnlyMarked = false)
{
    /// <summary>What runs out first comes first; what stands still comes after all that runs, and what nothing is promised for last. Emergencies come first among what is due together.</summary>
    public static IReadOnlyList<WaitingJob> InOrder(IEnumerable<WaitingJob> jobs, DateTimeOffset now) =>
    [
        .. jobs.OrderBy(job => Countdown.Of(job.NextPromise, now).Urgency switch { Dispatch.Urgency.None => 2, Dispatch.Urgency.Paused => 1, _ => 0 })
            .ThenBy(job => job.NextPromise?.DueAt ?? DateTimeOffset.MaxValue).ThenBy(job => !job.Ticket.IsEmergency).ThenBy(job => job.Ticket.Number, StringComparer.Ordinal),
    ];

    public bool Shows(WaitingJob job, DateTimeOffset now) =>
        (Urgency is null || Countdown.Of(job.NextPromise, now).Urgency == Urgency) && (Skill is null || job.SkillName == Skill) && (Area is null || job.Area == Area)
        && (!OnlyMarked || job.IsVip || job.IsRepeated || job.Ticket.IsEmergency)
        && (string.IsNullOrWhiteSpace(Words) || Words.Trim().Split(' ', StringSplitOptions.RemoveEmptyEntries).All(word => Has(job, word)));

    /// <summary>Without what can't be chosen any more: a choice of one is none.</summary>
    public WaitingFilter Among(IReadOnlyList<string> skills, IReadOnlyList<string> areas) =>
        this with { Skill = Kept(Skill, skills), Area = Kept(Area, areas) };

    private static string? Kept(string? chosen, IReadOnlyList<string> among) => among.Count > 1 && among.Contains(chosen) ? chosen : null;

    private static bool Has(WaitingJob job, string word) =>
        new[] { job.Ticket.Number, job.Ticket.Customer?.Name, job.Ticket.Customer?.City, job.Ticket.Product?.Model, job.Ticket.Symptom, job.Area, job.SkillName }
            .Any(text => text?.Contains(word, StringComparison.CurrentCultureIgnoreCase) == true);
}
