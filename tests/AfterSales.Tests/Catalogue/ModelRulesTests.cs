using AfterSales.Catalogue.Rules;
using AfterSales.Records;
using static AfterSales.Tests.Calendars.CalendarScenarios;
using static AfterSales.Tests.Catalogue.CatalogueScenarios;

namespace AfterSales.Tests.Catalogue;

public sealed class ModelRulesTests
{
    public static TheoryData<string, ModelDetails> Mistakes => new()
    {
        { "name", AirConditioner with { Name = LocalText.None } },
        { "productLine", AirConditioner with { ProductLine = "Aire frío" } },
        { "productLine", AirConditioner with { ProductLine = "" } },
        { "parts[1].code", AirConditioner with { Terms = [], Parts = [new("fan", Named("Fan"), false, null), new("ＦＡＮ", Named("Fan"), false, null)] } },
        { "parts[0].name", AirConditioner with { Terms = [], Parts = [new("fan", LocalText.None, false, null)] } },
        { "inspections[0].everyMonths", AirConditioner with { Inspections = [new("i", Named("i"), 1, 0, InspectionChannel.Phone)] } },
        { "inspections[0].season", AirConditioner with { Inspections = [new("i", Named("i"), 0, 1, InspectionChannel.Phone, new Season(2, 13))] } },
        { "documents[0].file", AirConditioner with { Documents = [new(ModelDocumentKind.Manual, "Manual", " ")] } },
        { "terms[0].months", AirConditioner with { Terms = [Term(601)] } },
        { "terms[0].months", AirConditioner with { Terms = [Term(24, minimum: 36)] } },
        { "terms[0].part", AirConditioner with { Terms = [Term(24, "PUMP")] } },
        { "terms[0].salesTo", AirConditioner with { Terms = [Term(24, from: "2026-02-02", to: "2026-02-01")] } },
        { "terms[0].startOrder", AirConditioner with { Terms = [Term(24) with { StartOrder = [] }] } },
        { "terms[0].startOrder", AirConditioner with { Terms = [Term(24) with { StartOrder = [WarrantyStart.Purchase, WarrantyStart.Purchase] }] } },
        { "terms[1].salesFrom", AirConditioner with { Terms = [Term(24, to: "2026-02-01"), Term(12, from: "2026-02-01")] } },
        { "terms[1].salesFrom", AirConditioner with { Terms = [Term(24, "fan"), Term(12, "FAN", from: "2026-02-01")] } },
    };

    [Theory, MemberData(nameof(Mistakes))]
    public void What_cannot_be_is_refused_where_it_stands(string path, ModelDetails details) =>
        Assert.Equal(path, Assert.Single(Assert.IsType<InputInvalid>(ModelRules.Register("m-1", "AC-35", details).Refusal).Issues).Path);

    [Fact]
    public void Rows_that_follow_each_other_do_not_overlap() =>
        Assert.Null(ModelRules.Register("m-1", "AC-35", AirConditioner with { Terms = [Term(24, to: "2026-01-31"), Term(12, from: "2026-02-01")] }).Refusal);

    [Fact]
    public void The_same_details_again_change_nothing() => Assert.Empty(ModelRules.Amend(Model(), AirConditioner with { }, Now).Events);

    [Fact]
    public void A_term_that_units_were_sold_with_is_not_shortened()
    {
        var shorter = AirConditioner with { Terms = [Term(12), Term(48, "COMPRESSOR", minimum: 36)] };
        Assert.Equal(new TermAlreadyPromised("COMPRESSOR", null, 60), ModelRules.Amend(Model(), shorter, Now).Refusal);
        Assert.Equal(new TermAlreadyPromised("COMPRESSOR", null, 60), ModelRules.Amend(Model(), AirConditioner with { Terms = [Term(12)] }, Now).Refusal);
    }

    [Fact]
    public void For_sales_to_come_a_term_may_be_shortened()
    {
        var next = AirConditioner with { Terms = [Term(12, to: "2026-03-31"), Term(6, from: "2026-04-01"), Term(60, "COMPRESSOR", minimum: 36)] };
        Assert.Null(ModelRules.Amend(Model(), next, Now).Refusal);
        // The second of March is over nowhere yet when it begins in Shanghai, and somebody may have bought on it.
        var today = AirConditioner with { Terms = [Term(12, to: "2026-03-01"), Term(6, from: "2026-03-02"), Term(60, "COMPRESSOR", minimum: 36)] };
        Assert.Equal(new TermAlreadyPromised(null, Date("2026-03-02"), 12), ModelRules.Amend(Model(), today, Now).Refusal);
    }

    [Fact]
    public void A_term_may_be_lengthened_for_all()
    {
        var longer = After(Model(), ModelRules.Amend(Model(), AirConditioner with { Terms = [Term(24), Term(72, "COMPRESSOR", minimum: 36)] }, Now));
        Assert.Equal(2, longer.TermsVersion);
    }

    [Fact]
    public void What_changes_no_term_reckons_nothing_anew() =>
        Assert.Equal(1, After(Model(), ModelRules.Amend(Model(), AirConditioner with { ProductLine = "air" }, Now)).TermsVersion);

    [Fact]
    public void A_promotion_gives_no_less_than_the_law_demands() =>
        Assert.Equal(new PromotionBelowLegalMinimum(24, 36), ModelRules.Announce(Model(), Offer(24, "2026-05-01", "2026-05-31", "compressor"), Now).Refusal);

    [Fact]
    public void A_promotion_announced_late_takes_nothing_from_what_was_sold() =>
        Assert.IsType<TermAlreadyPromised>(ModelRules.Announce(Model(), Offer(6, "2026-02-01", "2026-05-31"), Now).Refusal);

    [Theory]
    [InlineData("2026-05-31", "2026-05-01", "promotion.salesTo")]
    [InlineData("2026-05-01", "2026-05-31", "promotion.part")]
    public void A_promotion_begins_before_it_ends_and_is_for_a_part_that_there_is(string from, string to, string path)
    {
        var refused = ModelRules.Announce(Model(), Offer(24, from, to, path == "promotion.part" ? "PUMP" : null), Now).Refusal;
        Assert.Equal(path, Assert.Single(Assert.IsType<InputInvalid>(refused).Issues).Path);
    }

    [Fact]
    public void A_promotion_that_runs_may_end_today_and_not_before()
    {
        var model = Model(null, Offer(24, "2026-02-01", "2026-05-31"));
        Assert.IsType<InputInvalid>(ModelRules.End(model, 1, Date("2026-03-01"), Now).Refusal);
        Assert.Equal(Date("2026-03-02"), After(model, ModelRules.End(model, 1, Date("2026-03-02"), Now)).Promotion(1)!.SalesTo);
        Assert.IsType<InputInvalid>(ModelRules.End(model, 1, Date("2026-06-01"), Now).Refusal);
        Assert.Empty(ModelRules.End(model, 1, Date("2026-05-31"), Now).Events);
    }

    [Fact]
    public void A_promotion_that_has_not_begun_can_be_withdrawn_and_its_number_is_not_given_again()
    {
        var model = Model(null, Offer(24, "2026-05-01", "2026-05-31"));
        var without = After(model, ModelRules.End(model, 1, Date("2026-04-30"), Now));
        Assert.Empty(without.Promotions);
        Assert.Equal(2, After(without, ModelRules.Announce(without, Offer(24, "2026-06-01", "2026-06-30"), Now)).Promotions[0].Number);
    }

    [Fact]
    public void Archiving_twice_changes_nothing()
    {
        var archived = After(Model(), ModelRules.Archive(Model()));
        Assert.True(archived.IsArchived);
        Assert.Empty(ModelRules.Archive(archived).Events);
        Assert.False(After(archived, ModelRules.Restore(archived)).IsArchived);
    }

    [Theory]
    [InlineData("wm-8")]
    [InlineData(" WM-8 ")]
    [InlineData("ＷＭ－８")]
    public void A_code_is_the_same_however_it_is_typed(string typed) => Assert.True(ModelCode.AreSame("WM-8", typed));

    [Theory]
    [InlineData("filter")]
    [InlineData("滤网")]
    [InlineData(" FILTRO ")]
    public void A_part_is_found_by_its_code_and_by_its_name_in_any_language(string words) => Assert.Equal("FILTER", AirConditioner.FindPart(words)?.Code);
}
