using System.Text;

namespace AfterSales.Api;

/// <summary>Which text a person can have typed and both databases can keep.</summary>
public static class InputText
{
    /// <summary>The length of text whose parameter or property names no length of its own.</summary>
    public const int DefaultMaxLength = 4_000;

    /// <summary>The length of a key: a record's or a request's.</summary>
    public const int LongestKey = 100;

    /// <summary>Free of U+0000, of the other control characters except tab and line ends, and of half characters (lone surrogates).</summary>
    public static bool IsClean(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(text, out var rune, out var length) != System.Buffers.OperationStatus.Done) return false;
            if (rune.Value is < 0x20 and not ('\t' or '\n' or '\r')) return false;
            text = text[length..];
        }
        return true;
    }
}
