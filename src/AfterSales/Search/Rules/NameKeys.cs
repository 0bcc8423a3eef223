namespace AfterSales.Search.Rules;

/// <summary>Something a name is found by from its beginning.</summary>
/// <param name="Place">0: the beginning of the name itself; 1: of its second word, and so on.</param>
public sealed record NameKey(string Text, SearchMatch Match, int Place);

/// <summary>
/// What a name is found by: itself from each of its words on (<c>jose garcia lopez</c>, <c>garcia lopez</c>, <c>lopez</c>), and where it is Chinese
/// the pinyin (<c>wangwei</c>) and its initials (<c>ww</c>).
/// </summary>
public static class NameKeys
{
    private const int MostWords = 6;
    private const int Longest = 60;

    public static IReadOnlyList<NameKey> Of(string name)
    {
        var folded = FoldedText.Fold(name);
        if (folded.Length == 0) return [];
        var words = folded.Split(' ');
        var keys = Enumerable.Range(0, Math.Min(words.Length, MostWords))
            .Select(i => new NameKey(Cut(string.Join(' ', words[i..])), SearchMatch.Name, i)).ToList();
        if (!FoldedText.HasChinese(folded))
        {
            // O Brien and Obrien, WM 8 and WM-8.
            if (words.Length > 1) keys.Add(new(Cut(string.Concat(words)), SearchMatch.Name, 0));
            return keys;
        }

        foreach (var syllables in Pinyin.Readings(folded))
        {
            keys.Add(new(Cut(string.Concat(syllables)), SearchMatch.Pinyin, 0));
            var initials = Pinyin.Initials(syllables, folded);
            if (initials.Length > 1) keys.Add(new(Cut(initials), SearchMatch.Initials, 0));
        }

        return [.. keys.DistinctBy(key => key.Text)];
    }

    private static string Cut(string key) => key.Length <= Longest ? key : key[..Longest];
}
