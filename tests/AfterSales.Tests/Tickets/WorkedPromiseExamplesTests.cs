using System.Collections.Immutable;
using AfterSales.Calendars;
using AfterSales.Promises.Rules;
using AfterSales.Tests.Calendars;
using AfterSales.Tickets.Rules;
using static AfterSales.Tests.Calendars.CalendarScenarios;

namespace AfterSales.Tests.Tickets;

/// <summary>When promises run out, reckoned with paper and pencil, over pauses, weekends and changes of the clock.</summary>
public sealed class WorkedPromiseExamplesTests
{
    private static readonly DayOfWeek[] Weekdays = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];

    private static readonly Dictionary<string, WorkingCalendar> Calendars = new()
    {
        ["Shanghai"] = ShanghaiOffice(),
        ["Madrid"] = PromiseScenario.Madrid,
        ["New York"] = new()
        {
            TimeZone = "America/New_York",
            Week = [.. Weekdays.SelectMany(day => new[] { Weekly(day, "08:00", "12:00"), Weekly(day, "12:30", "17:00") })],
        },
        ["Mexico City"] = new() { TimeZone = "America/Mexico_City", Week = [.. Weekdays.Select(day => Weekly(day, "09:00", "18:00"))], Holidays = [new Holiday(new DateOnly(2026, 9, 16), "Independencia")] },
        ["Lord Howe"] = EveryDay("Australia/Lord_Howe", "08:00", "16:00") with { Holidays = [new Holiday(new DateOnly(2026, 10, 5), "Labour Day")] },
    };

    [Theory]
    // Working hours and pauses: the pause is taken out of what would have run in it, nothing is added to an instant.
    [InlineData("Shanghai", "2026-03-09T09:00+08:00", 6, PromiseUnit.WorkingHours, "", "2026-03-09T16:00+08:00", "lunch is taken out")]
    [InlineData("Shanghai", "2026-03-09T09:00+08:00", 6, PromiseUnit.WorkingHours, "2026-03-09T10:00+08:00/2026-03-09T11:00+08:00", "2026-03-09T17:00+08:00", "an hour's pause moves it an hour")]
    [InlineData("Shanghai", "2026-03-09T09:00+08:00", 6, PromiseUnit.WorkingHours, "2026-03-09T12:00+08:00/2026-03-09T13:00+08:00", "2026-03-09T16:00+08:00", "a pause over lunch moves nothing")]
    [InlineData("Shanghai", "2026-03-13T16:30+08:00", 6, PromiseUnit.WorkingHours, "2026-03-13T17:30+08:00/2026-03-16T08:30+08:00", "2026-03-16T14:30+08:00", "a pause over the weekend moves nothing")]
    [InlineData("Shanghai", "2026-03-13T16:30+08:00", 6, PromiseUnit.WorkingHours, "2026-03-13T17:00+08:00/2026-03-16T09:00+08:00", "2026-03-16T15:30+08:00", "of a pause over the weekend an hour counts")]
    [InlineData("Shanghai", "2026-03-09T09:00+08:00", 6, PromiseUnit.WorkingHours, "2026-03-09T16:00+08:00/2026-03-10T16:00+08:00", "2026-03-09T16:00+08:00", "a pause that begins when it runs out comes too late")]
    [InlineData("Shanghai", "2026-03-09T09:00+08:00", 6, PromiseUnit.WorkingHours, "2026-03-09T09:00+08:00/2026-03-09T10:00+08:00", "2026-03-09T17:00+08:00", "paused from the beginning")]
    [InlineData("Shanghai", "2026-03-09T09:00+08:00", 6, PromiseUnit.WorkingHours, "2026-03-09T10:00+08:00/2026-03-09T11:00+08:00 2026-03-09T10:30+08:00/2026-03-09T11:30+08:00", "2026-03-09T17:30+08:00", "two pauses at once count once")]
    [InlineData("Shanghai", "2026-03-09T09:00+08:00", 6, PromiseUnit.WorkingHours, "2026-03-09T10:00+08:00/", null, "nobody knows while it stands still")]
    [InlineData("Shanghai", "2026-02-13T16:30+08:00", 7, PromiseUnit.WorkingHours, "2026-02-14T09:30+08:00/2026-02-24T09:30+08:00", "2026-02-24T15:30+08:00", "over the festival two and a half hours of the Saturday and one after it were paused")]
    [InlineData("Madrid", "2026-03-27T18:00+01:00", 6, PromiseUnit.WorkingHours, "2026-03-28T10:00+01:00/2026-03-29T20:00+02:00", "2026-03-30T14:00+02:00", "paused on the weekend of the change, ends when the siesta begins")]
    [InlineData("Madrid", "2026-03-27T13:00+01:00", 4, PromiseUnit.WorkingHours, "2026-03-27T13:30+01:00/2026-03-27T16:30+01:00", "2026-03-30T10:00+02:00", "half an hour before the siesta and half an hour after it were paused")]
    [InlineData("New York", "2026-10-30T16:00-04:00", 2, PromiseUnit.WorkingHours, "2026-10-30T16:30-04:00/2026-11-02T08:30-05:00", "2026-11-02T10:00-05:00", "half an hour on Friday, one and a half on Monday")]
    [InlineData("Mexico City", "2026-04-03T17:00-06:00", 6, PromiseUnit.WorkingHours, "2026-04-04T00:00-06:00/2026-04-06T00:00-06:00", "2026-04-06T14:00-06:00", "midnight to midnight over the weekend")]
    [InlineData("Lord Howe", "2026-04-04T15:00+11:00", 6, PromiseUnit.WorkingHours, "2026-04-05T09:00+10:30/2026-04-05T10:00+10:30", "2026-04-05T14:00+10:30", "paused on the morning of the change")]
    [InlineData("Mexico City", "2026-09-15T17:00-06:00", 6, PromiseUnit.WorkingHours, "", "2026-09-17T14:00-06:00", "an hour before the holiday, five after it")]
    [InlineData("Mexico City", "2026-09-15T17:00-06:00", 6, PromiseUnit.WorkingHours, "2026-09-16T09:00-06:00/2026-09-16T18:00-06:00", "2026-09-17T14:00-06:00", "a pause on the holiday moves nothing")]
    [InlineData("Lord Howe", "2026-10-03T15:00+10:30", 12, PromiseUnit.WorkingHours, "", "2026-10-06T11:00+11:00", "over the change and the holiday behind it")]
    [InlineData("Lord Howe", "2026-10-04T15:00+11:00", 6, PromiseUnit.WorkingHours, "2026-10-05T08:00+11:00/2026-10-06T09:00+11:00", "2026-10-06T14:00+11:00", "of a pause that begins on the holiday an hour counts")]
    // By the clock: nights and weekends count, pauses by their real length.
    [InlineData("Shanghai", "2026-03-13T16:30+08:00", 24, PromiseUnit.ClockHours, "", "2026-03-14T16:30+08:00", "the weekend counts")]
    [InlineData("Shanghai", "2026-03-13T16:30+08:00", 24, PromiseUnit.ClockHours, "2026-03-13T17:30+08:00/2026-03-16T08:30+08:00", "2026-03-17T07:30+08:00", "and so does a pause over it")]
    [InlineData("Madrid", "2026-03-28T12:00+01:00", 24, PromiseUnit.ClockHours, "", "2026-03-29T13:00+02:00", "twenty-four hours are not a day when an hour is left out")]
    [InlineData("Madrid", "2026-10-24T12:00+02:00", 24, PromiseUnit.ClockHours, "2026-10-25T01:30+02:00/2026-10-25T02:30+01:00", "2026-10-25T13:00+01:00", "paused through the hour that came twice, two hours")]
    [InlineData("Madrid", "2026-10-25T02:50+02:00", 30, PromiseUnit.Minutes, "", "2026-10-25T02:20+01:00", "half an hour later the clock shows less")]
    [InlineData("New York", "2026-03-08T01:45-05:00", 30, PromiseUnit.Minutes, "", "2026-03-08T03:15-04:00", "at night, round the clock")]
    [InlineData("Lord Howe", "2026-10-04T01:45+10:30", 30, PromiseUnit.Minutes, "", "2026-10-04T02:45+11:00", "half an hour was left out")]
    // Working days are closings; one in a pause does not count.
    [InlineData("Shanghai", "2026-03-09T10:00+08:00", 5, PromiseUnit.WorkingDays, "", "2026-03-16T17:30+08:00", "five closings after Monday's")]
    [InlineData("Shanghai", "2026-03-09T10:00+08:00", 5, PromiseUnit.WorkingDays, "2026-03-10T10:00+08:00/2026-03-10T15:00+08:00", "2026-03-16T17:30+08:00", "a pause within a day moves nothing")]
    [InlineData("Shanghai", "2026-03-09T10:00+08:00", 5, PromiseUnit.WorkingDays, "2026-03-10T10:00+08:00/2026-03-12T10:00+08:00", "2026-03-18T17:30+08:00", "two closings were paused")]
    [InlineData("Shanghai", "2026-03-09T10:00+08:00", 5, PromiseUnit.WorkingDays, "2026-03-13T18:00+08:00/2026-03-16T08:00+08:00", "2026-03-16T17:30+08:00", "a weekend's pause has no closing")]
    [InlineData("Shanghai", "2026-02-12T10:00+08:00", 2, PromiseUnit.WorkingDays, "2026-02-14T10:00+08:00/2026-02-24T10:00+08:00", "2026-02-24T17:30+08:00", "the festival's pause has the Saturday's closing alone")]
    [InlineData("Madrid", "2026-03-27T20:00+01:00", 1, PromiseUnit.WorkingDays, "", "2026-03-30T19:00+02:00", "asked after closing")]
    [InlineData("Mexico City", "2026-09-15T10:00-06:00", 2, PromiseUnit.WorkingDays, "", "2026-09-18T18:00-06:00", "the holiday has no closing")]
    [InlineData("Lord Howe", "2026-10-04T10:00+11:00", 1, PromiseUnit.WorkingDays, "2026-10-05T00:00+11:00/2026-10-05T23:59+11:00", "2026-10-06T16:00+11:00", "nor is one paused on it")]
    // Calendar days: the same time of the branch's clock.
    [InlineData("Madrid", "2026-03-28T12:00+01:00", 1, PromiseUnit.CalendarDays, "", "2026-03-29T12:00+02:00", "a day of twenty-three hours")]
    [InlineData("Madrid", "2026-10-24T12:00+02:00", 1, PromiseUnit.CalendarDays, "", "2026-10-25T12:00+01:00", "a day of twenty-five")]
    [InlineData("Mexico City", "2026-04-04T12:00-06:00", 3, PromiseUnit.CalendarDays, "", "2026-04-07T12:00-06:00", "no change any more")]
    public void A_promise_runs_out(string calendar, string from, int amount, PromiseUnit unit, string pauses, string? due, string why)
    {
        ImmutableList<PromisePause> stood =
        [
            .. pauses.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pause => pause.Split('/'))
                .Select(pause => new PromisePause(PauseReason.Customer, At(pause[0]), pause[1].Length == 0 ? null : At(pause[1]))),
        ];
        var found = PromiseReckoner.Due(At(from), amount, unit, stood, CalendarHistory.Of(Calendars[calendar]));
        Assert.True(found == (due is null ? null : At(due)), $"{why}: {found:O}");
    }

    [Theory]
    [InlineData("Shanghai", "2026-03-09T09:00+08:00", "2026-03-09T10:00+08:00", 8, "2026-03-10T09:00+08:00", "seven and a half hours today, half an hour tomorrow")]
    [InlineData("Madrid", "2026-03-27T18:00+01:00", "2026-03-27T18:30+01:00", 3, "2026-03-30T11:00+02:00", "sooner, over the weekend of the change")]
    [InlineData("New York", "2026-10-30T16:00-04:00", "2026-10-30T16:30-04:00", 2, "2026-11-02T09:00-05:00", "an hour on Friday, one on Monday")]
    [InlineData("Mexico City", "2026-04-03T17:00-06:00", "2026-04-04T10:00-06:00", 4, "2026-04-06T12:00-06:00", "changed on a Saturday")]
    [InlineData("Lord Howe", "2026-04-04T15:00+11:00", "2026-04-04T20:00+11:00", 2, "2026-04-05T09:00+10:30", "changed in the night on which the clock goes back")]
    [InlineData("Shanghai", "2026-03-09T09:00+08:00", "2026-03-09T10:00+08:00", 1, "2026-03-09T10:00+08:00", "what would be over is over when it is said, and not before it began")]
    public void A_changed_policy_has_what_runs_run_out_as_if_it_had_always_held(string calendar, string from, string changed, int hours, string due, string why)
    {
        var scenario = PromiseScenario.Registered(from, Calendars[calendar]);
        scenario.Rows = scenario.Rows.ConvertAll(row => row is { Promise: PromiseKind.Arrival, Amount: 6 } ? row with { Amount = hours } : row);
        scenario.Basis = "c1|h1";
        scenario.Reckoned(changed);
        Assert.True(scenario.Due(PromiseKind.Arrival) == At(due), $"{why}: {scenario.Due(PromiseKind.Arrival):O}");
        Assert.Equal(At(from), scenario.Clock(PromiseKind.Arrival).StartedAt);
    }

    [Theory]
    [InlineData("Shanghai", "2026-03-20T16:30+08:00", "2026-03-23T14:30+08:00", "an hour on Friday, five on Monday")]
    [InlineData("Madrid", "2026-10-24T12:00+02:00", "2026-10-26T17:00+01:00", "reopened on the Saturday before summer time ends")]
    [InlineData("New York", "2026-03-08T10:00-04:00", "2026-03-09T14:30-04:00", "reopened on the Sunday on which it begins")]
    [InlineData("Mexico City", "2026-04-06T17:00-06:00", "2026-04-07T14:00-06:00", "an hour today, five tomorrow")]
    [InlineData("Lord Howe", "2026-10-03T15:00+10:30", "2026-10-04T13:00+11:00", "over the night of twenty-three hours and a half")]
    public void A_reopened_ticket_is_promised_anew_from_then_on(string calendar, string reopened, string due, string why)
    {
        var at = At(reopened);
        var scenario = PromiseScenario.Registered($"{at.AddDays(-7):O}", Calendars[calendar]).Completes($"{at.AddDays(-3):O}");
        scenario.Happens(at, new TicketReopened(at, 2, "Again"));
        Assert.True(scenario.Due(PromiseKind.Arrival) == At(due), $"{why}: {scenario.Due(PromiseKind.Arrival):O}");
        Assert.Equal((at, 2), (scenario.Clock(PromiseKind.Arrival).StartedAt, scenario.Clock(PromiseKind.Arrival).Round));
        Assert.Empty(scenario.Woken(reopened));
    }

    [Fact]
    public void There_are_examples_of_each_place()
    {
        object?[][] examples =
        [
            .. new[] { typeof(WorkedPromiseExamplesTests), typeof(WorkedCalendarExamplesTests) }.SelectMany(type => type.GetMethods())
                .SelectMany(method => method.GetCustomAttributes(typeof(InlineDataAttribute), inherit: false).Cast<InlineDataAttribute>()).Select(example => example.Data),
        ];
        Assert.True(examples.Length >= 60, $"There are {examples.Length}.");
        foreach (var place in Calendars.Keys)
            Assert.True(examples.Count(example => ((string)example[0]!).StartsWith(place, StringComparison.Ordinal)) >= 10, $"There are too few of {place}.");
    }
}
