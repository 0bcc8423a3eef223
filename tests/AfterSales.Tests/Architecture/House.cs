using System.Runtime.CompilerServices;

namespace AfterSales.Tests.Architecture;

/// <summary>The files and the assembly that the rules are about.</summary>
internal static class House
{
    private static readonly Lazy<IReadOnlyList<CodeType>> All = new(() => CodeType.In(typeof(AfterSales.Calendars.WorkingCalendar).Assembly, "AfterSales"));

    public static IReadOnlyList<CodeType> Product => All.Value;

    public static IReadOnlyList<ProjectFile> Projects => [.. Files("src", "*.csproj").Select(ProjectFile.Read)];

    public static IReadOnlyList<ProjectFile> AllProjects =>
        [.. Files("", "*.csproj").Concat(Directory.GetFiles(Top(), "Directory.*.props")).Select(ProjectFile.Read)];

    public static IReadOnlyList<SourceFile> Sources => [.. SourcesBelow("src"), .. SourcesBelow("tests")];

    /// <summary>The files of words, in all languages.</summary>
    public static IEnumerable<string> Words => Files("src", "*.resx");

    /// <summary>The types of one folder of fixtures, and their root.</summary>
    public static (IReadOnlyList<CodeType> Types, string Root) Fixture(string name)
    {
        var root = $"{typeof(House).Namespace}.Fixtures.{name}";
        return (CodeType.In(typeof(House).Assembly, root), root);
    }

    private static IEnumerable<SourceFile> SourcesBelow(string folder) =>
        Files(folder, "*.cs").Select(path => new SourceFile(Path.GetRelativePath(Path.Combine(Top(), folder), path).Replace('\\', '/'), File.ReadAllText(path)));

    private static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Top(), folder), pattern, SearchOption.AllDirectories)
            .Where(path => !path.Split('/', '\\').Any(part => part is "bin" or "obj" or "node_modules")).Order(StringComparer.Ordinal);

    // A compiler may be told to write other paths into the assembly; the solution is above the tests then, too.
    private static string Top([CallerFilePath] string here = "")
    {
        var folder = new DirectoryInfo(File.Exists(here) ? Path.GetDirectoryName(here)! : AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "AfterSales.sln"))) folder = folder.Parent;
        return folder.FullName;
    }
}
