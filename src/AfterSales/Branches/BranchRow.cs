using System.ComponentModel.DataAnnotations.Schema;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Branches.Rules;
using AfterSales.Records;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AfterSales.Branches;

[Table("branch"), Projected("branch")]
public sealed record BranchRow : IScoped
{
    public string Id { get; init; } = "";

    [Sorted]
    public string Code { get; init; } = "";

    public string Name { get; init; } = "";

    public string Country { get; init; } = "";

    public string Currency { get; init; } = "";

    public string TimeZone { get; init; } = "";

    [Filtered]
    public BranchState State { get; init; }

    /// <summary>The branch its open work goes to.</summary>
    public string? SuccessorId { get; init; }

    public string? Street { get; init; }

    public string? City { get; init; }

    public string? PostalCode { get; init; }

    public string? Region { get; init; }

    /// <summary>As <see cref="Rules.Phone.ToString"/> writes it.</summary>
    public string? Phone { get; init; }

    public int Version { get; init; }

    public int Shape { get; init; }

    /// <summary>The same as the id: whoever belongs to the branch sees it.</summary>
    public string BranchId { get; init; } = "";

    public static BranchRow Of(Branch branch, RowStamp stamp) => new()
    {
        Id = branch.Id,
        BranchId = branch.Id,
        Code = branch.Code,
        Name = branch.Name,
        Country = branch.Country,
        Currency = branch.Currency,
        TimeZone = branch.Calendar.TimeZone,
        State = branch.State,
        SuccessorId = branch.HandOver?.ToBranchId,
        Street = branch.Address?.Street,
        City = branch.Address?.City,
        PostalCode = branch.Address?.PostalCode,
        Region = branch.Address?.Region,
        Phone = branch.Phone?.ToString(),
        Version = stamp.Version,
        Shape = stamp.Shape,
    };
}

internal sealed class BranchMapping : IEntityTypeConfiguration<BranchRow>
{
    public void Configure(EntityTypeBuilder<BranchRow> builder) => builder.HasKey(row => row.Id);
}
