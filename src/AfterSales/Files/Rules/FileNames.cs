using System.Globalization;
using System.Text;

namespace AfterSales.Files.Rules;

/// <summary>Names of files as they are kept: what a person reads is what a system saves.</summary>
public static class FileNames
{
    private const int Longest = 120;
    private const string Forbidden = "<>:\"|?*";

    /// <summary>
    /// The last part of what may be a path, without what systems forbid or people can't see, and with an ending that fits the type: a name
    /// that claims another keeps it in front of the right one.
    /// </summary>
    public static string Clean(string? name, string mediaType)
    {
        var last = (name ?? "").Split('/', '\\')[^1].Normalize(NormalizationForm.FormC);
        var clean = new StringBuilder();
        foreach (var rune in last.EnumerateRunes())
            if (IsSeen(rune)) clean.Append(rune.ToString());
        var text = clean.ToString().Trim();
        var endings = MediaTypes.ExtensionsOf(mediaType);
        var ending = endings.FirstOrDefault(e => text.EndsWith(e, StringComparison.OrdinalIgnoreCase)) is { } own ? text[^own.Length..]
            : endings.Count > 0 ? endings[0] : "";
        var stem = text.EndsWith(ending, StringComparison.Ordinal) ? text[..^ending.Length] : text;
        return Shortened(stem.Trim(' ', '.') is { Length: > 0 } said ? said : "file", Longest - ending.Length) + ending;
    }

    /// <summary>Controls, marks that turn the reading direction, and what is no character at all would show another name than the one that is saved.</summary>
    private static bool IsSeen(Rune rune) =>
        rune.Value != Rune.ReplacementChar.Value && !(rune.IsAscii && Forbidden.Contains((char)rune.Value, StringComparison.Ordinal))
        && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
            or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    private static string Shortened(string text, int length)
    {
        if (text.Length <= length) return text;
        return text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)].TrimEnd(' ', '.');
    }
}
