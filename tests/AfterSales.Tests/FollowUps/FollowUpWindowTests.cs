using AfterSales.Calendars;
using AfterSales.FollowUps.Rules;
using static AfterSales.Tests.Calendars.CalendarScenarios;
using static AfterSales.Tests.FollowUps.FollowUpScenarios;

namespace AfterSales.Tests.FollowUps;

public sealed class FollowUpWindowTests
{
    private static readonly FollowUpStep First = new("first", FollowUpTrigger.Completion, 3, 7);

    private static readonly WorkingCalendar Madrid = new()
    {
        TimeZone = "Europe/Madrid",
        Week = [.. Enum.GetValues<DayOfWeek>().Where(day => day is not (DayOfWeek.Saturday or DayOfWeek.Sunday)).Select(day => Weekly(day, "09:00", "18:00"))],
    };

    [Fact]
    public void A_window_opens_with_the_branch_on_its_first_day_and_closes_with_it_on_its_last() =>
        ExpectWindow(Planned(), "2026-03-12", "2026-03-12T00:30:00Z", "2026-03-16T09:30:00Z");

    [Fact]
    public void A_window_whose_first_day_is_a_Saturday_opens_on_Monday() =>
        ExpectWindow(Planned("2026-03-11T02:00:00Z", Office, First), "2026-03-16", "2026-03-16T00:30:00Z", "2026-03-18T09:30:00Z");

    [Fact]
    public void A_window_whose_last_day_is_a_Sunday_closes_on_Friday() =>
        ExpectWindow(Planned("2026-03-09T02:00:00Z", Office, First with { ClosesAfterDays = 6 }), "2026-03-12", "2026-03-12T00:30:00Z", "2026-03-13T09:30:00Z");

    [Fact]
    public void A_window_opens_on_a_Saturday_that_is_worked() =>
        ExpectWindow(Planned("2026-02-25T02:00:00Z", Office, First), "2026-02-28", "2026-02-28T00:30:00Z", "2026-03-04T09:30:00Z");

    [Fact]
    public void A_window_that_falls_into_the_holidays_whole_is_the_first_day_after_them() =>
        ExpectWindow(Planned("2026-02-12T02:00:00Z", Office, First), "2026-02-24", "2026-02-24T00:30:00Z", "2026-02-24T09:30:00Z");

    [Theory]
    [InlineData("2026-03-09T15:59:59Z", "2026-03-12T00:30:00Z")]
    [InlineData("2026-03-09T16:00:00Z", "2026-03-13T00:30:00Z")]
    public void Days_are_counted_from_the_day_at_the_branch(string completed, string opens) =>
        Assert.Equal(At(opens), Assert.Single(Planned(completed, Office, First).Calls).OpensAt);

    [Theory]
    [InlineData("2026-03-27T09:00:00Z", "2026-03-30T07:00:00Z", "2026-04-03T16:00:00Z")]
    [InlineData("2026-10-23T08:00:00Z", "2026-10-26T08:00:00Z", "2026-10-30T17:00:00Z")]
    public void A_window_follows_the_branchs_clock_when_it_changes(string completed, string opens, string closes)
    {
        var call = Assert.Single(Planned(completed, Madrid, First).Calls);
        Assert.Equal((At(opens), At(closes)), (call.OpensAt, call.ClosesAt));
    }

    [Theory]
    [InlineData("2026-03-28T22:30:00Z", "2026-03-31")]
    [InlineData("2026-03-29T22:30:00Z", "2026-04-02")]
    public void Near_midnight_the_day_is_that_of_the_clock_as_it_stands_then(string completed, string day) =>
        Assert.Equal(Date(day), Assert.Single(Planned(completed, Madrid, First).Calls).Day);

    [Fact]
    public void A_branch_without_working_hours_owes_no_calls() =>
        Assert.Empty(Planned("2026-03-09T02:00:00Z", WorkingCalendar.Closed("Asia/Shanghai"), First).Calls);

    [Fact]
    public void The_calls_of_a_plan_are_numbered_on()
    {
        var more = Begun(Planned(), [First, First with { Name = "second" }], FollowUpTrigger.Completion, Closes, Office);
        Assert.Equal([(1, 1), (2, 2), (3, 2)], more.Calls.Select(call => (call.Number, call.Round)));
    }

    private static void ExpectWindow(FollowUpCalls calls, string day, string opens, string closes)
    {
        var call = Assert.Single(calls.Calls);
        Assert.Equal((Date(day), At(opens), At(closes)), (call.Day, call.OpensAt, call.ClosesAt));
    }
}
