using AfterSales.Files.Rules;
using CsCheck;

namespace AfterSales.Tests.Files;

public sealed class FileNamesTests
{
    [Theory]
    [InlineData("维修照片 1.jpg", "image/jpeg", "维修照片 1.jpg")]
    [InlineData("Avería máquina.JPEG", "image/jpeg", "Avería máquina.JPEG")]
    [InlineData("../../etc/passwd", "text/plain", "passwd.txt")]
    [InlineData("C:\\Users\\me\\invoice.pdf", "application/pdf", "invoice.pdf")]
    [InlineData("invoice.pdf.exe", "application/pdf", "invoice.pdf.exe.pdf")]
    [InlineData("gpj.\u202Eexe.jpg", "image/jpeg", "gpj.exe.jpg")]
    [InlineData("a<b>:\"c|?*.png", "image/png", "abc.png")]
    [InlineData("line\r\nbreak.txt", "text/plain", "linebreak.txt")]
    [InlineData("e\u0301.txt", "text/plain", "é.txt")]
    [InlineData(" .. ", "image/png", "file.png")]
    [InlineData(".png", "image/png", "file.png")]
    [InlineData(null, "application/pdf", "file.pdf")]
    public void A_name_is_kept_as_it_is_read(string? given, string type, string kept) => Assert.Equal(kept, FileNames.Clean(given, type));

    [Fact]
    public void A_long_name_is_cut_between_characters() => Assert.Equal(120, FileNames.Clean(string.Concat(Enumerable.Repeat("🛠", 200)), "image/png").Length);

    [Fact]
    public void What_stands_last_where_a_long_name_is_cut_is_no_dot() =>
        Assert.Equal($"{new string('x', 115)}.png", FileNames.Clean($"{new string('x', 115)}.{new string('y', 20)}", "image/png"));

    [Fact]
    public void Whatever_is_given_the_name_has_an_ending_no_path_and_stays_as_it_is_when_cleaned_again() =>
        Gen.Select(Gen.String, Gen.OneOf("image/png", "application/pdf", "text/csv")).Sample((given, type) =>
        {
            var clean = FileNames.Clean(given, type);
            Assert.InRange(clean.Length, 5, 120);
            Assert.DoesNotContain(clean, c => c is '/' or '\\' or '\0' or '"' or '\r' or '\n');
            Assert.Contains(MediaTypes.ExtensionsOf(type), ending => clean.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
            Assert.Equal(clean, FileNames.Clean(clean, type));
        });
}
