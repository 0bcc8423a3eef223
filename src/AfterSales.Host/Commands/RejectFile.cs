using System.Globalization;
using System.Text;
using AfterSales.Imports;

namespace AfterSales.Host.Commands;

/// <summary>The rows that were not taken, as a list that a spreadsheet may open: no cell is taken for a formula.</summary>
internal sealed class RejectFile : IAsyncDisposable
{
    private readonly StreamWriter _text;

    public RejectFile(FileInfo file)
    {
        // With a byte order mark spreadsheets read Chinese and accents right.
        _text = new StreamWriter(file.FullName, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        _text.WriteLine("line,reason,original");
    }

    public void Write(ImportReject reject) =>
        _text.WriteLine(string.Join(',', reject.Line.ToString(CultureInfo.InvariantCulture), Quoted(Safe(reject.Reason)), Quoted(Safe(reject.Text))));

    /// <summary>A text that a spreadsheet would compute begins with an apostrophe instead.</summary>
    public static string Safe(string cell) => cell.TrimStart() is ['=' or '+' or '-' or '@', ..] ? "'" + cell : cell;

    public ValueTask DisposeAsync() => _text.DisposeAsync();

    private static string Quoted(string cell) => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
