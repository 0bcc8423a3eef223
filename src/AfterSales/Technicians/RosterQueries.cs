using AfterSales.Access;
using AfterSales.Accounts;
using AfterSales.Api;
using AfterSales.Storage;
using GraphQL;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Technicians;

/// <summary>Who works at a branch.</summary>
/// <param name="Technicians">Its own, and those lent to it now or soon, by name; at most 500.</param>
/// <param name="Accounts">Accounts that hold a role there, by name; at most 500.</param>
[Name("Roster"), Secured(Permission.SeeTechnicians)]
public sealed record RosterView(IReadOnlyList<RosterTechnicianView> Technicians, IReadOnlyList<RosterAccountView> Accounts);

/// <param name="LentFrom">Null: he belongs to the branch.</param>
/// <param name="LentTo">Null: he belongs to the branch.</param>
[Name("RosterTechnician"), SecuredByParent]
public sealed record RosterTechnicianView(TechnicianView Technician, DateTimeOffset? LentFrom, DateTimeOffset? LentTo);

/// <param name="Roles">Held at this branch.</param>
/// <param name="TechnicianId">The technician who logs in with it.</param>
[Name("RosterAccount"), SecuredByParent]
public sealed record RosterAccountView(string AccountId, string Name, IReadOnlyList<Role> Roles, string? TechnicianId);

[Queries]
public sealed class RosterQueries(IDbContextFactory<AfterSalesDb> databases, BranchAccounts accounts)
{
    private const int Most = 500;

    /// <summary>Who works at a branch; null for a branch you may not see.</summary>
    [Secured(Permission.SeeTechnicians)]
    public async Task<RosterView?> BranchRosterAsync(string branchId, Caller caller, CancellationToken cancellation)
    {
        if (!caller.ActsFor(branchId)) return null;
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var loans = await db.Set<LoanRow>().AsNoTracking().VisibleTo(caller).Where(loan => loan.BranchId == branchId && !loan.IsOver)
            .OrderBy(loan => loan.StartsAt).Take(Most).ToListAsync(cancellation);
        var lent = loans.Select(loan => loan.TechnicianId).Distinct().ToArray();
        var rows = await db.TechniciansVisibleTo(caller).AsNoTracking().Where(row => row.IsActive && (row.BranchId == branchId || lent.Contains(row.Id)))
            .OrderBy(row => row.Name).ThenBy(row => row.Id).Take(Most).ToListAsync(cancellation);
        return new RosterView(
            rows.ConvertAll(row => loans.Find(loan => loan.TechnicianId == row.Id && row.BranchId != branchId) is { } loan
                ? new RosterTechnicianView(new TechnicianView(row), loan.StartsAt, loan.EndsAt)
                : new RosterTechnicianView(new TechnicianView(row), null, null)),
            [.. (await accounts.At(branchId, cancellation)).Select(account => new RosterAccountView(account.Id, account.Name, account.Roles, account.Technician))]);
    }
}
