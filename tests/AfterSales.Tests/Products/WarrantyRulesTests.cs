using System.Collections.Immutable;
using AfterSales.Catalogue.Rules;
using AfterSales.Products.Rules;
using static AfterSales.Tests.Calendars.CalendarScenarios;

namespace AfterSales.Tests.Products;

public sealed class WarrantyRulesTests
{
    private static readonly ProductDetails Product = new("AC-35", "S-1", Date("2025-01-10"), Date("2025-02-10"), Date("2025-03-10"), [new PartWarranty("Compressor", 60)]);

    [Fact]
    public void The_warranty_runs_from_the_signed_acceptance_else_the_installation_else_the_purchase()
    {
        Assert.Equal((WarrantyStart.Acceptance, Date("2025-03-10")), StartOf(Product));
        Assert.Equal((WarrantyStart.Completion, Date("2025-02-10")), StartOf(Product with { AcceptedOn = null }));
        Assert.Equal((WarrantyStart.Purchase, Date("2025-01-10")), StartOf(Product with { AcceptedOn = null, InstalledOn = null }));
    }

    [Fact]
    public void Without_any_day_to_run_from_there_is_no_warranty()
    {
        var verdict = Verdict(Product with { AcceptedOn = null, InstalledOn = null, PurchasedOn = null }, "fan", Date("2025-03-10"));
        Assert.Equal((false, WarrantyReason.StartUnknown, null, null), (verdict.IsUnderWarranty, verdict.Because, verdict.From, verdict.Until));
    }

    [Theory]
    [InlineData("2025-03-09", WarrantyReason.NotBegun)]
    [InlineData("2025-03-10", WarrantyReason.Running)]
    [InlineData("2026-03-09", WarrantyReason.Running)]
    [InlineData("2026-03-10", WarrantyReason.Ended)]
    public void The_first_and_the_last_day_are_under_warranty_the_days_around_them_are_not(string day, WarrantyReason because)
    {
        var verdict = Verdict(Product, "fan", Date(day));
        Assert.Equal((because, because == WarrantyReason.Running), (verdict.Because, verdict.IsUnderWarranty));
        Assert.Equal(Date("2026-03-09"), verdict.Until);
    }

    [Theory]
    [InlineData("2024-02-29", 12, "2025-02-28")]
    [InlineData("2025-01-31", 1, "2025-02-28")]
    [InlineData("2025-02-28", 12, "2026-02-27")]
    [InlineData("2023-03-01", 12, "2024-02-29")]
    [InlineData("2025-12-31", 2, "2026-02-28")]
    public void A_term_whose_last_month_lacks_the_day_ends_with_that_month(string from, int months, string until) =>
        Assert.Equal(Date(until), WarrantyRules.LastDay(Date(from), months));

    [Theory]
    [InlineData("Compressor")]
    [InlineData(" compressor")]
    public void A_parts_own_term_counts_before_the_general_one(string part) =>
        Assert.Equal(Date("2030-03-09"), Verdict(Product, part, Date("2029-01-01")).Until);

    [Fact]
    public void A_term_of_no_months_covers_no_day()
    {
        var product = Product with { Parts = [new PartWarranty("filter", 0)] };
        Assert.Equal(WarrantyReason.NoTerm, Verdict(product, "filter", Date("2025-03-10")).Because);
    }

    [Fact]
    public void A_unit_that_is_not_in_use_any_more_is_not_under_warranty()
    {
        var basis = new WarrantyBasis(Product, null, new WarrantyPolicy(12, 24, 0), [], Date("2025-06-01"));
        Assert.Equal(WarrantyReason.Running, WarrantyRules.Verdict(basis, "fan", Date("2025-05-31")).Because);
        Assert.Equal(WarrantyReason.Retired, WarrantyRules.Verdict(basis, "fan", Date("2025-06-01")).Because);
    }

    private static WarrantyVerdict Verdict(ProductDetails product, string part, DateOnly day) =>
        WarrantyRules.Verdict(new WarrantyBasis(product, null, new WarrantyPolicy(12, 24, 0), ImmutableList<Judgement>.Empty), part, day);

    private static (WarrantyStart Start, DateOnly From) StartOf(ProductDetails product)
    {
        var verdict = Verdict(product, "fan", Date("2025-03-10"));
        return (verdict.Start, verdict.From!.Value);
    }
}
