namespace AfterSales.Api.Wording;

/// <summary>What mutations are called on a button.</summary>
public static class ActionTitles
{
    private static readonly WordList Titles = new("AfterSales.Api.Wording.Actions");

    /// <summary>In the reader's language, else in English.</summary>
    public static string Of(string mutation, string language) => Titles.Get(mutation, language);

    /// <summary>In exactly this language; null where it is missing.</summary>
    public static string? Find(string mutation, string language) => Titles.Find(mutation, language);
}
