using AfterSales.Search.Rules;

namespace AfterSales.Customers.Rules;

/// <summary>Why a customer file is likely one that exists already.</summary>
public enum DuplicateReason
{
    SamePhone,
    SameReference,

    /// <summary>A similar name in the same street or town.</summary>
    SimilarNameAndPlace,
}

/// <summary>What duplicates are told by.</summary>
/// <param name="Phones">E.164, with those of contacts.</param>
public sealed record CustomerFacts(string Name, IReadOnlyCollection<string> Phones, string? Reference, string? Street, string? City)
{
    public static CustomerFacts Of(CustomerDetails details) => new(
        details.Name, [.. details.Phones.Concat(details.Contacts.SelectMany(contact => contact.Phones)).Select(phone => phone.Number)],
        details.Reference, details.Address?.Street, details.Address?.City);
}

/// <summary>
/// From which share of common pairs of letters on two words are alike, in per cent: a letter more or less in a name of ten leaves 80 of them, another
/// surname about 50.
/// </summary>
public sealed record SimilarityLimits(int NamePercent, int StreetPercent);

/// <summary>Tells people of likely duplicates and decides nothing: two people may share a telephone, and a name a town.</summary>
public static class DuplicateRules
{
    public static IReadOnlyList<DuplicateReason> Reasons(CustomerFacts customer, CustomerFacts other, SimilarityLimits limits)
    {
        var reasons = new List<DuplicateReason>();
        if (customer.Phones.Intersect(other.Phones).Any()) reasons.Add(DuplicateReason.SamePhone);
        if (Same(customer.Reference, other.Reference)) reasons.Add(DuplicateReason.SameReference);
        if (AreSimilarNames(customer.Name, other.Name, limits) && (Same(customer.City, other.City) || Likeness(customer.Street, other.Street) * 100 >= limits.StreetPercent))
            reasons.Add(DuplicateReason.SimilarNameAndPlace);
        return reasons;
    }

    public static bool AreSimilarNames(string name, string other, SimilarityLimits limits)
    {
        var (words, others) = (FoldedText.Words(name), FoldedText.Words(other));
        if (words.Length == 0 || others.Length == 0) return false;
        // In Chinese a character more or less is another name; one that sounds the same may be the same misheard.
        if (FoldedText.HasChinese(name) || FoldedText.HasChinese(other)) return Read(words) == Read(others);
        // José García is José García López, whichever of the names stands first.
        if (Math.Min(words.Length, others.Length) >= 2 && (words.All(others.Contains) || others.All(words.Contains))) return true;
        return Likeness(string.Join(' ', words.Order(StringComparer.Ordinal)), string.Join(' ', others.Order(StringComparer.Ordinal))) * 100 >= limits.NamePercent;
    }

    /// <summary>From 0 to 1, by the pairs of letters that two texts have in common; 0 where one says nothing.</summary>
    private static double Likeness(string? text, string? other)
    {
        if (string.IsNullOrWhiteSpace(text) || string.IsNullOrWhiteSpace(other)) return 0;
        var (pairs, others) = (Pairs(FoldedText.Squash(text)), Pairs(FoldedText.Squash(other)));
        var all = pairs.Count + others.Count;
        var common = pairs.Count(others.Remove);
        return 2.0 * common / all;
    }

    private static List<string> Pairs(string text) => text.Length < 2 ? [text] : [.. Enumerable.Range(0, text.Length - 1).Select(at => text.Substring(at, 2))];

    private static string Read(string[] words) => string.Concat(words.Select(word => string.Concat(Pinyin.Readings(word)[0])));

    private static bool Same(string? text, string? other) =>
        !string.IsNullOrWhiteSpace(text) && !string.IsNullOrWhiteSpace(other) && FoldedText.Squash(text) == FoldedText.Squash(other);
}
