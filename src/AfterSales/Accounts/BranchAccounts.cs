using AfterSales.Access;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Accounts;

/// <summary>An account that holds a role at a place, as colleagues may know it.</summary>
/// <param name="Roles">Held at this place.</param>
/// <param name="Technician">The key of the technician it belongs to, if it does.</param>
public sealed record AccountAtPlace(string Id, string Name, IReadOnlyList<Role> Roles, string? Technician);

/// <summary>Who holds roles at a place.</summary>
public sealed class BranchAccounts(IDbContextFactory<AccountsDb> databases)
{
    private const int Most = 500;

    /// <summary>The open accounts, by name; at most 500.</summary>
    public async Task<IReadOnlyList<AccountAtPlace>> At(string place, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var accounts = await db.Users.AsNoTracking().Include(account => account.Assignments)
            .Where(account => account.DisabledAt == null && account.Assignments.Any(a => a.Place == place))
            .OrderBy(account => account.DisplayName).ThenBy(account => account.Id).Take(Most).ToListAsync(cancellation);
        return accounts.ConvertAll(account => new AccountAtPlace(
            account.Id, account.DisplayName, [.. account.Assignments.Where(a => a.Place == place).Select(a => a.Role).Order()], account.TechnicianId));
    }
}
