using AfterSales.Branches.Rules;
using AfterSales.Contracts;
using AfterSales.Contracts.Rules;
using AfterSales.Customers.Rules;

namespace AfterSales.Tests.Contracts;

/// <summary>The notice that is printed and sent (S1 P2 (20)).</summary>
public sealed class ExpiryLetterTests
{
    [Theory]
    [InlineData("zh-CN", "服务合同 SH-V2601-00001 将于2026年12月31日", "尊敬的王伟")]
    [InlineData("es", "vence el jueves, 31 de diciembre de 2026", "Estimado/a 王伟:")]
    [InlineData("es-MX", "vence el jueves, 31 de diciembre de 2026", "Estimado/a 王伟:")]
    [InlineData("zh", "服务合同 SH-V2601-00001 将于2026年12月31日", "尊敬的王伟")]
    [InlineData("en", "ends on Thursday, December 31, 2026", "Dear 王伟,")]
    [InlineData("fr", "ends on Thursday, December 31, 2026", "Dear 王伟,")]
    public void S1_P2_20_The_customer_reads_it_in_his_own_language_with_number_and_day(string language, string title, string greeting)
    {
        var letter = Letter(new CustomerDetails { Name = "王伟", Language = language, Addresses = [new CustomerAddress("a1", "南京东路 1", "上海", PostalCode: "200001", IsDefault: true)] });
        Assert.Contains(title, letter.Title, StringComparison.Ordinal);
        Assert.StartsWith(greeting, letter.Paragraphs[0], StringComparison.Ordinal);
        Assert.Equal(["王伟", "南京东路 1", "200001 上海"], letter.To);
        Assert.DoesNotContain('{', string.Concat(letter.Paragraphs.Append(letter.Title)));
    }

    [Fact]
    public void Without_an_address_it_is_handed_over_in_person() => Assert.Equal(["王伟"], Letter(new CustomerDetails { Name = "王伟" }).To);

    private static ExpiryLetter Letter(CustomerDetails customer) => ExpiryLetter.Written(
        new Contract { Number = "SH-V2601-00001", Details = new ContractDetails { ProductIds = ["ip-1", "ip-2"] } }, new DateOnly(2026, 12, 31), customer, new Branch { Name = "上海" });
}
