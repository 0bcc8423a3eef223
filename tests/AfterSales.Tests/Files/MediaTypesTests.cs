using System.Text;
using AfterSales.Files.Rules;

namespace AfterSales.Tests.Files;

public sealed class MediaTypesTests
{
    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0];
    private static readonly byte[] Jpeg = [0xFF, 0xD8, 0xFF, 0xE0];

    public static TheoryData<string, byte[]> Genuine => new()
    {
        { "image/png", Png }, { "image/jpeg", Jpeg }, { "image/gif", "GIF89a..."u8.ToArray() }, { "image/webp", "RIFF\0\0\0\0WEBPVP8 "u8.ToArray() },
        { "image/heic", "\0\0\0\u0018ftypheic\0\0\0\0"u8.ToArray() }, { "application/pdf", "%PDF-1.7\n"u8.ToArray() },
        { "video/mp4", "\0\0\0\u0018ftypisom\0\0\0\0"u8.ToArray() }, { "video/quicktime", "\0\0\0\u0014ftypqt  "u8.ToArray() }, { "audio/mpeg", "ID3\u0003"u8.ToArray() },
        { "text/plain", "ñandú 王伟\r\n"u8.ToArray() }, { "text/csv", [0xEF, 0xBB, 0xBF, .. "a;b"u8] }, { "text/plain", Encoding.UTF8.GetBytes("王伟")[..5] },
        { "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "PK\u0003\u0004......[Content_Types].xml"u8.ToArray() },
    };

    [Theory, MemberData(nameof(Genuine))]
    public void What_begins_as_its_type_does_is_taken(string type, byte[] head) => Assert.True(MediaTypes.Matches(type, head));

    public static TheoryData<string, byte[]> False => new()
    {
        { "image/png", Jpeg }, { "image/jpeg", "<html><script>"u8.ToArray() }, { "application/pdf", "MZ\u0001\0"u8.ToArray() }, { "image/png", Png[..4] },
        { "text/plain", Png }, { "text/plain", [0xFF, 0xFE, 0x41, 0x00] }, { "text/csv", "a\0b"u8.ToArray() }, { "video/mp4", "\0\0\0\u0018ftypheic"u8.ToArray() },
        { "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "PK\u0003\u0004 classes.dex"u8.ToArray() },
        { "text/html", "<html>"u8.ToArray() }, { "image/svg+xml", "<svg/>"u8.ToArray() }, { "", Png }, { "image/jpeg", [] },
    };

    [Theory, MemberData(nameof(False))]
    public void What_only_says_so_is_not(string type, byte[] head) => Assert.False(MediaTypes.Matches(type, head));
}
