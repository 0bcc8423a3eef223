using AfterSales.Storage;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Accounts;

/// <summary>Accounts, tokens and the keys that protect them: in the same database, apart from the records.</summary>
public sealed class AccountsDb(DbContextOptions<AccountsDb> options) : IdentityUserContext<Account>(options), IDataProtectionKeyContext
{
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    /// <summary>Somebody has logged in, in whichever way.</summary>
    public Task<int> NoteLoggedInAsync(string accountId, DateTimeOffset? at, CancellationToken cancelled = default) =>
        Users.Where(account => account.Id == accountId).ExecuteUpdateAsync(set => set.SetProperty(account => account.LastLoggedInAt, at), cancelled);

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.UsePortableTypes(Database.IsSqlite());
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(AccountsDb).Assembly, type => type.Namespace == typeof(AccountsDb).Namespace);
        builder.UseSnakeCase();
    }
}
