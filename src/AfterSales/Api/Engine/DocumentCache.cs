using System.Collections.Concurrent;
using GraphQLParser.AST;

namespace AfterSales.Api.Engine;

/// <summary>Documents that were parsed and found valid before, by their text. When it is full it starts anew, so that yesterday's documents do not keep it for ever.</summary>
internal sealed class DocumentCache
{
    private const int MaxLength = 16_384;

    // What is kept of a document is many times its text.
    private const int MaxLetters = 1_000_000;

    private readonly ConcurrentDictionary<string, GraphQLDocument> documents = new(StringComparer.Ordinal);

    private int letters;

    public GraphQLDocument? Find(string text) => documents.GetValueOrDefault(text);

    public void Keep(string text, GraphQLDocument document)
    {
        if (text.Length > MaxLength) return;
        if (!documents.TryAdd(text, document) || Interlocked.Add(ref letters, text.Length) <= MaxLetters) return;
        documents.Clear();
        Interlocked.Exchange(ref letters, 0);
    }
}
