using System.Buffers.Binary;
using AfterSales.Files.Rules;

namespace AfterSales.Files;

/// <summary>
/// What may stand as somebody's signature: a drawn SVG path or a PNG (domain.md §3.6), and on a sheet that is signed a photo or PDF too. It is
/// shown to others later, so that nothing is taken that could do more than be looked at.
/// </summary>
public static class SignedPicture
{
    /// <summary>The code for what is none.</summary>
    public const string NotADrawing = "NOT_A_DRAWING";

    private const int LargestSide = 5_000;

    private static ReadOnlySpan<byte> PngMark => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    public static bool IsOne(string mediaType, byte[] content) => mediaType switch
    {
        "image/svg+xml" => SvgDrawing.IsOne(content),
        "image/png" => IsPng(content),
        "image/jpeg" or "application/pdf" => MediaTypes.Matches(mediaType, content),
        _ => false,
    };

    /// <summary>One picture of a size somebody can look at, from its first byte to its last: nothing stands behind it.</summary>
    private static bool IsPng(ReadOnlySpan<byte> content)
    {
        if (!content.StartsWith(PngMark)) return false;
        var rest = content[PngMark.Length..];
        var (isFirst, hasPixels) = (true, false);
        while (rest.Length >= 12)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(rest);
            if (length > rest.Length - 12) return false;
            var kind = rest.Slice(4, 4);
            var body = rest.Slice(8, (int)length);
            if (isFirst && !(kind.SequenceEqual("IHDR"u8) && body.Length == 13 && IsSide(body) && IsSide(body[4..]))) return false;
            if (kind.SequenceEqual("IEND"u8)) return hasPixels && rest.Length == 12;
            hasPixels |= kind.SequenceEqual("IDAT"u8) && body.Length > 0;
            rest = rest[(12 + body.Length)..];
            isFirst = false;
        }

        return false;

        static bool IsSide(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt32BigEndian(bytes) is >= 1 and <= LargestSide;
    }
}
