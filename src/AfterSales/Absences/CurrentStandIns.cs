using System.Collections.Immutable;
using AfterSales.Absences.Rules;
using AfterSales.Access;
using AfterSales.Records;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Absences;

/// <summary>Who works for whom now, at the branches a caller sees.</summary>
public sealed class CurrentStandIns(IDbContextFactory<AfterSalesDb> databases, TimeProvider clock)
{
    public Task<StandIns> At(Caller caller, CancellationToken cancellation = default) => Of(rows => rows.VisibleTo(caller), cancellation);

    /// <summary>As one place has noted it: what another says of the same people gives nobody a right here.</summary>
    public Task<StandIns> AtPlace(string branchId, CancellationToken cancellation = default) => Of(rows => rows.Where(row => row.BranchId == branchId), cancellation);

    private async Task<StandIns> Of(Func<IQueryable<AbsenceRow>, IQueryable<AbsenceRow>> some, CancellationToken cancellation)
    {
        var now = clock.GetInstant();
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var away = await some(db.Set<AbsenceRow>().AsNoTracking()).Where(row => row.EndsAt > now && row.StartsAt <= now)
            .OrderBy(row => row.StartsAt).ThenBy(row => row.Id).ToListAsync(cancellation);
        // Somebody who works at two branches is away from both alike; the later word holds.
        return new StandIns(away.Aggregate(ImmutableDictionary<string, string>.Empty, (known, row) => known.SetItem(row.Account, row.Substitute)));
    }
}
