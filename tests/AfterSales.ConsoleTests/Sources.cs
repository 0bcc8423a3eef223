using System.Reflection;

namespace AfterSales.ConsoleTests;

/// <summary>Files of the repository.</summary>
internal static class Sources
{
    private static readonly string Root = typeof(Sources).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    public static string Console => Path.Combine(Root, "src", "AfterSales.Console");

    public static string Schema => File.ReadAllText(Path.Combine(Root, "src", "AfterSales", "schema.graphql"));

    /// <summary>The console's own files with one of these endings.</summary>
    public static IReadOnlyList<string> OfConsole(params string[] endings) =>
        [.. Directory.EnumerateFiles(Console, "*", SearchOption.AllDirectories)
            .Where(path => endings.Any(ending => path.EndsWith(ending, StringComparison.Ordinal)) && !path.Split('/', '\\').Any(part => part is "bin" or "obj"))
            .Order(StringComparer.Ordinal)];
}
