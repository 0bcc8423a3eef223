using System.Collections.Frozen;
using System.Text;
using AnyAscii;

namespace AfterSales.Search.Rules;

/// <summary>
/// How Chinese names are read, without tones: the way people type them. A surname that is read otherwise than the same character in a word is
/// read as a surname first (<c>曾</c> is <c>zeng</c>), and <c>ü</c> is found as <c>u</c> and as <c>v</c>.
/// </summary>
public static class Pinyin
{
    private static readonly FrozenDictionary<string, string> Surnames = new Dictionary<string, string>
    {
        ["曾"] = "zeng", ["单"] = "shan", ["解"] = "xie", ["仇"] = "qiu", ["查"] = "zha", ["任"] = "ren", ["区"] = "ou", ["朴"] = "piao",
        ["盖"] = "ge", ["缪"] = "miao", ["覃"] = "qin", ["翟"] = "zhai", ["乐"] = "yue", ["冼"] = "xian", ["员"] = "yun", ["种"] = "chong",
        ["召"] = "shao", ["晁"] = "chao", ["隗"] = "wei", ["牟"] = "mu", ["句"] = "gou", ["燕"] = "yan", ["郇"] = "xun", ["纪"] = "ji",
        ["葛"] = "ge", ["宁"] = "ning", ["华"] = "hua", ["洗"] = "xian", ["繁"] = "po", ["秘"] = "bi", ["黑"] = "he", ["尹"] = "yin", ["应"] = "ying",
        ["长"] = "chang", ["重"] = "chong", ["石"] = "shi", ["余"] = "yu", ["於"] = "yu", ["沈"] = "shen", ["贾"] = "jia", ["车"] = "che", ["祭"] = "zhai",
        ["尉迟"] = "yu chi", ["万俟"] = "mo qi", ["长孙"] = "zhang sun", ["澹台"] = "tan tai", ["宓"] = "mi", ["佴"] = "nai", ["哈"] = "ha", ["那"] = "na",
    }.ToFrozenDictionary();

    // Read lü, nü, lüe, nüe.
    private static readonly FrozenSet<string> WithUmlaut = "吕侣铝旅缕屡履律率虑绿氯滤驴闾榈女略掠虐疟".EnumerateRunes().Select(rune => rune.ToString()).ToFrozenSet();

    /// <summary>The readings of a word, the likeliest first; each a list of syllables. What is not Chinese is one syllable as it stands.</summary>
    public static IReadOnlyList<string[]> Readings(string folded)
    {
        var characters = Characters(folded);
        var plain = characters.Select(Plain).ToArray();
        var readings = new List<string[]> { AsName(characters, plain), plain };
        if (characters.Any(WithUmlaut.Contains))
            readings.Add([.. readings[0].Zip(characters, (syllable, character) => WithUmlaut.Contains(character) ? syllable.Replace('u', 'v') : syllable)]);
        return [.. readings.DistinctBy(syllables => string.Concat(syllables))];
    }

    /// <summary>Of each Chinese character its first letter; other words stay whole.</summary>
    public static string Initials(IReadOnlyList<string> syllables, string folded)
    {
        var characters = Characters(folded);
        return string.Concat(syllables.Select((syllable, i) => FoldedText.HasChinese(characters[i]) && syllable.Length > 0 ? syllable[..1] : syllable));
    }

    private static string[] AsName(string[] characters, string[] plain)
    {
        if (characters.Length >= 2 && Surnames.TryGetValue(characters[0] + characters[1], out var both)) return [.. both.Split(' '), .. plain.Skip(2)];
        return characters.Length > 0 && Surnames.TryGetValue(characters[0], out var one) ? [one, .. plain.Skip(1)] : plain;
    }

    private static string Plain(string character) =>
        FoldedText.HasChinese(character)
            ? string.Concat(character.Transliterate().Where(char.IsAsciiLetter)).ToLowerInvariant()
            : character;

    /// <summary>Chinese character by character, Latin words whole.</summary>
    private static string[] Characters(string folded)
    {
        var parts = new List<string>();
        var latin = new StringBuilder();
        foreach (var rune in folded.EnumerateRunes())
        {
            if (!FoldedText.IsChinese(rune) && rune.Value != ' ')
            {
                latin.Append(rune.ToString());
                continue;
            }

            if (latin.Length > 0) parts.Add(latin.ToString());
            latin.Clear();
            if (FoldedText.IsChinese(rune)) parts.Add(rune.ToString());
        }

        if (latin.Length > 0) parts.Add(latin.ToString());
        return [.. parts];
    }
}
