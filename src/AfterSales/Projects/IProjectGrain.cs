using AfterSales.Projects.Rules;
using AfterSales.Records;

namespace AfterSales.Projects;

/// <summary>An installation project, by its key <c>prj-…</c>. A milestone out of order is refused as MilestoneTooEarly, naming what is missing.</summary>
[Alias("IProjectGrain")]
public interface IProjectGrain : IRecord<Project>
{
    const string Prefix = "prj-";

    /// <summary>Refused: InputInvalid, NotFound (branch, customer, product), BranchClosed, CustomerIsArchived, ProductOfAnotherCustomer, ProductInProject, NoOpenAccount, AlreadyExists.</summary>
    [Alias("Open")]
    Task<Answer> Open(Intent<OpenProject> intent);

    /// <summary>Refused: MilestoneTooEarly, MilestoneReached, EntryIsBlocked, GoodsNotThere, ProjectOver, InputInvalid.</summary>
    [Alias("Report")]
    Task<Answer> Report(Intent<ReportMilestone> intent);

    /// <summary>Finance has the prepayment. Refused: MilestoneReached, ProjectOver.</summary>
    [Alias("ConfirmPrepayment")]
    Task<Answer> ConfirmPrepayment(Intent<FinanceNote> intent);

    /// <summary>Finance has settled the account. Refused: MilestoneTooEarly, MilestoneReached, ProjectOver.</summary>
    [Alias("Settle")]
    Task<Answer> Settle(Intent<FinanceNote> intent);

    /// <summary>The service head decides about the team. Refused: MilestoneTooEarly, MilestoneReached, ProjectOver, InputInvalid.</summary>
    [Alias("DecideTeam")]
    Task<Answer> DecideTeam(Intent<DecideTeam> intent);

    /// <summary>Refused: MilestoneTooEarly, MilestoneReached, ProjectOver, InputInvalid.</summary>
    [Alias("CheckEntry")]
    Task<Answer> CheckEntry(Intent<CheckEntry> intent);

    /// <summary>Told anew until the goods were checked. Refused: ArrivalToldTooLate, MilestoneTooEarly, MilestoneReached, ProjectOver.</summary>
    [Alias("AnnounceArrival")]
    Task<Answer> AnnounceArrival(Intent<AnnounceArrival> intent);

    /// <summary>Both sides sign; each product's warranty begins. Refused: MilestoneTooEarly, MilestoneReached, ProjectOver, InputInvalid.</summary>
    [Alias("Accept")]
    Task<Answer> Accept(Intent<AcceptProject> intent);

    /// <summary>Another day of entry. Refused: MilestoneReached (entry check), ProjectOver, InputInvalid.</summary>
    [Alias("Replan")]
    Task<Answer> Replan(Intent<ReplanProject> intent);

    /// <summary>Calls it otherwise. Refused: InputInvalid (no name), NotFound.</summary>
    [Alias("Rename")]
    Task<Answer> Rename(Intent<RenameProject> intent);

    /// <summary>Refused: MilestoneReached (accepted), ProjectOver, InputInvalid.</summary>
    [Alias("Cancel")]
    Task<Answer> Cancel(Intent<CancelProject> intent);
}

/// <param name="ManagerId">The key of the project manager's account.</param>
/// <param name="EntryOn">The planned day of entry on the site, at the branch.</param>
/// <param name="Buyer">Who bought, as the contract names them.</param>
/// <param name="Name">What people call it; null: as the buyer.</param>
[GenerateSerializer, Immutable, Alias("OpenProject")]
public sealed record OpenProject(
    [property: Id(0)] string BranchId,
    [property: Id(1)] string CustomerId,
    [property: Id(2)] string ManagerId,
    [property: Id(3)] ProjectTerms Terms,
    [property: Id(4)] DateOnly EntryOn,
    [property: Id(5)] string Buyer,
    [property: Id(6)] string? PaymentTerms,
    [property: Id(7)] string? InstallationNeed,
    [property: Id(8)] string? Name = null);

[GenerateSerializer, Immutable, Alias("ReportMilestone")]
public sealed record ReportMilestone([property: Id(0)] ProjectMilestone Milestone, [property: Id(1)] string? Note);

[GenerateSerializer, Immutable, Alias("FinanceNote")]
public sealed record FinanceNote([property: Id(0)] string? Note);

/// <param name="Reason">Needed where the team is not given.</param>
[GenerateSerializer, Immutable, Alias("DecideTeam")]
public sealed record DecideTeam([property: Id(0)] bool IsGranted, [property: Id(1)] string? Reason);

/// <param name="Defect">Needed where the check failed.</param>
[GenerateSerializer, Immutable, Alias("CheckEntry")]
public sealed record CheckEntry([property: Id(0)] bool HasPassed, [property: Id(1)] string? Defect);

[GenerateSerializer, Immutable, Alias("AnnounceArrival")]
public sealed record AnnounceArrival([property: Id(0)] DateTimeOffset ArrivesAt);

/// <param name="SignedBy">Who signed for the customer.</param>
[GenerateSerializer, Immutable, Alias("AcceptProject")]
public sealed record AcceptProject(
    [property: Id(0)] string SignedBy, [property: Id(1)] FileContent CustomerSignature, [property: Id(2)] FileContent CompanySignature, [property: Id(3)] string? Note);

[GenerateSerializer, Immutable, Alias("ReplanProject")]
public sealed record ReplanProject([property: Id(0)] DateOnly EntryOn, [property: Id(1)] string Reason);

[GenerateSerializer, Immutable, Alias("RenameProject")]
public sealed record RenameProject([property: Id(0)] string Name);

[GenerateSerializer, Immutable, Alias("CancelProject")]
public sealed record CancelProject([property: Id(0)] string Reason);
