using AfterSales.Console.Shell;

namespace AfterSales.ConsoleTests.Shell;

public sealed class ClockTests
{
    private readonly Clock clock = new(TimeProvider.System);

    [Theory]
    // The hour that is skipped in spring begins an hour later; of the one shown twice in autumn the first is meant.
    [InlineData("2026-03-29T02:30", "2026-03-29T01:00:00Z")]
    [InlineData("2026-10-25T02:30", "2026-10-25T00:30:00Z")]
    [InlineData("2026-07-01T09:00", "2026-07-01T07:00:00Z")]
    [InlineData("2026-12-01T09:00", "2026-12-01T08:00:00Z")]
    public void What_the_clocks_of_a_place_show_is_an_instant(string shown, string instant) =>
        Assert.Equal(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture),
            clock.At(DateTime.Parse(shown, System.Globalization.CultureInfo.InvariantCulture), "Europe/Madrid"));

    [Fact]
    public void A_place_without_a_zone_is_shown_in_UTC() =>
        Assert.Equal(new DateTime(2026, 7, 1, 7, 0, 0), clock.Local(new DateTimeOffset(2026, 7, 1, 9, 0, 0, TimeSpan.FromHours(2)), "Nowhere/Atlantis"));
}
