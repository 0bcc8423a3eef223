using System.Text;
using CsvHelper;

namespace AfterSales.Host.Commands;

/// <param name="FirstLine">The number that the header's line would have if the first row followed it.</param>
internal sealed record ListBatch(string Csv, int FirstLine, int Rows);

/// <summary>Reads a list of any length piece by piece, each with the header; a quoted field may have many lines.</summary>
internal static class ListBatches
{
    private const int RowsAtATime = 200;
    private const int CharactersAtATime = 400_000;

    // A quote that is never closed must not read the rest of a large file into memory.
    private const int LongestRow = 300_000;

    public static IEnumerable<ListBatch> Of(FileInfo file)
    {
        using var reader = CsvReader.FromFile(file.FullName, new CsvReaderOptions { TrackLineNumbers = true, MaxRecordSize = LongestRow });
        reader.ReadHeader();
        var header = string.Join((char)reader.Separator, reader.Headers.Select(name => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")) + "\n";
        var headerLines = header.Count(c => c == '\n');
        var (text, rows, first, next) = (new StringBuilder(header), 0, 0L, 0L);
        while (reader.Read())
        {
            var record = Encoding.UTF8.GetString(reader.RawRecord) + "\n";
            if (rows > 0 && (rows == RowsAtATime || text.Length + record.Length > CharactersAtATime))
            {
                yield return new ListBatch(text.ToString(), (int)first - headerLines, rows);
                (text, rows) = (new StringBuilder(header), 0);
            }

            if (rows++ == 0) first = next = reader.LineNumber;
            // Blank lines stay, so that the numbers of those after them are right.
            text.Append('\n', (int)(reader.LineNumber - next)).Append(record);
            next = reader.LineNumber + record.Count(c => c == '\n');
        }

        if (rows > 0) yield return new ListBatch(text.ToString(), (int)first - headerLines, rows);
    }
}
