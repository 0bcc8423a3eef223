using AfterSales.Access;
using AfterSales.Api.Wording;
using AfterSales.Notices;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Headquarters;

/// <summary>What people are told of a summary: of which place and time. Its figures stand where it is read.</summary>
public sealed class SummaryNotices(IDbContextFactory<AfterSalesDb> databases, Readers readers) : IWriteNotices
{
    public bool Writes(string about) => about.StartsWith(IFigureSummaryGrain.Prefix, StringComparison.Ordinal);

    public async Task<IReadOnlyDictionary<string, NoticeLine>> Write(IReadOnlyCollection<string> about, Caller reader, CancellationToken cancellation = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var summaries = await db.Set<FigureSummaryRow>().AsNoTracking().Where(summary => about.Contains(summary.Id)).ToListAsync(cancellation);
        var names = await readers.NamesOf([.. summaries.Select(summary => summary.BranchId).Distinct()], reader, reader.Language, cancellation);
        var form = ReaderForm.Of(reader.Language);
        return summaries.ToDictionary(summary => summary.Id, summary => new NoticeLine(
            summary.FromDay == summary.ToDay ? form.Shown(summary.FromDay) : $"{form.Shown(summary.FromDay)} – {form.Shown(summary.ToDay)}",
            names.GetValueOrDefault(summary.BranchId), null, summary.BranchId, "/figures"));
    }
}
