using System.Collections.Frozen;
using System.Reflection;

namespace AfterSales.Storage;

/// <summary>A row type that the save statement writes, and the kind of record it is made from; several kinds may make rows of one type.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false, AllowMultiple = true)]
public sealed class ProjectedAttribute(string kind) : Attribute
{
    public string Kind => kind;

    /// <summary>Counts up when a record makes other rows than before; the sweep then refreshes the older ones.</summary>
    public int Shape { get; init; } = 1;
}

/// <summary>The shapes of the rows that this version of the service writes.</summary>
public static class Projections
{
    private static readonly FrozenDictionary<string, int> Shapes = typeof(Projections).Assembly.GetTypes()
        .SelectMany(type => type.GetCustomAttributes<ProjectedAttribute>())
        .GroupBy(row => row.Kind).ToFrozenDictionary(rows => rows.Key, rows => rows.Max(row => row.Shape));

    /// <summary>The shape of a kind of record: the highest of its row types.</summary>
    public static int ShapeOf(string kind) => Shapes.GetValueOrDefault(kind, 1);
}
