using AfterSales.Calendars;
using static AfterSales.Tests.Calendars.CalendarScenarios;

namespace AfterSales.Tests.Calendars;

public sealed class DaylightSavingTests
{
    [Theory]
    [InlineData("Europe/Madrid", "2026-03-28", "07:00")]
    [InlineData("Europe/Madrid", "2026-10-24", "09:00")]
    [InlineData("Europe/Madrid", "2026-06-01", "08:00")]
    [InlineData("Asia/Shanghai", "2026-03-28", "08:00")]
    [InlineData("Australia/Lord_Howe", "2026-04-04", "08:30")]
    [InlineData("Australia/Lord_Howe", "2026-10-03", "07:30")]
    [InlineData("America/New_York", "2026-03-07", "07:00")]
    [InlineData("America/Mexico_City", "2026-04-04", "08:00")]
    public void A_night_shift_is_as_long_as_the_night_really_was(string zone, string evening, string working)
    {
        var nights = NightShift(zone);
        var (opening, closing) = (nights.OpeningOn(Date(evening)), nights.ClosingOn(Date(evening)));
        Assert.Equal(Span(working), closing - opening);
        Assert.Equal(Span(working), nights.Elapsed(opening!.Value, closing!.Value));
        Assert.Equal(closing, nights.Due(opening.Value, Span(working)));
    }

    [Theory]
    [InlineData("Europe/Madrid", "2026-03-29", "23:00")]
    [InlineData("Europe/Madrid", "2026-10-25", "1.01:00")]
    [InlineData("America/Sao_Paulo", "2018-11-04", "23:00")] // 00:00 did not exist
    [InlineData("America/Sao_Paulo", "2018-02-17", "1.01:00")] // 24:00 came twice, first as 23:00
    [InlineData("Africa/Cairo", "2026-04-24", "23:00")] // 00:00 does not exist
    [InlineData("Africa/Cairo", "2026-10-29", "1.01:00")]
    [InlineData("America/Havana", "2026-11-01", "1.01:00")] // 00:00 comes twice
    [InlineData("Australia/Lord_Howe", "2026-04-05", "1.00:30")]
    [InlineData("Africa/Casablanca", "2026-02-15", "1.01:00")] // Ramadan begins and, a month later, ends
    [InlineData("Africa/Casablanca", "2026-03-22", "23:00")]
    [InlineData("Asia/Shanghai", "2026-03-29", "1.00:00")]
    public void A_day_around_the_clock_joins_its_neighbours_without_gap_or_overlap(string zone, string date, string length)
    {
        var always = WorkingCalendar.AroundTheClock(zone);
        var day = Date(date);
        Assert.Equal(Span(length), always.ClosingOn(day) - always.OpeningOn(day));
        Assert.Equal(always.OpeningOn(day), always.ClosingOn(day.AddDays(-1)));
        Assert.Equal(always.ClosingOn(day), always.OpeningOn(day.AddDays(1)));
        Assert.Equal(day, always.LocalDay(always.OpeningOn(day)!.Value));
        Assert.Equal(day, always.LocalDay(always.ClosingOn(day)!.Value.AddTicks(-1)));
    }

    [Fact]
    public void An_opening_in_the_hour_that_is_left_out_is_the_moment_of_the_change()
    {
        var calendar = EveryDay("Europe/Madrid", "02:30", "05:00");
        Assert.Equal(At("2026-03-29T03:00+02:00"), calendar.OpeningOn(Date("2026-03-29")));
        Assert.Equal(At("2026-03-29T05:00+02:00"), calendar.Due(At("2026-03-28T23:00Z"), Span("02:00")));
    }

    [Fact]
    public void Hours_that_lie_wholly_in_the_hour_left_out_are_not_worked()
    {
        var calendar = EveryDay("Europe/Madrid", "02:00", "03:00");
        Assert.Null(calendar.OpeningOn(Date("2026-03-29")));
        Assert.Equal(At("2026-03-30T02:00+02:00"), calendar.NextOpening(At("2026-03-28T03:00+01:00")));
    }

    [Fact]
    public void A_time_in_the_hour_that_is_repeated_means_the_first_of_the_two()
    {
        var opening = EveryDay("Europe/Madrid", "02:30", "05:00");
        Assert.Equal(At("2026-10-25T02:30+02:00"), opening.OpeningOn(Date("2026-10-25")));
        Assert.Equal(Span("03:30"), opening.ClosingOn(Date("2026-10-25")) - opening.OpeningOn(Date("2026-10-25")));
        var closing = EveryDay("Europe/Madrid", "00:00", "02:30");
        Assert.Equal(At("2026-10-25T02:30+02:00"), closing.ClosingOn(Date("2026-10-25")));
    }

    [Fact]
    public void A_promise_through_the_repeated_hour_counts_it_twice()
    {
        var always = WorkingCalendar.AroundTheClock("Europe/Madrid");
        Assert.Equal(At("2026-10-25T02:00+01:00"), always.Due(At("2026-10-25T00:00+02:00"), Span("03:00")));
        Assert.Equal(At("2026-03-29T04:00+02:00"), always.Due(At("2026-03-29T00:00+01:00"), Span("03:00")));
    }

    [Fact]
    public void A_date_that_the_islands_skipped_is_no_working_day()
    {
        var samoa = WorkingCalendar.AroundTheClock("Pacific/Apia");
        Assert.Null(samoa.OpeningOn(Date("2011-12-30")));
        Assert.Equal(samoa.ClosingOn(Date("2011-12-29")), samoa.OpeningOn(Date("2011-12-31")));
        Assert.Equal(samoa.ClosingOn(Date("2011-12-31")), samoa.AddWorkingDays(samoa.OpeningOn(Date("2011-12-29"))!.Value, 1));
    }
}
