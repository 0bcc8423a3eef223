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
        // Whom a branch has borrowed it finds beside its own.
        string[] ids = [.. keys, .. (caller.BranchesSeen() ?? []).SelectMany(branch => keys.Select(key => SearchRow.At(key, branch)))];
        var rows = await db.Set<SearchRow>().AsNoTracking().Where(row => ids.Contains(row.Id)).JobsVisibleTo(caller)
            .Select(row => new SearchRow { Id = row.Id, Kind = row.Kind, BranchId = row.BranchId, TechnicianId = row.TechnicianId, Title = row.Title }).ToListAsync(cancellation);
        var called = rows.Where(row => caller.Holding(row.Kind.Permission()).Sees(row)).DistinctBy(row => row.RecordKey).ToDictionary(row => row.RecordKey, row => row.Title);
        if (caller.Supported is not { Count: > 0 }) return called;
        foreach (var known in SearchScope.Of(caller, SearchKinds.All).SelectMany(scope => scope.LookedAfter(db.Set<SearchRow>().Where(row => keys.Contains(row.Id)))))
            foreach (var row in await known.Select(row => new { row.Id, row.Title }).ToListAsync(cancellation)) called[row.Id] = row.Title;
        return called;
    }
}
