using AfterSales.Search.Rules;
using CsCheck;

namespace AfterSales.Tests.Search;

public sealed class FoldedTextTests
{
    [Theory]
    [InlineData("José  Peña", "jose pena")]
    [InlineData("ÁÉÍÓÚ Ñ Ü Ç", "aeiou n u c")]
    [InlineData("Straße", "strasse")]
    [InlineData("Łódź, Ørsted", "lodz orsted")]
    [InlineData("ＡＢＣ１２３", "abc123")]
    [InlineData("王伟", "王伟")]
    [InlineData("WM8洗衣机", "wm8 洗衣机")]
    [InlineData("上海ABC有限公司", "上海 abc 有限公司")]
    [InlineData("O'Brien", "obrien")]
    [InlineData("Иван", "ivan")]
    [InlineData("ﬁ", "fi")]
    [InlineData("  -- ", "")]
    [InlineData("1.º B", "1 o b")]
    public void Text_is_folded(string text, string folded) => Assert.Equal(folded, FoldedText.Fold(text));

    [Fact]
    public void Folding_twice_is_folding_once() =>
        Gen.String.Where(IsText).Sample(text => FoldedText.Fold(FoldedText.Fold(text)) == FoldedText.Fold(text));

    [Fact]
    public void Indexed_text_is_of_letters_digits_and_single_spaces() =>
        Gen.String.Where(IsText).Sample(text =>
        {
            var indexed = IndexedText.Of(FoldedText.Words(text).Select(IndexedText.Word));
            return indexed.All(c => char.IsAsciiLetterOrDigit(c) || c == ' ') && !indexed.Contains("  ", StringComparison.Ordinal);
        });

    [Fact]
    public void Two_Chinese_characters_never_become_the_same_word()
    {
        var runes = Enumerable.Range(0x3400, 0x4DC0 - 0x3400).Concat(Enumerable.Range(0x4E00, 0xA000 - 0x4E00)).Concat(Enumerable.Range(0x20000, 0xA000));
        var words = runes.Select(value => IndexedText.Word(char.ConvertFromUtf32(value))).ToArray();
        Assert.Equal(words.Length, words.Distinct().Count());
        Assert.All(words, word => Assert.True(word.Length is 3 or 5 && char.IsAsciiLetterUpper(word[0])));
    }

    private static bool IsText(string text)
    {
        try
        {
            return text.IsNormalized() || true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
