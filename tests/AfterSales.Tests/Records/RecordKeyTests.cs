using AfterSales.Records;

namespace AfterSales.Tests.Records;

public sealed class RecordKeyTests
{
    [Theory]
    [InlineData("t-a", true)]
    [InlineData("t-sh-2611-00042", true)]
    [InlineData("t-", false)]
    [InlineData("t-A", false)]
    [InlineData("t-a\n", false)]
    [InlineData("t--a", false)]
    [InlineData("c-a", false)]
    [InlineData("", false)]
    public void A_client_chooses_only_plain_keys_of_its_kind(string key, bool isWellFormed) =>
        Assert.Equal(isWellFormed, RecordKey.IsWellFormed("t-", key));
}
