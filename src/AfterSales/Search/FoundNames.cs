using AfterSales.Access;
using AfterSales.Api.Wording;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Search;

/// <summary>Whatever can be found is called by the title it is found under.</summary>
public sealed class FoundNames(IDbContextFactory<AfterSalesDb> databases) : INameRecords
{
    public async Task<IReadOnlyDictionary<string, string>> Named(IReadOnlyCollection<string> keys, Caller caller, string language, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var rows = await db.Set<SearchRow>().AsNoTracking().Where(row => keys.Contains(row.Id)).JobsVisibleTo(caller)
            .Select(row => new { row.Id, row.Kind, row.BranchId, row.TechnicianId, row.Title }).ToListAsync(cancellation);
        var called = rows.Where(row => caller.Holding(row.Kind.Permission()).Sees(new SearchRow { BranchId = row.BranchId, TechnicianId = row.TechnicianId }))
            .ToDictionary(row => row.Id, row => row.Title);
        if (caller.Supported is not { Count: > 0 }) return called;
        foreach (var known in SearchScope.Of(caller, SearchKinds.All).SelectMany(scope => scope.LookedAfter(db.Set<SearchRow>().Where(row => keys.Contains(row.Id)))))
            foreach (var row in await known.Select(row => new { row.Id, row.Title }).ToListAsync(cancellation)) called[row.Id] = row.Title;
        return called;
    }
}
