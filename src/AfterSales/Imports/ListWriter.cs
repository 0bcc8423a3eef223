using CsvHelper;

namespace AfterSales.Imports;

/// <summary>How lists are written: as spreadsheets of all countries read them right, and so that none takes a cell for a formula.</summary>
public static class ListWriter
{
    public static CsvWriter Create(Stream stream, bool leaveOpen = true) => CsvWriter.Create(stream, new CsvWriterOptions
    {
        WriteByteOrderMark = true, Injection = CsvInjection.Escape, ValidateFieldCount = false,
    }, leaveOpen);
}
