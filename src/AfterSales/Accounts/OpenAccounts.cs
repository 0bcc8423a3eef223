using AfterSales.Access;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Accounts;

/// <summary>Whose accounts are open: asked before a record names people who are to work on it.</summary>
public sealed class OpenAccounts(IDbContextFactory<AccountsDb> databases)
{
    /// <summary>The name of an account that no role gives the permission at the place or for all branches; null where one does, or there is no such account.</summary>
    /// <param name="or">Roles that do as well, wherever they are held.</param>
    public async Task<string?> Unable(string account, Permission permission, string place, params Role[] or)
    {
        await using var db = await databases.CreateDbContextAsync();
        var known = await db.Users.AsNoTracking().Include(user => user.Assignments).FirstOrDefaultAsync(user => user.Id == account);
        return known is null || known.Assignments.Any(held =>
                or.Contains(held.Role) || ((held.Place == place || held.Place == Assignment.Headquarters) && Permissions.Of(held.Role).Contains(permission)))
            ? null : known.DisplayName;
    }

    /// <summary>Refuses, by name, those of the accounts a request names that are not open; null where all are, or it names nobody.</summary>
    public async Task<NoOpenAccount?> MustBeOpen(params string?[] accounts) =>
        await Without([.. accounts.Where(account => !string.IsNullOrWhiteSpace(account))!]) is { Count: > 0 } without ? NoOpenAccount.Of(without) : null;

    /// <summary>Whether anybody has, or had, an account with this key.</summary>
    public async Task<bool> IsKnown(string account)
    {
        await using var db = await databases.CreateDbContextAsync();
        return await db.Users.AsNoTracking().AnyAsync(user => user.Id == account);
    }

    /// <summary>Whether anybody with an open account holds the role at the place.</summary>
    public async Task<bool> AnyAt(string place, Role role)
    {
        await using var db = await databases.CreateDbContextAsync();
        return await db.Users.AsNoTracking().AnyAsync(user => user.DisabledAt == null && user.Assignments.Any(held => held.Place == place && held.Role == role));
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
