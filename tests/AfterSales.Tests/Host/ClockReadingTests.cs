using AfterSales.Host.Health;

namespace AfterSales.Tests.Host;

public sealed class ClockReadingTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData(0, 0, false)]
    [InlineData(59, 0, false)]
    [InlineData(61, 0, true)]
    [InlineData(-61, 0, true)]
    [InlineData(3600, 10, true)]
    public void Clocks_are_compared_in_either_direction(int ahead, int took, bool isBeyond) =>
        Assert.Equal(isBeyond, Read(ahead, took).IsBeyond(Minute));

    [Fact]
    public void An_answer_that_was_long_on_its_way_proves_nothing_it_may_not()
    {
        // Asked at noon by both clocks; the answer was given at once, or only in the end.
        Assert.False(ClockReading.Of(Noon, TimeSpan.FromSeconds(120), Noon).IsBeyond(Minute));
        Assert.False(ClockReading.Of(Noon, TimeSpan.FromSeconds(120), Noon.AddSeconds(120)).IsBeyond(Minute));
        Assert.True(ClockReading.Of(Noon, TimeSpan.FromSeconds(120), Noon.AddSeconds(182)).IsBeyond(Minute));
    }

    [Fact]
    public void It_says_which_clock_is_ahead()
    {
        Assert.Equal("3600 seconds ahead of the database's", Read(3600, 0).InWords);
        Assert.Equal("90 seconds behind the database's", Read(-90, 0).InWords);
    }

    private static ClockReading Read(int secondsAhead, int took) => ClockReading.Of(Noon.AddSeconds(secondsAhead - (took / 2)), TimeSpan.FromSeconds(took), Noon);
}
