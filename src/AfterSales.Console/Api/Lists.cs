namespace AfterSales.Console.Api;

/// <summary>A list that is read whole, or as far as its first page goes.</summary>
public sealed record Listed<T>(IReadOnlyList<T>? Nodes)
{
    public IReadOnlyList<T> All => Nodes ?? [];
}

/// <summary>The first of a list, and how many there are in all.</summary>
public sealed record Counted<T>(IReadOnlyList<T>? Nodes, int? TotalCount)
{
    public IReadOnlyList<T> All => Nodes ?? [];
}

/// <summary>A page of a list.</summary>
public sealed record Page<T>(IReadOnlyList<T>? Nodes, PageInfo PageInfo, int? TotalCount)
{
    public IReadOnlyList<T> All => Nodes ?? [];
}

public sealed record PageInfo(bool HasNextPage, bool HasPreviousPage, string? StartCursor, string? EndCursor);
