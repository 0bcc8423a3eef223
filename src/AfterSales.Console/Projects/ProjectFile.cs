using AfterSales.Console.Customers;

namespace AfterSales.Console.Projects;

/// <summary>An installation project as its page shows it.</summary>
/// <param name="ArrivesAt">When the goods come, as the customer was told last.</param>
/// <param name="PriceMinor">Like the prepayment null where it is not the reader's business.</param>
/// <param name="NextMilestones">What can be reached next.</param>
public sealed record ProjectFile(
    string Id, string Number, int Version, string Name, string? ManagerName, bool IsOpen, bool IsBlocked, DateOnly EntryOn, DateTimeOffset? ArrivesAt,
    DateTimeOffset OpenedAt, DateTimeOffset? AcceptedAt, long? PriceMinor, long? PrepaymentMinor, IReadOnlyList<string> NextMilestones, ProjectBranch? Branch,
    RecordCustomer? Customer, IReadOnlyList<InstalledByProject> Products, IReadOnlyList<ReachedMilestone> Milestones);

/// <param name="TimeZone">IANA name.</param>
/// <param name="Currency">ISO 4217.</param>
public sealed record ProjectBranch(string Id, string Name, string TimeZone, string Currency);

public sealed record InstalledByProject(string Id, string Model, string? Serial);

public sealed record ReachedMilestone(string Milestone, DateTimeOffset At);
