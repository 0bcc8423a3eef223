using System.Collections.Immutable;

namespace AfterSales.Imports.Rules;

/// <summary>How the days of a list are written.</summary>
public enum DayForm
{
    /// <summary><c>2026-03-14</c>, <c>2026/3/14</c>, <c>2026年3月14日</c>.</summary>
    YearFirst,

    /// <summary><c>14/03/2026</c>, <c>14.3.2026</c>.</summary>
    DayFirst,

    /// <summary><c>03/14/2026</c>.</summary>
    MonthFirst,
}

public enum ListEncoding
{
    Utf8,

    /// <summary>Little or big endian, as its byte order mark says.</summary>
    Utf16,

    /// <summary>What spreadsheets write in China; GBK and GB2312 are parts of it.</summary>
    Gb18030,

    /// <summary>What spreadsheets write in Western Europe.</summary>
    Windows1252,
}

public enum ListSeparator
{
    Comma,
    Semicolon,
    Tab,
}

/// <param name="Header">As it stands in the list.</param>
/// <param name="Column">What it holds.</param>
[GenerateSerializer, Immutable, Alias("MappedColumn")]
public sealed record MappedColumn([property: Id(0)] string Header, [property: Id(1)] string Column);

/// <summary>How a list is to be read.</summary>
/// <param name="Columns">A header that is not named is guessed; empty: all are.</param>
/// <param name="DayForm">Null: found out from the list.</param>
/// <param name="Encoding">Null: found out from the list.</param>
/// <param name="Separator">Null: found out from the list.</param>
[GenerateSerializer, Immutable, Alias("ColumnMapping")]
public sealed record ColumnMapping(
    [property: Id(0)] ImmutableList<MappedColumn> Columns,
    [property: Id(1)] DayForm? DayForm = null,
    [property: Id(2)] ListEncoding? Encoding = null,
    [property: Id(3)] ListSeparator? Separator = null)
{
    public static ColumnMapping Guessed { get; } = new([]);

    public bool Equals(ColumnMapping? other) => other is not null && Columns.SequenceEqual(other.Columns)
        && (DayForm, Encoding, Separator) == (other.DayForm, other.Encoding, other.Separator);

    public override int GetHashCode() => HashCode.Combine(Columns.Count, DayForm, Encoding, Separator);
}
