using AfterSales.Branches.Rules;
using AfterSales.Contracts;
using AfterSales.Contracts.Rules;
using AfterSales.Customers.Rules;
using static AfterSales.Tests.Calendars.CalendarScenarios;

namespace AfterSales.Tests.Contracts;

/// <summary>The notice that is printed and sent (S1 P2 (20)).</summary>
public sealed class ExpiryLetterTests
{
    private static readonly DateOnly Last = new(2026, 12, 31);

    private static readonly Branch Shanghai = new() { Name = "上海", Calendar = ShanghaiOffice() };

    private static readonly Contract Contract = new()
    {
        Number = "SH-V2601-00001", Details = new ContractDetails { ProductIds = ["ip-1", "ip-2"] }, Terms = [new ContractTerm(new DateOnly(2026, 1, 1), Last, 0)],
    };

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

    [Theory]
    [InlineData("zh-CN", "已于2026年12月31日", "将于")]
    [InlineData("es", "venció el jueves, 31 de diciembre de 2026", "vence")]
    [InlineData("en", "ended on Thursday, December 31, 2026", "ends")]
    public void From_the_day_after_the_end_at_the_branch_it_says_that_the_contract_has_ended(string language, string ended, string ends)
    {
        var customer = new CustomerDetails { Name = "王伟", Language = language };
        var (last, after) = (Letter(customer, At("2026-12-31T15:59:00Z")), Letter(customer, At("2026-12-31T16:00:00Z")));
        Assert.Contains(ends, last.Title, StringComparison.Ordinal);
        Assert.Contains(ended, after.Title, StringComparison.Ordinal);
        Assert.DoesNotContain(ends, string.Concat(after.Paragraphs.Append(after.Title)), StringComparison.Ordinal);
        Assert.DoesNotContain('{', string.Concat(after.Paragraphs.Append(after.Title)));
    }

    [Fact]
    public void Of_a_contract_that_was_renewed_the_former_notice_reads_as_it_did() => Assert.Contains("ends", ExpiryLetter.Written(
        Contract with { Terms = [new(new(2026, 1, 1), Last, 0), new(new(2027, 1, 1), new(2027, 12, 31), 0)] }, Last, new CustomerDetails { Language = "en" }, Shanghai, At("2027-03-01T00:00:00Z")).Title, StringComparison.Ordinal);

    [Fact]
    public void Without_an_address_it_is_handed_over_in_person() => Assert.Equal(["王伟"], Letter(new CustomerDetails { Name = "王伟" }).To);

    private static ExpiryLetter Letter(CustomerDetails customer) => Letter(customer, At("2026-12-01T01:00:00Z"));

    private static ExpiryLetter Letter(CustomerDetails customer, DateTimeOffset now) => ExpiryLetter.Written(Contract, Last, customer, Shanghai, now);
}
