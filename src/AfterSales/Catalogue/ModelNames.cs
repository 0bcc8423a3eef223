using AfterSales.Access;
using AfterSales.Api.Wording;
using AfterSales.Catalogue.Rules;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Catalogue;

/// <summary>Models by their name in the reader's language, where it has one, else by their code.</summary>
public sealed class ModelNames(IDbContextFactory<AfterSalesDb> databases) : INameRecords
{
    public async Task<IReadOnlyDictionary<string, string>> Named(IReadOnlyCollection<string> keys, Caller caller, string language, CancellationToken cancellation)
    {
        if (!caller.May(Permission.SeeCatalogue) || !keys.Any(key => key.StartsWith(IModelGrain.Prefix, StringComparison.Ordinal))) return new Dictionary<string, string>();
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var rows = await db.Set<ModelRow>().AsNoTracking().Where(row => keys.Contains(row.Id)).ToListAsync(cancellation);
        return rows.ToDictionary(row => row.Id, row => new LocalText(row.NameEn, row.NameZhCn, row.NameEs).In(language) is { Length: > 0 } name ? $"{row.Code} {name}" : row.Code);
    }
}
