using AfterSales.Branches.Rules;
using AfterSales.Records;
using static AfterSales.Tests.Calendars.CalendarScenarios;

namespace AfterSales.Tests.Branches;

public sealed class MorningRulesTests
{
    /// <summary>Friday, 13 March 2026, 09:00 in Shanghai; the office opens at 08:30, and next on Monday.</summary>
    private static readonly DateTimeOffset Friday = At("2026-03-13T01:00:00Z");

    private static readonly DateTimeOffset MondayOpening = At("2026-03-16T00:30:00Z");

    private static readonly Branch Branch = new() { Id = "b-sh", Calendar = ShanghaiOffice(), MorningAt = Friday };

    [Fact]
    public void The_round_goes_on_behind_the_last_that_was_told_and_ends_until_the_next_morning()
    {
        var told = After(Branch, MorningRules.Come(Branch, ["ticket/t-1", "ticket/t-2"], true, Friday));
        Assert.Equal((Friday.AddSeconds(1), "ticket/t-2"), (told.MorningAt!.Value, told.MorningAfter));
        // They are not marked yet, or never will be: that is for another day.
        var ended = After(told, MorningRules.Come(told, [], true, Friday.AddSeconds(1)));
        Assert.Equal((MondayOpening, null), (ended.MorningAt!.Value, ended.MorningAfter));
        Assert.Null(After(told, MorningRules.Come(told, [], false, Friday.AddSeconds(1))).MorningAt);
    }

    private static Branch After(Branch branch, Decision decision)
    {
        Assert.Null(decision.Refusal);
        return decision.Events.Aggregate(branch, Branch.Apply);
    }
}
