using System.Text;
using AfterSales.Records;

namespace AfterSales.Tests.Records;

/// <summary>During an upgrade a host meets what one of a newer version has stored.</summary>
public sealed class NewerStateTests
{
    public sealed record Flat(string Name, Inner? Inner, IReadOnlyList<Inner> Many);

    public sealed record Inner(int Count)
    {
        public int Twice => Count * 2;
    }

    [Theory]
    [InlineData("""{"name": "a", "inner": null, "many": [], "newer": 1}""")]
    [InlineData("""{"newer": {"of": "it"}, "name": "a", "inner": null, "many": []}""")]
    [InlineData("""{"name": "a", "inner": {"count": 1, "twice": 2, "newer": true}, "many": []}""")]
    [InlineData("""{"name": "a", "inner": null, "many": [{"count": 1}, {"newer": [0], "count": 1}]}""")]
    public void What_this_version_would_lose_is_told(string state)
    {
        var told = Assert.Throws<NewerStateException>(() => Read(state));
        Assert.Contains("'newer'", told.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"name": "a", "inner": {"count": 1, "twice": 2}, "many": []}""")]
    [InlineData("""{"name": "a", "inner": {"count": 1, "newer": false}, "newer": null, "many": []}""")]
    [InlineData("""{"name": "a", "newer": {"list": [], "text": "", "number": 0}, "inner": {"count": 1}, "many": []}""")]
    public void What_holds_nothing_is_no_loss(string state) => Assert.Equal(new Inner(1), Read(state)!.Inner);

    private static Flat? Read(string state) => NewerState.Read<Flat>(Encoding.UTF8.GetBytes(state));
}
