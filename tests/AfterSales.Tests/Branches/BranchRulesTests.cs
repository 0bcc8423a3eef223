using AfterSales.Branches;
using AfterSales.Branches.Rules;
using AfterSales.Calendars;
using AfterSales.Records;

namespace AfterSales.Tests.Branches;

public sealed class BranchRulesTests
{
    private static readonly OpenBranch Shanghai = new("SH", "上海", "CN", "CNY", WorkingCalendar.Closed("Asia/Shanghai"));

    [Fact]
    public void A_branch_opens_under_the_key_of_its_code() =>
        Assert.Equal("SH", Assert.IsType<BranchOpened>(Assert.Single(BranchRules.Open("b-sh", Shanghai).Events)).Code);

    [Theory]
    [InlineData("b-mad", "SH", "DOES_NOT_FIT_KEY")]
    [InlineData("b-sh-2", "SH", "DOES_NOT_FIT_KEY")]
    [InlineData("b-s", "S", "TWO_TO_SIX_CAPITALS")]
    [InlineData("b-sh", "sh", "TWO_TO_SIX_CAPITALS")]
    [InlineData("b-shanghai", "SHANGHAI", "TWO_TO_SIX_CAPITALS")]
    [InlineData("b-上海", "上海", "TWO_TO_SIX_CAPITALS")]
    public void Under_no_other_key_and_with_no_other_code(string key, string code, string problem)
    {
        var refusal = Assert.IsType<InputInvalid>(BranchRules.Open(key, Shanghai with { Code = code }).Refusal);
        Assert.Equal(new InputIssue("code", problem), Assert.Single(refusal.Issues));
    }
}
