using System.Text;
using AfterSales.Imports.Rules;

namespace AfterSales.Imports;

/// <summary>Which encoding a file is in: by its byte order mark, by zeros where UTF-16 has them, by being UTF-8 or not.</summary>
internal static class ListBytes
{
    private const string China = "CN";

    static ListBytes() => System.Text.Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <param name="start">The first bytes of the file.</param>
    /// <param name="country">Says what spreadsheets write there that are not told to write UTF-8.</param>
    public static ListEncoding EncodingOf(ReadOnlySpan<byte> start, string country)
    {
        if (start is [0xEF, 0xBB, 0xBF, ..]) return ListEncoding.Utf8;
        if (start is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] || HasZeros(start)) return ListEncoding.Utf16;
        return IsUtf8(start) ? ListEncoding.Utf8 : country == China ? ListEncoding.Gb18030 : ListEncoding.Windows1252;
    }

    public static Encoding Of(ListEncoding encoding, ReadOnlySpan<byte> start) => encoding switch
    {
        ListEncoding.Utf8 => new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        ListEncoding.Utf16 => start is [0xFE, 0xFF, ..] or [0, not 0, ..] ? Encoding.BigEndianUnicode : Encoding.Unicode,
        ListEncoding.Gb18030 => Encoding.GetEncoding("GB18030"),
        _ => Encoding.GetEncoding(1252),
    };

    private static bool HasZeros(ReadOnlySpan<byte> start)
    {
        var zeros = 0;
        foreach (var b in start) zeros += b == 0 ? 1 : 0;
        return start.Length > 0 && zeros > start.Length / 4;
    }

    private static bool IsUtf8(ReadOnlySpan<byte> start)
    {
        while (!start.IsEmpty)
        {
            var read = Rune.DecodeFromUtf8(start, out _, out var length);
            // The sample may end within a character.
            if (read != System.Buffers.OperationStatus.Done) return read == System.Buffers.OperationStatus.NeedMoreData && start.Length < 4;
            start = start[length..];
        }

        return true;
    }
}
