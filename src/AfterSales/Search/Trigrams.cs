using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Search;

/// <summary>
/// The entries whose text contains all the pieces, by each database's own means: PostgreSQL's <c>pg_trgm</c>, SQLite's FTS5 with its trigram
/// tokenizer. Of many the first are given, in the order in which they are kept.
/// </summary>
internal static class Trigrams
{
    // FTS5 can't look for less; what is shorter is left to the ranking.
    private const int Shortest = 3;

    public static IQueryable<SearchRow> Containing(AfterSalesDb db, IReadOnlyList<string> pieces, IReadOnlyList<SearchKind> kinds, int limit)
    {
        var named = kinds.Select(kind => kind.ToString()).ToArray();
        if (!db.Database.IsSqlite())
        {
            var patterns = pieces.Select(piece => $"%{piece}%").ToArray();
            return db.Set<SearchRow>().FromSql($"select * from search_text({named}, {patterns}, {limit})");
        }

        // Pieces are letters, digits and spaces: nothing in them means anything to FTS5 between quotes.
        var match = string.Join(" AND ", pieces.Where(piece => piece.Length >= Shortest).Select(piece => $"\"{piece}\""));
        if (pieces.All(piece => piece.Length < Shortest || piece[0] == 'Y')) return db.Set<SearchRow>().Where(row => false);
        if (named.Length < SearchKinds.All.Count) match += $" AND ({string.Join(" OR ", kinds.Select(kind => $"\"{Rules.IndexedText.Mark(kind.ToString())}\""))})";
        return db.Set<SearchRow>().FromSql($"select * from search_entry where seq in (select rowid from search_text where search_text match {match} order by rowid limit {limit})");
    }
}
