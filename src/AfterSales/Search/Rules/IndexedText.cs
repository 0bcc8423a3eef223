using System.Text;

namespace AfterSales.Search.Rules;

/// <summary>
/// The text that the databases index by trigrams: words of plain letters and digits between single spaces, a space at either end. Trigrams know
/// three characters and more, and PostgreSQL's know no Chinese under every locale, so a Chinese character is written as three plain ones, the
/// first a capital: then one or two of them are found as well. Capitals are nothing else's, since folded text has none.
/// </summary>
public static class IndexedText
{
    /// <summary>What is longer is cut: nobody looks for the end of such a text.</summary>
    private const int Longest = 2_000;

    private const string Digits = "0123456789abcdefghijklmnopqrstuvwxyz";

    public static string Of(IEnumerable<string> words)
    {
        var text = new StringBuilder(" ");
        foreach (var word in words.Distinct())
        {
            if (text.Length + word.Length > Longest) break;
            text.Append(word).Append(' ');
        }

        return text.ToString();
    }

    /// <summary>A folded word as it stands in the text.</summary>
    public static string Word(string folded) =>
        FoldedText.HasChinese(folded) ? string.Concat(folded.EnumerateRunes().Select(rune => FoldedText.IsChinese(rune) ? Code(rune) : rune.ToString())) : folded;

    /// <summary>A word that nobody types, by which the rows of one place or kind are found together; now and then two share one.</summary>
    public static string Mark(string key)
    {
        var hash = 2166136261u;
        foreach (var b in Encoding.UTF8.GetBytes(key)) hash = unchecked((hash ^ b) * 16777619u);
        return "Y" + InBase36(hash, 3);
    }

    /// <summary>Three characters, the first a letter up to V; what stands beyond the basic plane has five and begins with Z.</summary>
    private static string Code(Rune rune) => rune.Value switch
    {
        >= 0x4E00 and <= 0x9FFF and var common => Three(common - 0x4E00),
        >= 0x3400 and <= 0x4DBF and var rare => Three(0x5200 + rare - 0x3400),
        var other => "Z" + InBase36((uint)other, 4),
    };

    private static string Three(int number) => $"{(char)('A' + (number / (36 * 36)))}{InBase36((uint)(number % (36 * 36)), 2)}";

    private static string InBase36(uint number, int length)
    {
        var text = new char[length];
        for (var i = length - 1; i >= 0; i--, number /= 36) text[i] = Digits[(int)(number % 36)];
        return new string(text);
    }
}
