using System.Buffers;
using System.Globalization;
using System.Text;

namespace AfterSales.Api;

/// <summary>Which text a person can have typed and both databases can keep.</summary>
public static class InputText
{
    /// <summary>The length of text whose parameter or property names no length of its own.</summary>
    public const int DefaultMaxLength = 4_000;

    /// <summary>The length of a key: a record's or a request's.</summary>
    public const int LongestKey = 100;

    /// <summary>
    /// The text without characters that nobody sees: marks of direction and other invisible format characters, which come along when a number is copied
    /// from a telephone and make a name read otherwise than it is. Those that words and signs are made of stay.
    /// </summary>
    public static string Readable(string text)
    {
        StringBuilder? readable = null;
        var rest = text.AsSpan();
        var before = default(Rune);
        while (!rest.IsEmpty)
        {
            var isRune = Rune.DecodeFromUtf16(rest, out var rune, out var length) == OperationStatus.Done;
            if (isRune && IsInvisible(rune, before)) readable ??= new StringBuilder(text, 0, text.Length - rest.Length, text.Length);
            else
            {
                readable?.Append(rest[..length]);
                before = isRune ? rune : default;
            }

            rest = rest[length..];
        }

        return readable?.ToString() ?? text;
    }

    /// <summary>Free of U+0000, of the other control characters except tab and line ends, and of half characters (lone surrogates).</summary>
    public static bool IsClean(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(text, out var rune, out var length) != OperationStatus.Done) return false;
            if (rune.Value is < 0x20 and not ('\t' or '\n' or '\r')) return false;
            text = text[length..];
        }
        return true;
    }

    private static bool IsInvisible(Rune rune, Rune before) => Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format && rune.Value switch
    {
        // They join letters, and parts of a sign such as a family: there is something before them.
        0x200C or 0x200D => before.Value == 0 || Rune.IsWhiteSpace(before),
        // Signs that are seen: of numbers and verses in Arabic and Syriac, of groups of hieroglyphs.
        (>= 0x0600 and <= 0x0605) or 0x06DD or 0x070F or 0x0890 or 0x0891 or 0x08E2 or 0x110BD or 0x110CD or (>= 0x13430 and <= 0x1343F) => false,
        // The flags of regions are a black flag and letters of this kind; elsewhere they hide a text in a text.
        >= 0xE0020 and <= 0xE007F => before.Value is not (0x1F3F4 or (>= 0xE0020 and <= 0xE007F)),
        _ => true,
    };
}
