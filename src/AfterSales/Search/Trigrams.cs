using System.Text.Json;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Search;

/// <summary>
/// The entries whose text contains all the pieces, by each database's own means: PostgreSQL's <c>pg_trgm</c>, SQLite's FTS5 with its trigram
/// tokenizer. Of many the first are given, in the order in which they are kept.
/// </summary>
internal static class Trigrams
{
    private const int Length = 3;

    // More pieces than these make the index slower, not the answer better; the others are compared afterwards.
    private const int MostIndexed = 3;

    /// <param name="mark">Also in the text; see <see cref="Rules.IndexedText.Mark"/>.</param>
    /// <param name="pieces">Letters, digits and spaces: nothing in them means anything to either database.</param>
    public static IQueryable<SearchRow> Containing(AfterSalesDb db, IReadOnlyList<string> pieces, string? mark, IReadOnlyList<SearchKind> kinds, int limit)
    {
        var named = kinds.Select(kind => kind.ToString()).ToArray();
        string[] indexed = [.. pieces.Where(piece => piece.Length >= Length).OrderByDescending(piece => piece.Length).Take(MostIndexed)];
        string[] compared = [.. pieces.Except(indexed)];
        if (indexed.Length == 0) return db.Set<SearchRow>().Where(row => false);
        if (mark is not null) indexed = [.. indexed, mark];
        if (!db.Database.IsSqlite())
        {
            var patterns = indexed.Select(piece => $"%{piece}%").ToArray();
            return db.Set<SearchRow>().FromSql($"select * from search_text({named}, {patterns}, {compared}, {limit})");
        }

        // The index keeps no places, so that it stays small and quick: where the trigrams stand is compared afterwards.
        var match = string.Join(" AND ", indexed.SelectMany(Of).Distinct().Select(trigram => $"\"{trigram}\""));
        var all = JsonSerializer.Serialize(pieces);
        var allKinds = JsonSerializer.Serialize(named);
        return db.Set<SearchRow>().FromSql($"""
            select * from search_entry where seq in (
              select entry.seq from search_text join search_entry as entry on entry.seq = search_text.rowid
              where search_text match {match} and entry.kind in (select value from json_each({allKinds}))
                and not exists (select 1 from json_each({all}) where instr(entry.text, value) = 0)
              order by search_text.rowid limit {limit})
            """);
    }

    private static IEnumerable<string> Of(string piece) => Enumerable.Range(0, piece.Length - Length + 1).Select(at => piece.Substring(at, Length));
}
