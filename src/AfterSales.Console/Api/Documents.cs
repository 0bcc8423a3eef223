using System.Collections.Concurrent;
using System.Reflection;

namespace AfterSales.Console.Api;

/// <summary>The GraphQL documents of the console: the <c>.graphql</c> files beside the pages, by folder and name: <c>Tickets/TicketPage</c>.</summary>
public static class Documents
{
    private const string Extension = ".graphql";

    private static readonly Assembly Own = typeof(Documents).Assembly;
    private static readonly ConcurrentDictionary<string, string> Read = new(StringComparer.Ordinal);

    public static IReadOnlyList<string> Names { get; } =
        [.. Own.GetManifestResourceNames().Where(name => name.EndsWith(Extension, StringComparison.Ordinal)).Select(name => name[..^Extension.Length]).Order(StringComparer.Ordinal)];

    public static string Text(string name) => Read.GetOrAdd(name, static known =>
    {
        using var stream = Own.GetManifestResourceStream(known + Extension) ?? throw new InvalidOperationException($"There is no document {known}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    });
}
