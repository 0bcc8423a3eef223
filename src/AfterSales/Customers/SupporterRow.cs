using System.ComponentModel.DataAnnotations.Schema;
using AfterSales.Access;
using AfterSales.Customers.Rules;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AfterSales.Customers;

/// <summary>An account that is or was in a customer's support group. A merged file has no group: that of the one it leads to looks after it.</summary>
[Table("customer_supporter"), Projected("customer")]
public sealed record SupporterRow : IScoped
{
    /// <summary>The customer's key, a slash and the account's.</summary>
    public string Id { get; init; } = "";

    public string CustomerId { get; init; } = "";

    /// <summary>The branch that keeps the file.</summary>
    public string BranchId { get; init; } = "";

    public string Account { get; init; } = "";

    /// <summary>False: he was in it once.</summary>
    public bool IsMember { get; init; }

    public static IEnumerable<SupporterRow> Of(Customer customer)
    {
        var members = customer.SupportGroup?.Members ?? [];
        var looksAfter = customer.Standing != CustomerStanding.Merged;
        return members.Select(account => Of(customer, account, looksAfter)).Concat(customer.FormerSupporters.Select(account => Of(customer, account, false)));
    }

    private static SupporterRow Of(Customer customer, string account, bool isMember) => new()
    {
        Id = $"{customer.Id}/{account}", CustomerId = customer.Id, BranchId = customer.BranchId, Account = account, IsMember = isMember,
    };
}

internal sealed class SupporterMapping : IEntityTypeConfiguration<SupporterRow>
{
    public void Configure(EntityTypeBuilder<SupporterRow> builder) => builder.HasKey(row => row.Id);
}
