using System.Text.RegularExpressions;

namespace AfterSales.Tests.Documentation;

public sealed partial class ReadmeTests
{
    public static TheoryData<string> Documents { get; } =
    [
        "README.md", "src/README.md",
        .. Directory.GetFiles(Snapshots.PathOf("src/decisions"), "*.md").Order(StringComparer.Ordinal).Select(file => $"src/decisions/{Path.GetFileName(file)}"),
    ];

    [Fact]
    public void The_readme_is_under_150_lines() => Assert.InRange(File.ReadAllLines(Snapshots.PathOf("README.md")).Length, 1, 149);

    /// <summary>An address in the launch profile would win over <c>ASPNETCORE_URLS</c>.</summary>
    [Fact]
    public void The_launch_profile_leaves_to_the_settings_where_the_service_listens() =>
        Assert.DoesNotContain("applicationUrl", File.ReadAllText(Snapshots.PathOf("src/AfterSales.Host/Properties/launchSettings.json")), StringComparison.OrdinalIgnoreCase);

    [Theory, MemberData(nameof(Documents))]
    public void Every_file_and_folder_a_document_names_exists(string document)
    {
        var missing = Named(document).Where(path => !Path.Exists(Snapshots.PathOf(path))).Distinct().ToArray();
        Assert.True(missing.Length == 0, $"{document} names what does not exist: {string.Join(", ", missing)}");
    }

    [Fact]
    public void Every_folder_of_the_service_is_on_the_map()
    {
        var map = File.ReadAllText(Snapshots.PathOf("src/README.md"));
        var folders = Directory.GetDirectories(Snapshots.PathOf("src/AfterSales")).Select(folder => Path.GetFileName(folder)).Except(["bin", "obj"]);
        Assert.All(folders, folder => Assert.Contains($"`{folder}/`", map, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Named(string document)
    {
        var text = File.ReadAllText(Snapshots.PathOf(document));
        var folder = Path.GetDirectoryName(document)!;
        return FromTheTop().Matches(text).Select(match => match.Value)
            .Concat(Link().Matches(text).Select(match => Path.Combine(folder, match.Groups["path"].Value)));
    }

    [GeneratedRegex(@"(?<![\w/.\-])(?:src|tests|deploy|\.ci)/[\w./\-]*\w")]
    private static partial Regex FromTheTop();

    [GeneratedRegex(@"\]\((?!https?:|#)(?<path>[^)#]+)(?:#[^)]*)?\)")]
    private static partial Regex Link();
}
