namespace AfterSales.Search.Rules;

/// <summary>Something a name is found by from its beginning.</summary>
/// <param name="Place">0: the beginning of the name itself; 1: of its second word, and so on.</param>
public sealed record NameKey(string Text, SearchMatch Match, int Place);

/// <summary>
/// What a name is found by: itself from each of its words on (<c>jose garcia lopez</c>, <c>garcia lopez</c>, <c>lopez</c>), where it is Chinese from
/// each character on (<c>王秀英</c>, <c>秀英</c>, <c>英</c>), its pinyin likewise (<c>wangxiuying</c>, <c>xiuying</c>) and its initials (<c>wxy</c>).
/// </summary>
public static class NameKeys
{
    private const int MostStarts = 6;
    private const int MostPinyinStarts = 3;
    private const int Longest = 60;

    public static IReadOnlyList<NameKey> Of(string name)
    {
        var folded = FoldedText.Fold(name);
        if (folded.Length == 0) return [];
        var keys = Starts(folded).Take(MostStarts).Select((start, place) => new NameKey(Cut(folded[start..]), SearchMatch.Name, place)).ToList();
        // O Brien and Obrien, WM 8 and WM-8.
        if (folded.Contains(' ', StringComparison.Ordinal)) keys.Add(new(Cut(folded.Replace(" ", "", StringComparison.Ordinal)), SearchMatch.Name, 0));
        if (FoldedText.HasChinese(folded))
        {
            foreach (var (reading, syllables) in Pinyin.Readings(folded).Index())
            {
                // Of the other readings only the whole.
                for (var place = 0; place < Math.Min(syllables.Length, reading == 0 ? MostPinyinStarts : 1); place++)
                    keys.Add(new(Cut(string.Concat(syllables[place..])), SearchMatch.Pinyin, place));
                var initials = Pinyin.Initials(syllables, folded);
                if (initials.Length > 1) keys.Add(new(Cut(initials), SearchMatch.Initials, 0));
            }
        }

        return [.. keys.DistinctBy(key => key.Text)];
    }

    /// <summary>Where a word begins, or a Chinese character.</summary>
    private static IEnumerable<int> Starts(string folded)
    {
        var at = 0;
        var isBetween = true;
        foreach (var rune in folded.EnumerateRunes())
        {
            if (rune.Value != ' ' && (isBetween || FoldedText.IsChinese(rune))) yield return at;
            isBetween = rune.Value == ' ';
            at += rune.Utf16SequenceLength;
        }
    }

    private static string Cut(string key)
    {
        if (key.Length <= Longest) return key;
        return char.IsHighSurrogate(key[Longest - 1]) ? key[..(Longest - 1)] : key[..Longest];
    }
}
