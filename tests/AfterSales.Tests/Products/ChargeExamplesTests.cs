using AfterSales.Products.Rules;
using static AfterSales.Products.Rules.ChargeReason;
using static AfterSales.Products.Rules.WarrantyExclusion;
using static AfterSales.Tests.Calendars.CalendarScenarios;
using static AfterSales.Tests.Catalogue.CatalogueScenarios;
using static AfterSales.Tests.Products.WarrantyScenarios;

namespace AfterSales.Tests.Products;

/// <summary>Worked examples of what the source documents say about who pays; each names the line it is from. The work is done in every one of them.</summary>
public sealed class ChargeExamplesTests
{
    private static readonly PriceRule Free = PriceRule.AllFree;
    private static readonly PriceRule AtCost = new(PriceBasis.Cost, PriceBasis.Cost, PriceBasis.Cost);
    private static readonly PriceRule Outside = new(PriceBasis.List, PriceBasis.Cost, PriceBasis.List);
    private static readonly PriceRule Small = new(PriceBasis.Free, PriceBasis.Cost, PriceBasis.Free);

    /// <summary>An air conditioner sold on 10 June 2025: the unit one year, its compressor five; on 1 March 2028 the institute judged its fan.</summary>
    private static readonly WarrantyBasis Unit = Basis(Details("2025-06-10") with { Model = "AC-35" }, Model(),
        new Judgement(1, "Ventilador", "质检院", Date("2028-02-20"), Date("2028-03-01")));

    public static TheoryData<string, string, WorkOnPart, string, int?, PriceRule, ChargeReason, WarrantyExclusion?> Examples => new()
    {
        { "S1 P1 5.3 1)", "free while the warranty runs", new("FAN"), "2026-06-09", 60, Free, UnderWarranty, null },
        { "S1 P1 5.3 2)", "paid from the day after", new("FAN"), "2026-06-10", 60, Outside, WarrantyEnded, null },
        { "S1 P2 (6) 3", "the compressor while its own period runs", new("COMPRESSOR"), "2026-06-10", 60, Free, UnderWarranty, null },
        { "S2 C 四", "a fault of the product itself: work and parts are free", new("COMPRESSOR"), "2025-12-01", null, Free, UnderWarranty, null },
        { "S2 C 四 a", "what is used up: the filter, by the catalogue", new("FILTER"), "2025-12-01", 60, AtCost, Excluded, Consumable },
        { "S2 C 四 a", "what is used up, called by its Chinese name", new("滤网"), "2025-12-01", 60, AtCost, Excluded, Consumable },
        { "S2 C 四 a", "normal wear", new("FAN", NormalWear), "2025-12-01", 60, AtCost, Excluded, NormalWear },
        { "S3 ⑹-1 一", "wrong use is the customer's: the work is done and paid for", new("FAN", Misuse), "2025-12-01", 60, AtCost, Excluded, Misuse },
        { "S0 P4 二6(3)", "broken by people", new("FAN", DamageByPeople), "2025-12-01", 60, AtCost, Excluded, DamageByPeople },
        { "S0 P2 1", "force majeure: at cost", new("COMPRESSOR", ForceMajeure), "2025-12-01", 60, AtCost, Excluded, ForceMajeure },
        { "S0 P2 1", "not operated as the rules say", new("COMPRESSOR", BreachOfOperatingRules), "2025-12-01", 60, AtCost, Excluded, BreachOfOperatingRules },
        { "S3 ⑹-2 三(二)3", "repaired by somebody who was not authorised", new("COMPRESSOR", UnauthorisedWork), "2025-12-01", 60, AtCost, Excluded, UnauthorisedWork },
        { "S3 ⑹-2 三(二)5", "excluded, and the warranty is over as well", new("FAN", Misuse), "2027-12-01", 60, Outside, WarrantyEnded, null },
        { "S2 C 四", "not as contracted: replaced", new("FAN", IsNotAsContracted: true), "2025-12-01", 60, Free, NotAsContracted, null },
        { "S2 C 四", "unconditionally: also a part that wears", new("FILTER", IsNotAsContracted: true), "2025-12-01", 60, Free, NotAsContracted, null },
        { "S2 C 四", "unconditionally: whatever else is said of it", new("FAN", Misuse, IsNotAsContracted: true), "2025-12-01", 60, Free, NotAsContracted, null },
        { "S2 C 四", "replaced unconditionally only in warranty", new("FAN", IsNotAsContracted: true), "2026-06-10", 60, Outside, WarrantyEnded, null },
        { "S3 ⑹-1 四", "judged to have failed abnormally early: the fan after its year", new("FAN"), "2028-03-15", 60, Free, AbnormallyEarly, null },
        { "S3 ⑹-1 四", "from the day of the fault", new("FAN"), "2028-02-20", 60, Free, AbnormallyEarly, null },
        { "S3 ⑹-1 四", "not before it", new("FAN"), "2028-02-19", 60, Outside, WarrantyEnded, null },
        { "S3 ⑹-1 四", "not for the next fault years later", new("FAN"), "2029-03-01", 60, Outside, WarrantyEnded, null },
        { "S3 ⑹-1 四", "not for another part", new("FILTER"), "2028-03-15", 60, Outside, WarrantyEnded, null },
        { "S2 C 四", "after the warranty: a small job, its parts at cost", new("FAN"), "2027-01-01", 15, Small, SmallJob, null },
        { "S2 C 四", "a minute more is no small job", new("FAN"), "2027-01-01", 16, Outside, WarrantyEnded, null },
        { "S2 C 四", "nor is one of which nobody knows how long it takes", new("FAN"), "2027-01-01", null, Outside, WarrantyEnded, null },
        { "S2 C 四", "nor what the customer broke", new("FAN", DamageByPeople), "2027-01-01", 10, Outside, WarrantyEnded, null },
        { "S2 C 四", "after the warranty: parts at cost", new("drain hose"), "2027-01-01", 60, Outside, WarrantyEnded, null },
    };

    [Theory, MemberData(nameof(Examples))]
    public void Who_pays(string source, string says, WorkOnPart work, string on, int? minutes, PriceRule price, ChargeReason because, WarrantyExclusion? exclusion)
    {
        var charge = Assert.Single(ChargeRules.Split(Unit, [work], Date(on), Charges, minutes));
        Assert.Equal((source, says, price, because, exclusion), (source, says, charge.Price, charge.Because, charge.Exclusion));
        Assert.Equal(because == NotAsContracted, charge.IsReplaced);
    }

    [Fact]
    public void S1_P1_5_3_each_part_is_charged_by_itself()
    {
        var charges = ChargeRules.Split(Unit, [new("COMPRESSOR"), new("FAN"), new("FILTER")], Date("2026-07-01"), Charges, 90);
        Assert.Equal([("COMPRESSOR", UnderWarranty), ("FAN", WarrantyEnded), ("FILTER", WarrantyEnded)], charges.Select(charge => (charge.Part, charge.Because)));
        // Somebody has to come for the compressor anyway.
        Assert.Equal(PriceBasis.Free, ChargeRules.Travel(charges));
        Assert.Equal(PriceBasis.List, ChargeRules.Travel(charges.RemoveAt(0)));
    }

    [Fact]
    public void S3_6_4_1_a_product_that_is_not_on_file_is_charged()
    {
        var charge = Assert.Single(ChargeRules.Split(null, [new("FAN")], Date("2026-07-01"), Charges));
        Assert.Equal((Outside, ProductUnknown, null), (charge.Price, charge.Because, charge.Verdict));
    }

    [Fact]
    public void S3_6_1_4_two_judgements_of_a_part_the_later_one_counts()
    {
        var basis = Unit with { Judgements = Unit.Judgements.Add(new Judgement(2, "FAN", "质检院", Date("2028-02-25"), Date("2028-03-20"))) };
        Assert.Equal(2, Assert.Single(ChargeRules.Split(basis, [new("fan")], Date("2028-03-25"), Charges)).Judgement);
    }

    [Fact]
    public void K11_a_branch_may_charge_by_its_own_rule()
    {
        var own = Charges with { Prices = Charges.Prices with { Outside = new PriceRule(PriceBasis.Free, PriceBasis.List, PriceBasis.Free) }, SmallJobMinutes = 0 };
        var charge = Assert.Single(ChargeRules.Split(Unit, [new("FAN")], Date("2027-01-01"), own, 0));
        Assert.Equal((own.Prices.Outside, WarrantyEnded), (charge.Price, charge.Because));
    }
}
