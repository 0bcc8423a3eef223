using System.Collections.Frozen;
using System.Text;

namespace AfterSales.Files.Rules;

/// <summary>The types of files the service can tell by their first bytes; no other can be allowed.</summary>
public static class MediaTypes
{
    private const string OfficeMark = "[Content_Types].xml";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly string[] HeicBrands = ["heic", "heix", "mif1", "msf1"];

    private static readonly FrozenDictionary<string, (string[] Extensions, Func<ReadOnlyMemory<byte>, bool> Matches)> All =
        new Dictionary<string, (string[], Func<ReadOnlyMemory<byte>, bool>)>
        {
            ["image/png"] = ([".png"], head => Starts(head, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])),
            ["image/jpeg"] = ([".jpg", ".jpeg"], head => Starts(head, [0xFF, 0xD8, 0xFF])),
            ["image/gif"] = ([".gif"], head => Starts(head, "GIF87a"u8) || Starts(head, "GIF89a"u8)),
            ["image/webp"] = ([".webp"], head => Starts(head, "RIFF"u8) && Stands(head, 8, "WEBP"u8)),
            ["image/heic"] = ([".heic", ".heif"], head => BrandOf(head) is { } brand && HeicBrands.Contains(brand)),
            ["application/pdf"] = ([".pdf"], head => Starts(head, "%PDF-"u8)),
            ["video/mp4"] = ([".mp4", ".m4v"], head => BrandOf(head) is { } brand && brand != "qt  " && !HeicBrands.Contains(brand)),
            ["video/quicktime"] = ([".mov"], head => BrandOf(head) == "qt  "),
            ["audio/mpeg"] = ([".mp3"], head => Starts(head, "ID3"u8) || (head.Length > 1 && head.Span[0] == 0xFF && (head.Span[1] & 0xE6) == 0xE2)),
            ["text/plain"] = ([".txt", ".log"], IsText),
            ["text/csv"] = ([".csv"], IsText),
            ["application/vnd.openxmlformats-officedocument.wordprocessingml.document"] = ([".docx"], IsOffice),
            ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"] = ([".xlsx"], IsOffice),
        }.ToFrozenDictionary();

    public static IReadOnlyCollection<string> Known { get; } = [.. All.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Whether content that begins like this can be of the type.</summary>
    public static bool Matches(string mediaType, ReadOnlyMemory<byte> head) => All.TryGetValue(mediaType, out var type) && type.Matches(head);

    /// <summary>The endings of names that a file of the type may bear; the first is given to one without.</summary>
    public static IReadOnlyList<string> ExtensionsOf(string mediaType) => All.TryGetValue(mediaType, out var type) ? type.Extensions : [];

    private static bool Starts(ReadOnlyMemory<byte> head, ReadOnlySpan<byte> mark) => head.Span.StartsWith(mark);

    private static bool Stands(ReadOnlyMemory<byte> head, int at, ReadOnlySpan<byte> mark) => head.Length >= at && head.Span[at..].StartsWith(mark);

    /// <summary>What kind of ISO media file it is, if it is one.</summary>
    private static string? BrandOf(ReadOnlyMemory<byte> head) =>
        head.Length >= 12 && Stands(head, 4, "ftyp"u8) ? Encoding.ASCII.GetString(head.Span[8..12]) : null;

    private static bool IsOffice(ReadOnlyMemory<byte> head) =>
        Starts(head, [0x50, 0x4B, 0x03, 0x04]) && head.Span.IndexOf(Encoding.ASCII.GetBytes(OfficeMark)) >= 0;

    /// <summary>UTF-8 without control characters; the last character may be cut off.</summary>
    private static bool IsText(ReadOnlyMemory<byte> head)
    {
        var chars = new char[head.Length];
        try
        {
            var count = Utf8.GetDecoder().GetChars(head.Span, chars, flush: false);
            return count > 0 && chars.Take(count).All(c => c >= ' ' || c is '\t' or '\n' or '\r' or '\f');
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
