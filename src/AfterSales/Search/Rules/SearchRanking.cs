namespace AfterSales.Search.Rules;

/// <summary>Why something was found, the best reason first.</summary>
public enum SearchMatch
{
    /// <summary>Its serial number, ticket number or reference is what was typed.</summary>
    Code,

    /// <summary>Its telephone number is what was typed, national or international.</summary>
    Phone,

    /// <summary>Its name, or a later word of the name, begins so.</summary>
    Name,

    /// <summary>The pinyin of its Chinese name begins so.</summary>
    Pinyin,

    /// <summary>The pinyin initials of its Chinese name begin so.</summary>
    Initials,

    /// <summary>A part of a code.</summary>
    CodePart,

    /// <summary>A part of a telephone number.</summary>
    PhonePart,

    /// <summary>All words stand in its name, address or other text.</summary>
    Words,

    /// <summary>The customer or the product it belongs to is found so.</summary>
    BelongsTo,
}

/// <summary>What ranking looks at.</summary>
/// <param name="Names">Further names it is known by, as keys.</param>
/// <param name="Phones">Digits, in each form they are written.</param>
/// <param name="Codes">Squashed.</param>
/// <param name="Text">As indexed.</param>
public sealed record SearchEntry(string Title, IReadOnlyList<string> Names, IReadOnlyList<string> Phones, IReadOnlyList<string> Codes, string Text);

/// <summary>Exact codes and numbers first, then names from their beginning, then the rest.</summary>
public static class SearchRanking
{
    // Behind the places of the name's own words.
    private const int WordsOfTheName = 10;
    private const int OtherName = 11;

    /// <summary>Why the entry is found, and its place among those found so; null where it is not.</summary>
    public static (SearchMatch Match, int Place)? Rank(SearchQuery query, SearchEntry entry)
    {
        if (query.IsEmpty) return null;
        if (entry.Codes.Contains(query.Squashed)) return (SearchMatch.Code, 0);
        if (query.Digits is { } digits && entry.Phones.Contains(digits)) return (SearchMatch.Phone, 0);
        var own = NameKeys.Of(entry.Title);
        var others = entry.Names.Except(own.Select(key => key.Text)).Select(key => new NameKey(key, SearchMatch.Name, OtherName));
        var name = own.Concat(others).Where(key => Begins(key.Text, query))
            .OrderBy(key => key.Match).ThenBy(key => key.Place).FirstOrDefault();
        if (name is not null) return (name.Match, name.Place);
        if (AllBeginWordsOf(entry.Title, query)) return (SearchMatch.Name, WordsOfTheName);
        if (entry.Codes.Any(code => code.StartsWith(query.Squashed, StringComparison.Ordinal))) return (SearchMatch.CodePart, 0);
        if (query.Digits is { } start && entry.Phones.Any(phone => phone.StartsWith(start, StringComparison.Ordinal))) return (SearchMatch.PhonePart, 0);
        if (query.Squashed.Length >= SearchQuery.ShortestPhoneFragment && entry.Codes.Any(code => code.Contains(query.Squashed, StringComparison.Ordinal)))
            return (SearchMatch.CodePart, 1);
        if (query.Digits is { Length: >= SearchQuery.ShortestPhoneFragment } part && entry.Phones.Any(phone => phone.Contains(part, StringComparison.Ordinal)))
            return (SearchMatch.PhonePart, 1);
        if (query.Fragment is { } fragment && entry.Codes.Any(code => code.Contains(fragment, StringComparison.Ordinal))) return (SearchMatch.CodePart, 2);
        return query.Pieces.All(piece => entry.Text.Contains(piece, StringComparison.Ordinal)) ? (SearchMatch.Words, 0) : null;
    }

    private static bool Begins(string key, SearchQuery query) =>
        key.StartsWith(query.Joined, StringComparison.Ordinal) || key.StartsWith(query.Squashed, StringComparison.Ordinal);

    /// <summary>As in <c>jose lopez</c> for José García López.</summary>
    private static bool AllBeginWordsOf(string title, SearchQuery query)
    {
        var words = FoldedText.Words(title);
        return query.Words.All(word => words.Any(of => of.StartsWith(word, StringComparison.Ordinal)));
    }
}
