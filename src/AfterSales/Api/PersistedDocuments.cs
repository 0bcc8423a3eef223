using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace AfterSales.Api;

/// <summary>The documents that clients may name by the hash of their text (<c>documentId: "sha256:…"</c>) instead of sending it.</summary>
public interface IPersistedDocuments
{
    /// <summary>The document of this identifier, or null.</summary>
    string? Find(string documentId);
}

/// <summary>Documents held in memory, handed in at start-up.</summary>
public sealed class PersistedDocuments : IPersistedDocuments
{
    private readonly Dictionary<string, string> documents = new(StringComparer.Ordinal);

    public PersistedDocuments(IEnumerable<string> texts)
    {
        foreach (var text in texts) documents[IdOf(text)] = text;
    }

    public static string IdOf(string text) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>Every <c>.graphql</c> file that the assembly embeds.</summary>
    public static IEnumerable<string> EmbeddedIn(Assembly assembly)
    {
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.EndsWith(".graphql", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return reader.ReadToEnd();
        }
    }

    /// <summary>Every <c>.graphql</c> file of the folder and those below it.</summary>
    public static IEnumerable<string> InFolder(string folder) =>
        Directory.EnumerateFiles(folder, "*.graphql", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllText);

    public string? Find(string documentId) => documents.GetValueOrDefault(documentId);
}
