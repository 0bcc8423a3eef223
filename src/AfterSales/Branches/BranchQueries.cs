using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Branches.Rules;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Branches;

[Queries]
public sealed class BranchQueries
{
    /// <summary>One branch, by its key; null where there is none you may see.</summary>
    [Secured(Permission.SeeBranches)]
    public Task<BranchView?> GetBranchAsync(string id, IGrainFactory grains, Caller caller) =>
        grains.Show<IBranchGrain, Branch, BranchView>(IBranchGrain.Prefix, id, caller, BranchView.Of);

    /// <summary>The branches you may see: headquarters sees all, a branch itself.</summary>
    [Secured(Permission.SeeBranches), Paged(typeof(BranchRow))]
    public async Task<Connection<BranchView>> BranchesAsync(
        PageRequest page, IDbContextFactory<AfterSalesDb> databases, Caller caller, CancellationToken cancellation) =>
        (await databases.ToConnectionAsync(db => db.Set<BranchRow>().VisibleTo(caller), page, cancellation)).Select(row => new BranchView(row));
}

/// <summary>Fetches the branches that the rows of a page name.</summary>
public sealed class BranchLoader(IDbContextFactory<AfterSalesDb> databases, IGrainFactory grains) : BatchLoader<string, BranchView>
{
    protected override Task<BranchView?> LoadOneAsync(string key, CancellationToken cancellation) =>
        grains.Show<IBranchGrain, Branch, BranchView>(IBranchGrain.Prefix, key, Caller.System, BranchView.Of);

    protected override async Task<IReadOnlyDictionary<string, BranchView>> LoadAsync(IReadOnlyList<string> keys, CancellationToken cancellation)
    {
        // Whoever sees a record of a branch may know which branch it is.
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.Set<BranchRow>().AsNoTracking().Where(row => keys.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => new BranchView(row), cancellation);
    }
}

/// <summary>Fetches the versions of the branches' calendars, the newest first.</summary>
public sealed class BranchCalendarLoader(IDbContextFactory<AfterSalesDb> databases) : BatchLoader<string, IReadOnlyList<CalendarVersionView>>
{
    private const int MostEach = 100;

    protected override async Task<IReadOnlyDictionary<string, IReadOnlyList<CalendarVersionView>>> LoadAsync(IReadOnlyList<string> keys, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var rows = await db.Set<BranchCalendarRow>().AsNoTracking().Where(row => keys.Contains(row.BranchId)).OrderByDescending(row => row.Number)
            .Take(MostEach * keys.Count).ToListAsync(cancellation);
        return rows.GroupBy(row => row.BranchId).ToDictionary(own => own.Key, own => (IReadOnlyList<CalendarVersionView>)[.. Versions([.. own.Take(MostEach)])]);
    }

    private static IEnumerable<CalendarVersionView> Versions(BranchCalendarRow[] newestFirst) =>
        newestFirst.Select((row, i) => new CalendarVersionView(row.Since, i == 0 ? null : newestFirst[i - 1].Since, CalendarView.Of(row.Read())));
}
