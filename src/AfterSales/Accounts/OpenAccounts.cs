using AfterSales.Access;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Accounts;

/// <summary>Whose accounts are open: asked before a record names people who are to work on it.</summary>
public sealed class OpenAccounts(IDbContextFactory<AccountsDb> databases)
{
    /// <summary>The name of an account that no role gives the permission at the place or for all branches; null where one does, or there is no such account.</summary>
    public async Task<string?> Unable(string account, Permission permission, string place)
    {
        await using var db = await databases.CreateDbContextAsync();
        var known = await db.Users.AsNoTracking().Include(user => user.Assignments).FirstOrDefaultAsync(user => user.Id == account);
        return known is null || known.Assignments.Any(held => (held.Place == place || held.Place == Assignment.Headquarters) && Permissions.Of(held.Role).Contains(permission))
            ? null : known.DisplayName;
    }

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
