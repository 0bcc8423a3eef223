using AfterSales.Api.Wording;

namespace AfterSales.Policies;

/// <summary>What each policy says, in the languages people read.</summary>
public static class PolicyWording
{
    public static WordList Meanings { get; } = new("AfterSales.Policies.Policies");

    public static string Of(string key, string language) => Meanings.Get(key, language);
}
