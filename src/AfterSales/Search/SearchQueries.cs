using System.ComponentModel.DataAnnotations;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Search.Rules;

namespace AfterSales.Search;

/// <summary>Something that was found.</summary>
/// <param name="Id">The key of the record; its kind says which field reads it.</param>
/// <param name="BranchId">The branch it belongs to.</param>
/// <param name="Customer">The name of the customer it belongs to, where you may see it.</param>
/// <param name="Product">Model and serial number of the product it is about, where you may see it.</param>
/// <param name="Matched">Why it was found.</param>
[SecuredByParent]
public sealed record SearchHit(
    SearchKind Kind, string Id, string Title, string? Subtitle, string? Customer, string? Product, string BranchId, SearchMatch Matched, bool IsArchived)
{
    internal static SearchHit Of(SearchRow row, SearchMatch match, IReadOnlyDictionary<string, string> owners) => new(row.Kind, row.RecordKey, row.Title, row.Subtitle,
        row.CustomerId is { } customer ? owners.GetValueOrDefault(customer) : null, row.ProductId is { } product ? owners.GetValueOrDefault(product) : null,
        row.BranchId, match, row.IsArchived);
}

[Queries]
public sealed class SearchQueries(Finder finder)
{
    private const int Most = 50;

    /// <summary>
    /// Finds customers, installed products, technicians, tickets, contracts and projects you may see, as you type: by the beginning of a name or of
    /// one of its words, Chinese names also by pinyin and its initials, with or without accents; by telephone number, a part of it from four digits on;
    /// by serial number, number or reference, whole or in part, where nothing else is found from three characters on; by address. Behind those comes what belongs to a customer or product you may see
    /// that is found so, the latest first. The best come first; more words find less.
    /// </summary>
    /// <param name="text">What was typed so far.</param>
    /// <param name="kinds">Left out: all you may see.</param>
    /// <param name="first">At most 50.</param>
    /// <param name="includeArchived">Also what was put away.</param>
    [Secured(Permission.UseOwnAccount)]
    public async Task<IReadOnlyList<SearchHit>> FindAsync(
        [StringLength(100)] string text, Caller caller, CancellationToken cancellation, IReadOnlyList<SearchKind>? kinds = null,
        [Range(1, Most)] int first = 20, bool includeArchived = false)
    {
        var found = await finder.Find(text, kinds ?? SearchKinds.All, first, includeArchived, caller, cancellation);
        var owners = await finder.OwnersOf(found.Select(hit => hit.Row), caller, cancellation);
        return [.. found.Select(hit => SearchHit.Of(hit.Row, hit.Match, owners))];
    }
}
