using System.Text.RegularExpressions;

namespace AfterSales.Tests.Architecture;

/// <param name="Path">Below <c>src</c> or <c>tests</c>, with slashes: <c>AfterSales/Tickets/Rules/Ticket.cs</c>.</param>
internal sealed record SourceFile(string Path, string Text);

internal static partial class SourceFileRules
{
    public static IReadOnlyList<string> FilesWithRegions(IEnumerable<SourceFile> files) => [.. files.Where(f => Region().IsMatch(f.Text)).Select(f => f.Path)];

    /// <summary>Files whose namespace is not their folder. A file without a namespace is a program's start or its global usings.</summary>
    public static IReadOnlyList<string> FilesOutsideTheirNamespace(IEnumerable<SourceFile> files) =>
    [
        .. files.SelectMany(file => Namespace().Matches(file.Text).Select(m => m.Groups["name"].Value).Where(name => name != Folder(file))
            .Select(name => $"{file.Path}: {name}")),
    ];

    private static string Folder(SourceFile file) => file.Path[..file.Path.LastIndexOf('/')].Replace('/', '.');

    [GeneratedRegex(@"^\s*#region", RegexOptions.Multiline)]
    private static partial Regex Region();

    [GeneratedRegex(@"^namespace\s+(?<name>[\w.]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Namespace();
}
