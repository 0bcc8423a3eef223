namespace AfterSales.Api;

/// <summary>A page of a list that was made whole: of what is told from a few records, never of rows that grow with the company.</summary>
public static class MadeList
{
    /// <param name="id">Names a line for good and is the order of the list: between two pages of an answer another line may come in.</param>
    /// <param name="row">What <c>where</c> narrows by.</param>
    public static Connection<T> PageOf<T, TRow>(IEnumerable<T> lines, Func<T, string> id, Func<T, TRow> row, PageRequest page)
    {
        if (page.Where is { Count: > 0 } where)
        {
            var counts = RowFilter.Build<TRow>(where, page.Now).Compile();
            lines = lines.Where(line => counts(row(line)));
        }

        var descending = page.Order is [(_, true), ..];
        var all = (descending ? lines.OrderByDescending(id, StringComparer.Ordinal) : lines.OrderBy(id, StringComparer.Ordinal)).ToArray();
        var start = page.After is { } after ? all.Count(line => Stands(line, after) <= 0) : 0;
        var end = page.Before is { } before ? all.Count(line => Stands(line, before) < 0) : all.Length;
        if (page.Last is { } last) start = Math.Max(start, end - last);
        else end = Math.Min(end, start + (page.First ?? page.DefaultSize));
        var edges = all[Math.Min(start, end)..end].Select(line => new Edge<T>(id(line), line)).ToArray();
        return new(edges, new PageInfo(end < all.Length, start > 0, edges.FirstOrDefault()?.Cursor, edges.LastOrDefault()?.Cursor),
            _ => Task.FromResult(Math.Min(all.Length, Connection<T>.CountLimit + 1)));

        int Stands(T line, string cursor) => descending ? string.CompareOrdinal(cursor, id(line)) : string.CompareOrdinal(id(line), cursor);
    }
}
