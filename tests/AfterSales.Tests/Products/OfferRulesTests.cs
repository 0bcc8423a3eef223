using AfterSales.Products;
using AfterSales.Products.Rules;
using AfterSales.Records;
using CsCheck;
using static AfterSales.Tests.Calendars.CalendarScenarios;

namespace AfterSales.Tests.Products;

public sealed class OfferRulesTests
{
    /// <summary>Monday, 9 March 2026, 10:00 in Shanghai.</summary>
    private static readonly DateTimeOffset Now = At("2026-03-09T02:00:00Z");

    // S0 P2: a maintenance contract after the warranty; S1 P2 (20): a month before
    [Fact]
    public void S0_P2_A_contract_is_offered_a_month_before_the_warranty_ends_and_once()
    {
        var planned = After(Unit("2026-12-31"), OfferRules.Planned(Unit("2026-12-31"), 1, ShanghaiOffice(), Now));
        Assert.Equal(At("2026-11-30T00:30:00Z"), planned.NextDue);
        Assert.Empty(OfferRules.WhenDue(planned, ShanghaiOffice(), At("2026-11-30T00:29:00Z")).Events);
        var late = OfferRules.WhenDue(planned, ShanghaiOffice(), At("2028-01-01T00:00:00Z"));
        Assert.Equal(new ContractOfferOwed(Date("2026-12-31"), At("2026-12-31T09:30:00Z")), Assert.Single(late.Events));
        var offered = After(planned, late.Events);
        Assert.Null(offered.NextDue);
        Assert.Empty(OfferRules.Planned(offered, 1, ShanghaiOffice(), Now));
    }

    [Fact]
    public void A_warranty_that_moves_is_offered_for_its_new_end()
    {
        var offered = After(Unit("2026-12-31"), [new OfferPlanned(Now), new ContractOfferOwed(Date("2026-12-31"), Now)]);
        var longer = offered with { Warranty = offered.Warranty with { Until = Date("2027-12-31") } };
        Assert.True(OfferRules.IsIdle(longer));
        Assert.Equal(At("2027-11-30T00:30:00Z"), After(longer, OfferRules.Planned(longer, 1, ShanghaiOffice(), Now)).NextDue);
    }

    [Fact]
    public void Nothing_is_offered_for_what_is_covered_beyond_it_retired_or_long_out_of_warranty()
    {
        var covered = After(Unit("2026-12-31"), OfferRules.Cover(Unit("2026-12-31"), new CoverProduct("con-1", Date("2027-01-01"))).Events);
        Assert.Empty(OfferRules.Planned(covered, 1, ShanghaiOffice(), Now));
        Assert.Empty(OfferRules.Cover(covered, new CoverProduct("con-1", Date("2027-01-01"))).Events);
        // A contract that ends with the warranty helps nobody after it; one that was cancelled is told anew.
        var shorter = After(covered, OfferRules.Cover(covered, new CoverProduct("con-1", Date("2026-12-31"))).Events);
        Assert.NotEmpty(OfferRules.Planned(shorter, 1, ShanghaiOffice(), Now));
        Assert.Empty(OfferRules.Planned(Unit("2026-12-31") with { Retirement = new Retirement(Date("2026-01-01"), RetirementReason.Lost) }, 1, ShanghaiOffice(), Now));
        Assert.Empty(OfferRules.Planned(Unit("2020-12-31"), 1, ShanghaiOffice(), Now));
        Assert.Empty(OfferRules.Planned(Unit("2026-12-31") with { Warranty = new ReckonedWarranty() }, 1, ShanghaiOffice(), Now));
    }

    [Fact]
    public void In_one_leap_or_in_many_steps_each_end_of_a_warranty_is_offered_once() =>
        Gen.Select(Gen.Int[0, 900].Array[1, 40], Gen.Int[0, 900], Gen.Int[0, 6]).Sample((steps, end, months) =>
        {
            var start = Unit(Date("2026-03-09").AddDays(end).ToString("O", System.Globalization.CultureInfo.InvariantCulture));
            start = After(start, OfferRules.Planned(start, months, ShanghaiOffice(), Now));
            var last = Now.AddDays(steps.Max());
            var leap = OfferRules.WhenDue(start, ShanghaiOffice(), last).Events;
            var (unit, stepped) = (start, new List<Event>());
            foreach (var day in steps.Order())
            {
                var due = OfferRules.WhenDue(unit, ShanghaiOffice(), Now.AddDays(day)).Events;
                stepped.AddRange(due);
                unit = After(unit, due);
            }

            Assert.Equal(leap, stepped);
            Assert.True(stepped.Count <= 1);
        }, iter: 300);

    private static InstalledProduct Unit(string until) => new() { Id = "ip-1", BranchId = "b-sh", CustomerId = "c-1", Warranty = new ReckonedWarranty(Date("2025-01-01"), Date(until)) };

    private static InstalledProduct After(InstalledProduct unit, IEnumerable<Event> events) => events.Aggregate(unit, (state, happened) => InstalledProduct.Apply(state, happened));
}
