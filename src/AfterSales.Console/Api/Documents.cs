using System.Collections.Concurrent;
using System.Reflection;
using System.Text.RegularExpressions;

namespace AfterSales.Console.Api;

/// <summary>The GraphQL documents of the console: the <c>.graphql</c> files beside the pages, by folder and name: <c>Tickets/TicketPage</c>.</summary>
public static partial class Documents
{
    private const string Extension = ".graphql";

    private static readonly Assembly Own = typeof(Documents).Assembly;
    private static readonly ConcurrentDictionary<string, string> Read = new(StringComparer.Ordinal);

    public static IReadOnlyList<string> Names { get; } =
        [.. Own.GetManifestResourceNames().Where(name => name.EndsWith(Extension, StringComparison.Ordinal)).Select(name => name[..^Extension.Length]).Order(StringComparer.Ordinal)];

    /// <summary>The mutations that a document does.</summary>
    public static IReadOnlySet<string> Mutations { get; } = Names.Select(Text).SelectMany(text => Mutation().Matches(text)).Select(match => match.Groups[1].Value).ToHashSet();

    /// <summary>A document that does a mutation and asks for nothing but whether it was done.</summary>
    public static string Doing(string mutation) => $$"""
        mutation($input: {{char.ToUpperInvariant(mutation[0])}}{{mutation[1..]}}Input!) {
          {{mutation}}(input: $input) { done: __typename errors { __typename ... on Error { code message } ... on InputInvalidError { issues { path code } } } }
        }
        """;

    public static string Text(string name) => Read.GetOrAdd(name, static known =>
    {
        using var stream = Own.GetManifestResourceStream(known + Extension) ?? throw new InvalidOperationException($"There is no document {known}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    });

    [GeneratedRegex(@"(\w+)\(input: \$input\)")]
    private static partial Regex Mutation();
}
