using AfterSales.Calendars;
using static AfterSales.Tests.Calendars.CalendarScenarios;

namespace AfterSales.Tests.Calendars;

public sealed class WorkingCalendarTests
{
    private static readonly WorkingCalendar Office = ShanghaiOffice();

    [Theory]
    [InlineData("2026-03-02T10:00+08:00", "02:00", "2026-03-02T12:00+08:00", "runs out exactly when lunch begins")]
    [InlineData("2026-03-02T11:00+08:00", "02:00", "2026-03-02T14:00+08:00", "waits for lunch")]
    [InlineData("2026-03-02T12:30+08:00", "00:00:01", "2026-03-02T13:00:01+08:00", "begins after lunch")]
    [InlineData("2026-03-02T12:30+08:00", "00:00", "2026-03-02T12:30+08:00", "no time at all is due at once, even at lunch")]
    [InlineData("2026-03-06T17:00+08:00", "00:30", "2026-03-06T17:30+08:00", "runs out at closing time, not at the next opening")]
    [InlineData("2026-03-06T17:00+08:00", "00:30:00.0000001", "2026-03-09T08:30:00.0000001+08:00", "a moment more goes on on Monday")]
    [InlineData("2026-03-07T10:00+08:00", "06:00", "2026-03-09T15:30+08:00", "asked on Saturday, begins on Monday")]
    [InlineData("2026-02-13T17:00+08:00", "01:00", "2026-02-14T09:00+08:00", "goes on on the working Saturday")]
    [InlineData("2026-02-14T11:30+08:00", "01:00", "2026-02-24T09:00+08:00", "waits for the nine days of the festival")]
    [InlineData("2026-03-04T14:30+08:00", "01:00", "2026-03-04T16:30+08:00", "waits for the staff meeting")]
    [InlineData("2026-03-02T08:30+08:00", "1.15:00", "2026-03-06T17:30+08:00", "the week of the meeting has thirty-nine hours")]
    public void A_promise_runs_in_working_time_only(string from, string working, string due, string why)
    {
        Assert.True(Office.Due(At(from), Span(working)) == At(due), why);
    }

    [Theory]
    [InlineData("2026-03-02T00:00+08:00", "2026-03-03T00:00+08:00", "08:00")]
    [InlineData("2026-03-02T00:00+08:00", "2026-03-09T00:00+08:00", "1.15:00")]
    [InlineData("2026-03-02T11:59:59+08:00", "2026-03-02T13:00:01+08:00", "00:00:02")]
    [InlineData("2026-02-14T00:00+08:00", "2026-02-25T00:00+08:00", "11:30")]
    [InlineData("2026-03-03T00:00+08:00", "2026-03-02T00:00+08:00", "00:00")]
    public void Time_between_two_instants_counts_working_time_only(string from, string to, string working)
    {
        Assert.Equal(Span(working), Office.Elapsed(At(from), At(to)));
    }

    [Theory]
    [InlineData("2026-03-02T08:29:59+08:00", "2026-03-02T08:30+08:00")]
    [InlineData("2026-03-02T08:30+08:00", "2026-03-02T08:30+08:00")]
    [InlineData("2026-03-02T12:00+08:00", "2026-03-02T13:00+08:00")]
    [InlineData("2026-03-06T17:30+08:00", "2026-03-09T08:30+08:00")]
    [InlineData("2026-02-14T12:00+08:00", "2026-02-24T08:30+08:00")]
    public void The_next_opening_is_now_while_open(string at, string opening)
    {
        Assert.Equal(At(opening), Office.NextOpening(At(at)));
        Assert.Equal(at == opening, Office.IsOpen(At(at)));
    }

    [Fact]
    public void A_day_opens_with_its_first_hours_and_closes_with_its_last()
    {
        Assert.Equal(At("2026-03-02T08:30+08:00"), Office.OpeningOn(Date("2026-03-02")));
        Assert.Equal(At("2026-03-02T17:30+08:00"), Office.ClosingOn(Date("2026-03-02")));
    }

    [Theory]
    [InlineData("2026-03-01")]
    [InlineData("2026-02-17")]
    public void A_weekend_or_holiday_neither_opens_nor_closes(string date)
    {
        Assert.Null(Office.OpeningOn(Date(date)));
        Assert.Null(Office.ClosingOn(Date(date)));
    }

    [Fact]
    public void A_break_at_the_beginning_or_end_of_a_day_moves_its_opening_and_closing()
    {
        var day = Date("2026-03-05");
        var calendar = Office with { Breaks = [new(day, Time("08:00"), Time("09:00")), new(day, Time("16:00"), Time("18:00"))] };
        Assert.Equal(At("2026-03-05T09:00+08:00"), calendar.OpeningOn(day));
        Assert.Equal(At("2026-03-05T16:00+08:00"), calendar.ClosingOn(day));
    }

    [Fact]
    public void A_break_over_the_whole_day_closes_it()
    {
        var day = Date("2026-03-05");
        var calendar = Office with { Breaks = [new(day, TimeOnly.MinValue, TimeOnly.MinValue, "Power cut")] };
        Assert.Null(calendar.OpeningOn(day));
        Assert.Equal(At("2026-03-06T09:30+08:00"), calendar.Due(At("2026-03-04T17:30+08:00"), Span("01:00")));
    }

    [Theory]
    [InlineData("2026-03-02T10:00+08:00", 5, "2026-03-09T17:30+08:00")]
    [InlineData("2026-03-07T10:00+08:00", 1, "2026-03-09T17:30+08:00")]
    [InlineData("2026-02-12T23:59+08:00", 3, "2026-02-24T17:30+08:00")]
    [InlineData("2026-02-12T16:01Z", 1, "2026-02-14T12:00+08:00")]
    public void Working_days_are_counted_from_the_day_after_and_end_at_closing(string from, int days, string closing)
    {
        Assert.Equal(At(closing), Office.AddWorkingDays(At(from), days));
    }

    [Fact]
    public void A_night_shift_belongs_to_the_day_it_begins_on()
    {
        var nights = NightShift("Asia/Shanghai") with { Holidays = [new Holiday(Date("2026-05-01"), "劳动节")] };
        Assert.Equal(At("2026-04-30T22:00+08:00"), nights.OpeningOn(Date("2026-04-30")));
        Assert.Equal(At("2026-05-01T06:00+08:00"), nights.ClosingOn(Date("2026-04-30")));
        Assert.True(nights.IsOpen(At("2026-05-01T05:59+08:00")), "the shift of the eve is finished on the holiday");
        Assert.Equal(At("2026-05-02T22:00+08:00"), nights.NextOpening(At("2026-05-01T06:00+08:00")));
        Assert.Equal(Span("08:00"), nights.Elapsed(At("2026-05-01T00:00+08:00"), At("2026-05-03T00:00+08:00")));
    }

    [Fact]
    public void A_break_past_midnight_is_taken_out_of_the_night_shift()
    {
        var nights = NightShift("Asia/Shanghai") with { Breaks = [new(Date("2026-04-30"), Time("23:30"), Time("00:30"))] };
        Assert.Equal(Span("07:00"), nights.Elapsed(At("2026-04-30T12:00+08:00"), At("2026-05-01T12:00+08:00")));
        Assert.Equal(At("2026-05-01T00:45+08:00"), nights.Due(At("2026-04-30T23:15+08:00"), Span("00:30")));
    }

    [Fact]
    public void Hours_that_overlap_are_counted_once()
    {
        var calendar = NightShift("Asia/Shanghai") with { ExtraDays = [new(Date("2026-05-01"), Time("04:00"), Time("08:00"))] };
        Assert.Equal(Span("10:00"), calendar.Elapsed(At("2026-04-30T12:00+08:00"), At("2026-05-01T12:00+08:00")));
    }

    [Fact]
    public void Around_the_clock_is_always_open()
    {
        var calendar = WorkingCalendar.AroundTheClock("Asia/Shanghai");
        Assert.Empty(calendar.Validate());
        Assert.True(calendar.IsOpen(At("2026-01-01T03:04:05Z")));
        Assert.Equal(At("2026-01-02T00:00+08:00"), calendar.ClosingOn(Date("2026-01-01")));
        Assert.Equal(At("2029-01-01T00:00Z"), calendar.Due(At("2026-01-01T00:00Z"), TimeSpan.FromDays(1096)));
    }

    [Fact]
    public void A_calendar_without_working_time_answers_that_nothing_is_ever_due()
    {
        var closed = WorkingCalendar.Closed("Asia/Shanghai");
        var from = At("2026-01-01T00:00Z");
        Assert.Empty(closed.Validate());
        Assert.Null(closed.Due(from, TimeSpan.FromTicks(1)));
        Assert.Null(closed.NextOpening(from));
        Assert.Null(closed.AddWorkingDays(from, 1));
        Assert.False(closed.IsOpen(from));
        Assert.Equal(TimeSpan.Zero, closed.Elapsed(from, from.AddYears(3)));
    }

    [Fact]
    public void The_search_for_working_time_gives_up_after_four_hundred_days()
    {
        var from = At("2026-01-01T00:00Z");
        var soon = WorkingCalendar.Closed("UTC") with { ExtraDays = [new(Date("2027-02-05"), Time("09:00"), Time("10:00"))] };
        var late = WorkingCalendar.Closed("UTC") with { ExtraDays = [new(Date("2027-02-06"), Time("09:00"), Time("10:00"))] };
        Assert.Equal(At("2027-02-05T09:00Z"), soon.NextOpening(from));
        Assert.Equal(At("2027-02-05T10:00Z"), soon.AddWorkingDays(from, 1));
        Assert.Null(late.NextOpening(from));
        Assert.Null(late.AddWorkingDays(from, 1));
        Assert.Equal(Span("01:00"), late.Elapsed(from, At("2028-01-01T00:00Z")));
    }

    [Fact]
    public void The_local_day_is_the_branchs_date()
    {
        Assert.Equal(Date("2026-03-03"), Office.LocalDay(At("2026-03-02T16:00Z")));
        Assert.Equal(Date("2026-03-02"), Office.LocalDay(At("2026-03-02T15:59:59Z")));
    }

    [Fact]
    public void A_changed_copy_reckons_with_its_own_hours()
    {
        var from = At("2026-03-02T10:00+08:00");
        Assert.Equal(At("2026-03-02T12:00+08:00"), Office.Due(from, Span("02:00")));
        var moved = Office with { Version = 4, TimeZone = "Europe/Madrid" };
        Assert.Equal(At("2026-03-02T10:30+01:00"), moved.Due(from, Span("02:00")));
    }

    [Fact]
    public void Time_cannot_be_promised_backwards()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Office.Due(At("2026-03-02T10:00Z"), TimeSpan.FromTicks(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Office.AddWorkingDays(At("2026-03-02T10:00Z"), 0));
    }
}
