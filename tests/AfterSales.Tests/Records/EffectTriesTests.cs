using AfterSales.Records;

namespace AfterSales.Tests.Records;

public sealed class EffectTriesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    [Fact]
    public void No_wait_is_longer_than_the_longest() =>
        Assert.All(Enumerable.Range(1, EffectTries.Most - 1), made => Assert.True(EffectTries.After(made) <= EffectTries.Longest && EffectTries.MustWait(Now + EffectTries.After(made), Now)));

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(128, true)]
    [InlineData(129, false)]
    [InlineData(3600, false)]
    public void What_a_clock_that_was_ahead_put_off_for_longer_is_tried_now(int secondsAhead, bool mustWait) =>
        Assert.Equal(mustWait, EffectTries.MustWait(Now.AddSeconds(secondsAhead), Now));

    [Fact]
    public void What_is_set_aside_waits_for_nobody() => Assert.False(EffectTries.MustWait(null, Now));
}
