using System.Text.Json;
using AfterSales.Branches.Rules;
using AfterSales.Policies;
using static AfterSales.Tests.Calendars.CalendarScenarios;

namespace AfterSales.Tests.Branches;

public sealed class HeadquartersPoliciesTests
{
    [Theory]
    [InlineData("2026-03-13T00:59:00Z", "2026-03-13T01:00:00Z")]
    [InlineData("2026-03-13T10:00:00Z", "2026-03-16T01:00:00Z")]
    public void The_standard_is_the_office_hours_of_weekdays(string at, string opening) =>
        Assert.Equal(At(opening), HeadquartersPolicies.Calendar.Standard.In("Asia/Shanghai").NextOpening(At(at)));

    [Theory]
    [InlineData("""{"week": [{"day": "Monday", "from": "09:00:00", "to": "18:00:00"}], "holidays": [], "extraDays": []}""", "")]
    [InlineData("""{"week": [], "holidays": [], "extraDays": []}""", "")]
    [InlineData("""{"week": [{"day": "Monday", "from": "09:00:00", "to": "18:00:00"}, {"day": "Monday", "from": "17:00:00", "to": "19:00:00"}], "holidays": [], "extraDays": []}""",
        "value.week[0] HOURS_OVERLAP, value.week[1] HOURS_OVERLAP")]
    public void A_calendar_is_taken_as_that_of_a_branch_is(string value, string issues) => Assert.Equal(issues, string.Join(", ",
        PolicyBook.Check(HeadquartersPolicies.Calendar, JsonDocument.Parse(value).RootElement).Issues.Select(issue => $"{issue.Path} {issue.Code}")));
}
