using AfterSales.Catalogue.Rules;
using AfterSales.Products.Rules;
using AfterSales.Records;
using AfterSales.Tests.Catalogue;
using AfterSales.Tickets;
using AfterSales.Tickets.Rules;
using static AfterSales.Tests.Tickets.TicketScenarios;

namespace AfterSales.Tests.Tickets;

public sealed class AssessmentRulesTests
{
    private static readonly NameCause Supplier = new(CauseOf.Supplier, "Danfoss", Now.AddDays(1), [], null, null);
    private static readonly NameCause OwnWork = new(CauseOf.OwnWork, null, null, [new WorkItem("sealant", 2.5m, "m")], null, null);
    private static readonly NameCause Customers = new(CauseOf.Customer, null, null, [], "Filter never cleaned", 80_00);

    // S2 A2
    [Fact]
    public void An_assessment_records_what_the_work_takes()
    {
        var ticket = After(StandingAt(TicketStep.Registered), Assess(StandingAt(TicketStep.Registered), Assessed with
        {
            IsStaffAvailable = true, Remedy = Remedy.Replace, Place = ServicePlace.CarryIn, NeededParts = [new NeededPart("fan", 2)], EstimateMinor = 120_00,
        }));
        var found = ticket.Assessment;
        Assert.Equal((true, Remedy.Replace, ServicePlace.CarryIn, 120_00, false), (found.IsStaffAvailable, found.Remedy, found.Place, found.EstimateMinor, found.NeedsOrder));
        Assert.Equal(CategoryReason.UnderWarranty, Assert.Single(found.Parts).Because);
    }

    [Fact]
    public void Of_a_model_whose_parts_are_known_only_those_are_assessed_and_those_that_terms_were_agreed_for()
    {
        var model = new ProductModel { Id = "m-1", Code = "AC-35", Details = CatalogueScenarios.AirConditioner };
        foreach (var known in new[] { "fan", "滤网", "compressor" }) Assert.Null(Asked(known, model).Refusal);
        Assert.Equal(new PartNotOfModel("drum", "AC-35"), Asked("drum", model).Refusal);
        // The catalogue knows no parts of it, or nothing at all.
        Assert.Null(Asked("drum", model with { Details = model.Details with { Parts = [], Terms = [] } }).Refusal);
        Assert.Null(Asked("drum", null).Refusal);

        static Decision Asked(string part, ProductModel? model) => AssessmentRules.Assess(StandingAt(TicketStep.Registered), new AssessTicket([new PartToAssess(part, null, null)], null, null),
            new AssessmentBasis(new WarrantyBasis(Product, model, new WarrantyPolicy(12, 24, 0), []), Charges, null, 500_000), Now);
    }

    [Theory]
    [InlineData("fan", true, "FAN")]
    [InlineData("滤网", true, "FILTER")]
    [InlineData("ｆａｎ ", false, "FAN")]
    [InlineData("滤网", false, "滤网")]
    public void The_fault_is_the_part_named_first_by_its_code_however_it_was_named(string part, bool isKnown, string fault)
    {
        var model = isKnown ? new ProductModel { Id = "m-1", Code = "AC-35", Details = CatalogueScenarios.AirConditioner } : null;
        var registered = StandingAt(TicketStep.Registered);
        var decision = AssessmentRules.Assess(registered, new AssessTicket([new PartToAssess(part, null, null), new PartToAssess("fan", null, null)], null, null),
            new AssessmentBasis(new WarrantyBasis(Product, model, new WarrantyPolicy(12, 24, 0), []), Charges, null, 500_000), Now);
        Assert.Equal(fault, After(registered, decision).Assessment.Fault);
    }

    [Fact]
    public void A_repair_counts_for_its_fault_and_other_work_for_none()
    {
        var done = StandingAt(TicketStep.Done);
        Assert.Equal("FAN", Assert.Single(TicketCompletionRow.Of(After(done with { Assessment = done.Assessment with { Fault = "FAN" } }, TicketAction.Complete))).Fault);
        var inspected = done with { TicketKind = TicketKind.Inspection, Assessment = done.Assessment with { Fault = "FAN" } };
        Assert.Null(Assert.Single(TicketCompletionRow.Of(After(inspected, TicketAction.Complete))).Fault);
    }

    [Fact]
    public void What_is_not_reasonable_is_rejected_and_not_assessed() =>
        Assert.IsType<UnreasonableRequestIsRejected>(Assess(StandingAt(TicketStep.Registered), Assessed with { IsReasonable = false }).Refusal);

    [Fact]
    public void A_rejection_needs_a_reason_and_the_customer_is_to_be_told_the_same_day()
    {
        Assert.IsType<InputInvalid>(CompletionRules.Reject(StandingAt(TicketStep.Registered), " ", Calendar, Now).Refusal);
        var rejected = Assert.IsType<TicketRejected>(Assert.Single(Asked(StandingAt(TicketStep.Registered), TicketAction.Reject).Events));
        Assert.Equal(Calendar.ClosingOn(Today), rejected.TellBy);
    }

    // S2 B1.2(1)
    [Fact]
    public void The_needed_parts_are_requested_with_one_action_and_once()
    {
        var assessed = After(StandingAt(TicketStep.Registered), Assess(StandingAt(TicketStep.Registered), Assessed with { NeededParts = [new NeededPart("fan", 1), new NeededPart("belt", 2)] }));
        var requested = Assert.IsType<PartsRequested>(Assert.Single(AssessmentRules.RequestParts(assessed, Now).Events));
        Assert.Equal(2, requested.Parts.Count);
        var after = After(assessed, AssessmentRules.RequestParts(assessed, Now));
        Assert.Empty(AssessmentRules.RequestParts(after, Now).Events);
        Assert.IsType<NoPartsNeeded>(AssessmentRules.RequestParts(StandingAt(TicketStep.Assessed), Now).Refusal);
    }

    [Fact]
    public void Other_parts_are_requested_anew()
    {
        var assessed = After(StandingAt(TicketStep.Registered), Assess(StandingAt(TicketStep.Registered), Assessed with { NeededParts = [new NeededPart("fan", 1)] }));
        var requested = After(assessed, AssessmentRules.RequestParts(assessed, Now));
        Assert.NotNull(After(requested, Assess(requested, Assessed with { NeededParts = [new NeededPart("fan", 1)] })).Assessment.PartsRequestedAt);
        Assert.Null(After(requested, Assess(requested, Assessed with { NeededParts = [new NeededPart("belt", 1)] })).Assessment.PartsRequestedAt);
    }

    [Theory]
    [InlineData("", 1, "neededParts[0].part")]
    [InlineData("fan", 0, "neededParts[0].quantity")]
    public void Needed_parts_are_named_and_counted(string part, int quantity, string path) =>
        Assert.Equal(path, Assert.Single(Assert.IsType<InputInvalid>(
            Assess(StandingAt(TicketStep.Registered), Assessed with { NeededParts = [new NeededPart(part, quantity)] }).Refusal).Issues).Path);

    // S1 P1 5.3 with (6): our own administration is D and nothing else
    [Fact]
    public void Internal_work_is_category_D_and_only_that()
    {
        var internalWork = Registered(Call with { Kind = TicketKind.Internal, CustomerId = null, ProductId = null }, NothingOnFile);
        var assessed = After(internalWork, Assess(internalWork, new AssessTicket([new PartToAssess("tools", null, null)], null, null)));
        Assert.Equal(ServiceCategory.InternalAdministration, assessed.Assessment.Category);
        Assert.IsType<CategoryIsInternal>(Assess(internalWork, new AssessTicket([new PartToAssess("tools", null, ServiceCategory.Paid)], null, "why")).Refusal);
    }

    // S3 ⑹-4 一2: one of three
    [Fact]
    public void The_cause_is_named_after_the_warranty_was_checked() =>
        Assert.IsType<NotAssessed>(AssessmentRules.NameCause(StandingAt(TicketStep.Registered), Supplier, Now).Refusal);

    // S3 ⑹-4 一3
    [Fact]
    public void A_suppliers_people_come_at_an_agreed_time()
    {
        Assert.Equal(Supplier.AgreedAt, Named(Supplier).AgreedAt);
        Assert.Equal(["supplier", "agreedAt"], Lacking(Supplier with { Supplier = "", AgreedAt = null }));
        Assert.Equal(["agreedAt"], Lacking(Supplier with { AgreedAt = Now.AddHours(-1) }));
    }

    // S3 ⑹-4 一5
    [Fact]
    public void Our_own_work_is_listed_with_its_quantities()
    {
        Assert.Equal([new WorkItem("sealant", 2.5m, "m")], Named(OwnWork).Items);
        Assert.Equal(["items"], Lacking(OwnWork with { Items = [] }));
        Assert.Equal(["items"], Lacking(OwnWork with { Items = [new WorkItem("sealant", 0, "m")] }));
    }

    // S3 ⑹-4 一4
    [Fact]
    public void A_customer_gets_an_explanation_and_an_offer()
    {
        Assert.Equal(80_00, Named(Customers).OfferMinor);
        Assert.Equal(["explanation", "offerMinor"], Lacking(Customers with { Explanation = null, OfferMinor = null }));
        Assert.Equal(["offerMinor"], Lacking(Customers with { OfferMinor = -1 }));
    }

    // S0 P3 二3: in writing, by both sides
    [Fact]
    public void Where_it_is_marked_nobody_sets_out_before_both_sides_have_confirmed_in_writing()
    {
        var marked = After(StandingAt(TicketStep.Registered), Assess(StandingAt(TicketStep.Registered), Assessed with { NeedsConfirmation = true }));
        var scheduled = After(marked, TicketAction.Schedule);
        Assert.IsType<ConditionsNotConfirmed>(Asked(scheduled, TicketAction.Depart).Refusal);
        Assert.Equal(["environment", "tools", "people", "confirmedBy"],
            Assert.IsType<InputInvalid>(AssessmentRules.Confirm(scheduled, new ConfirmConditions("", "", " ", ""), Now).Refusal).Issues.Select(issue => issue.Path));
        var confirmed = After(scheduled, AssessmentRules.Confirm(scheduled, new ConfirmConditions("Roof, dry", "Ladder", "2 + porter", "Mr Wang"), Now));
        Assert.Equal(TicketStep.EnRoute, After(confirmed, TicketAction.Depart).Step);
    }

    private static Cause Named(NameCause cause)
    {
        var ticket = StandingAt(TicketStep.Assessed);
        return After(ticket, AssessmentRules.NameCause(ticket, cause, Now)).Assessment.Cause!;
    }

    private static IEnumerable<string> Lacking(NameCause cause)
    {
        var refusal = AssessmentRules.NameCause(StandingAt(TicketStep.Assessed), cause, Now).Refusal;
        return Assert.IsType<InputInvalid>(refusal).Issues.Select(issue => issue.Path);
    }
}
