using System.Reflection;
using GraphQL.Types;

namespace AfterSales.Api.Engine;

/// <summary>The <c>where</c> and <c>order</c> inputs of a row type.</summary>
internal static class RowInputs
{
    private static readonly string[] Equality = ["eq", "neq"];
    private static readonly string[] Membership = ["in", "nin"];
    private static readonly string[] Comparison = ["gt", "gte", "lt", "lte"];
    private static readonly string[] Text = ["contains", "startsWith"];

    /// <summary>Null for a row type without <see cref="FilteredAttribute"/> columns.</summary>
    public static InputObjectGraphType? Filter(Type row, SchemaTypes types)
    {
        var columns = RowColumns.Filtered(row).Concat(RowColumns.FilteredByClock(row)).ToArray();
        return columns.Length == 0 ? null : types.Once(Stem(row) + "FilterInput", row, () => new RawInput { Name = Stem(row) + "FilterInput" }, input =>
        {
            foreach (var join in (string[])["and", "or"])
                input.AddField(new FieldType { Name = join, ResolvedType = new ListGraphType(new NonNullGraphType(input)) });
            foreach (var column in columns)
                input.AddField(new FieldType { Name = column.SchemaName(), ResolvedType = Comparisons(column, types), Description = SchemaTypes.Describe(column) });
        });
    }

    public static InputObjectGraphType Sort(Type row, SchemaTypes types) =>
        types.Once(Stem(row) + "SortInput", row, () => new RawInput { Name = Stem(row) + "SortInput" }, input =>
        {
            foreach (var column in RowColumns.Sorted(row))
                input.AddField(new FieldType { Name = column.SchemaName(), ResolvedType = new GraphQLTypeReference(SortDirection.TypeName) });
        });

    private static RawInput Comparisons(PropertyInfo column, SchemaTypes types)
    {
        var clr = column.IsDefined(typeof(FilteredByClockAttribute)) ? typeof(bool) : Nullable.GetUnderlyingType(column.PropertyType) ?? column.PropertyType;
        var isIdentifier = clr == typeof(string) && Naming.IsIdentifier(column.Name, column);
        var stem = isIdentifier ? "Id" : clr.IsEnum ? Naming.Type(clr) : SchemaTypes.ScalarName(clr) ?? throw new InvalidOperationException($"{column.DeclaringType!.Name}.{column.Name} cannot be [Filtered].");
        IGraphType value = clr.IsEnum ? types.Enum(clr) : new GraphQLTypeReference(isIdentifier ? "ID" : stem);
        var one = isIdentifier || clr.IsEnum || clr == typeof(bool) ? Equality : clr == typeof(string) ? [.. Equality, .. Text] : [.. Equality, .. Comparison];
        return types.Once(stem + "OperationFilterInput", clr, () => new RawInput { Name = stem + "OperationFilterInput" }, input =>
        {
            foreach (var name in one) input.AddField(new FieldType { Name = name, ResolvedType = value });
            if (clr != typeof(bool)) foreach (var name in Membership) input.AddField(new FieldType { Name = name, ResolvedType = new ListGraphType(value) });
        });
    }

    private static string Stem(Type row) => row.Name.EndsWith("Row", StringComparison.Ordinal) ? row.Name[..^3] : row.Name;

    /// <summary>An input that stays the dictionary it came as.</summary>
    private sealed class RawInput : InputObjectGraphType
    {
        public override object ParseDictionary(IDictionary<string, object?> value) => new Dictionary<string, object?>(value);
    }
}

/// <summary>Ascending (false) or descending (true).</summary>
internal sealed class SortDirection : EnumerationGraphType
{
    public const string TypeName = "SortEnumType";

    public SortDirection()
    {
        Name = TypeName;
        Add("ASC", false);
        Add("DESC", true);
    }
}
