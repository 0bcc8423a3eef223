using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AfterSales.Accounts;

// Identity names its tables AspNet… in so many words, so each is named again here, in the words of deploy/database.

internal sealed class AccountMapping : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> builder)
    {
        builder.ToTable("account");
        builder.HasIndex(a => a.NormalizedUserName).IsUnique().HasDatabaseName("account_normalized_user_name");
        builder.HasIndex(a => a.NormalizedEmail).HasDatabaseName("account_normalized_email");
    }
}

internal sealed class AccountAssignmentMapping : IEntityTypeConfiguration<AccountAssignment>
{
    public void Configure(EntityTypeBuilder<AccountAssignment> builder)
    {
        builder.ToTable("account_assignment");
        builder.HasKey(a => new { a.AccountId, a.Role, a.Place });
        builder.HasOne<Account>().WithMany(a => a.Assignments).HasForeignKey(a => a.AccountId);
    }
}

internal sealed class AccountClaimMapping : IEntityTypeConfiguration<IdentityUserClaim<string>>
{
    public void Configure(EntityTypeBuilder<IdentityUserClaim<string>> builder)
    {
        builder.ToTable("account_claim");
        builder.Property(c => c.UserId).HasColumnName("account_id");
        builder.HasIndex(c => c.UserId).HasDatabaseName("account_claim_account_id");
    }
}

internal sealed class AccountLoginMapping : IEntityTypeConfiguration<IdentityUserLogin<string>>
{
    public void Configure(EntityTypeBuilder<IdentityUserLogin<string>> builder)
    {
        builder.ToTable("account_login");
        builder.Property(l => l.UserId).HasColumnName("account_id");
        builder.HasIndex(l => l.UserId).HasDatabaseName("account_login_account_id");
    }
}

internal sealed class AccountTokenMapping : IEntityTypeConfiguration<IdentityUserToken<string>>
{
    public void Configure(EntityTypeBuilder<IdentityUserToken<string>> builder)
    {
        builder.ToTable("account_token");
        builder.Property(t => t.UserId).HasColumnName("account_id");
    }
}

internal sealed class DataProtectionKeyMapping : IEntityTypeConfiguration<DataProtectionKey>
{
    public void Configure(EntityTypeBuilder<DataProtectionKey> builder) => builder.ToTable("data_protection_key");
}
