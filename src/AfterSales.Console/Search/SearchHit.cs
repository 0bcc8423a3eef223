namespace AfterSales.Console.Search;

/// <summary>Something that was found.</summary>
/// <param name="Kind">As the API writes it: <c>TICKET</c>.</param>
/// <param name="Customer">Whose it is, where the viewer may see that.</param>
/// <param name="Product">What it is about, likewise.</param>
public sealed record SearchHit(string Kind, string Id, string Title, string? Subtitle, string? Customer, string? Product, string BranchId, bool IsArchived)
{
    public string Below => string.Join(" · ", new[] { Subtitle, Customer, Product }.Where(text => !string.IsNullOrEmpty(text)));
}

public sealed record FoundHits(IReadOnlyList<SearchHit> Find);
