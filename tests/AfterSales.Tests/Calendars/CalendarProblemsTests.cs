using AfterSales.Calendars;
using static AfterSales.Tests.Calendars.CalendarScenarios;

namespace AfterSales.Tests.Calendars;

public sealed class CalendarProblemsTests
{
    private static readonly WorkingCalendar Office = ShanghaiOffice();

    [Fact]
    public void An_office_calendar_with_lunch_breaks_and_holidays_has_no_problem()
    {
        Assert.Empty(Office.Validate());
    }

    [Fact]
    public void Shifts_that_meet_at_midnight_or_at_the_change_of_shift_do_not_overlap()
    {
        var shifts = WorkingCalendar.Closed("UTC") with
        {
            Week =
            [
                .. Enum.GetValues<DayOfWeek>().SelectMany(day => new[]
                    { Weekly(day, "06:00", "14:00"), Weekly(day, "14:00", "22:00"), Weekly(day, "22:00", "06:00") }),
            ],
        };
        Assert.Empty(shifts.Validate());
    }

    [Theory]
    [InlineData("Mars/Olympus")]
    [InlineData("")]
    [InlineData("China Standard Time")]
    [InlineData("../../../etc/passwd")]
    [InlineData("Europe/../Europe/Madrid")]
    public void A_time_zone_that_is_no_IANA_name_is_unknown(string zone)
    {
        var calendar = Office with { TimeZone = zone };
        Assert.Equal([new CalendarProblem("timeZone", CalendarProblems.TimeZoneUnknown)], calendar.Validate());
        Assert.Throws<TimeZoneNotFoundException>(() => calendar.NextOpening(At("2026-01-01T00:00Z")));
    }

    [Fact]
    public void Hours_that_begin_before_others_end_are_both_named()
    {
        var calendar = WorkingCalendar.Closed("UTC") with
        {
            Week = [Weekly(DayOfWeek.Monday, "08:00", "12:00"), Weekly(DayOfWeek.Tuesday, "08:00", "12:00"), Weekly(DayOfWeek.Monday, "11:00", "13:00")],
        };
        Assert.Equal([new("week[0]", CalendarProblems.HoursOverlap), new("week[2]", CalendarProblems.HoursOverlap)], calendar.Validate());
    }

    [Fact]
    public void A_night_shift_may_not_run_into_the_hours_of_the_next_morning_not_even_round_the_week()
    {
        var calendar = WorkingCalendar.Closed("UTC") with
        {
            Week = [Weekly(DayOfWeek.Sunday, "05:00", "07:00"), Weekly(DayOfWeek.Saturday, "22:00", "06:00")],
        };
        Assert.Equal(2, calendar.Validate().Count(p => p.Code == CalendarProblems.HoursOverlap));
    }

    [Fact]
    public void An_extra_working_day_may_not_begin_before_the_night_shift_of_its_eve_has_ended()
    {
        var calendar = NightShift("UTC") with { ExtraDays = [new(Date("2026-05-01"), Time("05:00"), Time("07:00"))] };
        Assert.Equal([new CalendarProblem("extraDays[0]", CalendarProblems.HoursOverlap)], calendar.Validate());
    }

    [Fact]
    public void Hours_that_end_when_they_begin_are_empty_except_a_whole_day()
    {
        var calendar = WorkingCalendar.Closed("UTC") with
        {
            Week = [Weekly(DayOfWeek.Monday, "08:00", "08:00")],
            ExtraDays = [new(Date("2026-05-03"), TimeOnly.MinValue, TimeOnly.MinValue)],
            Breaks = [new(Date("2026-05-04"), Time("12:00"), Time("12:00"))],
        };
        Assert.Equal([new("week[0]", CalendarProblems.HoursEmpty), new("breaks[0]", CalendarProblems.HoursEmpty)], calendar.Validate());
    }

    [Fact]
    public void A_break_whose_ends_are_exchanged_would_take_the_time_until_the_next_day()
    {
        var day = Date("2026-05-04");
        DatedBreak[] breaks = [new(day, Time("22:00"), Time("02:00")), new(day, Time("13:00"), Time("12:00")), new(day, Time("13:00"), Time("01:00")), new(day, Time("13:00"), Time("01:01")), new(day, TimeOnly.MinValue, TimeOnly.MinValue)];
        Assert.Equal([new("breaks[1]", CalendarProblems.BreakTooLong), new("breaks[3]", CalendarProblems.BreakTooLong)], (ShanghaiOffice() with { Breaks = [.. breaks] }).Validate());
    }

    [Fact]
    public void A_date_is_a_holiday_once_and_never_an_extra_working_day_as_well()
    {
        var date = Date("2026-05-01");
        var calendar = WorkingCalendar.Closed("UTC") with
        {
            Holidays = [new(date, "Labour Day"), new(date, "May Day")],
            ExtraDays = [new(date, Time("08:00"), Time("12:00"))],
        };
        Assert.Equal([new("holidays[1]", CalendarProblems.DateRepeated), new("extraDays[0]", CalendarProblems.HolidayIsExtraDay)], calendar.Validate());
    }

    [Fact]
    public void A_weekday_beyond_Saturday_and_a_negative_version_are_named()
    {
        var calendar = WorkingCalendar.Closed("UTC") with { Version = -1, Week = [Weekly((DayOfWeek)9, "08:00", "12:00")] };
        Assert.Equal([new("version", CalendarProblems.VersionNegative), new("week[0]", CalendarProblems.WeekdayUnknown)], calendar.Validate());
    }
}
