using AfterSales.Access;
using AfterSales.Search.Rules;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Search;

/// <summary>
/// Tickets, contracts and projects are found by their customer, and tickets by their product too. They know its key alone: its name stands in its own
/// entry, where it changes, and is looked up only as far as the caller may see it.
/// </summary>
public sealed partial class Finder
{
    // The best owners only: a text that fits more of them has to be made longer.
    private const int MostOwners = 20;

    /// <summary>By key, what the entries' customers and products are called, as far as the caller may see them.</summary>
    public async Task<IReadOnlyDictionary<string, string>> OwnersOf(IEnumerable<SearchRow> rows, Caller caller, CancellationToken cancellation)
    {
        string[] keys = [.. rows.SelectMany(row => new[] { row.CustomerId, row.ProductId }).OfType<string>().Distinct()];
        var called = new Dictionary<string, string>();
        if (keys.Length == 0) return called;
        await using var db = await databases.CreateDbContextAsync(cancellation);
        foreach (var scope in SearchScope.Of(caller, SearchKinds.Owners))
        {
            var named = scope.Kinds;
            var seen = await scope.Seen(db.Set<SearchRow>().Where(row => keys.Contains(row.Id) && named.Contains(row.Kind))).AsNoTracking().ToListAsync(cancellation);
            foreach (var row in seen) called[row.Id] = row is { Kind: SearchKind.InstalledProduct, Subtitle: { } serial } ? $"{row.Title} {serial}" : row.Title;
        }

        return called;
    }

    private static async Task<IEnumerable<(SearchRow Row, SearchMatch Match)>> Belonging(
        AfterSalesDb db, SearchQuery query, IReadOnlyCollection<SearchKind> kinds, int first, bool includeArchived, Caller caller,
        List<(SearchRow Row, SearchMatch Match)> matching, CancellationToken cancellation)
    {
        var scopes = SearchScope.Of(caller, [.. kinds.Except([SearchKind.Customer, SearchKind.Technician])]);
        if (scopes.Count == 0) return [];
        var owners = SearchKinds.Owners.All(kinds.Contains) ? matching
            : await Matching(db, query, SearchKinds.Owners, MostOwners, includeArchived, caller, cancellation);
        string[] best = [.. owners.Select(owner => owner.Row).Where(row => SearchKinds.Owners.Contains(row.Kind)).Take(MostOwners).Select(row => row.Id)];
        if (best.Length == 0) return [];
        var places = best.Index().ToDictionary(owner => owner.Item, owner => owner.Index);
        // What was made for a duplicate still names it.
        foreach (var scope in SearchScope.Of(caller, [SearchKind.Customer]))
            foreach (var merged in await scope.Seen(db.Set<SearchRow>().Where(row => row.Kind == SearchKind.Customer && best.Contains(row.CustomerId)))
                .Select(row => new { row.Id, row.CustomerId }).Take(Candidates).ToListAsync(cancellation))
                places.TryAdd(merged.Id, places[merged.CustomerId!]);
        string[] keys = [.. places.Keys];
        var found = new List<SearchRow>();
        foreach (var scope in scopes)
        {
            var named = scope.Kinds;
            var open = scope.Seen(db.Set<SearchRow>().Where(row => named.Contains(row.Kind) && (includeArchived || !row.IsArchived)));
            // Each by its own index.
            foreach (var belonging in new[] { open.Where(row => keys.Contains(row.CustomerId)), open.Where(row => keys.Contains(row.ProductId)) })
                found.AddRange(await belonging.OrderByDescending(row => EF.Property<long>(row, SearchRow.Seq)).Take(first + matching.Count).AsNoTracking().ToListAsync(cancellation));
        }

        var known = matching.Select(hit => hit.Row.Id).ToHashSet();
        return found.DistinctBy(row => row.Id).Where(row => !known.Contains(row.Id)).OrderBy(Place).Select(row => (row, SearchMatch.BelongsTo));

        int Place(SearchRow row) => Math.Min(PlaceOf(row.CustomerId), PlaceOf(row.ProductId));

        int PlaceOf(string? key) => key is null ? int.MaxValue : places.GetValueOrDefault(key, int.MaxValue);
    }
}
