using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Branches;
using AfterSales.Contracts;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Headquarters;

/// <summary>What became of a branch's contracts whose term ended in a period (S1 P2 (20)).</summary>
[Secured(Permission.SeePerformance)]
public sealed class ContractRenewals(string branchId, int renewed, int lapsed, int cancelled, int undecided)
{
    public Deferred<BranchView?> GetBranch(BranchLoader branches) => branches.Load(branchId);

    /// <summary>Terms that another one followed.</summary>
    public int Renewed => renewed;

    /// <summary>The customer did not want to renew; why stands in the contract's timeline.</summary>
    public int Lapsed => lapsed;

    public int Cancelled => cancelled;

    /// <summary>Nobody has said yet what becomes of them.</summary>
    public int Undecided => undecided;

    /// <summary>Of the terms that were decided, those that were renewed.</summary>
    public Rate RenewalRate => new(renewed, renewed + lapsed + cancelled);
}

[Queries]
public sealed class ContractRenewalQueries(IDbContextFactory<AfterSalesDb> databases)
{
    /// <summary>The contracts whose term ended in a period, for the branches you may see.</summary>
    /// <param name="from">The first last day of a term; a day at each branch.</param>
    /// <param name="to">The last one, included.</param>
    [Secured(Permission.SeePerformance)]
    public async Task<IReadOnlyList<ContractRenewals>> ContractRenewalsAsync(DateOnly from, DateOnly to, Caller caller, CancellationToken cancellation)
    {
        HeadquartersQueries.MustBeAPeriod(from, to);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var terms = await db.Set<ContractTermRow>().AsNoTracking().VisibleTo(caller).Where(row => row.EndsOn >= from && row.EndsOn <= to)
            .GroupBy(row => new { row.BranchId, row.Outcome }).Select(term => new { term.Key.BranchId, term.Key.Outcome, Count = term.Count() }).ToListAsync(cancellation);
        var counted = terms.ToLookup(term => (term.BranchId, term.Outcome), term => term.Count);
        return [.. terms.Select(term => term.BranchId).Distinct().Order(StringComparer.Ordinal).Select(branch => new ContractRenewals(
            branch, Count(branch, TermOutcome.Renewed), Count(branch, TermOutcome.Lapsed), Count(branch, TermOutcome.Cancelled), Count(branch, TermOutcome.Open)))];

        int Count(string branch, TermOutcome outcome) => counted[(branch, outcome)].Sum();
    }
}
