using System.Text;

namespace AfterSales.Search.Rules;

/// <summary>What somebody typed, ready to be looked for.</summary>
/// <param name="Words">Folded; the last may be the beginning of a word.</param>
/// <param name="Digits">Where it reads as a telephone number: its digits, without the plus or double zero of an international one.</param>
public sealed record SearchQuery(IReadOnlyList<string> Words, string? Digits)
{
    /// <summary>Fewer digits than these are part of too many numbers (they are still found at a number's beginning).</summary>
    public const int ShortestPhoneFragment = 4;

    /// <summary>Of a code a part as short as this is looked for where nothing else is found.</summary>
    public const int ShortestCodeFragment = 3;

    private const int MostWords = 8;
    private const int ShortestInfix = 4;

    public string Joined { get; } = string.Join(' ', Words);

    public string Squashed { get; } = string.Concat(Words);

    public bool IsEmpty => Words.Count == 0;

    /// <summary>The keys whose beginnings are looked up, the likeliest first.</summary>
    public IReadOnlyList<string> Keys => [.. new[] { Digits, Joined, Squashed }.OfType<string>().Where(key => key.Length > 0).Distinct()];

    /// <summary>
    /// Pieces of indexed text that all must be there. A Chinese word and a longer Latin one may stand inside another word; a short one begins a
    /// word, or half of all words would have it.
    /// </summary>
    public IReadOnlyList<string> Pieces => Digits is { Length: >= ShortestPhoneFragment } digits ? [digits] : [.. Words.Select(Piece).Distinct()];

    /// <summary>
    /// Letters and digits from the middle of a code, whatever divides them there: <c>8-24</c> of <c>WM8-2408</c>. Null where the text has no digit, as
    /// codes have, or is too short.
    /// </summary>
    public string? Fragment => Squashed.Length >= ShortestCodeFragment && Squashed.Any(char.IsAsciiDigit) && !FoldedText.HasChinese(Squashed) ? Squashed : null;

    public static SearchQuery Of(string text)
    {
        var words = FoldedText.Words(text);
        return new(words.Length <= MostWords ? words : words[..MostWords], DigitsOf(text));
    }

    private static string Piece(string word) =>
        FoldedText.HasChinese(word) ? IndexedText.Word(word) : word.Length >= ShortestInfix ? word : $" {word}";

    private static string? DigitsOf(string text)
    {
        var plain = text.Normalize(NormalizationForm.FormKC).Trim();
        var digits = string.Concat(plain.Where(char.IsAsciiDigit));
        if (digits.Length == 0 || plain.Any(c => !char.IsAsciiDigit(c) && !char.IsWhiteSpace(c) && c is not ('+' or '-' or '(' or ')' or '.' or '/' or '–'))) return null;
        return digits.StartsWith("00", StringComparison.Ordinal) && digits.Length > ShortestPhoneFragment ? digits[2..] : digits;
    }
}
