using AfterSales.Access;
using AfterSales.Branches;
using AfterSales.Branches.Rules;
using AfterSales.Customers;
using AfterSales.Policies;
using AfterSales.Records;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Tickets;

/// <summary>
/// Has the promises that run reckoned anew after what they were reckoned with was changed: a calendar, a policy or the zones of a branch, the tier or
/// an address of a customer. A page of each a sweep.
/// </summary>
internal sealed class PromisesToReckon(
    IDbContextFactory<AfterSalesDb> databases, IGrainFactory grains, ReferenceCache<IBranchGrain, Branch> branches, EffectivePolicies policies, CustomerAliases aliases) : ISweepPart
{
    private const int PageSize = 500;
    private static readonly ParallelOptions SomeAtATime = new() { MaxDegreeOfParallelism = 8 };

    public async Task Run(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var running = db.Set<TicketPromiseRow>().AsNoTracking().Where(row => row.IsRunning);
        await OfBranches(running, cancellation);
        await OfCustomers(db, running, cancellation);
    }

    private async Task OfBranches(IQueryable<TicketPromiseRow> running, CancellationToken cancellation)
    {
        var known = await running.Select(row => new { row.BranchId, row.Basis, row.ZonesVersion }).Distinct().ToListAsync(cancellation);
        foreach (var one in known)
        {
            if (await branches.Get(one.BranchId) is not { } branch) continue;
            if (TicketPromiseBasis.Of(branch, await policies.At(one.BranchId)) == one.Basis && branch.ZonesVersion == one.ZonesVersion) continue;
            await Reckon(running.Where(row => row.BranchId == one.BranchId && row.Basis == one.Basis && row.ZonesVersion == one.ZonesVersion), cancellation);
        }
    }

    private async Task OfCustomers(AfterSalesDb db, IQueryable<TicketPromiseRow> running, CancellationToken cancellation)
    {
        var files = db.Set<CustomerRow>().AsNoTracking();
        await Reckon(running.Where(row => files.Any(file => file.Id == row.CustomerId && file.MergedInto == null && file.Terms != row.CustomerTerms)), cancellation);

        // What was promised to a duplicate is promised to the file that it was merged into.
        var merged = await running.Where(row => files.Any(file => file.Id == row.CustomerId && file.MergedInto != null))
            .Select(row => new { CustomerId = row.CustomerId!, row.CustomerTerms }).Distinct().ToListAsync(cancellation);
        if (merged.Count == 0) return;
        var survivors = await aliases.SurvivorOf([.. merged.Select(one => one.CustomerId)], cancellation);
        var terms = await files.Where(file => survivors.Values.Contains(file.Id)).ToDictionaryAsync(file => file.Id, file => file.Terms, cancellation);
        foreach (var one in merged.Where(one => terms.GetValueOrDefault(survivors[one.CustomerId]) is { } now && now != one.CustomerTerms))
            await Reckon(running.Where(row => row.CustomerId == one.CustomerId && row.CustomerTerms == one.CustomerTerms), cancellation);
    }

    private async Task Reckon(IQueryable<TicketPromiseRow> outdated, CancellationToken cancellation) =>
        await Parallel.ForEachAsync(await outdated.Select(row => row.TicketId).Distinct().Take(PageSize).ToListAsync(cancellation), SomeAtATime, async (id, _) =>
            await grains.GetGrain<ITicketGrain>(id).ReckonPromises(new(new Step(), Caller.System, Cause: "terms")));
}
