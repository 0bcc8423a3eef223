using AfterSales.Channels.Rules;
using CsCheck;

namespace AfterSales.Tests.Channels;

public sealed class BackOffTests
{
    [Theory]
    [InlineData(1, 5, null, 5)]
    [InlineData(2, 5, null, 10)]
    [InlineData(4, 5, null, 40)]
    [InlineData(4, 5, 30, 30)]
    [InlineData(13, 1, 360, 360)]
    public void The_wait_doubles_with_each_try_up_to_the_longest(int tries, int first, int? longest, int minutes) =>
        Assert.Equal(TimeSpan.FromMinutes(minutes), BackOff.After(tries, first, longest));

    [Fact]
    public void It_never_shrinks_and_never_runs_over() => Gen.Select(Gen.Int[1, 1000], Gen.Int[1, 1440], Gen.Int[1, 1440].Nullable()).Sample((tries, first, longest) =>
    {
        var wait = BackOff.After(tries, first, longest);
        Assert.True(wait > TimeSpan.Zero && wait <= BackOff.After(tries + 1, first, longest));
        Assert.True(longest is null || wait <= TimeSpan.FromMinutes(longest.Value));
    });
}
