using AfterSales.Access;
using AfterSales.Search.Rules;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Search;

/// <summary>
/// Finds records by what people type. Exact codes and numbers and the beginnings of names come from an ordered index, so they cost the same among
/// a million records as among ten thousand. Only where they do not fill the page is the trigram index asked for what stands inside a text, and
/// only where that does not either, what belongs to a customer or product that is found. Where nothing is found so, the middle of a code is
/// looked for, whatever divides it there.
/// </summary>
public sealed partial class Finder(IDbContextFactory<AfterSalesDb> databases)
{
    // How many entries from the trigram index are ranked: a text that fits more of them has to be made longer.
    private const int Candidates = 200;

    // Above the last character of any key.
    private const string Last = "\U0010FFFF";

    public async Task<IReadOnlyList<(SearchRow Row, SearchMatch Match)>> Find(
        string text, IReadOnlyCollection<SearchKind> kinds, int first, bool includeArchived, Caller caller, CancellationToken cancellation)
    {
        var query = SearchQuery.Of(text);
        if (query.IsEmpty) return [];
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var matching = await Matching(db, query, kinds, first, includeArchived, caller, cancellation);
        if (matching.Count < first) matching.AddRange(await Belonging(db, query, kinds, first, includeArchived, caller, matching, cancellation));
        return [.. matching.Take(first)];
    }

    /// <summary>What is itself found by the text, the best first; more than the page where there is more.</summary>
    private static async Task<List<(SearchRow Row, SearchMatch Match)>> Matching(
        AfterSalesDb db, SearchQuery query, IReadOnlyCollection<SearchKind> kinds, int first, bool includeArchived, Caller caller, CancellationToken cancellation)
    {
        var scopes = SearchScope.Of(caller, kinds);
        var found = new Dictionary<string, SearchRow>();
        foreach (var scope in scopes)
            foreach (var row in (await ByKey(db, scope, query, first * 3, includeArchived, cancellation)).Concat(await LookedAfter(db, scope, includeArchived, cancellation))) found[row.RecordKey] = row;
        var ranked = Ranked(query, found.Values);
        if (ranked.Count < first)
        {
            foreach (var scope in scopes)
                foreach (var row in await ByText(db, scope, query.Pieces, includeArchived, cancellation)) found[row.RecordKey] = row;
            ranked = Ranked(query, found.Values);
        }

        if (ranked.Count == 0 && query.Fragment is { } fragment)
        {
            foreach (var scope in scopes)
                foreach (var row in await ByText(db, scope, [fragment], includeArchived, cancellation)) found[row.RecordKey] = row;
            ranked = Ranked(query, found.Values);
        }

        return ranked;
    }

    /// <summary>
    /// Entries that are like something that is about to be made: with one of its numbers or codes, or with all the words of one of the texts. Archived
    /// ones are left out. The caller decides which of them matter.
    /// </summary>
    /// <param name="phones">E.164.</param>
    public async Task<IReadOnlyList<SearchRow>> Alike(
        SearchKind kind, IEnumerable<string> phones, IEnumerable<string?> codes, IEnumerable<string> texts, Caller caller, CancellationToken cancellation)
    {
        string[] keys = [.. phones.Select(phone => PhoneForms.Of(phone).First()).Concat(codes.OfType<string>().Select(FoldedText.Squash)).Where(key => key.Length > 0)];
        var queries = texts.Select(SearchQuery.Of).Where(query => query.Words.Count > 1).ToArray();
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var found = new Dictionary<string, SearchRow>();
        foreach (var scope in SearchScope.Of(caller, [kind]))
        {
            var same = db.Set<SearchKeyRow>().Where(row => row.Kind == kind && keys.Contains(row.Key)).Select(row => row.EntryId);
            foreach (var row in keys.Length == 0 ? [] : await Seen(db.Set<SearchRow>().Where(row => same.Contains(row.Id)).OrderBy(row => row.Id).Take(Candidates), scope))
                found[row.RecordKey] = row;
            foreach (var (query, place) in queries.SelectMany(query => scope.Places.Select(place => (query, place))))
                foreach (var row in await Seen(Trigrams.Containing(db, query.Pieces, place is null ? null : IndexedText.Mark(place), scope.Kinds, Candidates), scope)) found[row.RecordKey] = row;
        }

        return [.. found.Values];

        Task<List<SearchRow>> Seen(IQueryable<SearchRow> rows, SearchScope scope) =>
            scope.Seen(rows).Where(row => !row.IsArchived).AsNoTracking().ToListAsync(cancellation);
    }

    private static List<(SearchRow Row, SearchMatch Match)> Ranked(SearchQuery query, IEnumerable<SearchRow> rows) =>
    [
        .. rows.Select(row => (Row: row, Rank: SearchRanking.Rank(query, row.Entry))).Where(found => found.Rank is not null)
            .OrderBy(found => found.Rank!.Value.Match).ThenBy(found => found.Rank!.Value.Place)
            .ThenBy(found => found.Row.Title, StringComparer.Ordinal).ThenBy(found => found.Row.Id, StringComparer.Ordinal)
            .Select(found => (found.Row, found.Rank!.Value.Match)),
    ];

    private static Task<List<SearchRow>> ByKey(
        AfterSalesDb db, SearchScope scope, SearchQuery query, int count, bool includeArchived, CancellationToken cancellation)
    {
        var values = new List<object>();
        var parts = new List<string>();
        foreach (var kind in scope.Kinds)
            foreach (var place in scope.Places)
                foreach (var key in query.Keys)
                    parts.Add(Part(kind, place, key));
        if (parts.Count == 0) return Task.FromResult<List<SearchRow>>([]);
        var sql = $"select * from search_entry where id in ({string.Join(" union all ", parts)})";
        return scope.Seen(db.Set<SearchRow>().FromSqlRaw(sql, [.. values])).AsNoTracking().ToListAsync(cancellation);

        string Part(SearchKind kind, string? place, string key)
        {
            var here = place is null ? "" : $" and branch_id = {Value(place)}";
            var active = includeArchived ? "" : " and not is_archived";
            return $"select entry_id from (select entry_id from search_key where kind = {Value(kind.ToString())}{here} and key >= {Value(key)} "
                + $"and key < {Value(key + Last)}{active} order by key, entry_id limit {count}) as part";
        }

        string Value(string value)
        {
            values.Add(value);
            return $"{{{values.Count - 1}}}";
        }
    }

    /// <summary>They are few, and all of them are ranked: a branch's own must not hide them.</summary>
    private static async Task<List<SearchRow>> LookedAfter(AfterSalesDb db, SearchScope scope, bool includeArchived, CancellationToken cancellation)
    {
        var rows = new List<SearchRow>();
        foreach (var some in scope.LookedAfter(db.Set<SearchRow>().Where(row => includeArchived || !row.IsArchived)))
            rows.AddRange(await some.AsNoTracking().ToListAsync(cancellation));
        return rows;
    }

    private static async Task<List<SearchRow>> ByText(
        AfterSalesDb db, SearchScope scope, IReadOnlyList<string> pieces, bool includeArchived, CancellationToken cancellation)
    {
        var rows = new List<SearchRow>();
        foreach (var place in scope.Places)
        {
            rows.AddRange(await Narrowed(Trigrams.Containing(db, pieces, place is null ? null : IndexedText.Mark(place), scope.Kinds, Candidates)));
        }

        if (scope.Technician is { } own)
        {
            var named = scope.Kinds;
            rows.AddRange(await Narrowed(db.Set<SearchRow>().Where(row => row.TechnicianId == own && named.Contains(row.Kind))
                .OrderByDescending(row => EF.Property<long>(row, SearchRow.Seq)).Take(SearchScope.MostJobs)));
        }

        return rows;

        Task<List<SearchRow>> Narrowed(IQueryable<SearchRow> rows) =>
            scope.Seen(rows).Where(row => includeArchived || !row.IsArchived).AsNoTracking().ToListAsync(cancellation);
    }
}
