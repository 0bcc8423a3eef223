using AfterSales.Api;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Accounts;

/// <summary>Fetches what the people are called whom the records of a page name, also those whose account is closed.</summary>
public sealed class AccountNameLoader(IDbContextFactory<AccountsDb> databases) : BatchLoader<string, string>
{
    protected override async Task<IReadOnlyDictionary<string, string>> LoadAsync(IReadOnlyList<string> keys, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.Users.AsNoTracking().Where(account => keys.Contains(account.Id))
            .ToDictionaryAsync(account => account.Id, account => account.DisplayName, cancellation);
    }
}
