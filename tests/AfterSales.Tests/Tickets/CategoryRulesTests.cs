using System.Collections.Immutable;
using AfterSales.Contracts.Rules;
using AfterSales.Products.Rules;
using AfterSales.Records;
using AfterSales.Tickets;
using AfterSales.Tickets.Rules;
using static AfterSales.Tests.Tickets.TicketScenarios;

namespace AfterSales.Tests.Tickets;

public sealed class CategoryRulesTests
{
    private static readonly ProductDetails WithoutDates = Product with { PurchasedOn = null, InstalledOn = null, AcceptedOn = null };

    [Fact]
    public void A_part_whose_warranty_runs_is_free() =>
        Expect(Propose(Product, "compressor"), ServiceCategory.FreeUnderWarranty, CategoryReason.UnderWarranty, Product.AcceptedOn!.Value.AddMonths(60).AddDays(-1));

    [Fact]
    public void A_part_whose_warranty_has_ended_is_paid_even_if_another_parts_runs() =>
        Expect(Propose(Product, "fan"), ServiceCategory.Paid, CategoryReason.WarrantyEnded, Product.AcceptedOn!.Value.AddMonths(12).AddDays(-1));

    [Theory]
    [InlineData(WarrantyExclusion.NormalWear)]
    [InlineData(WarrantyExclusion.Consumable)]
    [InlineData(WarrantyExclusion.DamageByPeople)]
    [InlineData(WarrantyExclusion.Misuse)]
    [InlineData(WarrantyExclusion.BreachOfOperatingRules)]
    [InlineData(WarrantyExclusion.ForceMajeure)]
    public void What_the_warranty_excludes_is_paid_although_it_runs(WarrantyExclusion exclusion)
    {
        var proposed = Propose(Product, "compressor", exclusion);
        Assert.Equal((ServiceCategory.Paid, CategoryReason.Excluded), (proposed.Proposed, proposed.Because));
    }

    [Fact]
    public void A_part_is_paid_where_no_day_is_known_from_which_the_warranty_runs() =>
        Expect(Propose(WithoutDates, "compressor"), ServiceCategory.Paid, CategoryReason.WarrantyStartUnknown, until: null);

    [Fact]
    public void A_part_of_an_unknown_product_is_paid() =>
        Expect(Propose(null, "compressor"), ServiceCategory.Paid, CategoryReason.ProductUnknown, until: null);

    // S1 P1 5.3 (3)
    [Fact]
    public void What_no_warranty_makes_free_is_done_by_contract_where_one_covers_the_product()
    {
        var contract = new Contract { Id = "contract-1", Details = new ContractDetails { Parts = ContractCharge.List, Labour = ContractCharge.Free, Travel = ContractCharge.Cost } };
        var fan = Propose(Product, "fan", contract: contract);
        Assert.Equal((ServiceCategory.Contract, CategoryReason.UnderContract, "contract-1"), (fan.Proposed, fan.Because, fan.ContractId));
        Assert.Equal(new PriceRule(PriceBasis.Free, PriceBasis.List, PriceBasis.Cost), fan.Price);
        // The warranty goes before the contract.
        var compressor = Propose(Product, "compressor", contract: contract);
        Assert.Equal((ServiceCategory.FreeUnderWarranty, null), (compressor.Proposed, compressor.ContractId));
    }

    // S2 C 四: a contract that ends while we are at work has not ended for it, nor a warranty
    [Fact]
    public void The_day_of_the_request_counts()
    {
        var registered = StandingAt(TicketStep.Registered) with { RegisteredDay = Product.AcceptedOn!.Value.AddMonths(12).AddDays(-1) };
        var assessed = After(registered, TicketScenarios.Assess(registered, new AssessTicket([new PartToAssess("fan", null, null)], null, null)));
        Assert.Equal(ServiceCategory.FreeUnderWarranty, assessed.Assessment.Category);
    }

    // S1 P1 5.3: part by part
    [Fact]
    public void Parts_of_different_terms_are_charged_apart()
    {
        var ticket = After(StandingAt(TicketStep.Registered), Assess(null, Part(null), new PartToAssess("fan", null, null)));
        Assert.Equal([ServiceCategory.FreeUnderWarranty, ServiceCategory.Paid], ticket.Assessment.Parts.Select(part => part.Category));
        Assert.Equal([true, false], ticket.Assessment.Parts.Select(part => part.Price.IsFree));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    public void Another_category_than_the_proposed_one_needs_a_reason(string? reason)
    {
        var refusal = Assert.IsType<OverrideNeedsReason>(Assess(reason, Part(ServiceCategory.Paid)).Refusal);
        Assert.Equal(new OverrideNeedsReason("compressor", ServiceCategory.FreeUnderWarranty, ServiceCategory.Paid), refusal);
    }

    [Fact]
    public void With_a_reason_the_dispatchers_category_counts_and_the_proposed_one_is_kept_beside_it()
    {
        var ticket = After(StandingAt(TicketStep.Registered), Assess("Opened by the customer", Part(ServiceCategory.Paid)));
        var part = Assert.Single(ticket.Assessment.Parts);
        Assert.Equal((ServiceCategory.FreeUnderWarranty, ServiceCategory.Paid), (part.Proposed, part.Category));
    }

    [Fact]
    public void Confirming_the_proposed_category_needs_no_reason() => Assert.Null(Assess(null, Part(ServiceCategory.FreeUnderWarranty)).Refusal);

    [Theory]
    [InlineData(null)]
    [InlineData("Training")]
    public void Internal_administration_is_no_category_of_a_customers_ticket(string? reason) =>
        Assert.IsType<CategoryIsInternal>(Assess(reason, Part(ServiceCategory.InternalAdministration)).Refusal);

    [Fact]
    public void An_assessment_names_at_least_one_part() =>
        Assert.Equal([new InputIssue("parts", "REQUIRED")], Assert.IsType<InputInvalid>(Assess(null).Refusal).Issues);

    [Fact]
    public void A_ticket_is_counted_as_paid_if_any_part_is()
    {
        var ticket = After(StandingAt(TicketStep.Registered), Assess(null, Part(null), new PartToAssess("fan", null, null)));
        Assert.Equal(ServiceCategory.Paid, ticket.Assessment.Category);
    }

    private static PartToAssess Part(ServiceCategory? category) => new("compressor", null, category);

    private static PartAssessment Propose(ProductDetails? product, string part, WarrantyExclusion? exclusion = null, Contract? contract = null) =>
        CategoryRules.Propose(
            ChargeRules.Split(product is null ? null : Basis(product), [new WorkOnPart(part, exclusion)], Today, Charges)[0], contract, null);

    private static Decision Assess(string? reason, params ImmutableList<PartToAssess> parts) =>
        TicketScenarios.Assess(StandingAt(TicketStep.Registered), new AssessTicket(parts, null, reason));

    private static void Expect(PartAssessment made, ServiceCategory category, CategoryReason because, DateOnly? until) =>
        Assert.Equal((category, because, until, category), (made.Proposed, made.Because, made.WarrantyUntil, made.Category));
}
