using System.Collections.Frozen;
using AfterSales.Api.Wording;
using AfterSales.Imports.Rules;
using AfterSales.Search.Rules;

namespace AfterSales.Imports;

/// <summary>What columns are called in the three languages: the first word is written above a column of an export, by any of them one is known again.</summary>
public static class ColumnWords
{
    private const char Divider = '|';

    // Words of values, such as the kinds of customers, stand beside them under this prefix.
    private const string ValuePrefix = "value.";

    public static WordList Words { get; } = new("AfterSales.Imports.Columns");

    // Made of the words, so it stands behind them.
    private static readonly FrozenDictionary<ListKind, FrozenDictionary<string, string>> Known = Enum.GetValues<ListKind>().ToFrozenDictionary(list => list, ColumnsByWord);

    /// <summary>
    /// The header of a column, in the reader's language; where it has no words, as the field of an input is called; of a path such as
    /// <c>phones.display</c> that has no words the header of its beginning; where there are none at all, its name with spaces.
    /// </summary>
    public static string Header(string column, string language) =>
        Words.Find(column, language)?.Split(Divider)[0]
        ?? Field(column, language)
        ?? (column.LastIndexOf('.') is > 0 and var dot ? Header(column[..dot], language) : Words.Find(column, WordList.DefaultLanguage)?.Split(Divider)[0] ?? Spaced(column));

    /// <summary>
    /// How many of a list's first columns were put before it by us: line and reason, where it is a reject file, and again where such a file was
    /// rejected in its turn.
    /// </summary>
    public static int SaidBefore(IReadOnlyList<string> headers)
    {
        var said = 0;
        while (said + 1 < headers.Count && Is("line", headers[said]) && Is("reason", headers[said + 1])) said += 2;
        return said;

        static bool Is(string column, string header) =>
            WordList.Languages.SelectMany(language => Words.Find(column, language)?.Split(Divider) ?? []).Any(word => FoldedText.Squash(word) == FoldedText.Squash(header));
    }

    /// <summary>The column a header most likely is of; null where none.</summary>
    public static string? Guess(ListKind list, string header) => Known[list].GetValueOrDefault(FoldedText.Squash(header));

    /// <summary>The value of an enum that a cell means: its code, or its words in any of the languages, those of an export too.</summary>
    public static TEnum? Value<TEnum>(string cell) where TEnum : struct, Enum
    {
        var squashed = FoldedText.Squash(cell);
        foreach (var value in Enum.GetValues<TEnum>())
        {
            if (FoldedText.Squash(value.ToString()) == squashed) return value;
            foreach (var language in WordList.Languages)
                // What an export writes, or what people write themselves.
                if (FoldedText.Squash(RefusalWording.FindValue(value, language) ?? "") == squashed
                    || Words.Find(ValuePrefix + value, language)?.Split(Divider).Any(word => FoldedText.Squash(word) == squashed) == true) return value;
        }

        return null;
    }

    /// <summary>The tag of a language: of ours also by its name in any of the languages, those of an export too; another stays as it is written.</summary>
    public static string? Language(string? cell) => cell is null ? null
        : WordList.Languages.FirstOrDefault(tag => WordList.Languages.Any(language => FoldedText.Squash(RefusalWording.LanguageName(tag, language) ?? "") == FoldedText.Squash(cell))) ?? cell;

    private static FrozenDictionary<string, string> ColumnsByWord(ListKind list)
    {
        var words = new Dictionary<string, string>();
        foreach (var column in ListColumns.Of(list))
        {
            words.TryAdd(FoldedText.Squash(column.Name), column.Name);
            foreach (var word in WordList.Languages.SelectMany(language => Words.Find(column.Name, language)?.Split(Divider) ?? []))
                words.TryAdd(FoldedText.Squash(word), column.Name);
        }

        return words.ToFrozenDictionary();
    }

    private static string? Field(string column, string language) =>
        RefusalWording.FindField(column, language) is { } words ? char.ToUpper(words[0], ReaderLanguage.CultureOf(language)) + words[1..] : null;

    private static string Spaced(string column)
    {
        var words = string.Concat(column.Replace('.', ' ').SelectMany(c => char.IsUpper(c) ? [' ', char.ToLowerInvariant(c)] : new[] { c }));
        return char.ToUpperInvariant(words[0]) + words[1..];
    }
}
