using System.ComponentModel.DataAnnotations.Schema;
using AfterSales.Records;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AfterSales.Headquarters;

/// <summary>A customer whose product was under warranty for another half-year, and the visit he had in it. Written by <see cref="WarrantyVisitKeeper"/>.</summary>
[Table("warranty_visit")]
public sealed record WarrantyVisitRow : IRolledUp
{
    /// <summary>The keys of customer and branch and the day, with slashes: several products that were sold together owe one visit.</summary>
    public string Id { get; init; } = "";

    /// <summary>The branch that looks after the product.</summary>
    public string BranchId { get; init; } = "";

    public string CustomerId { get; init; } = "";

    /// <summary>The last day of the half-year, at the branch.</summary>
    public DateOnly Day { get; init; }

    /// <summary>The first visit or inspection of it that was completed; null: he was not visited.</summary>
    public string? TicketId { get; init; }

    IEnumerable<DateOnly> IRolledUp.RollupDays => [Day];
}

internal sealed class WarrantyVisitMapping : IEntityTypeConfiguration<WarrantyVisitRow>
{
    public void Configure(EntityTypeBuilder<WarrantyVisitRow> builder) => builder.HasKey(row => row.Id);
}
