using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Search;

/// <summary>What the records of a page are called, by their keys, as far as the caller may find them.</summary>
public sealed class CalledLoader(IDbContextFactory<AfterSalesDb> databases, CurrentCaller current) : BatchLoader<string, string>
{
    protected override async Task<IReadOnlyDictionary<string, string>> LoadAsync(IReadOnlyList<string> keys, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var rows = await db.Set<SearchRow>().AsNoTracking().Where(row => keys.Contains(row.Id)).JobsVisibleTo(current.Caller)
            .Select(row => new { row.Id, row.Kind, row.BranchId, row.TechnicianId, row.Title }).ToListAsync(cancellation);
        var called = rows.Where(row => current.Caller.Holding(row.Kind.Permission()).Sees(new SearchRow { BranchId = row.BranchId, TechnicianId = row.TechnicianId }))
            .ToDictionary(row => row.Id, row => row.Title);
        if (current.Caller.Supported is not { Count: > 0 }) return called;
        foreach (var known in SearchScope.Of(current.Caller, SearchKinds.All).SelectMany(scope => scope.LookedAfter(db.Set<SearchRow>().Where(row => keys.Contains(row.Id)))))
            foreach (var row in await known.Select(row => new { row.Id, row.Title }).ToListAsync(cancellation)) called[row.Id] = row.Title;
        return called;
    }
}
