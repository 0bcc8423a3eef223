using System.Globalization;
using System.Text;
using AnyAscii;

namespace AfterSales.Search.Rules;

/// <summary>
/// Text as it is compared: Unicode NFKC, without case and accents, every script but Chinese in Latin letters, words divided by single spaces.
/// What people type and what is on file go through the same fold, so <c>peña</c>, <c>Pena</c> and <c>PEÑA</c> meet.
/// </summary>
public static class FoldedText
{
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        var previous = Sort.Gap;
        foreach (var rune in text.Normalize(NormalizationForm.FormKC).EnumerateRunes())
        {
            if (IsSilent(rune)) continue;
            var sort = SortOf(rune);
            // A Chinese word and a Latin one beside it are two.
            if (folded.Length > 0 && sort != previous && (sort == Sort.Gap || previous != Sort.Gap)) folded.Append(' ');
            previous = sort;
            if (sort == Sort.Chinese) folded.Append(rune.ToString());
            else if (sort == Sort.Letter) AppendLatin(folded, rune);
        }

        return folded.ToString().Trim();
    }

    public static string[] Words(string text) => Fold(text).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Letters and digits alone, as codes are compared: <c>WM8-2408</c> is <c>wm82408</c>.</summary>
    public static string Squash(string text) => Fold(text).Replace(" ", "", StringComparison.Ordinal);

    public static bool IsChinese(Rune rune) => rune.Value is >= 0x3400 and <= 0x4DBF or >= 0x4E00 and <= 0x9FFF or >= 0x20000 and <= 0x323AF;

    public static bool HasChinese(string text)
    {
        foreach (var rune in text.EnumerateRunes())
            if (IsChinese(rune)) return true;
        return false;
    }

    private static void AppendLatin(StringBuilder folded, Rune rune)
    {
        foreach (var letter in rune.IsAscii ? rune.ToString() : rune.ToString().Transliterate())
            if (char.IsAsciiLetterOrDigit(letter)) folded.Append(char.ToLowerInvariant(letter));
    }

    private static Sort SortOf(Rune rune) => IsChinese(rune) ? Sort.Chinese : Rune.IsLetterOrDigit(rune) ? Sort.Letter : Sort.Gap;

    /// <summary>Accents that no letter has taken in, and the apostrophe of <c>O'Brien</c>.</summary>
    private static bool IsSilent(Rune rune) => rune.Value is '\'' or '’' or '´' or '`'
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format;

    private enum Sort
    {
        Gap,
        Letter,
        Chinese,
    }
}
