using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Api;

/// <summary>
/// Keyset paging in SQL. A page begins where the last one ended, however many rows came or went since, and costs the same at the end of a list as
/// at its beginning. Null stands behind every value, on both databases.
/// </summary>
public static class Paging
{
    /// <param name="rows">The rows that the caller may see, from this resolver's own context; asked once more, on another context, when somebody counts.</param>
    public static Task<Connection<TRow>> ToConnectionAsync<TDb, TRow>(
        this IDbContextFactory<TDb> databases, Func<TDb, IQueryable<TRow>> rows, PageRequest page, CancellationToken cancellation = default)
        where TDb : DbContext where TRow : class => databases.ToConnectionAsync(rows, page, all => all, cancellation);

    /// <inheritdoc cref="ToConnectionAsync{TDb, TRow}(IDbContextFactory{TDb}, Func{TDb, IQueryable{TRow}}, PageRequest, CancellationToken)"/>
    /// <param name="counted">The order of an index in which rows are found to be counted: what is far back in a large table is else looked for from its beginning.</param>
    public static async Task<Connection<TRow>> ToConnectionAsync<TDb, TRow>(
        this IDbContextFactory<TDb> databases, Func<TDb, IQueryable<TRow>> rows, PageRequest page, Func<IQueryable<TRow>, IQueryable<TRow>> counted,
        CancellationToken cancellation = default)
        where TDb : DbContext where TRow : class
    {
        var order = OrderOf<TRow>(page);
        var backwards = page.Last is not null;
        var size = page.First ?? page.Last ?? page.DefaultSize;

        await using var db = await databases.CreateDbContextAsync(cancellation);
        var query = Filtered(rows(db), page);
        if (page.After is { } after) query = query.Where(Beyond<TRow>(order, Cursor.Read(after, order), ahead: true));
        if (page.Before is { } before) query = query.Where(Beyond<TRow>(order, Cursor.Read(before, order), ahead: false));
        var found = await Ordered(query, order, backwards, nullsAreLast: db.Database.IsNpgsql()).Take(size + 1).AsNoTracking().ToListAsync(cancellation);

        var more = found.Count > size;
        if (more) found.RemoveAt(size);
        if (backwards) found.Reverse();
        var edges = found.ConvertAll(row => new Edge<TRow>(Cursor.Of(row, order), row));
        var info = new PageInfo(
            HasNextPage: backwards ? page.Before is not null : more,
            HasPreviousPage: backwards ? more : page.After is not null,
            edges.FirstOrDefault()?.Cursor, edges.LastOrDefault()?.Cursor);
        return new(edges, info, CountAsync);

        async Task<int> CountAsync(CancellationToken stop)
        {
            await using var counting = await databases.CreateDbContextAsync(stop);
            return await counted(Filtered(rows(counting), page)).Take(Connection<TRow>.CountLimit + 1).CountAsync(stop);
        }
    }

    private static IQueryable<TRow> Filtered<TRow>(IQueryable<TRow> rows, PageRequest page) =>
        page.Where is { Count: > 0 } where ? rows.Where(RowFilter.Build<TRow>(where, page.Now)) : rows;

    private static List<(PropertyInfo Column, bool Descending)> OrderOf<TRow>(PageRequest page)
    {
        var columns = RowColumns.Sorted(typeof(TRow)).ToDictionary(c => c.Name);
        var order = page.Order.DistinctBy(o => o.Column).Select(o => (columns[o.Column], o.Descending)).ToList();
        var key = order.FindIndex(o => o.Item1.Name == RowColumns.Key);
        if (key >= 0) order.RemoveRange(key + 1, order.Count - key - 1);
        else order.Add((columns[RowColumns.Key], false));
        return order;
    }

    private static IQueryable<TRow> Ordered<TRow>(
        IQueryable<TRow> rows, List<(PropertyInfo Column, bool Descending)> order, bool backwards, bool nullsAreLast)
    {
        var row = Expression.Parameter(typeof(TRow), "row");
        var first = true;
        foreach (var (column, descending) in order)
        {
            var value = Expression.Property(row, column);
            if (!nullsAreLast && column.MayBeNull()) Add(Expression.Equal(value, Expression.Constant(null, column.PropertyType)), descending);
            Add(value, descending);
        }
        return rows;

        void Add(Expression by, bool descending)
        {
            var method = (first, descending ^ backwards) switch
            {
                (true, false) => nameof(Queryable.OrderBy),
                (true, true) => nameof(Queryable.OrderByDescending),
                (false, false) => nameof(Queryable.ThenBy),
                (false, true) => nameof(Queryable.ThenByDescending),
            };
            var ordered = Expression.Call(typeof(Queryable), method, [typeof(TRow), by.Type], rows.Expression, Expression.Quote(Expression.Lambda(by, row)));
            rows = rows.Provider.CreateQuery<TRow>(ordered);
            first = false;
        }
    }

    /// <summary>The rows ahead of (or behind) the cursor: beyond it in the first column, or equal there and beyond it in the next, and so on.</summary>
    private static Expression<Func<TRow, bool>> Beyond<TRow>(List<(PropertyInfo Column, bool Descending)> order, object?[] at, bool ahead)
    {
        var row = Expression.Parameter(typeof(TRow), "row");
        Expression beyond = Expression.Constant(false);
        for (var i = order.Count - 1; i >= 0; i--)
        {
            var (column, descending) = order[i];
            var value = Expression.Property(row, column);
            var isEqual = Expression.Equal(value, RowFilter.Value(at[i], column.PropertyType));
            beyond = Expression.OrElse(IsBeyond(value, column, at[i], greater: descending ^ ahead), Expression.AndAlso(isEqual, beyond));
        }
        return Expression.Lambda<Func<TRow, bool>>(beyond, row);
    }

    private static Expression IsBeyond(Expression value, PropertyInfo column, object? at, bool greater)
    {
        if (!column.MayBeNull()) return RowFilter.Compare(value, greater ? ExpressionType.GreaterThan : ExpressionType.LessThan, at);
        var none = Expression.Constant(null, column.PropertyType);
        return (greater, at) switch
        {
            (true, null) => Expression.Constant(false),
            (true, _) => Expression.OrElse(RowFilter.Compare(value, ExpressionType.GreaterThan, at), Expression.Equal(value, none)),
            (false, null) => Expression.NotEqual(value, none),
            (false, _) => RowFilter.Compare(value, ExpressionType.LessThan, at),
        };
    }
}
