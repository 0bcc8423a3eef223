using System.Linq.Expressions;
using AfterSales.Access;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Accounts;

/// <summary>An open account as the service writes to it.</summary>
/// <param name="Email">Null where it has no address.</param>
/// <param name="Language"><c>en</c>, <c>zh-CN</c> or <c>es</c>.</param>
/// <param name="Reader">What it may see.</param>
public sealed record AddressedAccount(string Id, string Name, string? Email, string Language, Caller Reader)
{
    /// <summary>Where it works: the key of its first branch, else <c>headquarters</c>.</summary>
    public string Home => Reader.Assignments.Select(held => held.Place).FirstOrDefault(place => place.StartsWith("b-", StringComparison.Ordinal)) ?? Assignment.Headquarters;
}

/// <summary>Who is written to.</summary>
public sealed class AccountAddresses(IDbContextFactory<AccountsDb> databases)
{
    // A role that more people hold at one place is a list of addresses, not people who are told.
    private const int Most = 100;

    public Task<IReadOnlyList<AddressedAccount>> Find(IReadOnlyCollection<string> accounts) => Read(account => accounts.Contains(account.Id));

    /// <summary>Who holds a role at a place.</summary>
    public Task<IReadOnlyList<AddressedAccount>> Holding(Role role, string place) =>
        Read(account => account.Assignments.Any(held => held.Role == role && held.Place == place));

    public Task<IReadOnlyList<AddressedAccount>> OfTechnician(string technicianId) => Read(account => account.TechnicianId == technicianId);

    private async Task<IReadOnlyList<AddressedAccount>> Read(Expression<Func<Account, bool>> which)
    {
        await using var db = await databases.CreateDbContextAsync();
        var found = await db.Users.AsNoTracking().Include(account => account.Assignments).Where(account => account.DisabledAt == null).Where(which)
            .OrderBy(account => account.Id).Take(Most).ToListAsync();
        return found.ConvertAll(account => new AddressedAccount(account.Id, account.DisplayName, account.Email, account.Language, new Caller(
            account.Id, account.DisplayName, [.. account.Assignments.OrderBy(held => held.Place, StringComparer.Ordinal).Select(held => new Assignment(held.Role, held.Place))], account.TechnicianId, account.Language)));
    }
}
