using AfterSales.Records;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Customers;

/// <summary>Reads the notes of a customer file where they stand: among the words of its journal.</summary>
public sealed class CustomerNotes(IDbContextFactory<AfterSalesDb> databases, CustomerAliases aliases)
{
    private const string Field = "note";

    /// <summary>The latest first, those of merged duplicates among them.</summary>
    public async Task<IReadOnlyList<NoteView>> Of(string customerId, int first, CancellationToken cancellation)
    {
        var keys = await aliases.Of(customerId, cancellation);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var notes = from text in db.Set<JournalTextRow>().AsNoTracking()
            where keys.Contains(text.Record) && text.Field == Field
            join entry in db.Set<JournalRow>().AsNoTracking() on new { text.Record, text.Version } equals new { entry.Record, entry.Version }
            orderby entry.At descending, entry.Version descending
            select new NoteView(text.Words, entry.At, entry.Actor);
        return await notes.Take(first).ToListAsync(cancellation);
    }
}
