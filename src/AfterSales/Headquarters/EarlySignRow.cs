using System.ComponentModel.DataAnnotations.Schema;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Headquarters.Rules;
using AfterSales.Records;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AfterSales.Headquarters;

/// <summary>What looks at the figures of a place.</summary>
[Table("figure_watch"), Projected("figure_watch")]
public sealed record FigureWatchRow : IScoped
{
    public string Id { get; init; } = "";

    /// <summary>The key of the branch, or <c>headquarters</c>.</summary>
    public string BranchId { get; init; } = "";

    /// <summary>The last day that was summed up.</summary>
    public DateOnly LastDay { get; init; }

    public int Version { get; init; }

    public int Shape { get; init; }

    public static FigureWatchRow Of(FigureWatch watch, RowStamp stamp) => new()
    {
        Id = watch.Id, BranchId = watch.BranchId, LastDay = watch.LastDay, Version = stamp.Version, Shape = stamp.Shape,
    };
}

/// <summary>A figure of a branch that became worse than it may be.</summary>
[Table("early_sign"), Projected("figure_watch")]
public sealed record EarlySignRow : IScoped
{
    /// <summary>The key of the watch, a slash and the number of the sign.</summary>
    [Filtered]
    public string Id { get; init; } = "";

    [Filtered]
    public string BranchId { get; init; } = "";

    [Filtered]
    public FigureKey Figure { get; init; }

    public double Value { get; init; }

    public double Threshold { get; init; }

    public DateOnly FromDay { get; init; }

    public DateOnly ToDay { get; init; }

    [Filtered, Sorted]
    public DateTimeOffset RaisedAt { get; init; }

    public DateTimeOffset? PassedAt { get; init; }

    /// <summary>It is not better yet.</summary>
    [Filtered]
    public bool IsCurrent { get; init; }

    public static string KeyOf(FigureWatch watch, int number) => FormattableString.Invariant($"{watch.Id}/{number}");

    public static EarlySignRow Of(FigureWatch watch, EarlySign sign) => new()
    {
        Id = KeyOf(watch, sign.Number),
        BranchId = watch.BranchId,
        Figure = sign.Figure,
        Value = sign.Value,
        Threshold = sign.Threshold,
        FromDay = sign.From,
        ToDay = sign.To,
        RaisedAt = sign.RaisedAt,
        PassedAt = sign.PassedAt,
        IsCurrent = sign.PassedAt is null,
    };
}

/// <summary>A summary of a place, without its lines.</summary>
[Table("figure_summary"), Projected("figure_summary")]
public sealed record FigureSummaryRow : IScoped
{
    public string Id { get; init; } = "";

    /// <summary>The key of the branch, or <c>headquarters</c>.</summary>
    [Filtered]
    public string BranchId { get; init; } = "";

    [Filtered]
    public SummaryKind Kind { get; init; }

    [Filtered, Sorted]
    public DateOnly FromDay { get; init; }

    public DateOnly ToDay { get; init; }

    public DateTimeOffset WrittenAt { get; init; }

    public int Version { get; init; }

    public int Shape { get; init; }

    public static FigureSummaryRow Of(FigureSummary summary, RowStamp stamp) => new()
    {
        Id = summary.Id,
        BranchId = summary.BranchId,
        Kind = summary.SummaryKind,
        FromDay = summary.From,
        ToDay = summary.To,
        WrittenAt = summary.WrittenAt,
        Version = stamp.Version,
        Shape = stamp.Shape,
    };
}

internal sealed class EarlySignMapping
    : IEntityTypeConfiguration<FigureWatchRow>, IEntityTypeConfiguration<EarlySignRow>, IEntityTypeConfiguration<FigureSummaryRow>
{
    public void Configure(EntityTypeBuilder<FigureWatchRow> builder) => builder.HasKey(row => row.Id);

    public void Configure(EntityTypeBuilder<EarlySignRow> builder) => builder.HasKey(row => row.Id);

    public void Configure(EntityTypeBuilder<FigureSummaryRow> builder) => builder.HasKey(row => row.Id);
}
