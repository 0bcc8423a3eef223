using AfterSales.Catalogue.Rules;
using AfterSales.Products.Rules;
using static AfterSales.Products.Rules.TermSource;
using static AfterSales.Products.Rules.WarrantyReason;
using static AfterSales.Tests.Calendars.CalendarScenarios;
using static AfterSales.Tests.Catalogue.CatalogueScenarios;
using static AfterSales.Tests.Products.WarrantyScenarios;

namespace AfterSales.Tests.Products;

/// <summary>Worked examples of what the source documents say about warranties; each names the line it is from.</summary>
public sealed class WarrantyExamplesTests
{
    /// <summary>A project's window, of a model the catalogue does not know: purchase 1 March, completed 10 May, accepted 1 June 2024.</summary>
    private static readonly ProductDetails Window = Details("2024-03-01", "2024-05-10", "2024-06-01") with { IsProject = true };

    /// <summary>A pump bought on 15 January 2025.</summary>
    private static readonly ProductDetails Pump = Details("2025-01-15");

    public static TheoryData<string, string, ProductDetails, string, WarrantyReason, string?, TermSource> OfOneTerm => new()
    {
        { "S2 C 四", "one year: its first day", Pump, "2025-01-15", Running, "2026-01-14", General },
        { "S2 C 四", "one year: its last day", Pump, "2026-01-14", Running, "2026-01-14", General },
        { "S2 C 四", "one year, bought on 29 February: to the end of the next one", Details("2024-02-29"), "2025-02-28", Running, "2025-02-28", General },
        { "S2 C 四", "one year, bought on 29 February: the first of March is the day after", Details("2024-02-29"), "2025-03-01", Ended, "2025-02-28", General },
        { "S2 C 四", "one year, bought on the last day of a year", Details("2025-12-31"), "2026-12-30", Running, "2026-12-30", General },
        { "S2 C 四", "one year: the day before the purchase it has not begun", Pump, "2025-01-14", NotBegun, "2026-01-14", General },
        { "S0 P4 Warranty 1", "2 years from an acceptance on 29 February", Window with { AcceptedOn = Date("2024-02-29") }, "2026-02-28", Running, "2026-02-28", Project },
        { "S2 C 四", "one year: the day after", Pump, "2026-01-15", Ended, "2026-01-14", General },
        { "S0 P4 Warranty 1", "two years from the acceptance: its first day", Window, "2024-06-01", Running, "2026-05-31", Project },
        { "S0 P4 Warranty 1", "its last day", Window, "2026-05-31", Running, "2026-05-31", Project },
        { "S0 P4 Warranty 1", "the day after", Window, "2026-06-01", Ended, "2026-05-31", Project },
        { "S0 P4 Warranty 1", "between completion and acceptance it has not begun", Window, "2024-05-20", NotBegun, "2026-05-31", Project },
        { "S3 ⑹-1 1", "from the signed acceptance: purchase and completion do not count", Window with { AcceptedOn = Date("2024-08-01") }, "2026-07-31", Running, "2026-07-31", Project },
        { "S3 ⑹-1 一", "two years of a project without any other day than the purchase", Details("2024-03-01") with { IsProject = true }, "2026-02-28", Running, "2026-02-28", Project },
        { "S3 ⑹-4 二7", "without a card it runs from the completion", Window with { AcceptedOn = null }, "2026-05-09", Running, "2026-05-09", Project },
        { "S3 ⑹-4 二7", "without a card: the day after", Window with { AcceptedOn = null }, "2026-05-10", Ended, "2026-05-09", Project },
        { "S2 C 四", "neither accepted nor installed by us: from the purchase", Pump with { InstalledOn = null }, "2025-12-31", Running, "2026-01-14", General },
        { "S3 ⑹-4 一1", "nothing on file to run from", Details(), "2025-12-31", StartUnknown, null, General },
        { "S2 D 一", "agreed on the handover form for the whole unit", Window with { AgreedMonths = 36 }, "2027-05-31", Running, "2027-05-31", Agreement },
        { "S2 D 一", "an agreement may also be shorter where the catalogue says nothing", Window with { AgreedMonths = 12 }, "2025-06-01", Ended, "2025-05-31", Agreement },
        { "S0 P4 二6(1)", "the warranty agreement is about the part it names", Window with { Parts = [new PartWarranty("seal", 60)] }, "2026-06-01", Ended, "2026-05-31", Project },
        { "S0 P3", "lifelong tracking is no warranty: ten years later", Window, "2034-06-01", Ended, "2026-05-31", Project },
        { "domain.md §2", "a leap day's year ends with February", Details("2024-02-29"), "2025-02-28", Running, "2025-02-28", General },
    };

    [Theory, MemberData(nameof(OfOneTerm))]
    public void A_unit_of_a_model_that_nobody_described(
        string source, string says, ProductDetails details, string on, WarrantyReason because, string? until, TermSource decidedBy) =>
        Expect($"{source}: {says}", WarrantyRules.Verdict(Basis(details), null, Date(on)), because, until, decidedBy);

    /// <summary>Sold on 10 June 2025, in and out of the May promotion.</summary>
    private static readonly ProductDetails InJune = Details("2025-06-10") with { Model = "AC-35" };

    private static readonly ProductDetails InMay = Details("2025-05-10") with { Model = "AC-35" };

    private static readonly Promotion[] MayOffers = [Offer(36, "2025-05-01", "2025-05-31"), Offer(120, "2025-05-01", "2025-05-31", "COMPRESSOR")];

    public static TheoryData<string, string, ProductDetails, string?, string, WarrantyReason, string?, TermSource> OfTheCatalogue => new()
    {
        { "S1 P1 5.1", "each part its own period: the unit one year", InJune, null, "2026-06-09", Running, "2026-06-09", TermSource.Catalogue },
        { "S1 P1 5.1", "and the day after, when", InJune, null, "2026-06-10", Ended, "2026-06-09", TermSource.Catalogue },
        { "S1 P1 5.1", "its compressor has four years ahead", InJune, "COMPRESSOR", "2026-06-10", Running, "2030-06-09", TermSource.Catalogue },
        { "S1 P1 5.1", "a part without a row of its own has the unit's term", InJune, "FAN", "2026-06-10", Ended, "2026-06-09", TermSource.Catalogue },
        { "S1 P1 5.1", "a part that nobody listed has the unit's term too", InJune, "drain hose", "2026-06-09", Running, "2026-06-09", TermSource.Catalogue },
        { "S1 P1 5.1", "called by its Chinese name it is the same part", InJune, "压缩机", "2030-06-09", Running, "2030-06-09", TermSource.Catalogue },
        { "S1 P1 5.2", "a unit sold in the promotion", InMay, null, "2028-05-09", Running, "2028-05-09", TermSource.Promotion },
        { "S1 P1 5.2", "the day after its promoted term", InMay, null, "2028-05-10", Ended, "2028-05-09", TermSource.Promotion },
        { "S1 P1 5.2", "a promotion of a part", InMay, "COMPRESSOR", "2035-05-09", Running, "2035-05-09", TermSource.Promotion },
        { "S1 P1 5.2", "its last day of sale is in it", InMay with { PurchasedOn = Date("2025-05-31") }, null, "2028-05-30", Running, "2028-05-30", TermSource.Promotion },
        { "S1 P1 5.2", "sold the day after, it is not in it", InMay with { PurchasedOn = Date("2025-06-01") }, null, "2026-06-01", Ended, "2026-05-31", TermSource.Catalogue },
        { "S1 P1 5.2", "sold the day before, neither", InMay with { PurchasedOn = Date("2025-04-30") }, null, "2026-04-30", Ended, "2026-04-29", TermSource.Catalogue },
        { "S1 P1 5.2", "sold in the promotion and accepted after it: the promotion's term from the acceptance", InMay with { AcceptedOn = Date("2025-07-01") }, null, "2028-06-30", Running, "2028-06-30", TermSource.Promotion },
        { "S1 P1 5.2", "the day of sale unknown, the installation in May", Details(null, "2025-05-20") with { Model = "AC-35" }, null, "2028-05-19", Running, "2028-05-19", TermSource.Promotion },
        { "S2 D 一", "an agreement for the unit leaves the compressor its five years", InJune with { AgreedMonths = 24 }, "COMPRESSOR", "2030-06-09", Running, "2030-06-09", TermSource.Catalogue },
        { "S2 D 一", "and lengthens the fan's one", InJune with { AgreedMonths = 24 }, "FAN", "2027-06-09", Running, "2027-06-09", Agreement },
        { "S0 P4 二6(1)", "agreed for the part by its Spanish name", InJune with { Parts = [new PartWarranty("Ventilador", 48)] }, "FAN", "2029-06-09", Running, "2029-06-09", Agreement },
        { "S0 P4 二6(1)", "nothing at all agreed for the filter", InJune with { Parts = [new PartWarranty("FILTER", 0)] }, "FILTER", "2025-06-10", NoTerm, "2025-06-09", Agreement },
        { "S3 intro 6", "the law demands three years of the compressor, and an agreement gave one", InJune with { Parts = [new PartWarranty("COMPRESSOR", 12)] }, "COMPRESSOR", "2028-06-09", Running, "2028-06-09", LegalMinimum },
    };

    [Theory, MemberData(nameof(OfTheCatalogue))]
    public void A_unit_of_a_model_of_the_catalogue(
        string source, string says, ProductDetails details, string? part, string on, WarrantyReason because, string? until, TermSource decidedBy) =>
        Expect($"{source}: {says}", WarrantyRules.Verdict(Basis(details, Model(null, MayOffers)), part, Date(on)), because, until, decidedBy);

    [Fact]
    public void S1_P1_5_1_the_branchs_law_demands_three_years()
    {
        var basis = Basis(InJune, Model(null, MayOffers)) with { Policy = new WarrantyPolicy(12, 24, LegalMinimumMonths: 36) };
        Expect("the unit", WarrantyRules.Verdict(basis, null, Date("2028-06-09")), Running, "2028-06-09", LegalMinimum);
        Expect("the compressor has more", WarrantyRules.Verdict(basis, "COMPRESSOR", Date("2028-06-10")), Running, "2030-06-09", TermSource.Catalogue);
    }

    [Fact]
    public void K9_a_row_that_runs_from_the_purchase_does_so_whatever_is_accepted_later()
    {
        var model = Model(AirConditioner with { Terms = [Term(12) with { StartOrder = [WarrantyStart.Purchase, WarrantyStart.Acceptance] }] });
        var details = Details("2025-01-10", "2025-02-10", "2025-03-10") with { Model = "AC-35" };
        Expect("purchase", WarrantyRules.Verdict(Basis(details, model), null, Date("2025-03-10")), Running, "2026-01-09", TermSource.Catalogue);
        Expect("else acceptance", WarrantyRules.Verdict(Basis(details with { PurchasedOn = null }, model), null, Date("2025-03-10")), Running, "2026-03-09", TermSource.Catalogue);
    }

    [Fact]
    public void K9_rows_by_day_of_sale_follow_each_other()
    {
        var model = Model(AirConditioner with { Terms = [Term(24, to: "2025-05-31"), Term(12, from: "2025-06-01")] });
        Expect("sold in May", WarrantyRules.Verdict(Basis(InMay, model), null, Date("2027-05-09")), Running, "2027-05-09", TermSource.Catalogue);
        Expect("sold in June", WarrantyRules.Verdict(Basis(InJune, model), null, Date("2026-06-10")), Ended, "2026-06-09", TermSource.Catalogue);
    }

    [Fact]
    public void S1_P1_5_1_the_verdicts_of_a_unit_name_the_unit_and_each_of_its_parts_once()
    {
        var details = InJune with { Parts = [new PartWarranty("Ventilador", 48), new PartWarranty("remote control", 6)] };
        Assert.Equal([null, "COMPRESSOR", "FAN", "FILTER", "remote control"],
            WarrantyRules.Verdicts(Basis(details, Model()), Date("2026-01-01")).Select(verdict => verdict.Part));
    }

    [Fact]
    public void There_are_at_least_forty_examples_each_naming_its_source_and_none_told_twice()
    {
        (string Source, string Says)[] examples = [.. OfOneTerm.Select(row => (row.Data.Item1, row.Data.Item2)), .. OfTheCatalogue.Select(row => (row.Data.Item1, row.Data.Item2))];
        Assert.InRange(examples.Length, 40, int.MaxValue);
        Assert.Distinct(examples);
        Assert.All(examples, example => Assert.Matches(@"^(S[0-4] \S+|domain\.md §\d+|K\d+)", example.Source));
    }

    private static void Expect(string example, WarrantyVerdict verdict, WarrantyReason because, string? until, TermSource decidedBy) =>
        Assert.Equal((example, because, because == Running, until is null ? (DateOnly?)null : Date(until), decidedBy),
            (example, verdict.Because, verdict.IsUnderWarranty, verdict.Until, verdict.DecidedBy));
}
