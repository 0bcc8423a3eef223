using AfterSales.Access;
using AfterSales.Branches;
using AfterSales.Branches.Rules;
using AfterSales.Policies;
using AfterSales.Records;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Tickets;

/// <summary>Has the promises that run reckoned anew after a calendar or policy was changed: a page a sweep.</summary>
internal sealed class PromisesToReckon(
    IDbContextFactory<AfterSalesDb> databases, IGrainFactory grains, ReferenceCache<IBranchGrain, Branch> branches, EffectivePolicies policies) : ISweepPart
{
    private const int PageSize = 500;
    private static readonly ParallelOptions SomeAtATime = new() { MaxDegreeOfParallelism = 8 };

    public async Task Run(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var known = await db.Set<TicketPromiseRow>().AsNoTracking().Where(row => row.IsRunning).Select(row => new { row.BranchId, row.Basis }).Distinct()
            .ToListAsync(cancellation);
        foreach (var (branchId, basis) in known.Select(row => (row.BranchId, row.Basis)))
        {
            if (await branches.Get(branchId) is not { } branch || TicketPromiseBasis.Of(branch, await policies.At(branchId)) == basis) continue;
            var page = await db.Set<TicketPromiseRow>().AsNoTracking().Where(row => row.IsRunning && row.BranchId == branchId && row.Basis == basis)
                .Select(row => row.TicketId).Distinct().Take(PageSize).ToListAsync(cancellation);
            await Parallel.ForEachAsync(page, SomeAtATime, async (id, _) =>
                await grains.GetGrain<ITicketGrain>(id).ReckonPromises(new(new Step(), Caller.System, Cause: "terms")));
        }
    }
}
