using AfterSales.Console.Shell;

namespace AfterSales.ConsoleTests.Shell;

public sealed class MoneyTests
{
    [Theory]
    [InlineData("12.50", "EUR", 1250L)]
    [InlineData("12,5", "EUR", 1250L)]
    [InlineData("", "CNY", 0L)]
    [InlineData("300", "JPY", 300L)]
    [InlineData("-3", "EUR", -300L)]
    [InlineData("12.505", "EUR", null)]
    [InlineData("1.234,50", "EUR", null)]
    [InlineData("1.234", "KWD", 1234L)]
    [InlineData("0.5", "JPY", null)]
    [InlineData("twelve", "EUR", null)]
    public void An_amount_is_read_as_people_type_it_or_not_at_all(string typed, string currency, long? minor) => Assert.Equal(minor, Money.Parse(typed, currency));
}
