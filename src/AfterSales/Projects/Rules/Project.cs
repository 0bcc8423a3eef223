using System.Collections.Immutable;
using AfterSales.Branches.Rules;
using AfterSales.Records;

namespace AfterSales.Projects.Rules;

/// <summary>A milestone as it was reached.</summary>
/// <param name="By">The key of the account.</param>
[GenerateSerializer, Immutable, Alias("ReachedMilestone")]
public sealed record ReachedMilestone([property: Id(0)] ProjectMilestone Milestone, [property: Id(1)] DateTimeOffset At, [property: Id(2)] string By);

/// <summary>What contract and handover form say (S2 D 一).</summary>
/// <param name="ProductIds">The products to be installed; the warranty that was agreed for each stands in its own file.</param>
/// <param name="PriceMinor">In the smallest unit of the branch's currency, like the prepayment.</param>
[GenerateSerializer, Immutable, Alias("ProjectTerms")]
public sealed record ProjectTerms(
    [property: Id(0)] ImmutableList<string> ProductIds,
    [property: Id(1)] long PriceMinor,
    [property: Id(2)] long PrepaymentMinor)
{
    public bool Equals(ProjectTerms? other) => other is not null && ProductIds.SequenceEqual(other.ProductIds)
        && (PriceMinor, PrepaymentMinor) == (other.PriceMinor, other.PrepaymentMinor);

    public override int GetHashCode() => HashCode.Combine(ProductIds.Count, PriceMinor, PrepaymentMinor);
}

/// <summary>The installation of products at a customer's, from the handover form to the last settlement (S0 P2, P4, P5; S2 C–E).</summary>
[GenerateSerializer, Immutable, Alias("Project")]
public sealed record Project : IRecordState<Project>
{
    public static string Kind => "project";

    /// <summary><c>prj-…</c></summary>
    [Id(0)]
    public string Id { get; init; } = "";

    /// <summary>For people: <c>SH-P2611-00042</c>.</summary>
    [Id(1)]
    public string Number { get; init; } = "";

    [Id(2)]
    public string BranchId { get; init; } = "";

    [Id(3)]
    public string CustomerId { get; init; } = "";

    /// <summary>The key of the project manager's account.</summary>
    [Id(4)]
    public string ManagerId { get; init; } = "";

    [Id(5)]
    public ProjectTerms Terms { get; init; } = new([], 0, 0);

    /// <summary>The planned day of entry on the site, at the branch.</summary>
    [Id(6)]
    public DateOnly EntryOn { get; init; }

    [Id(7)]
    public DateTimeOffset OpenedAt { get; init; }

    /// <summary>In the order in which they were reached.</summary>
    [Id(8)]
    public ImmutableList<ReachedMilestone> Milestones { get; init; } = [];

    /// <summary>Entry checks that failed since the last one that passed.</summary>
    [Id(9)]
    public int FailedEntryChecks { get; init; }

    /// <summary>When the goods arrive, as the customer was told.</summary>
    [Id(10)]
    public DateTimeOffset? ArrivesAt { get; init; }

    [Id(11)]
    public DateTimeOffset? CancelledAt { get; init; }

    /// <summary>How often the team was asked for.</summary>
    [Id(12)]
    public int TeamRequests { get; init; }

    /// <summary>What people call it.</summary>
    [Id(13)]
    public string Name { get; init; } = "";

    /// <summary>How often the day of entry was moved.</summary>
    [Id(14)]
    public int Replans { get; init; }

    public DateTimeOffset? NextDue => null;

    public bool IsOver => CancelledAt is not null || Has(ProjectMilestone.Closed);

    public bool Has(ProjectMilestone milestone) => Milestones.Exists(reached => reached.Milestone == milestone);

    public static Project Apply(Project? state, Event happened) => happened switch
    {
        ProjectOpened e => new Project
        {
            Id = e.Id, Number = e.Number, BranchId = e.BranchId, CustomerId = e.CustomerId, ManagerId = e.ManagerId, Terms = e.Terms, EntryOn = e.EntryOn,
            OpenedAt = e.At, Name = e.Name,
        },
        ProjectMilestoneReached e => state! with
        {
            Milestones = state.Milestones.Add(new ReachedMilestone(e.Milestone, e.At, e.By)),
            FailedEntryChecks = e.Milestone == ProjectMilestone.EntryCheckPassed ? 0 : state.FailedEntryChecks,
            ArrivesAt = e.ArrivesAt ?? state.ArrivesAt,
            TeamRequests = state.TeamRequests + (e.Milestone == ProjectMilestone.TeamRequested ? 1 : 0),
        },
        ArrivalMoved e => state! with { ArrivesAt = e.ArrivesAt },
        EntryCheckFailed => state! with { FailedEntryChecks = state.FailedEntryChecks + 1 },
        TeamRefused => state! with { Milestones = state.Milestones.RemoveAll(reached => reached.Milestone == ProjectMilestone.TeamRequested) },
        ProjectReplanned e => state! with { EntryOn = e.EntryOn, Replans = state.Replans + 1 },
        ProjectRenamed e => state! with { Name = e.Name },
        ProjectCancelled e => state! with { CancelledAt = e.At },
        HandedOver e => state! with { BranchId = e.ToBranchId },
        _ => state!,
    };
}

/// <param name="TeamBy">By when the team is to be asked for.</param>
public sealed record ProjectOpened(
    string Id, string Number, string BranchId, string CustomerId, string ManagerId, ProjectTerms Terms, DateOnly EntryOn, DateTimeOffset At,
    DateTimeOffset TeamBy, [property: Words] string Buyer, [property: Words] string? PaymentTerms, [property: Words] string? InstallationNeed,
    [property: Personal] string Name) : Event;

/// <param name="Day">The day at the branch.</param>
/// <param name="ArrivesAt">Of the goods, where their arrival was announced.</param>
public sealed record ProjectMilestoneReached(
    [property: NamesWhich] ProjectMilestone Milestone, DateTimeOffset At, DateOnly Day, string By, [property: Words] string? Note, DateTimeOffset? ArrivesAt = null,
    FileContent? CustomerSignature = null, FileContent? CompanySignature = null, [property: Words] string? SignedBy = null) : Event;

/// <summary>The goods come at another time than the customer was told before; he was told anew.</summary>
public sealed record ArrivalMoved(DateTimeOffset Before, DateTimeOffset ArrivesAt, DateTimeOffset At, string By) : Event;

public sealed record EntryCheckFailed(DateTimeOffset At, [property: Words] string Defect) : Event;

public sealed record TeamRefused([property: Words] string Reason) : Event;

/// <summary>The site, the customer or the goods changed the plan; it is reported (S2 E 一).</summary>
/// <param name="At">When; the plan may go back to a day it was moved from.</param>
/// <param name="ReadBy">By when the manager is to have read of it.</param>
public sealed record ProjectReplanned(
    DateOnly Before, DateOnly EntryOn, DateTimeOffset TeamBy, DateTimeOffset At, DateTimeOffset ReadBy, [property: Words] string Reason) : Event;

public sealed record ProjectRenamed([property: Personal] string Name) : Event;

public sealed record ProjectCancelled(DateTimeOffset At, [property: Words] string Reason) : Event;
