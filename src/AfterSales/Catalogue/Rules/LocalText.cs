namespace AfterSales.Catalogue.Rules;

/// <summary>A name or text in the company's three languages; where one is missing, another is shown.</summary>
[GenerateSerializer, Immutable, Alias("LocalText")]
public sealed record LocalText([property: Id(0)] string? En, [property: Id(1)] string? ZhCn, [property: Id(2)] string? Es)
{
    public static LocalText None { get; } = new(null, null, null);

    public bool IsEmpty => this == None;

    /// <summary>The text in a language (<c>en</c>, <c>zh-CN</c>, <c>es</c>), or as good as there is.</summary>
    public string In(string language) => (language switch { "zh-CN" => ZhCn, "es" => Es, _ => En }) ?? En ?? ZhCn ?? Es ?? "";

    /// <summary>Is it called so in one of the languages, however it is capitalised.</summary>
    public bool Is(string words) => Same(En, words) || Same(ZhCn, words) || Same(Es, words);

    /// <summary>Without spaces around it, and nothing where there is nothing but spaces.</summary>
    public static LocalText Of(string? en, string? zhCn, string? es) => new(Kept(en), Kept(zhCn), Kept(es));

    private static bool Same(string? text, string words) => string.Equals(text, words, StringComparison.OrdinalIgnoreCase);

    private static string? Kept(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
