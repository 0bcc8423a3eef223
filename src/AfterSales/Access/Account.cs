using System.ComponentModel.DataAnnotations.Schema;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AfterSales.Access;

/// <summary>A person's or program's log-in. What it may do follows from its <see cref="Assignments"/> alone.</summary>
[Table("account")]
public sealed class Account : IdentityUser
{
    public string DisplayName { get; set; } = "";

    /// <summary>The key of the technician who logs in with it (<c>tech-…</c>).</summary>
    public string? TechnicianId { get; set; }

    /// <summary><c>en</c>, <c>zh-CN</c> or <c>es</c>.</summary>
    public string Language { get; set; } = "en";

    public ICollection<AccountAssignment> Assignments { get; } = [];
}

/// <summary>A role that an account holds at a place.</summary>
[Table("account_assignment")]
public sealed class AccountAssignment
{
    public string AccountId { get; set; } = "";

    public Role Role { get; set; }

    /// <summary>The key of a branch or dealer, or <see cref="Assignment.Headquarters"/>.</summary>
    public string Place { get; set; } = "";
}

internal sealed class AccountAssignmentMapping : IEntityTypeConfiguration<AccountAssignment>
{
    public void Configure(EntityTypeBuilder<AccountAssignment> builder)
    {
        builder.HasKey(a => new { a.AccountId, a.Role, a.Place });
        builder.HasOne<Account>().WithMany(a => a.Assignments).HasForeignKey(a => a.AccountId);
    }
}
