using System.Reflection;

namespace AfterSales.Tests;

/// <summary>Files of the repository that must say what the code says.</summary>
internal static class Snapshots
{
    private static readonly string Root = typeof(Snapshots).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    /// <summary>Whether this run writes the files instead of comparing them.</summary>
    public static bool IsUpdating => Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1";

    public static string PathOf(string file) => Path.Combine(Root, file);

    public static void Compare(string file, string made)
    {
        if (IsUpdating) File.WriteAllText(PathOf(file), made);
        var committed = File.ReadAllText(PathOf(file)).ReplaceLineEndings("\n");
        if (committed == made) return;
        Assert.Fail($"{file} is not what the code makes of it. Run this test with UPDATE_SNAPSHOTS=1 to write it.\n{FirstDifference(committed, made)}");
    }

    private static string FirstDifference(string committed, string made)
    {
        var (before, now) = (committed.Split('\n'), made.Split('\n'));
        var line = Enumerable.Range(0, Math.Max(before.Length, now.Length)).First(i => before.ElementAtOrDefault(i) != now.ElementAtOrDefault(i));
        return $"Line {line + 1}\n- {before.ElementAtOrDefault(line)}\n+ {now.ElementAtOrDefault(line)}";
    }
}
