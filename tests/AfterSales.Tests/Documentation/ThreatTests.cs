using System.Text.RegularExpressions;

namespace AfterSales.Tests.Documentation;

/// <summary>The threat page promises nothing that no test shows.</summary>
public sealed partial class ThreatTests
{
    private const string Page = "src/THREATS.md";

    [Fact]
    public void Each_threat_has_an_answer_and_a_test_that_exists()
    {
        var lines = File.ReadAllLines(Snapshots.PathOf(Page)).Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1).Select(line => line.Trim('|').Split('|')).ToArray();
        Assert.True(lines.Length > 15);
        Assert.All(lines, cells => Assert.True(cells.Length == 3 && cells.All(cell => cell.Trim().Length > 0), string.Join('|', cells)));
        var tests = Directory.EnumerateFiles(Snapshots.PathOf("tests"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !Skipped().IsMatch(file)).Select(File.ReadAllText).ToArray();
        Assert.All(lines.Select(cells => cells[2]), shown => Assert.NotEmpty(Named().Matches(shown)));
        var missing = lines.SelectMany(cells => Named().Matches(cells[2])).Where(named =>
            !tests.Any(text => text.Contains($"class {named.Groups["class"].Value}", StringComparison.Ordinal) && text.Contains($" {named.Groups["test"].Value}(", StringComparison.Ordinal)));
        Assert.Empty(missing.Select(named => named.Value));
    }

    [Fact]
    public void A_newcomer_finds_the_page_from_the_map() =>
        Assert.Contains("](THREATS.md)", File.ReadAllText(Snapshots.PathOf("src/README.md")), StringComparison.Ordinal);

    [GeneratedRegex(@"`(?<class>\w+Tests)\.(?<test>\w+)`")]
    private static partial Regex Named();

    [GeneratedRegex(@"[/\\](bin|obj|node_modules)[/\\]")]
    private static partial Regex Skipped();
}
