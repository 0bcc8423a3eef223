namespace AfterSales.Console.Shell;

/// <param name="Tag">BCP 47.</param>
/// <param name="Name">In the language itself.</param>
public sealed record Language(string Tag, string Name);

public static class Languages
{
    /// <summary>The first is the one for who asks for none of them.</summary>
    public static IReadOnlyList<Language> All { get; } = [new("en", "English"), new("zh-CN", "中文"), new("es", "Español")];
}
