using AfterSales.Catalogue.Rules;
using AfterSales.Contracts.Rules;
using static AfterSales.Tests.Calendars.CalendarScenarios;

namespace AfterSales.Tests.Contracts;

/// <summary>Days of inspections, worked through; each example names the line of the sources it comes from.</summary>
public sealed class InspectionExamplesTests
{
    private const int None = 0;

    private static readonly DateOnly Last = Date("2036-12-31");

    [Theory]
    [InlineData("S0 P4 III", "bolts, a month after moving in", 1, None, "2026-01-15", 1, "2026-02-15")]
    [InlineData("S0 P4 III", "bolts, moved in on the last of January", 1, None, "2026-01-31", 1, "2026-02-28")]
    [InlineData("S0 P4 III", "bolts are looked at once", 1, None, "2026-01-15", 2, null)]
    [InlineData("S0 P4 III", "joints after six months", 6, 6, "2026-01-15", 1, "2026-07-15")]
    [InlineData("S0 P4 III", "joints again six months later", 6, 6, "2026-01-15", 2, "2027-01-15")]
    [InlineData("S0 P4 III", "joints from a last of August: the end of February", 6, 6, "2025-08-31", 1, "2026-02-28")]
    [InlineData("S0 P4 III", "joints from a last of August: the last of August again", 6, 6, "2025-08-31", 2, "2026-08-31")]
    [InlineData("S0 P4 III", "sealant after a year", 12, 12, "2026-01-15", 1, "2027-01-15")]
    [InlineData("S0 P4 III", "sealant of a leap day in a common year", 12, 12, "2024-02-29", 1, "2025-02-28")]
    [InlineData("S0 P4 III", "sealant of a leap day in the next leap year", 12, 12, "2024-02-29", 4, "2028-02-29")]
    [InlineData("S0 P3 一5", "each month by phone, from a last of January: February", 1, 1, "2026-01-31", 1, "2026-02-28")]
    [InlineData("S0 P3 一5", "each month by phone, from a last of January: March has the day again", 1, 1, "2026-01-31", 2, "2026-03-31")]
    [InlineData("S0 P3 一5", "each month by phone, from a last of January: April", 1, 1, "2026-01-31", 3, "2026-04-30")]
    [InlineData("S0 P3 一5", "the twelfth call is a year on", 1, 1, "2026-01-31", 12, "2027-01-31")]
    public void An_inspection_falls_on_its_day(string line, string what, int firstAfter, int every, string first, int occurrence, string? day)
    {
        var item = new InspectionItem("item", what, firstAfter, every == None ? null : every, InspectionChannel.Site, null, []);
        var planned = InspectionSchedule.Next(item, occurrence, Date(first), Last, EveryDay("Asia/Shanghai", "09:00", "18:00"), leadDays: 14);
        Assert.True(planned.Day == (day is null ? null : Date(day)), $"{line}, {what}: {planned.Day}");
    }

    [Theory]
    [InlineData("S0 P4 III", "on a Saturday: the Monday after", 1, 1, "2026-02-14", 1, "2026-03-16")]
    [InlineData("S0 P4 III", "what was put off to a Monday shifts no other", 1, 1, "2026-02-14", 2, "2026-04-14")]
    [InlineData("S0 P4 III", "a plan that begins on a Sunday", 6, 6, "2026-03-01", 1, "2026-09-01")]
    public void On_days_without_work_it_waits_for_the_next_that_has_some(string line, string what, int firstAfter, int every, string first, int occurrence, string day)
    {
        var item = new InspectionItem("item", what, firstAfter, every, InspectionChannel.Site, null, []);
        var planned = InspectionSchedule.Next(item, occurrence, Date(first), Last, ShanghaiOffice(), leadDays: 14);
        Assert.True(planned.Day == Date(day), $"{line}, {what}: {planned.Day}");
    }

    [Theory]
    [InlineData("S0 P4", "the rainy season's check waits for June", 6, 8, "2026-01-15", 1, "2026-06-01")]
    [InlineData("S0 P4", "and comes the next June again", 6, 8, "2026-01-15", 2, "2027-06-01")]
    [InlineData("S0 P4", "the winter's check, over the turn of the year", 11, 2, "2026-01-15", 1, "2026-02-15")]
    public void A_seasons_inspection_waits_for_its_season(string line, string what, int from, int to, string first, int occurrence, string day)
    {
        var item = new InspectionItem("item", what, 1, 12, InspectionChannel.Site, new Season(from, to), []);
        var planned = InspectionSchedule.Next(item, occurrence, Date(first), Last, EveryDay("Asia/Shanghai", "09:00", "18:00"), leadDays: 14);
        Assert.True(planned.Day == Date(day), $"{line}, {what}: {planned.Day}");
    }
}
