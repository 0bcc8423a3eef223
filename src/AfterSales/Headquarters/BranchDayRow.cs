using System.ComponentModel.DataAnnotations.Schema;
using AfterSales.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AfterSales.Headquarters;

/// <summary>A branch's figures of one day: numerators and denominators, counted by the roller.</summary>
[Table("branch_day")]
public sealed class BranchDayRow : IScoped
{
    public string BranchId { get; init; } = "";

    /// <summary>A day at the branch.</summary>
    public DateOnly Day { get; init; }

    public int Registered { get; init; }

    public int Completed { get; init; }

    /// <summary>Those of them that were solved by advice, without a visit (S0 P3).</summary>
    public int SolvedRemotely { get; init; }

    /// <summary>Follow-up calls whose window opened on this day.</summary>
    public int FollowUpsRaised { get; init; }

    /// <summary>Those of them in which the customer was reached by now.</summary>
    public int FollowUpsReached { get; init; }
}

/// <summary>When a branch's marks were last worked off.</summary>
[Table("branch_roll")]
public sealed class BranchRollRow
{
    public string BranchId { get; init; } = "";

    public DateTimeOffset RolledAt { get; init; }
}

internal sealed class BranchDayMapping : IEntityTypeConfiguration<BranchDayRow>, IEntityTypeConfiguration<BranchRollRow>
{
    public void Configure(EntityTypeBuilder<BranchDayRow> builder) => builder.HasKey(row => new { row.BranchId, row.Day });

    public void Configure(EntityTypeBuilder<BranchRollRow> builder) => builder.HasKey(row => row.BranchId);
}
