using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Records;

/// <summary>
/// Writes the rows of all records anew from their states, while the service runs. What is asked for stands in the database: the sweep does it
/// by pages, for half its time, and goes on after a restart where it was.
/// </summary>
public sealed class Rebuild(IDbContextFactory<AfterSalesDb> databases, SetAside setAside) : ISweepPart
{
    private const int PageSize = 200;
    private const int Concurrency = 8;
    private static readonly TimeSpan AtATime = TimeSpan.FromSeconds(30);

    /// <summary>Asks for all; kinds that are being rebuilt begin again.</summary>
    public async Task Ask(CancellationToken cancellation = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        foreach (var (kind, _) in OwnRows.Of(db.Model))
        {
            var known = await db.Set<RebuildRow>().Where(row => row.Kind == kind)
                .ExecuteUpdateAsync(row => row.SetProperty(r => r.AfterKey, ""), cancellation);
            if (known == 0) db.Add(new RebuildRow { Kind = kind });
        }

        await db.SaveChangesAsync(cancellation);
    }

    /// <summary>The kinds that are not done yet, each with how many records are left.</summary>
    public async Task<IReadOnlyList<(string Kind, int Left)>> Left(CancellationToken cancellation = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var tables = OwnRows.Of(db.Model).ToDictionary(own => own.Kind, own => own.Table);
        var asked = await db.Set<RebuildRow>().AsNoTracking().OrderBy(row => row.Kind).ToListAsync(cancellation);
        var left = new List<(string, int)>();
        foreach (var row in asked)
            left.Add((row.Kind, tables.TryGetValue(row.Kind, out var table) ? await OwnRows.Count(db, table, row.AfterKey, cancellation) : 0));
        return left;
    }

    public async Task Run(CancellationToken cancellation)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(since) < AtATime && await Page(cancellation))
        {
        }
    }

    /// <summary>False: nothing is left to do.</summary>
    private async Task<bool> Page(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        if (await db.Set<RebuildRow>().AsNoTracking().OrderBy(row => row.Kind).FirstOrDefaultAsync(cancellation) is not { } asked) return false;
        var table = OwnRows.Of(db.Model).FirstOrDefault(own => own.Kind == asked.Kind).Table;
        var keys = table is null ? [] : await OwnRows.Keys(db, table, asked.AfterKey, PageSize, cancellation);
        await Parallel.ForEachAsync(keys, new ParallelOptions { MaxDegreeOfParallelism = Concurrency, CancellationToken = cancellation },
            async (key, token) => await setAside.Try(SetAside.RefreshKind, $"{asked.Kind}/{key}", record => record.Refresh(), token));
        // Unless it was asked for anew meanwhile.
        var same = db.Set<RebuildRow>().Where(row => row.Kind == asked.Kind && row.AfterKey == asked.AfterKey);
        if (keys.Count < PageSize) await same.ExecuteDeleteAsync(cancellation);
        else await same.ExecuteUpdateAsync(row => row.SetProperty(r => r.AfterKey, keys[^1]), cancellation);
        return true;
    }
}
