using AfterSales.Api;

namespace AfterSales.Tests.Api;

/// <summary>What nobody sees is not kept; what words and signs are made of is.</summary>
public sealed class InputTextTests
{
    [Theory]
    [InlineData("\u202A+86 138 0013 8000\u202C", "+86 138 0013 8000")]
    [InlineData("\u202Egnp.exe", "gnp.exe")]
    [InlineData("王\u2066伟\u2069", "王伟")]
    [InlineData("Mü\u00ADller", "Müller")]
    [InlineData("\uFEFFAna\u200B\u200E\u200F\u061C\u2060", "Ana")]
    [InlineData("a\U000E0041\U000E0042b", "ab")]
    [InlineData("\u200B\u200B", "")]
    public void Marks_of_direction_and_invisible_characters_are_left_out(string typed, string kept) => Assert.Equal(kept, InputText.Readable(typed));

    [Theory]
    [InlineData("می\u200Cخواهم")]
    [InlineData("👨\u200D👩\u200D👧")]
    [InlineData("🏴\U000E0067\U000E0062\U000E0065\U000E006E\U000E0067\U000E007F")]
    [InlineData("❤\uFE0F")]
    [InlineData("e\u0301")]
    [InlineData("a\tb\n水泵")]
    [InlineData("a\ud800b")]
    [InlineData("")]
    public void What_words_and_signs_are_made_of_stays(string typed) => Assert.Same(typed, InputText.Readable(typed));
}
