using Microsoft.EntityFrameworkCore;

namespace AfterSales.Accounts;

/// <summary>Whose accounts are open: asked before a record names people who are to work on it.</summary>
public sealed class OpenAccounts(IDbContextFactory<AccountsDb> databases)
{
    /// <summary>Those of the keys that are no open account: each with the name of the closed one, or itself where there never was any.</summary>
    public async Task<IReadOnlyDictionary<string, string>> Without(IReadOnlyCollection<string> accounts)
    {
        if (accounts.Count == 0) return new Dictionary<string, string>();
        await using var db = await databases.CreateDbContextAsync();
        var known = await db.Users.AsNoTracking().Where(account => accounts.Contains(account.Id))
            .Select(account => new { account.Id, account.DisplayName, account.DisabledAt }).ToDictionaryAsync(account => account.Id);
        return accounts.Distinct().Where(account => known.GetValueOrDefault(account) is not { DisabledAt: null })
            .ToDictionary(account => account, account => known.GetValueOrDefault(account)?.DisplayName ?? account);
    }
}
