using System.ComponentModel.DataAnnotations.Schema;
using AfterSales.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AfterSales.Headquarters;

/// <summary>
/// What all measures come to on a branch's day: of the whole branch, and of each technician, model, kind, category, step and fault that the day touches. Written
/// by the roller alone. Its columns are the measures of <see cref="FigureBook"/>.
/// </summary>
[Table("branch_day")]
public sealed class BranchDayRow : IScoped
{
    private readonly Dictionary<string, object> _values = [];

    public FigureDimension Dimension { get; init; }

    /// <summary>The key of the technician or model, the name of the kind, category or step, the code of the part; empty for the whole branch.</summary>
    public string Member { get; init; } = "";

    public string BranchId { get; init; } = "";

    /// <summary>A day at the branch.</summary>
    public DateOnly Day { get; init; }

    /// <summary>What a measure comes to.</summary>
    public object this[string measure]
    {
        get => _values.GetValueOrDefault(measure, 0);
        set => _values[measure] = value;
    }

    public int Get(Measure measure) => (int)this[measure.Key];

    /// <summary>Takes over what another's measures come to.</summary>
    public void Become(BranchDayRow other)
    {
        foreach (var measure in FigureBook.AllMeasures) this[measure.Key] = other[measure.Key];
    }
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
    public void Configure(EntityTypeBuilder<BranchDayRow> builder)
    {
        builder.HasKey(row => new { row.Dimension, row.Member, row.Day, row.BranchId });
        foreach (var measure in FigureBook.AllMeasures) builder.IndexerProperty<int>(measure.Key);
    }

    public void Configure(EntityTypeBuilder<BranchRollRow> builder) => builder.HasKey(row => row.BranchId);
}
