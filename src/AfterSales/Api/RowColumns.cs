using System.Reflection;
using System.Text.Json;

namespace AfterSales.Api;

/// <summary>The columns of a row type that <c>where</c> and <c>order</c> offer, by the name the schema gives them.</summary>
internal static class RowColumns
{
    /// <summary>Every list is ordered by this column in the end, so that no two rows are equal.</summary>
    public const string Key = "Id";

    private static readonly HashSet<Type> Sortable =
        [typeof(string), typeof(int), typeof(long), typeof(double), typeof(DateTimeOffset), typeof(DateOnly), typeof(TimeOnly)];

    public static IEnumerable<PropertyInfo> Filtered(Type row) => row.GetProperties().Where(p => p.IsDefined(typeof(FilteredAttribute)));

    /// <summary>What changes with time alone.</summary>
    public static IEnumerable<PropertyInfo> FilteredByClock(Type row) =>
        row.GetProperties(BindingFlags.Public | BindingFlags.Static).Where(p => p.IsDefined(typeof(FilteredByClockAttribute)));

    public static IEnumerable<PropertyInfo> Sorted(Type row)
    {
        foreach (var column in row.GetProperties().Where(p => p.IsDefined(typeof(SortedAttribute)) || p.Name == Key))
        {
            if (!Sortable.Contains(Nullable.GetUnderlyingType(column.PropertyType) ?? column.PropertyType))
                throw new InvalidOperationException($"{row.Name}.{column.Name} cannot be [Sorted]: its type has no order in SQL. Store a number to sort by.");
            yield return column;
        }
    }

    public static string SchemaName(this PropertyInfo column) => JsonNamingPolicy.CamelCase.ConvertName(column.Name);

    /// <summary>May the column be null; for text this is what the nullable annotation says.</summary>
    public static bool MayBeNull(this PropertyInfo column) =>
        column.PropertyType.IsValueType
            ? Nullable.GetUnderlyingType(column.PropertyType) is not null
            : new NullabilityInfoContext().Create(column).ReadState != NullabilityState.NotNull;
}
