using AfterSales.Api;

namespace AfterSales.Imports;

/// <summary>A text that a spreadsheet would compute is written with an apostrophe before it, and read without.</summary>
internal static class CellText
{
    public const string Formula = "=+-@\t\r";

    public static string Read(string cell) => Plain(InputText.Readable(cell));

    private static string Plain(string cell) => cell is ['\'', var first, ..] && Formula.Contains(first, StringComparison.Ordinal) ? cell[1..] : cell;
}
