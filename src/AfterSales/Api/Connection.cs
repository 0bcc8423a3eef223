namespace AfterSales.Api;

/// <summary>Declares a resolver's list as a keyset connection: <c>first/after/last/before</c>, <c>where</c> and <c>order</c>.</summary>
/// <param name="rows">The row type whose indexed columns <c>where</c> and <c>order</c> offer.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PagedAttribute(Type rows) : Attribute
{
    public Type Rows => rows;

    public int DefaultSize { get; set; } = 20;

    public int MaxSize { get; set; } = 100;
}

/// <summary>A column that <c>where</c> may compare.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class FilteredAttribute : Attribute;

/// <summary>
/// What <c>where</c> may ask of a row that changes with time alone: a static property with the condition, an <c>Expression&lt;Func&lt;row, DateTimeOffset, bool&gt;&gt;</c> of the row and
/// the instant at which it is asked.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class FilteredByClockAttribute : Attribute;

/// <summary>A column that <c>order</c> may sort by: an index begins with it, alone or behind the branch.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SortedAttribute : Attribute;

public sealed record PageInfo(bool HasNextPage, bool HasPreviousPage, string? StartCursor, string? EndCursor);

/// <summary>What the client asked of a connection, already checked against the page's bounds.</summary>
/// <param name="Now">When it is asked.</param>
public sealed record PageRequest(
    int? First,
    string? After,
    int? Last,
    string? Before,
    IReadOnlyDictionary<string, object?>? Where,
    IReadOnlyList<(string Column, bool Descending)> Order,
    int DefaultSize,
    DateTimeOffset Now = default);

public sealed record Edge<T>(string Cursor, T Node);

/// <summary>A page of a list.</summary>
/// <param name="Count">Counts up to a thousand and one on demand; null where nobody asked.</param>
public sealed record Connection<T>(IReadOnlyList<Edge<T>> Edges, PageInfo PageInfo, Func<CancellationToken, Task<int>> Count)
{
    /// <summary>A count that stops here; a client shows it as "1000+".</summary>
    public const int CountLimit = 1000;

    public Connection<TOther> Select<TOther>(Func<T, TOther> map) =>
        new([.. Edges.Select(e => new Edge<TOther>(e.Cursor, map(e.Node)))], PageInfo, Count);
}
