using System.Linq.Expressions;

namespace AfterSales.Storage;

/// <summary>Puts typed expressions of rows together.</summary>
internal static class ExpressionParts
{
    /// <summary>The expression with another in the place of one of its parts.</summary>
    public static Expression With(this Expression expression, Expression part, Expression by) => new Replacing(part, by).Visit(expression)!;

    /// <summary>The condition, of what the value expression gives.</summary>
    public static Expression<Func<TRow, bool>> Where<TRow, TValue>(ParameterExpression row, Expression value, Expression<Func<TValue, bool>> condition) =>
        Expression.Lambda<Func<TRow, bool>>(condition.Body.With(condition.Parameters[0], value), row);

    private sealed class Replacing(Expression part, Expression by) : ExpressionVisitor
    {
        public override Expression? Visit(Expression? node) => node == part ? by : base.Visit(node);
    }
}
