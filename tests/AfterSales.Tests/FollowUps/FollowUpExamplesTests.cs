using System.Globalization;
using AfterSales.Calendars;
using AfterSales.FollowUps.Rules;
using static AfterSales.Tests.Calendars.CalendarScenarios;
using static AfterSales.Tests.FollowUps.FollowUpScenarios;

namespace AfterSales.Tests.FollowUps;

/// <summary>When calls are owed and tried again by the standard plan, worked through; each example names the line of the sources it comes from.</summary>
public sealed class FollowUpExamplesTests
{
    private static readonly Dictionary<string, WorkingCalendar> Calendars = new()
    {
        ["Office"] = Office,
        ["Daily"] = EveryDay("Asia/Shanghai", "09:00", "18:00"),
        ["Madrid"] = EveryDay("Europe/Madrid", "09:00", "18:00"),
        ["Lord Howe"] = EveryDay("Australia/Lord_Howe", "08:00", "16:00"),
    };

    [Theory]
    [InlineData("S3 ⑹-5 规定 4", "a consultation of a Thursday: the third day is a Sunday", FollowUpTrigger.Consultation, "Office", "2026-03-12T14:00+08:00", "2026-03-16T08:30+08:00", "2026-03-19T17:30+08:00")]
    [InlineData("S3 ⑹-5 规定 4", "a visit of a Tuesday: from Friday to the next Tuesday", FollowUpTrigger.Visit, "Office", "2026-03-10T09:00+08:00", "2026-03-13T08:30+08:00", "2026-03-17T17:30+08:00")]
    [InlineData("S3 ⑹-5 规定 4", "handed back on a Friday: from Monday to the Friday after", FollowUpTrigger.Completion, "Office", "2026-03-13T17:00+08:00", "2026-03-16T08:30+08:00", "2026-03-20T17:30+08:00")]
    [InlineData("S3 ⑹-5 规定 4", "before the festival: closes with its last working Saturday", FollowUpTrigger.Completion, "Office", "2026-02-10T10:00+08:00", "2026-02-13T08:30+08:00", "2026-02-14T12:00+08:00")]
    [InlineData("S3 ⑹-5 规定 4", "over the turn of the year", FollowUpTrigger.Consultation, "Daily", "2026-12-29T10:00+08:00", "2027-01-01T09:00+08:00", "2027-01-05T18:00+08:00")]
    [InlineData("S3 ⑹-5 规定 4", "the leap day is one of the three", FollowUpTrigger.Visit, "Daily", "2028-02-27T10:00+08:00", "2028-03-01T09:00+08:00", "2028-03-05T18:00+08:00")]
    [InlineData("S3 ⑹-5 规定 4", "opens on the morning after summer time has begun", FollowUpTrigger.Completion, "Madrid", "2026-03-26T10:00+01:00", "2026-03-29T09:00+02:00", "2026-04-02T18:00+02:00")]
    [InlineData("S3 ⑹-5 规定 4", "closes after it has ended, by half an hour", FollowUpTrigger.Completion, "Lord Howe", "2026-03-30T10:00+11:00", "2026-04-02T08:00+11:00", "2026-04-06T16:00+10:30")]
    [InlineData("S3 ⑶ 3", "sold on a Saturday: on Tuesday and on no other day", FollowUpTrigger.Sale, "Daily", "2026-03-14T15:00+08:00", "2026-03-17T09:00+08:00", "2026-03-17T18:00+08:00")]
    [InlineData("S3 ⑶ 3", "the third day is a Sunday: on Monday", FollowUpTrigger.Sale, "Office", "2026-03-12T15:00+08:00", "2026-03-16T08:30+08:00", "2026-03-16T17:30+08:00")]
    [InlineData("domain.md §5 (ours)", "installed before the festival: on the first day after it", FollowUpTrigger.Installation, "Office", "2026-02-13T15:00+08:00", "2026-02-24T08:30+08:00", "2026-02-24T17:30+08:00")]
    public void The_first_call_is_owed_within(string line, string what, FollowUpTrigger trigger, string calendar, string ended, string opens, string closes)
    {
        var call = Assert.Single(Begun(FollowUpCalls.None, FollowUpPolicies.Plan.Standard, trigger, At(ended), Calendars[calendar]).Calls);
        Assert.True((call.OpensAt, call.ClosesAt) == (At(opens), At(closes)), $"{line}, {what}: {call.OpensAt:O} to {call.ClosesAt:O}");
    }

    /// <summary>Everything ended on Monday, 9 March 2026, at ten.</summary>
    [Theory]
    [InlineData("S3 ⑹-5 规定 5", "reached on the first day of the window", FollowUpTrigger.Completion, CallResult.Reached, "2026-03-12T09:00+08:00", "2026-03-19", "2026-03-26")]
    [InlineData("S3 ⑹-5 规定 5", "reached on its last evening", FollowUpTrigger.Consultation, CallResult.Reached, "2026-03-16T17:59+08:00", "2026-03-23", "2026-03-30")]
    [InlineData("S3 ⑹-5 规定 5", "reached when the window had long closed", FollowUpTrigger.Visit, CallResult.Reached, "2026-04-27T10:00+08:00", "2026-05-04", "2026-05-11")]
    [InlineData("S3 ⑹-5 规定 5", "reached on the last of the month", FollowUpTrigger.Completion, CallResult.Reached, "2026-03-31T10:00+08:00", "2026-04-07", "2026-04-14")]
    [InlineData("domain.md §5", "the number is wrong: from the day it was given up", FollowUpTrigger.Visit, CallResult.WrongNumber, "2026-03-15T10:00+08:00", "2026-03-22", "2026-03-29")]
    [InlineData("domain.md §5", "who was installed is called on the third day, then as everybody", FollowUpTrigger.Installation, CallResult.Reached, "2026-03-12T10:00+08:00", "2026-03-19", "2026-03-26")]
    public void The_second_call_is_owed_within(string line, string what, FollowUpTrigger trigger, CallResult result, string made, string from, string to)
    {
        var daily = Calendars["Daily"];
        var planned = Begun(FollowUpCalls.None, FollowUpPolicies.Plan.Standard, trigger, At("2026-03-09T10:00+08:00"), daily);
        var called = After(After(planned, calls => WhenDue(calls, At(made))), calls => Record(calls, new(1, result), At(made), calendar: daily));
        var second = called.Calls[^1];
        Assert.True((second.Step, daily.LocalDay(second.OpensAt), daily.LocalDay(second.ClosesAt)) == ("second", Date(from), Date(to)), $"{line}, {what}: {second}");
    }

    /// <summary>The call of a repair that was completed on Monday, 9 March 2026; office hours are 8:30 to 12:00 and 13:00 to 17:30.</summary>
    [Theory]
    [InlineData("domain.md §5 (ours)", "nobody answered at opening: half an hour after lunch", "2026-03-12T08:30+08:00", "2026-03-12T13:30+08:00")]
    [InlineData("domain.md §5 (ours)", "a minute before lunch: the rest of the four hours after it", "2026-03-12T11:59+08:00", "2026-03-12T16:59+08:00")]
    [InlineData("domain.md §5 (ours)", "during lunch, of which nothing counts", "2026-03-12T12:30+08:00", "2026-03-12T17:00+08:00")]
    [InlineData("domain.md §5 (ours)", "four hours that end at closing end there", "2026-03-12T13:30+08:00", "2026-03-12T17:30+08:00")]
    [InlineData("domain.md §5 (ours)", "in the evening: as from the next opening", "2026-03-12T19:00+08:00", "2026-03-13T13:30+08:00")]
    [InlineData("domain.md §5 (ours)", "a third time on one day: not before the next", "2026-03-12T08:30+08:00 2026-03-12T13:30+08:00 2026-03-12T17:30+08:00", "2026-03-13T13:30+08:00")]
    [InlineData("domain.md §5 (ours)", "a fifth time, on Friday noon: four hours on", "2026-03-12T08:30+08:00 2026-03-12T13:30+08:00 2026-03-12T17:30+08:00 2026-03-13T13:30+08:00 2026-03-13T17:30+08:00", "2026-03-16T13:30+08:00")]
    [InlineData("domain.md §5 (ours)", "a sixth time: never again", "2026-03-12T08:30+08:00 2026-03-12T13:30+08:00 2026-03-12T17:30+08:00 2026-03-13T13:30+08:00 2026-03-13T17:30+08:00 2026-03-16T13:30+08:00", null)]
    public void Who_does_not_answer_is_tried_again_at(string line, string what, string tries, string? next)
    {
        var call = tries.Split(' ').Aggregate(Due(), (calls, at) => After(calls, due => Record(due, new(1, CallResult.NoAnswer), At(at)))).Calls[0];
        Assert.True(call.NextTryAt == (next is null ? null : At(next)), string.Create(CultureInfo.InvariantCulture, $"{line}, {what}: {call.NextTryAt:O}"));
        Assert.Equal(next is null ? FollowUpState.GivenUp : FollowUpState.Due, call.State);
    }
}
