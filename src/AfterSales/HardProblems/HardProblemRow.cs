using System.ComponentModel.DataAnnotations.Schema;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.HardProblems.Rules;
using AfterSales.Records;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AfterSales.HardProblems;

[Table("hard_problem"), Projected("hard_problem")]
public sealed record HardProblemRow : IScopedToTechnician
{
    public string Id { get; init; } = "";

    [Filtered]
    public string BranchId { get; init; } = "";

    [Filtered]
    public string? TicketId { get; init; }

    public string? CustomerId { get; init; }

    [Filtered]
    public string? AskedBy { get; init; }

    /// <summary>The technician who asked, where one did.</summary>
    [Filtered]
    public string? TechnicianId { get; init; }

    [Filtered]
    public HardProblemState State { get; init; }

    /// <summary>Neither answered nor withdrawn.</summary>
    [Filtered]
    public bool IsOpen { get; init; }

    public DateTimeOffset AskedAt { get; init; }

    [Filtered, Sorted]
    public DateTimeOffset DueAt { get; init; }

    public int AskedBack { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public int Version { get; init; }

    public int Shape { get; init; }

    public static HardProblemRow Of(HardProblem problem, RowStamp stamp) => new()
    {
        Id = problem.Id,
        BranchId = problem.BranchId,
        TicketId = problem.TicketId,
        CustomerId = problem.CustomerId,
        AskedBy = problem.AskedBy,
        TechnicianId = problem.TechnicianId,
        State = problem.State,
        IsOpen = problem.IsOpen,
        AskedAt = problem.AskedAt,
        DueAt = problem.DueAt,
        AskedBack = problem.AskedBack,
        EndedAt = problem.EndedAt,
        Version = stamp.Version,
        Shape = stamp.Shape,
    };
}

internal sealed class HardProblemMapping : IEntityTypeConfiguration<HardProblemRow>
{
    public void Configure(EntityTypeBuilder<HardProblemRow> builder) => builder.HasKey(row => row.Id);
}
