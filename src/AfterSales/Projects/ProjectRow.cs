using System.ComponentModel.DataAnnotations.Schema;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Projects.Rules;
using AfterSales.Records;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AfterSales.Projects;

[Table("project"), Projected("project")]
public sealed record ProjectRow : IScoped
{
    public string Id { get; init; } = "";

    [Filtered]
    public string Number { get; init; } = "";

    [Filtered]
    public string Name { get; init; } = "";

    [Filtered]
    public string BranchId { get; init; } = "";

    [Filtered]
    public string CustomerId { get; init; } = "";

    [Filtered]
    public string ManagerId { get; init; } = "";

    /// <summary>The milestone it reached last; null where it was just opened.</summary>
    [Filtered]
    public ProjectMilestone? LastMilestone { get; init; }

    /// <summary>Neither closed nor cancelled.</summary>
    [Filtered]
    public bool IsOpen { get; init; }

    /// <summary>The site failed its check.</summary>
    [Filtered]
    public bool IsBlocked { get; init; }

    [Filtered, Sorted]
    public DateOnly EntryOn { get; init; }

    public DateTimeOffset OpenedAt { get; init; }

    public DateTimeOffset? AcceptedAt { get; init; }

    public int Version { get; init; }

    public int Shape { get; init; }

    public static ProjectRow Of(Project project, RowStamp stamp) => new()
    {
        Id = project.Id,
        Number = project.Number,
        Name = project.Name,
        BranchId = project.BranchId,
        CustomerId = project.CustomerId,
        ManagerId = project.ManagerId,
        LastMilestone = project.Milestones.IsEmpty ? null : project.Milestones[^1].Milestone,
        IsOpen = !project.IsOver,
        IsBlocked = project.FailedEntryChecks > 0,
        EntryOn = project.EntryOn,
        OpenedAt = project.OpenedAt,
        AcceptedAt = project.Milestones.Find(reached => reached.Milestone == ProjectMilestone.Accepted)?.At,
        Version = stamp.Version,
        Shape = stamp.Shape,
    };
}

/// <summary>A product of a project: one is installed by one project at a time.</summary>
[Table("project_product"), Projected("project")]
public sealed record ProjectProductRow : IScoped
{
    /// <summary>Project and product, divided by a slash.</summary>
    public string Id { get; init; } = "";

    public string ProjectId { get; init; } = "";

    /// <summary>The project's number.</summary>
    public string Number { get; init; } = "";

    public string ProductId { get; init; } = "";

    public string BranchId { get; init; } = "";

    /// <summary>The project is neither accepted nor over.</summary>
    public bool IsBeingInstalled { get; init; }

    public static ProjectProductRow Of(Project project, string productId) => new()
    {
        Id = $"{project.Id}/{productId}",
        ProjectId = project.Id,
        Number = project.Number,
        ProductId = productId,
        BranchId = project.BranchId,
        IsBeingInstalled = !project.IsOver && !project.Has(ProjectMilestone.Accepted),
    };
}

internal sealed class ProjectMapping : IEntityTypeConfiguration<ProjectRow>, IEntityTypeConfiguration<ProjectProductRow>
{
    public void Configure(EntityTypeBuilder<ProjectRow> builder) => builder.HasKey(row => row.Id);

    public void Configure(EntityTypeBuilder<ProjectProductRow> builder) => builder.HasKey(row => row.Id);
}
