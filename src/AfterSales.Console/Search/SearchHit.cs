namespace AfterSales.Console.Search;

/// <summary>Something that was found.</summary>
/// <param name="Kind">As the API writes it: <c>TICKET</c>.</param>
public sealed record SearchHit(string Kind, string Id, string Title, string? Subtitle, string BranchId, bool IsArchived);

public sealed record FoundHits(IReadOnlyList<SearchHit> Find);
