using AfterSales.Calendars;
using AfterSales.Contracts.Rules;
using AfterSales.Promises.Rules;
using AfterSales.Tickets.Rules;

namespace AfterSales.Tests.Tickets;

/// <summary>A contract promises at least what everybody has.</summary>
public sealed class StandardPromiseRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 5, 2, 0, 0, TimeSpan.Zero);

    private static readonly CalendarHistory Office = CalendarHistory.Of(new WorkingCalendar
    {
        TimeZone = "Asia/Shanghai",
        Week = [.. Enum.GetValues<DayOfWeek>().Where(day => day != DayOfWeek.Sunday).Select(day => new WeeklyHours(day, new(9, 0), new(18, 0)))],
    });

    [Theory]
    [InlineData(PromiseKind.Answered, 5, PromiseUnit.WorkingHours, true)]
    [InlineData(PromiseKind.Answered, 1, PromiseUnit.WorkingDays, true)]
    [InlineData(PromiseKind.Answered, 4, PromiseUnit.WorkingHours, false)]
    [InlineData(PromiseKind.Arrival, 8, PromiseUnit.WorkingHours, true)]
    [InlineData(PromiseKind.Arrival, 7, PromiseUnit.WorkingHours, false)]
    [InlineData(PromiseKind.Arrival, 2, PromiseUnit.CalendarDays, true)]
    [InlineData(PromiseKind.Arrival, 300, PromiseUnit.Minutes, false)]
    [InlineData(PromiseKind.Restored, 25, PromiseUnit.ClockHours, true)]
    [InlineData(PromiseKind.Restored, 8, PromiseUnit.WorkingHours, false)]
    [InlineData(PromiseKind.WorkshopDone, 6, PromiseUnit.WorkingDays, true)]
    [InlineData(PromiseKind.WorkshopDone, 5, PromiseUnit.WorkingDays, false)]
    public void What_runs_out_later_than_all_that_everybody_is_promised_is_refused(PromiseKind kind, int amount, PromiseUnit unit, bool isLooser) =>
        Assert.Equal(isLooser, StandardPromiseRules.Refuse([new ContractPromise(kind, amount, unit)], TicketPromisePolicies.Promises.Standard, Office, Now) is not null);

    [Fact]
    public void It_says_what_everybody_is_promised_at_the_latest() => Assert.Equal(
        new ContractOnlyTightens(PromiseKind.Arrival, 8, PromiseUnit.WorkingHours, 7, PromiseUnit.WorkingHours),
        StandardPromiseRules.Refuse([new ContractPromise(PromiseKind.Arrival, 8, PromiseUnit.WorkingHours)], TicketPromisePolicies.Promises.Standard, Office, Now));

    [Fact]
    public void Where_nothing_is_promised_a_contract_may_promise_anything() =>
        Assert.Null(StandardPromiseRules.Refuse([new ContractPromise(PromiseKind.Arrival, 90, PromiseUnit.CalendarDays)], [], Office, Now));
}
