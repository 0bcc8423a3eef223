using System.ComponentModel.DataAnnotations.Schema;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Branches.Rules;
using AfterSales.Customers.Rules;
using AfterSales.Records;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AfterSales.Customers;

[Table("customer"), Projected("customer")]
public sealed record CustomerRow : IScoped, IRolledUp
{
    public string Id { get; init; } = "";

    [Filtered]
    public string BranchId { get; init; } = "";

    [Filtered]
    public CustomerKind Kind { get; init; }

    [Filtered, Sorted]
    public string Name { get; init; } = "";

    /// <summary>The number to call, E.164 without extension.</summary>
    [Filtered]
    public string? Phone { get; init; }

    /// <summary>The customer's own numbers with their extensions, divided by spaces.</summary>
    public string Phones { get; init; } = "";

    public string? Email { get; init; }

    /// <summary>The street of the default address, like what follows of it.</summary>
    public string? Address { get; init; }

    public string? City { get; init; }

    [Filtered]
    public string? Region { get; init; }

    public string? PostalCode { get; init; }

    public string? Country { get; init; }

    /// <summary>As it was typed; <see cref="AddressZones"/> says where it lies.</summary>
    public Zone Zone { get; init; }

    public double? Latitude { get; init; }

    public double? Longitude { get; init; }

    public string? Language { get; init; }

    public string? TimeZone { get; init; }

    [Filtered]
    public string? Reference { get; init; }

    [Filtered]
    public CustomerTier Tier { get; init; }

    [Filtered]
    public CustomerStanding Standing { get; init; }

    /// <inheritdoc cref="Customer.Terms"/>
    public string Terms { get; init; } = "";

    /// <summary>The file this one was merged into.</summary>
    public string? MergedInto { get; init; }

    public string? SupportGroup { get; init; }

    /// <summary>Whole per cent of the required fields.</summary>
    public int CompletePercent { get; init; }

    [Filtered]
    public bool IsComplete { get; init; }

    /// <summary>Until when the file is to be made, while it is owed.</summary>
    public DateTimeOffset? FileDueAt { get; init; }

    [Filtered]
    public bool IsFileOverdue { get; init; }

    /// <summary>The account that is to make the file, while it is owed.</summary>
    [Filtered]
    public string? FileResponsible { get; init; }

    /// <summary>A day at the branch.</summary>
    [Filtered]
    public DateOnly? NextServiceOn { get; init; }

    public DateTimeOffset RegisteredAt { get; init; }

    /// <summary>The day at the branch.</summary>
    public DateOnly RegisteredDay { get; init; }

    [Filtered, Sorted]
    public DateTimeOffset ChangedAt { get; init; }

    public int Version { get; init; }

    public int Shape { get; init; }

    IEnumerable<DateOnly> IRolledUp.RollupDays => [RegisteredDay];

    public static CustomerRow Of(Customer customer, RowStamp stamp)
    {
        var details = customer.Details;
        var address = details.Address;
        return new()
        {
            Id = customer.Id,
            BranchId = customer.BranchId,
            Kind = details.Kind,
            Name = details.Name,
            Phone = details.Phone?.Number,
            Phones = string.Join(' ', details.Phones),
            Email = details.Email,
            Address = address?.Street,
            City = address?.City,
            Region = address?.Region,
            PostalCode = address?.PostalCode,
            Country = address?.Country,
            Zone = customer.Zone,
            Latitude = address?.Coordinates?.Latitude,
            Longitude = address?.Coordinates?.Longitude,
            Language = details.Language,
            TimeZone = details.TimeZone,
            Reference = details.Reference,
            Tier = customer.Tier,
            Standing = customer.Standing,
            Terms = customer.Terms,
            MergedInto = customer.Merging.Into,
            SupportGroup = customer.SupportGroup?.Name,
            CompletePercent = customer.Completeness.Percent,
            IsComplete = customer.Completeness.IsComplete,
            FileDueAt = customer.File.IsOpen ? customer.File.DueAt : null,
            IsFileOverdue = customer.File.IsOverdue,
            FileResponsible = customer.File.IsOpen ? customer.File.Responsible : null,
            NextServiceOn = customer.Service.NextOn,
            RegisteredAt = customer.RegisteredAt,
            RegisteredDay = customer.RegisteredDay ?? DateOnly.FromDateTime(customer.RegisteredAt.UtcDateTime),
            ChangedAt = customer.ChangedAt,
            Version = stamp.Version,
            Shape = stamp.Shape,
        };
    }
}

internal sealed class CustomerMapping : IEntityTypeConfiguration<CustomerRow>
{
    public void Configure(EntityTypeBuilder<CustomerRow> builder) => builder.HasKey(row => row.Id);
}
