using System.Text.RegularExpressions;

namespace AfterSales.Tests.Documentation;

/// <summary>An arrow of a state diagram.</summary>
internal sealed record Arrow(string From, string To, string By)
{
    public override string ToString() => $"{From} --> {To}: {By}";
}

/// <summary>The state diagrams of src/README.md.</summary>
internal static partial class Drawing
{
    /// <summary>The arrows of the diagram below this heading.</summary>
    public static IReadOnlyList<Arrow> Of(string heading)
    {
        var text = File.ReadAllText(Snapshots.PathOf("src/README.md")).ReplaceLineEndings("\n");
        var below = text.Split($"\n## {heading}\n", 2);
        Assert.True(below.Length == 2, $"src/README.md has no heading '## {heading}'.");
        var diagram = below[1].Split("```mermaid\n", 2)[1].Split("\n```", 2)[0];
        return [.. ArrowLine().Matches(diagram).Select(line => new Arrow(line.Groups["from"].Value, line.Groups["to"].Value, line.Groups["by"].Value))];
    }

    [GeneratedRegex(@"^ *(?<from>\S+) --> (?<to>\S+): (?<by>.+)$", RegexOptions.Multiline)]
    private static partial Regex ArrowLine();
}
