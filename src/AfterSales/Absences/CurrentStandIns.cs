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
    public async Task<StandIns> At(Caller caller, CancellationToken cancellation = default)
    {
        var now = clock.GetInstant();
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var away = await db.Set<AbsenceRow>().AsNoTracking().VisibleTo(caller).Where(row => row.EndsAt > now && row.StartsAt <= now)
            .OrderBy(row => row.StartsAt).ThenBy(row => row.Id).ToListAsync(cancellation);
        // Somebody who works at two branches is away from both alike; the later word holds.
        return new StandIns(away.Aggregate(ImmutableDictionary<string, string>.Empty, (known, row) => known.SetItem(row.Account, row.Substitute)));
    }
}
