using System.Collections.Immutable;
using AfterSales.Catalogue.Rules;
using AfterSales.Products.Rules;
using CsCheck;
using static AfterSales.Tests.Catalogue.CatalogueScenarios;

namespace AfterSales.Tests.Products;

/// <summary>What holds for every unit, model and day. A failure prints the seed that repeats it.</summary>
public sealed class WarrantyLawsTests(ITestOutputHelper output)
{
    private static readonly DateOnly Begin = new(2023, 12, 1);

    private static readonly Gen<DateOnly> Days = Gen.Int[0, 900].Select(day => Begin.AddDays(day));

    private static readonly Gen<DateOnly?> MaybeDays = Gen.OneOf(Days.Select(day => (DateOnly?)day), Gen.Const((DateOnly?)null));

    private static readonly Gen<ImmutableList<WarrantyStart>> Orders = Gen.Shuffle((WarrantyStart[])[WarrantyStart.Acceptance, WarrantyStart.Completion, WarrantyStart.Purchase])
        .Select(Gen.Int[1, 3], (all, count) => all.Take(count).ToImmutableList());

    private static readonly Gen<string?> Parts = Gen.Int[0, 3].Select(i => ((string?[])[null, "COMPRESSOR", "FAN", "FILTER"])[i]);

    private static readonly Gen<WarrantyTerm> Terms = Gen.Select(Parts, Gen.Int[0, 72], Gen.Int[0, 40], MaybeDays, MaybeDays, Orders, (part, months, minimum, from, to, order) =>
        new WarrantyTerm(part, Math.Max(months, minimum), order, from < to ? from : null, from < to ? to : null, minimum));

    private static readonly Gen<Promotion> Offers = Gen.Select(Parts, Gen.Int[0, 120], Days, Gen.Int[0, 200], (part, months, from, length) =>
        new Promotion(0, Named("Offer"), part, months, from, from.AddDays(length)));

    /// <summary>Models as the rules let them come about: what is refused is left out.</summary>
    private static readonly Gen<ProductModel> Models = Gen.Select(Terms.Array[0, 5], Offers.Array[0, 4], (terms, offers) =>
    {
        var kept = ImmutableList<WarrantyTerm>.Empty;
        foreach (var term in terms)
            if (ModelRules.Register("m-1", "AC-35", AirConditioner with { Terms = kept.Add(term) }).Refusal is null) kept = kept.Add(term);
        var model = Model(AirConditioner with { Terms = kept });
        foreach (var offer in offers)
            if (ModelRules.Announce(model, offer, Now) is { Refusal: null } announced) model = After(model, announced);
        return model;
    });

    private static readonly Gen<ProductDetails> Units = Gen.Select(Days, Gen.Int[0, 60], Gen.Int[0, 60], Gen.Int[0, 7], Gen.Bool, MaybeMonths(), (bought, toInstall, toAccept, known, isProject, agreed) =>
        new ProductDetails("AC-35", "S-1", (known & 1) > 0 ? bought : null, (known & 2) > 0 ? bought.AddDays(toInstall) : null,
            (known & 4) > 0 ? bought.AddDays(toInstall + toAccept) : null, [], IsProject: isProject, AgreedMonths: agreed));

    private static readonly Gen<WarrantyPolicy> Policies = Gen.Select(Gen.Int[0, 36], Gen.Int[0, 36], Gen.Int[0, 40], (general, project, minimum) => new WarrantyPolicy(general, project, minimum));

    private static readonly Gen<WarrantyBasis> Bases = Gen.Select(Units, Gen.OneOf(Models.Select(model => (ProductModel?)model), Gen.Const((ProductModel?)null)), Policies, (unit, model, policy) =>
        new WarrantyBasis(unit, model, policy, []));

    [Fact]
    public void The_verdict_turns_once_where_the_term_begins_and_once_where_it_ends() =>
        Gen.Select(Bases, Parts).Sample((basis, part) =>
        {
            var turns = Enumerable.Range(-40, 4000).Select(day => WarrantyRules.Verdict(basis, part, Begin.AddDays(day)).IsUnderWarranty).ToArray();
            var verdict = WarrantyRules.Verdict(basis, part, Begin);
            var changes = turns.Zip(turns.Skip(1)).Count(pair => pair.First != pair.Second);
            return verdict is { From: null } or { Months: 0 } ? changes == 0 : !turns[0] && changes is 1 or 2;
        }, output.WriteLine, iter: 60);

    [Fact]
    public void The_first_and_the_last_day_are_in_and_the_days_beside_them_are_not() =>
        Gen.Select(Bases, Parts).Sample((basis, part) =>
        {
            var verdict = WarrantyRules.Verdict(basis, part, Begin);
            if (verdict is not { From: { } from, Until: { } until, Months: > 0 }) return true;
            return Is(from.AddDays(-1), WarrantyReason.NotBegun) && Is(from, WarrantyReason.Running) && Is(until, WarrantyReason.Running)
                && Is(until.AddDays(1), WarrantyReason.Ended) && WarrantyRules.Verdict(basis, part, from).DaysLeft(from) == until.DayNumber - from.DayNumber;

            bool Is(DateOnly day, WarrantyReason because) => WarrantyRules.Verdict(basis, part, day).Because == because;
        }, output.WriteLine, iter: 2000);

    [Fact]
    public void A_longer_term_never_ends_earlier() =>
        Gen.Select(Days, Gen.Int[0, 600], Gen.Int[0, 600]).Sample((from, one, more) =>
            WarrantyRules.LastDay(from, one + more) >= WarrantyRules.LastDay(from, one), output.WriteLine, iter: 5000);

    [Fact]
    public void A_later_start_never_ends_earlier() =>
        Gen.Select(Days, Gen.Int[0, 60], Gen.Int[1, 120]).Sample((from, later, months) =>
            WarrantyRules.LastDay(from.AddDays(later), months) >= WarrantyRules.LastDay(from, months), output.WriteLine, iter: 5000);

    [Fact]
    public void A_longer_general_term_takes_a_warranty_from_no_unit() =>
        Gen.Select(Bases, Parts, Gen.Int[0, 24]).Sample((basis, part, more) =>
        {
            var longer = basis with { Policy = basis.Policy with { GeneralMonths = basis.Policy.GeneralMonths + more, ProjectMonths = basis.Policy.ProjectMonths + more } };
            return IsNoWorse(WarrantyRules.Verdict(longer, part, Begin), WarrantyRules.Verdict(basis, part, Begin));
        }, output.WriteLine, iter: 2000);

    [Fact]
    public void It_runs_from_the_first_day_of_its_order_that_is_known() =>
        Gen.Select(Bases, Parts).Sample((basis, part) =>
        {
            var verdict = WarrantyRules.Verdict(basis, part, Begin);
            var order = (basis.Model is { } model ? TermRules.For(model, part, basis.Details.SoldOn)?.StartOrder : null) ?? WarrantyTerm.UsualStartOrder;
            var first = order.Find(start => basis.Details.DayOf(start) is not null);
            return (verdict.Start, verdict.From) == (first, basis.Details.DayOf(first));
        }, output.WriteLine, iter: 2000);

    [Fact]
    public void Nothing_gives_less_than_the_law_demands() =>
        Gen.Select(Bases, Parts).Sample((basis, part) =>
        {
            var sold = basis.Model is { } model ? TermRules.For(model, part, basis.Details.SoldOn) : null;
            return WarrantyRules.Verdict(basis, part, Begin).Months >= Math.Max(basis.Policy.LegalMinimumMonths, sold?.LegalMinimumMonths ?? 0);
        }, output.WriteLine, iter: 2000);

    [Fact]
    public void A_promotion_alters_only_units_sold_in_it_and_never_for_less_than_the_law_demands() =>
        Gen.Select(Models, Offers, Units, Parts).Sample((model, offer, unit, part) =>
        {
            if (ModelRules.Announce(model, offer, Now) is not { Refusal: null } announced) return true;
            var policy = new WarrantyPolicy(12, 24, 0);
            var before = WarrantyRules.Verdict(new WarrantyBasis(unit, model, policy, []), part, Begin);
            var after = WarrantyRules.Verdict(new WarrantyBasis(unit, After(model, announced), policy, []), part, Begin);
            var minimum = TermRules.For(model, part, unit.SoldOn)?.LegalMinimumMonths ?? 0;
            return offer.HoldsForSale(unit.SoldOn) ? after.Months >= minimum : after == before;
        }, output.WriteLine, iter: 2000);

    [Fact]
    public void What_was_promised_to_units_already_sold_is_never_shortened_by_the_catalogue() =>
        Gen.Select(Models, Terms.Array[0, 5], Offers, Units, Parts).Sample((model, terms, offer, unit, part) =>
        {
            var next = model;
            if (ModelRules.Amend(next, next.Details with { Terms = [.. terms] }, Now) is { Refusal: null } amended) next = After(next, amended);
            if (ModelRules.Announce(next, offer, Now) is { Refusal: null } announced) next = After(next, announced);
            // Where the catalogue says nothing any more the company's policy gives at least nothing. All days of these tests are before today.
            return TermRules.For(model, part, unit.SoldOn) is not { } promised || unit.SoldOn is null
                || unit.SoldOn > DateOnly.FromDateTime(Now.UtcDateTime) || (TermRules.For(next, part, unit.SoldOn)?.Months ?? 0) >= promised.Months;
        }, output.WriteLine, iter: 3000);

    [Fact]
    public void Parts_are_judged_independently() =>
        Gen.Select(Bases, Gen.Int[0, 120]).Sample((basis, months) =>
        {
            var agreed = basis with { Details = basis.Details with { Parts = [new PartWarranty("FAN", months)] } };
            return new[] { null, "COMPRESSOR", "FILTER" }.All(part => WarrantyRules.Verdict(agreed, part, Begin) == WarrantyRules.Verdict(basis, part, Begin));
        }, output.WriteLine, iter: 1000);

    [Fact]
    public void No_cause_and_no_end_refuses_the_service() =>
        Gen.Select(Bases, Parts.Where(part => part is not null), Gen.Enum<WarrantyExclusion>(), Gen.Bool, Days, Gen.Int[0, 600]).Sample((basis, part, exclusion, contracted, on, minutes) =>
        {
            var charges = ChargeRules.Split(basis, [new WorkOnPart(part!, exclusion, contracted), new WorkOnPart(part!)], on, WarrantyScenarios.Charges, minutes);
            // An excluded cause is never cheaper than none.
            return charges.Count == 2 && (contracted || charges[0].Price.Labour >= charges[1].Price.Labour);
        }, output.WriteLine, iter: 2000);

    private static Gen<int?> MaybeMonths() => Gen.OneOf(Gen.Int[0, 48].Select(months => (int?)months), Gen.Const((int?)null));

    private static bool IsNoWorse(WarrantyVerdict one, WarrantyVerdict other) => other.Until is null ? one.Until is null : one.Until >= other.Until;
}
