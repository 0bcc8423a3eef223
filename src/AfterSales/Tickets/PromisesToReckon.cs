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
        var outdated = await running.Where(row => row.CustomerId != null).Select(row => new { CustomerId = row.CustomerId!, row.CustomerTerms }).Distinct()
            .Where(known => files.Any(file => file.Id == known.CustomerId && (file.MergedInto != null || file.Terms != known.CustomerTerms))).ToListAsync(cancellation);
        if (outdated.Count == 0) return;
        // What was promised to a duplicate is promised to the file that it was merged into.
        var survivors = await aliases.SurvivorOf([.. outdated.Select(known => known.CustomerId)], cancellation);
        var terms = await files.Where(file => survivors.Values.Contains(file.Id)).ToDictionaryAsync(file => file.Id, file => file.Terms, cancellation);
        foreach (var known in outdated.Where(known => terms.TryGetValue(survivors[known.CustomerId], out var now) && now != known.CustomerTerms).Take(PageSize))
            await Reckon(running.Where(row => row.CustomerId == known.CustomerId && row.CustomerTerms == known.CustomerTerms), cancellation);
    }

    private async Task Reckon(IQueryable<TicketPromiseRow> outdated, CancellationToken cancellation) =>
        await Parallel.ForEachAsync(await outdated.Select(row => row.TicketId).Distinct().Take(PageSize).ToListAsync(cancellation), SomeAtATime, async (id, _) =>
            await grains.GetGrain<ITicketGrain>(id).ReckonPromises(new(new Step(), Caller.System, Cause: "terms")));
}
