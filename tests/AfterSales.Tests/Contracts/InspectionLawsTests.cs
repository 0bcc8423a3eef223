using AfterSales.Calendars;
using AfterSales.Catalogue.Rules;
using AfterSales.Contracts.Rules;
using CsCheck;
using static AfterSales.Tests.Calendars.CalendarScenarios;

namespace AfterSales.Tests.Contracts;

/// <summary>What holds for every inspection plan, wherever its first day falls (S0 P3 一5, P4 III).</summary>
public sealed class InspectionLawsTests
{
    private static readonly DateOnly Epoch = new(2026, 1, 1);

    private static readonly Gen<WorkingCalendar> Calendars = Gen.Int[0, 900].Array[0, 40].Select(days =>
        ShanghaiOffice() with { Holidays = [.. days.Distinct().Order().Select(day => new Holiday(Epoch.AddDays(day), ""))] });

    private static readonly Gen<(WorkingCalendar Calendar, DateOnly First, DateOnly Last, InspectionItem Item)> Plans = Gen.Select(
        Calendars, Gen.Int[0, 365], Gen.Int[1, 900], Gen.Int[0, 14], Gen.Int[1, 12], Gen.Select(Gen.Bool, Gen.Int[1, 12], Gen.Int[1, 12]),
        (calendar, first, length, after, every, season) => (calendar, Epoch.AddDays(first), Epoch.AddDays(first + length), new InspectionItem(
            "x", "x", after, every, InspectionChannel.Site, season.Item1 ? new Season(season.Item2, season.Item3) : null, [])));

    [Fact]
    public void None_is_made_twice_none_before_its_day_and_each_on_a_working_day_within_the_contract() =>
        Plans.Sample(plan =>
        {
            var days = Days(plan);
            Assert.Equal(days.Select(planned => planned.Occurrence).Distinct().Count(), days.Count);
            Assert.Equal(days.Select(planned => planned.Day).Distinct(), days.Select(planned => planned.Day).Order());
            Assert.All(days, planned =>
            {
                Assert.NotNull(plan.Calendar.OpeningOn(planned.Day!.Value));
                Assert.InRange(planned.Day.Value, Nominal(plan, planned.Occurrence), plan.Last);
                Assert.True(planned.RaiseAt <= plan.Calendar.OpeningOn(planned.Day.Value));
            });
        }, iter: 1000);

    [Fact]
    public void A_postponed_one_shifts_no_other_each_is_on_the_first_working_day_from_its_own_on() =>
        Plans.Where(plan => plan.Item.Season is null).Sample(plan => Assert.All(Days(plan), planned =>
        {
            var own = Nominal(plan, planned.Occurrence);
            for (var day = own; day < planned.Day; day = day.AddDays(1)) Assert.Null(plan.Calendar.OpeningOn(day));
        }), iter: 1000);

    [Fact]
    public void Out_of_season_nothing_is_made_but_what_a_closed_month_has_pushed_on() =>
        Plans.Where(plan => plan.Item.Season is not null).Sample(plan => Assert.All(Days(plan), planned =>
        {
            var day = planned.Day!.Value;
            while (!plan.Item.Season!.Holds(day.Month))
            {
                day = day.AddDays(-1);
                Assert.True(plan.Calendar.OpeningOn(day) is null);
            }
        }), iter: 1000);

    private static DateOnly Nominal((WorkingCalendar Calendar, DateOnly First, DateOnly Last, InspectionItem Item) plan, int occurrence) =>
        plan.First.AddMonths(plan.Item.FirstAfterMonths + ((occurrence - 1) * plan.Item.EveryMonths!.Value));

    private static List<PlannedInspection> Days((WorkingCalendar Calendar, DateOnly First, DateOnly Last, InspectionItem Item) plan)
    {
        var days = new List<PlannedInspection>();
        for (var next = Next(1); next.Day is not null; next = Next(next.Occurrence + 1)) days.Add(next);
        return days;

        PlannedInspection Next(int occurrence) => InspectionSchedule.Next(plan.Item, occurrence, plan.First, plan.Last, plan.Calendar, leadDays: 14);
    }
}
