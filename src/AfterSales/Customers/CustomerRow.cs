using System.ComponentModel.DataAnnotations.Schema;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Customers.Rules;
using AfterSales.Records;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AfterSales.Customers;

[Table("customer"), Projected("customer")]
public sealed record CustomerRow : IScoped
{
    public string Id { get; init; } = "";

    [Filtered]
    public string BranchId { get; init; } = "";

    public CustomerKind Kind { get; init; }

    [Filtered, Sorted]
    public string Name { get; init; } = "";

    /// <summary>The first number, E.164.</summary>
    [Filtered]
    public string? Phone { get; init; }

    /// <summary>All numbers, divided by spaces.</summary>
    public string Phones { get; init; } = "";

    public string? Email { get; init; }

    public string? Address { get; init; }

    public string? City { get; init; }

    public Zone Zone { get; init; }

    public string? Language { get; init; }

    [Filtered]
    public string? Reference { get; init; }

    public DateTimeOffset RegisteredAt { get; init; }

    public int Version { get; init; }

    public int Shape { get; init; }

    public static CustomerRow Of(Customer customer, RowStamp stamp) => new()
    {
        Id = customer.Id,
        BranchId = customer.BranchId,
        Kind = customer.Details.Kind,
        Name = customer.Details.Name,
        Phone = customer.Details.Phones.FirstOrDefault(),
        Phones = string.Join(' ', customer.Details.Phones),
        Email = customer.Details.Email,
        Address = customer.Details.Address,
        City = customer.Details.City,
        Zone = customer.Details.Zone,
        Language = customer.Details.Language,
        Reference = customer.Details.Reference,
        RegisteredAt = customer.RegisteredAt,
        Version = stamp.Version,
        Shape = stamp.Shape,
    };
}

internal sealed class CustomerMapping : IEntityTypeConfiguration<CustomerRow>
{
    public void Configure(EntityTypeBuilder<CustomerRow> builder) => builder.HasKey(row => row.Id);
}
