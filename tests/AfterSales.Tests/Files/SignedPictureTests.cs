using System.Text;
using AfterSales.Files;

namespace AfterSales.Tests.Files;

/// <summary>A signature is a drawn SVG path or a PNG (domain.md §3.6), and nothing that could do more than be looked at.</summary>
public sealed class SignedPictureTests
{
    private const string Namespace = "xmlns=\"http://www.w3.org/2000/svg\"";

    private static readonly byte[] Pixel = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    [Theory]
    [InlineData("M1 1l9 9")]
    [InlineData("M2 15c8-18 12 8 18-2s10 6 16-1 12 2 20-6")]
    [InlineData("  m.5-.5 1,1 , 2 2\n\tH10v-3e1ZM0,0Q1 1 2 2T3,3A5 5 0 013.5 4z")]
    public void A_drawn_path_is_one(string data) =>
        Assert.True(Is($"<svg {Namespace} viewBox=\"0 0 60 20\" width=\"60mm\" height=\"20\"><path d=\"{data}\" fill=\"none\" stroke=\"#17202b\" stroke-width=\"1.5\" stroke-linecap=\"round\"/></svg>"));

    [Fact]
    public void What_signature_pads_write_is_one() => Assert.True(Is(
        $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<svg {Namespace} xmlns:xlink=\"http://www.w3.org/1999/xlink\" version=\"1.1\"><g fill=\"none\" stroke=\"rgb(0, 0, 0)\">\n <path d=\"M1 1L2 2\"></path></g></svg>"));

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<path d=\"M1 1l9 9\"/><script href=\"https://x.example/a.js\"/>")]
    [InlineData("<path d=\"M1 1l9 9\" onclick=\"alert(1)\"/>")]
    [InlineData("<path d=\"M1 1l9 9\" style=\"background:url(https://x.example)\"/>")]
    [InlineData("<path d=\"M1 1l9 9\" fill=\"url(https://x.example#a)\"/>")]
    [InlineData("<path d=\"M1 1l9 9\" clip-path=\"url(#a)\"/>")]
    [InlineData("<g onload=\"alert(1)\"><path d=\"M1 1l9 9\"/></g>")]
    [InlineData("<image href=\"https://x.example/a.png\"/>")]
    [InlineData("<use href=\"#a\"/>")]
    [InlineData("<a href=\"javascript:alert(1)\"><path d=\"M1 1l9 9\"/></a>")]
    [InlineData("<foreignObject><p xmlns=\"http://www.w3.org/1999/xhtml\">x</p></foreignObject>")]
    [InlineData("<path d=\"M1 1l9 9\"><animate attributeName=\"d\"/></path>")]
    [InlineData("<style>@import 'https://x.example';</style><path d=\"M1 1l9 9\"/>")]
    [InlineData("<text>王伟</text>")]
    [InlineData("<path d=\"M1 1l9 9\"/>王伟")]
    [InlineData("<path d=\"M1 1l9 9\"/><![CDATA[<script/>]]>")]
    [InlineData("<?xml-stylesheet href=\"https://x.example/a.css\"?><path d=\"M1 1l9 9\"/>")]
    [InlineData("<svg><path d=\"M1 1l9 9\"/></svg>")]
    [InlineData("<path xmlns=\"urn:x\" d=\"M1 1l9 9\"/>")]
    [InlineData("<path xmlns:xlink=\"http://www.w3.org/1999/xlink\" xlink:href=\"https://x.example\" d=\"M1 1l9 9\"/>")]
    [InlineData("<path/>")]
    [InlineData("<g/>")]
    [InlineData("")]
    public void Anything_else_in_an_svg_is_none(string inside) => Assert.False(Is($"<svg {Namespace}>{inside}</svg>"));

    [Theory]
    [InlineData("")]
    [InlineData("M")]
    [InlineData("M1 1")]
    [InlineData("L1 1")]
    [InlineData("M1 1L2")]
    [InlineData("M1 1,")]
    [InlineData("M1 1,,2 2")]
    [InlineData("M1 1C1 2 3")]
    [InlineData("M1 1A5 5 0 2 0 1 1")]
    [InlineData("M1 1l9 9 javascript:alert(1)")]
    [InlineData("M１ 1l9 9")]
    [InlineData("M1 1l9 9e")]
    public void Data_that_draws_nothing_is_none(string data) => Assert.False(Is($"<svg {Namespace}><path d=\"{data}\"/></svg>"));

    [Theory]
    [InlineData("<svg/>")]
    [InlineData("<svg><path d=\"M1 1l9 9\"/></svg>")]
    [InlineData("<html><script>alert(1)</script></html>")]
    [InlineData("<!DOCTYPE svg [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><svg xmlns=\"http://www.w3.org/2000/svg\"><path d=\"M1 1l9 9\"/></svg>")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\"><path d=\"M1 1l9 9\"/>")]
    [InlineData("not a picture")]
    public void What_is_no_svg_is_none(string text) => Assert.False(Is(text));

    [Fact]
    public void A_png_is_one_from_its_first_byte_to_its_last()
    {
        Assert.True(SignedPicture.IsOne("image/png", Pixel));
        Assert.False(SignedPicture.IsOne("image/png", Pixel[..^1]));
        Assert.False(SignedPicture.IsOne("image/png", [.. Pixel, .. "<script>"u8]));
        Assert.False(SignedPicture.IsOne("image/png", Pixel[..33]));
        Assert.False(SignedPicture.IsOne("image/png", "<svg/>"u8.ToArray()));
        Assert.False(SignedPicture.IsOne("image/svg+xml", Pixel));
        Assert.False(SignedPicture.IsOne("text/html", Pixel));
        // As wide as no screen is, and of no width at all.
        foreach (var wide in new byte[][] { [0x7F, 0xFF, 0xFF, 0xFF], [0, 0, 0, 0] })
            Assert.False(SignedPicture.IsOne("image/png", [.. Pixel[..16], .. wide, .. Pixel[20..]]));
    }

    [Fact]
    public void Of_no_bytes_whatever_does_it_fail()
    {
        for (var cut = 0; cut < Pixel.Length; cut++) Assert.False(SignedPicture.IsOne("image/png", Pixel[..cut]));
        var svg = Encoding.UTF8.GetBytes($"<svg {Namespace}><path d=\"M1 1l9 9\"/></svg>");
        for (var cut = 0; cut < svg.Length; cut++) Assert.False(SignedPicture.IsOne("image/svg+xml", svg[..cut]));
    }

    private static bool Is(string svg) => SignedPicture.IsOne("image/svg+xml", Encoding.UTF8.GetBytes(svg));
}
