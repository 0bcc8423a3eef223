namespace AfterSales.Tests.Architecture;

internal static class NameRules
{
    private static readonly string[] Folders = ["Common", "Core", "Shared", "Helpers", "Utils"];

    private static readonly string[] Endings = ["Manager", "Helper", "Helpers", "Util", "Utils"];

    /// <summary>Names that say nothing about the business.</summary>
    public static IReadOnlyList<string> NamesThatSayNothing(IEnumerable<CodeType> types) =>
    [
        .. types.SelectMany(type =>
            type.Namespace.Split('.').Where(Folders.Contains).Select(word => $"namespace {type.Namespace}: {word}")
                .Concat(Endings.Where(ending => type.Name.EndsWith(ending, StringComparison.Ordinal)).Select(ending => $"type {type.Name}: {ending}")))
            .Distinct().Order(StringComparer.Ordinal),
    ];
}
