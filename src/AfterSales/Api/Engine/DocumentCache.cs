using System.Collections.Concurrent;
using GraphQLParser.AST;

namespace AfterSales.Api.Engine;

/// <summary>Documents that were parsed and found valid before, by their text. When it is full it starts anew, so that yesterday's documents do not keep it for ever.</summary>
internal sealed class DocumentCache
{
    private const int MaxDocuments = 1_000;
    private const int MaxLength = 16_384;

    private readonly ConcurrentDictionary<string, GraphQLDocument> documents = new(StringComparer.Ordinal);

    public GraphQLDocument? Find(string text) => documents.GetValueOrDefault(text);

    public void Keep(string text, GraphQLDocument document)
    {
        if (text.Length > MaxLength) return;
        if (documents.Count >= MaxDocuments) documents.Clear();
        documents.TryAdd(text, document);
    }
}
