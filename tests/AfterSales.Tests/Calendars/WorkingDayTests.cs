using AfterSales.Calendars;

namespace AfterSales.Tests.Calendars;

/// <summary>Which date an instant's work belongs to.</summary>
public sealed class WorkingDayTests
{
    private static readonly WorkingCalendar Madrid = Weekdays("Europe/Madrid", new TimeOnly(9, 0), new TimeOnly(18, 0));
    private static readonly WorkingCalendar Nights = Weekdays("Europe/Madrid", new TimeOnly(22, 0), new TimeOnly(6, 0));

    [Fact]
    public void A_night_shift_belongs_to_the_day_it_began_on_and_what_follows_it_to_the_next()
    {
        // Tuesday, 3 March 2026, Madrid is an hour ahead of UTC: the shift of Monday ends at 06:00.
        Assert.Equal(new DateOnly(2026, 3, 2), Nights.WorkingDayOf(Utc(3, 3, 4, 59)));
        Assert.Equal(new DateOnly(2026, 3, 3), Nights.WorkingDayOf(Utc(3, 3, 5, 0)));
        Assert.Equal(Utc(3, 3, 5, 0), Nights.WorkingDayStart(new DateOnly(2026, 3, 3)));
        // Nobody works in the night before Monday, 2 March.
        Assert.Equal(Utc(3, 1, 23, 0), Nights.WorkingDayStart(new DateOnly(2026, 3, 2)));
    }

    [Fact]
    public void What_comes_within_a_night_shift_has_until_that_shift_ends_and_what_comes_after_it_until_the_next_one_does()
    {
        // Tuesday at two in the night, at noon, and Wednesday at two; the shifts end at six.
        Assert.Equal(Utc(3, 3, 5, 0), Nights.ClosingAfter(Utc(3, 3, 1, 0)));
        Assert.Equal(Utc(3, 4, 5, 0), Nights.ClosingAfter(Utc(3, 3, 11, 0)));
        Assert.Equal(Utc(3, 4, 5, 0), Nights.ClosingAfter(Utc(3, 4, 1, 0)));
        // By day until the evening, then until the next one's.
        Assert.Equal(Utc(3, 3, 17, 0), Madrid.ClosingAfter(Utc(3, 3, 11, 0)));
        Assert.Equal(Utc(3, 4, 17, 0), Madrid.ClosingAfter(Utc(3, 3, 17, 0)));
    }

    [Fact]
    public void By_day_the_working_day_is_the_date_and_has_23_or_25_hours_where_the_clocks_change()
    {
        Assert.Equal(new DateOnly(2026, 3, 3), Madrid.WorkingDayOf(Utc(3, 2, 23, 0)));
        Assert.Equal(new DateOnly(2026, 3, 2), Madrid.WorkingDayOf(Utc(3, 2, 22, 59)));
        Assert.Equal((23.0, 25.0, 24.0), (Hours(Madrid, 3, 29), Hours(Madrid, 10, 25), Hours(Madrid, 10, 26)));
        // The shift of Saturday, 28 March, is an hour short and ends at six on Sunday; the one of 24 October is an hour long.
        var saturdays = Nights with { Week = [new(DayOfWeek.Saturday, new TimeOnly(22, 0), new TimeOnly(6, 0))] };
        Assert.Equal((29.0, 18.0, 31.0, 18.0), (Hours(saturdays, 3, 28), Hours(saturdays, 3, 29), Hours(saturdays, 10, 24), Hours(saturdays, 10, 25)));
    }

    [Theory]
    [InlineData("Europe/Madrid")]
    [InlineData("America/New_York")]
    [InlineData("Australia/Lord_Howe")]
    // Clocks there were set back over midnight.
    [InlineData("America/Havana")]
    public void Every_instant_of_a_year_belongs_to_the_one_working_day_it_lies_in(string zone)
    {
        foreach (var calendar in new[] { Madrid with { TimeZone = zone }, Nights with { TimeZone = zone }, WorkingCalendar.AroundTheClock(zone) })
        {
            for (var at = Utc(1, 1, 0, 0); at.Year == 2026; at = at.AddMinutes(47))
            {
                var day = calendar.WorkingDayOf(at);
                Assert.True(calendar.WorkingDayStart(day) <= at && at < calendar.WorkingDayStart(day.AddDays(1)), $"{zone} {at:O}: {day:O}");
            }
        }
    }

    private static double Hours(WorkingCalendar calendar, int month, int day) =>
        (calendar.WorkingDayStart(new DateOnly(2026, month, day).AddDays(1)) - calendar.WorkingDayStart(new DateOnly(2026, month, day))).TotalHours;

    private static WorkingCalendar Weekdays(string zone, TimeOnly from, TimeOnly to) => WorkingCalendar.Closed(zone) with
    {
        Week = [.. Enum.GetValues<DayOfWeek>().Where(day => day is not (DayOfWeek.Saturday or DayOfWeek.Sunday)).Select(day => new WeeklyHours(day, from, to))],
    };

    private static DateTimeOffset Utc(int month, int day, int hour, int minute) => new(2026, month, day, hour, minute, 0, TimeSpan.Zero);
}
