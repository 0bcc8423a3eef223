using AfterSales.Calendars;
using static AfterSales.Tests.Calendars.CalendarScenarios;

namespace AfterSales.Tests.Calendars;

/// <summary>Reckoned with paper and pencil, each line for a reason of its own.</summary>
public sealed class WorkedCalendarExamplesTests
{
    private static readonly DayOfWeek[] Weekdays = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];

    private static readonly Dictionary<string, WorkingCalendar> Calendars = new()
    {
        ["Shanghai"] = ShanghaiOffice(),
        ["Madrid"] = new()
        {
            TimeZone = "Europe/Madrid",
            Week = [.. Weekdays.SelectMany(day => new[] { Weekly(day, "09:00", "14:00"), Weekly(day, "16:00", "19:00") })],
            Holidays = [new Holiday(new DateOnly(2026, 3, 19), "San José")],
        },
        ["Madrid night"] = NightShift("Europe/Madrid"),
        ["Madrid always"] = WorkingCalendar.AroundTheClock("Europe/Madrid"),
        ["New York"] = new()
        {
            TimeZone = "America/New_York",
            Week = [.. Weekdays.SelectMany(day => new[] { Weekly(day, "08:00", "12:00"), Weekly(day, "12:30", "17:00") }), Weekly(DayOfWeek.Saturday, "09:00", "13:00")],
            Holidays = [new Holiday(new DateOnly(2026, 11, 26), "Thanksgiving")],
        },
        ["New York night"] = NightShift("America/New_York"),
        ["Mexico City"] = new()
        {
            TimeZone = "America/Mexico_City",
            Week = [.. Weekdays.Append(DayOfWeek.Saturday).Select(day => Weekly(day, "09:00", "18:00"))],
            Holidays = [new Holiday(new DateOnly(2026, 5, 1), "Día del Trabajo"), new Holiday(new DateOnly(2026, 9, 16), "Independencia")],
        },
        ["Mexico City always"] = WorkingCalendar.AroundTheClock("America/Mexico_City"),
        ["Lord Howe"] = EveryDay("Australia/Lord_Howe", "08:00", "16:00") with
        {
            Holidays = [new Holiday(new DateOnly(2026, 4, 6), "Easter Monday"), new Holiday(new DateOnly(2026, 10, 5), "Labour Day")],
        },
        ["Lord Howe night"] = NightShift("Australia/Lord_Howe"),
        ["Lord Howe always"] = WorkingCalendar.AroundTheClock("Australia/Lord_Howe"),
    };

    [Theory]
    [InlineData("Madrid", "2026-03-02T13:00+01:00", "02:00", "2026-03-02T17:00+01:00", "one hour before the siesta, one after")]
    [InlineData("Madrid", "2026-03-27T18:00+01:00", "03:00", "2026-03-30T11:00+02:00", "over the weekend on which summer time begins")]
    [InlineData("Madrid", "2026-10-23T18:00+02:00", "02:00", "2026-10-26T10:00+01:00", "over the weekend on which summer time ends")]
    [InlineData("Madrid", "2026-03-18T18:30+01:00", "01:00", "2026-03-20T09:30+01:00", "over a holiday in the week")]
    [InlineData("Madrid", "2026-03-28T10:00+01:00", "08:00", "2026-03-30T19:00+02:00", "a whole day, asked on Saturday, ends at Monday's closing")]
    [InlineData("Madrid", "2026-03-02T14:00+01:00", "00:00:01", "2026-03-02T16:00:01+01:00", "asked when the siesta begins")]
    [InlineData("Madrid night", "2026-03-28T23:00+01:00", "05:00", "2026-03-29T05:00+02:00", "the night has no second hour")]
    [InlineData("Madrid night", "2026-03-28T23:00+01:00", "06:00", "2026-03-29T06:00+02:00", "ends with the shift")]
    [InlineData("Madrid night", "2026-03-28T23:00+01:00", "06:00:01", "2026-03-29T22:00:01+02:00", "a second more waits for the evening")]
    [InlineData("Madrid night", "2026-10-24T22:00+02:00", "09:00", "2026-10-25T06:00+01:00", "the night has an hour twice")]
    [InlineData("Madrid always", "2026-10-25T01:30+02:00", "02:00", "2026-10-25T02:30+01:00", "round the clock is real time")]
    [InlineData("Madrid always", "2026-03-29T01:30+01:00", "01:00", "2026-03-29T03:30+02:00", "also when an hour is left out")]
    [InlineData("Shanghai", "2026-03-02T11:59:30+08:00", "00:01", "2026-03-02T13:00:30+08:00", "lunch is taken out, to the second")]
    [InlineData("Shanghai", "2026-02-13T17:30+08:00", "00:30", "2026-02-14T09:00+08:00", "asked at closing, goes on on the extra Saturday")]
    [InlineData("Shanghai", "2026-02-28T08:30+08:00", "09:00", "2026-02-28T17:30+08:00", "the other extra Saturday has no lunch break")]
    [InlineData("Shanghai", "2026-03-04T14:00+08:00", "02:00", "2026-03-04T17:00+08:00", "the staff meeting is taken out")]
    [InlineData("Shanghai", "2026-02-12T17:00+08:00", "04:00", "2026-02-13T12:00+08:00", "ends when lunch begins")]
    [InlineData("Shanghai", "2026-02-12T17:00+08:00", "12:00", "2026-02-14T12:00+08:00", "ends at the last closing before the festival")]
    [InlineData("Shanghai", "2026-02-12T17:00+08:00", "12:01", "2026-02-24T08:31+08:00", "a minute more waits for ten days")]
    [InlineData("New York", "2026-03-06T16:30-05:00", "01:00", "2026-03-07T09:30-05:00", "goes on on Saturday morning")]
    [InlineData("New York", "2026-03-07T12:00-05:00", "03:00", "2026-03-09T10:00-04:00", "over the Sunday on which summer time begins")]
    [InlineData("New York", "2026-10-30T16:00-04:00", "06:00", "2026-11-02T09:00-05:00", "over the Sunday on which summer time ends")]
    [InlineData("New York", "2026-11-25T16:00-05:00", "02:00", "2026-11-27T09:00-05:00", "over Thanksgiving")]
    [InlineData("New York", "2026-03-09T12:00-04:00", "00:00:01", "2026-03-09T12:30:01-04:00", "half an hour of lunch")]
    [InlineData("New York", "2026-03-09T08:00-04:00", "08:30", "2026-03-09T17:00-04:00", "a day is eight hours and a half")]
    [InlineData("New York night", "2026-03-07T22:00-05:00", "07:00", "2026-03-08T06:00-04:00", "the short night")]
    [InlineData("New York night", "2026-10-31T22:00-04:00", "09:00", "2026-11-01T06:00-05:00", "the long night")]
    [InlineData("Mexico City", "2026-04-04T17:00-06:00", "02:00", "2026-04-06T10:00-06:00", "there is no summer time any more")]
    [InlineData("Mexico City", "2026-10-24T10:00-06:00", "09:00", "2026-10-26T10:00-06:00", "nor an end of it")]
    [InlineData("Mexico City", "2026-04-05T12:00-06:00", "00:00", "2026-04-05T12:00-06:00", "nothing is due at once, on Sunday too")]
    [InlineData("Mexico City", "2026-04-06T09:00-06:00", "2.06:00", "2026-04-11T18:00-06:00", "a week of fifty-four hours ends at its last closing")]
    [InlineData("Mexico City", "2026-04-06T09:00-06:00", "2.06:00:01", "2026-04-13T09:00:01-06:00", "a second more is due a weekend later")]
    [InlineData("Mexico City", "2026-09-15T17:00-06:00", "02:00", "2026-09-17T10:00-06:00", "over a holiday in the week")]
    [InlineData("Mexico City", "2026-09-15T10:00-06:00", "08:00", "2026-09-15T18:00-06:00", "ends at the closing before the holiday")]
    [InlineData("Mexico City", "2026-09-16T12:00-06:00", "00:30", "2026-09-17T09:30-06:00", "asked on the holiday")]
    [InlineData("Mexico City", "2026-04-30T17:30-06:00", "01:00", "2026-05-02T09:30-06:00", "the holiday is a Friday, and Saturday is worked")]
    [InlineData("Mexico City always", "2026-04-05T01:30-06:00", "02:00", "2026-04-05T03:30-06:00", "no hour is left out")]
    [InlineData("Lord Howe", "2026-04-04T15:00+11:00", "02:00", "2026-04-05T09:00+10:30", "the clock goes back half an hour at night")]
    [InlineData("Lord Howe", "2026-10-03T15:30+10:30", "01:00", "2026-10-04T08:30+11:00", "and forward half an hour")]
    [InlineData("Lord Howe", "2026-04-05T15:00+10:30", "02:00", "2026-04-07T09:00+10:30", "over Easter Monday, the day after the clock went back")]
    [InlineData("Lord Howe", "2026-04-04T15:00+11:00", "10:00", "2026-04-07T09:00+10:30", "over the change and the holiday behind it")]
    [InlineData("Lord Howe", "2026-10-03T15:00+10:30", "10:00", "2026-10-06T09:00+11:00", "and in October")]
    [InlineData("Lord Howe", "2026-10-05T10:00+11:00", "00:00:01", "2026-10-06T08:00:01+11:00", "asked on the holiday")]
    [InlineData("Lord Howe night", "2026-04-04T22:00+11:00", "08:30", "2026-04-05T06:00+10:30", "a night of eight hours and a half")]
    [InlineData("Lord Howe night", "2026-10-03T22:00+10:30", "07:30", "2026-10-04T06:00+11:00", "a night of seven and a half")]
    [InlineData("Lord Howe night", "2026-10-03T22:00+10:30", "07:30:01", "2026-10-04T22:00:01+11:00", "and a second more")]
    [InlineData("Lord Howe always", "2026-04-05T01:45+11:00", "00:30", "2026-04-05T01:45+10:30", "half an hour later the clock shows the same")]
    public void A_promise_is_due_when_its_working_time_has_run(string calendar, string from, string working, string due, string why)
    {
        Assert.True(Calendars[calendar].Due(At(from), Span(working)) == At(due), $"{why}: {Calendars[calendar].Due(At(from), Span(working)):O}");
        Assert.Equal(Span(working), Calendars[calendar].Elapsed(At(from), At(due)));
    }

    [Theory]
    [InlineData("Madrid", "2026-03-27T18:00+01:00", "2026-03-30T10:00+02:00", "02:00")]
    [InlineData("Madrid night", "2026-03-28T20:00+01:00", "2026-03-29T12:00+02:00", "07:00")]
    [InlineData("Madrid night", "2026-10-24T20:00+02:00", "2026-10-25T12:00+01:00", "09:00")]
    [InlineData("New York", "2026-11-25T00:00-05:00", "2026-11-28T00:00-05:00", "17:00")]
    [InlineData("Mexico City", "2026-04-06T00:00-06:00", "2026-04-13T00:00-06:00", "2.06:00")]
    [InlineData("Mexico City", "2026-09-14T00:00-06:00", "2026-09-21T00:00-06:00", "1.21:00")]
    [InlineData("Lord Howe", "2026-10-03T00:00+10:30", "2026-10-07T00:00+11:00", "1.00:00")]
    [InlineData("Lord Howe night", "2026-04-04T12:00+11:00", "2026-04-05T12:00+10:30", "08:30")]
    [InlineData("Shanghai", "2026-02-09T00:00+08:00", "2026-03-02T00:00+08:00", "3.12:30")]
    [InlineData("Shanghai", "2026-03-02T11:59:59+08:00", "2026-03-02T13:00:02+08:00", "00:00:03")]
    public void The_working_time_between_two_instants_is_what_people_were_at_work(string calendar, string from, string to, string working) =>
        Assert.Equal(Span(working), Calendars[calendar].Elapsed(At(from), At(to)));

    [Theory]
    [InlineData("Shanghai", "2026-02-12T10:00+08:00", 5, "2026-02-26T17:30+08:00")]
    [InlineData("New York", "2026-11-25T10:00-05:00", 2, "2026-11-28T13:00-05:00")]
    [InlineData("Madrid", "2026-03-27T10:00+01:00", 1, "2026-03-30T19:00+02:00")]
    [InlineData("Mexico City", "2026-09-15T10:00-06:00", 2, "2026-09-18T18:00-06:00")]
    [InlineData("Lord Howe", "2026-04-04T10:00+11:00", 1, "2026-04-05T16:00+10:30")]
    [InlineData("Lord Howe", "2026-10-04T10:00+11:00", 1, "2026-10-06T16:00+11:00")]
    public void So_many_working_days_end_at_a_closing(string calendar, string from, int days, string closing)
    {
        Assert.Equal(At(closing), Calendars[calendar].AddWorkingDays(At(from), days));
        Assert.Equal(At(closing), CalendarHistory.Of(Calendars[calendar]).ClosingsAfter(At(from)).ElementAt(days - 1));
    }

    /// <summary>On Wednesday at noon the week of nine-to-six becomes one of ten-to-two, without Saturdays.</summary>
    [Theory]
    [InlineData("2026-04-08T10:00-06:00", "05:00", "2026-04-09T11:00-06:00", "two hours by the old, three by the new")]
    [InlineData("2026-04-08T10:00-06:00", "02:00", "2026-04-08T12:00-06:00", "all by the old")]
    [InlineData("2026-04-07T17:00-06:00", "04:00", "2026-04-08T12:00-06:00", "what ran before ten by the old hours has run")]
    [InlineData("2026-04-08T13:00-06:00", "02:00", "2026-04-09T11:00-06:00", "all by the new")]
    public void Time_counts_by_the_calendar_that_held_then(string from, string working, string due, string why)
    {
        CalendarHistory history = new([
            new(DateTimeOffset.MinValue, Calendars["Mexico City"]),
            new(At("2026-04-08T12:00-06:00"), new() { TimeZone = "America/Mexico_City", Week = [.. Weekdays.Select(day => Weekly(day, "10:00", "14:00"))] }),
        ]);
        Assert.True(history.Due(At(from), Span(working)) == At(due), $"{why}: {history.Due(At(from), Span(working)):O}");
        Assert.Equal(Span(working), history.Elapsed(At(from), At(due)));
        Assert.Equal([At("2026-04-08T14:00-06:00"), At("2026-04-09T14:00-06:00"), At("2026-04-10T14:00-06:00"), At("2026-04-13T14:00-06:00")],
            history.ClosingsAfter(At("2026-04-07T10:00-06:00")).Take(4));
    }
}
