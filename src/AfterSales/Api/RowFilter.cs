using System.Collections;
using System.Linq.Expressions;
using AfterSales.Storage;

namespace AfterSales.Api;

/// <summary>Makes the condition of a <c>where</c> input. Every value but yes and no becomes a parameter of the SQL, never part of its text.</summary>
internal static class RowFilter
{
    /// <summary>How many comparisons and listed values one filter may hold.</summary>
    public const int MaxConditions = 200;

    /// <param name="now">For what changes with time alone.</param>
    public static Expression<Func<TRow, bool>> Build<TRow>(IReadOnlyDictionary<string, object?> where, DateTimeOffset now)
    {
        if (Weight(where) > MaxConditions) throw new RequestException("FILTER_TOO_LARGE", ("Max", MaxConditions));
        var row = Expression.Parameter(typeof(TRow), "row");
        var columns = RowColumns.Filtered(typeof(TRow)).ToDictionary(RowColumns.SchemaName);
        var byClock = RowColumns.FilteredByClock(typeof(TRow)).ToDictionary(RowColumns.SchemaName, property => (Expression<Func<TRow, DateTimeOffset, bool>>)property.GetValue(null)!);
        return Expression.Lambda<Func<TRow, bool>>(Conditions(where), row);

        Expression Conditions(IReadOnlyDictionary<string, object?> conditions) => All(conditions.Where(c => c.Value is not null).Select(c => c.Key switch
        {
            "and" => All(Nested(c.Value).Select(Conditions)),
            "or" => Any(Nested(c.Value).Select(Conditions)),
            var column => Comparisons(byClock.TryGetValue(column, out var then) ? At(then, row, now) : Expression.Property(row, columns[column]), (IReadOnlyDictionary<string, object?>)c.Value!),
        }));
    }

    private static Expression At<TRow>(Expression<Func<TRow, DateTimeOffset, bool>> condition, ParameterExpression row, DateTimeOffset now) =>
        condition.Body.With(condition.Parameters[0], row).With(condition.Parameters[1], Value(now, typeof(DateTimeOffset)));

    private static Expression Comparisons(Expression column, IReadOnlyDictionary<string, object?> comparisons) =>
        All(comparisons.Select(c => c.Key switch
        {
            "eq" => Expression.Equal(column, YesNoOr(c.Value, column.Type)),
            "neq" => Expression.NotEqual(column, YesNoOr(c.Value, column.Type)),
            "gt" => Compare(column, ExpressionType.GreaterThan, c.Value),
            "gte" => Compare(column, ExpressionType.GreaterThanOrEqual, c.Value),
            "lt" => Compare(column, ExpressionType.LessThan, c.Value),
            "lte" => Compare(column, ExpressionType.LessThanOrEqual, c.Value),
            "contains" => Expression.Call(column, nameof(string.Contains), null, Value(c.Value ?? "", column.Type)),
            "startsWith" => Expression.Call(column, nameof(string.StartsWith), null, Value(c.Value ?? "", column.Type)),
            "in" => IsOneOf(column, c.Value),
            "nin" => Expression.Not(IsOneOf(column, c.Value)),
            var other => throw new InvalidOperationException($"No comparison is named {other}."),
        }));

    /// <summary>Compares in SQL; text through <see cref="string.Compare(string, string)"/>, which the databases know as <c>&lt;</c> and <c>&gt;</c>.</summary>
    public static Expression Compare(Expression column, ExpressionType comparison, object? value)
    {
        if (value is null) return Expression.Constant(false);
        var parameter = Value(value, column.Type);
        return column.Type == typeof(string)
            ? Expression.MakeBinary(comparison, Expression.Call(typeof(string), nameof(string.Compare), null, column, parameter), Expression.Constant(0))
            : Expression.MakeBinary(comparison, column, parameter);
    }

    /// <summary>A captured value, which EF Core turns into a parameter.</summary>
    public static Expression Value(object? value, Type type) =>
        Expression.Field(Expression.Constant(Activator.CreateInstance(typeof(Captured<>).MakeGenericType(type), value)), nameof(Captured<>.Value));

    /// <summary>SQLite plans before it knows a parameter: only a yes in the text lets it take an index over the open ones alone.</summary>
    private static Expression YesNoOr(object? value, Type type) => value is bool ? Expression.Constant(value, type) : Value(value, type);

    private static MethodCallExpression IsOneOf(Expression column, object? value)
    {
        var values = ((IEnumerable?)value ?? Array.Empty<object?>()).Cast<object?>().ToArray();
        var typed = Array.CreateInstance(column.Type, values.Length);
        for (var i = 0; i < values.Length; i++) typed.SetValue(values[i], i);
        return Expression.Call(typeof(Enumerable), nameof(Enumerable.Contains), [column.Type], Value(typed, typed.GetType()), column);
    }

    private static IEnumerable<IReadOnlyDictionary<string, object?>> Nested(object? list) => ((IEnumerable)list!).Cast<IReadOnlyDictionary<string, object?>>();

    private static Expression All(IEnumerable<Expression> conditions) =>
        conditions.Aggregate((Expression?)null, (all, next) => all is null ? next : Expression.AndAlso(all, next)) ?? Expression.Constant(true);

    private static Expression Any(IEnumerable<Expression> conditions) =>
        conditions.Aggregate((Expression?)null, (any, next) => any is null ? next : Expression.OrElse(any, next)) ?? Expression.Constant(false);

    private static int Weight(object? part) => part switch
    {
        IReadOnlyDictionary<string, object?> conditions => conditions.Values.Sum(Weight) + 1,
        string => 1,
        IEnumerable list => list.Cast<object?>().Sum(Weight),
        _ => 1,
    };

    private sealed class Captured<T>(T value)
    {
        public readonly T Value = value;
    }
}
