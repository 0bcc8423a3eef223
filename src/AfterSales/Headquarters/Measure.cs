using System.Linq.Expressions;
using AfterSales.Access;
using AfterSales.Storage;

namespace AfterSales.Headquarters;

/// <summary>
/// What is counted of one kind of row. It is the only place that says so: the roller's count, the check of it, the list of the records behind a
/// figure and the page of definitions all read it.
/// </summary>
/// <param name="Key">Names it for good: a column of <c>branch_day</c>.</param>
public abstract record Measure(string Key)
{
    public abstract FigureSource Source { get; }
}

/// <param name="On">The rows, and by which day and for whom they count.</param>
/// <param name="Counts">Which rows count.</param>
/// <param name="Adds">What a row that counts adds; null: one.</param>
public sealed record Measure<TRow>(string Key, FigureSource<TRow> On, Expression<Func<TRow, bool>> Counts, Expression<Func<TRow, int>>? Adds = null)
    : Measure(Key) where TRow : class, IScoped
{
    public override FigureSource Source => On;

    /// <summary>What any row adds.</summary>
    public Expression<Func<TRow, int>> Contribution { get; } = ContributionOf(Counts, Adds);

    private static Expression<Func<TRow, int>> ContributionOf(Expression<Func<TRow, bool>> counts, Expression<Func<TRow, int>>? adds)
    {
        var row = counts.Parameters[0];
        var added = adds is null ? Expression.Constant(1) : adds.Body.With(adds.Parameters[0], row);
        return Expression.Lambda<Func<TRow, int>>(Expression.Condition(counts.Body, added, Expression.Constant(0)), row);
    }
}
