using System.Collections.Immutable;

namespace AfterSales.Products.Rules;

/// <summary>Why work on a part is charged although its warranty runs (domain.md §2). The work is done in any case.</summary>
public enum WarrantyExclusion
{
    NormalWear,
    Consumable,
    DamageByPeople,
    Misuse,
    BreachOfOperatingRules,
    ForceMajeure,

    /// <summary>Somebody who was not authorised changed or repaired it.</summary>
    UnauthorisedWork,
}

/// <summary>By what price something is charged (features.md K11).</summary>
public enum PriceBasis
{
    Free,

    /// <summary>What it costs us.</summary>
    Cost,

    /// <summary>By the fee schedule.</summary>
    List,
}

/// <summary>How the three things of a repair are charged.</summary>
[GenerateSerializer, Immutable, Alias("PriceRule")]
public sealed record PriceRule([property: Id(0)] PriceBasis Labour, [property: Id(1)] PriceBasis Material, [property: Id(2)] PriceBasis Travel)
{
    public static PriceRule AllFree { get; } = new(PriceBasis.Free, PriceBasis.Free, PriceBasis.Free);

    public bool IsFree => this == AllFree;
}

/// <summary>Why work on a part is free or charged.</summary>
public enum ChargeReason
{
    UnderWarranty,

    /// <summary>In warranty, equipment that is not as contracted or never ran is replaced unconditionally (S2 C 四).</summary>
    NotAsContracted,

    /// <summary>Free after the warranty: an authority judged that the part failed abnormally early (S3 ⑹-1 四).</summary>
    AbnormallyEarly,

    /// <summary>After the warranty, but small enough to be free by policy (S2 C 四).</summary>
    SmallJob,

    /// <summary>The warranty runs and does not cover this cause.</summary>
    Excluded,
    WarrantyEnded,
    WarrantyNotBegun,
    WarrantyStartUnknown,
    NoWarranty,
    ProductRetired,
    ProductUnknown,
}

/// <summary>What is to be done on a part, as far as it decides who pays.</summary>
/// <param name="Part">The part's code or name.</param>
/// <param name="Exclusion">The cause, where it is one that the warranty does not cover.</param>
/// <param name="IsNotAsContracted">It does not do what the contract or the maker says, or never ran.</param>
[GenerateSerializer, Immutable, Alias("WorkOnPart")]
public sealed record WorkOnPart(
    [property: Id(0)] string Part, [property: Id(1)] WarrantyExclusion? Exclusion = null, [property: Id(2)] bool IsNotAsContracted = false);

/// <summary>How the work on one part is charged, and why.</summary>
/// <param name="Exclusion">The cause that the warranty does not cover, where that decided.</param>
/// <param name="IsReplaced">The equipment is replaced, not repaired.</param>
/// <param name="Judgement">The number of the judgement that decided, where one did.</param>
/// <param name="Verdict">The part's warranty; null where the product is not known.</param>
[GenerateSerializer, Immutable, Alias("PartCharge")]
public sealed record PartCharge(
    [property: Id(0)] string Part,
    [property: Id(1)] PriceRule Price,
    [property: Id(2)] ChargeReason Because,
    [property: Id(3)] WarrantyVerdict? Verdict,
    [property: Id(4)] WarrantyExclusion? Exclusion = null,
    [property: Id(5)] bool IsReplaced = false,
    [property: Id(6)] int? Judgement = null);

/// <summary>A branch's numbers for work that the warranty does not make free.</summary>
/// <param name="SmallJobMinutes">A job of no more working minutes is small; 0: none is.</param>
/// <param name="JudgementDays">So many days after it was made, a judgement makes the work on its part free.</param>
public sealed record ChargePolicy(WarrantyPrices Prices, int SmallJobMinutes, int JudgementDays);

/// <summary>Parts with different warranty periods are charged apart (S1 P1 5.3).</summary>
public static class ChargeRules
{
    /// <summary>The charges of one repair, part by part, in the order they were named.</summary>
    /// <param name="basis">Null where the product is not known.</param>
    /// <param name="on">The day at the branch of the request: a warranty that ends while we are at work has not ended for it.</param>
    /// <param name="minutes">Working time of the whole job, as far as it is known.</param>
    public static ImmutableList<PartCharge> Split(
        WarrantyBasis? basis, IEnumerable<WorkOnPart> work, DateOnly on, ChargePolicy policy, int? minutes = null) =>
        [.. work.Select(part => Charge(basis, part, on, policy, minutes))];

    /// <summary>One way is made for all parts: it is charged as the part it is cheapest for.</summary>
    public static PriceBasis Travel(IReadOnlyCollection<PartCharge> charges) =>
        charges.Count == 0 ? PriceBasis.List : charges.Min(charge => charge.Price.Travel);

    private static PartCharge Charge(WarrantyBasis? basis, WorkOnPart work, DateOnly on, ChargePolicy policy, int? minutes)
    {
        if (basis is null) return new PartCharge(work.Part, policy.Prices.Outside, ChargeReason.ProductUnknown, null);
        var verdict = WarrantyRules.Verdict(basis, work.Part, on);
        if (verdict.IsUnderWarranty) return InWarranty(work, verdict, policy);
        if (JudgementFor(basis, work.Part, on, policy.JudgementDays) is { } judgement)
            return new PartCharge(work.Part, PriceRule.AllFree, ChargeReason.AbnormallyEarly, verdict, Judgement: judgement.Number);
        return verdict.Because == WarrantyReason.Ended && work.Exclusion is null && policy.SmallJobMinutes > 0 && minutes <= policy.SmallJobMinutes
            ? new PartCharge(work.Part, policy.Prices.SmallJob, ChargeReason.SmallJob, verdict)
            : new PartCharge(work.Part, policy.Prices.Outside, ReasonOutside(verdict.Because), verdict);
    }

    private static PartCharge InWarranty(WorkOnPart work, WarrantyVerdict verdict, ChargePolicy policy)
    {
        if (work.IsNotAsContracted) return new PartCharge(work.Part, PriceRule.AllFree, ChargeReason.NotAsContracted, verdict, IsReplaced: true);
        var exclusion = work.Exclusion ?? (verdict.IsConsumable ? WarrantyExclusion.Consumable : null);
        return exclusion is null
            ? new PartCharge(work.Part, PriceRule.AllFree, ChargeReason.UnderWarranty, verdict)
            : new PartCharge(work.Part, policy.Prices.Excluded, ChargeReason.Excluded, verdict, exclusion);
    }

    private static Judgement? JudgementFor(WarrantyBasis basis, string part, DateOnly on, int days) => basis.Judgements.FindLast(judgement =>
        WarrantyRules.IsCalled(basis.Model, judgement.Part, basis.Model?.Details.FindPart(part)?.Code ?? part)
        && judgement.FaultOn <= on && on <= judgement.JudgedOn.AddDays(days));

    private static ChargeReason ReasonOutside(WarrantyReason because) => because switch
    {
        WarrantyReason.NotBegun => ChargeReason.WarrantyNotBegun,
        WarrantyReason.StartUnknown => ChargeReason.WarrantyStartUnknown,
        WarrantyReason.NoTerm => ChargeReason.NoWarranty,
        WarrantyReason.Retired => ChargeReason.ProductRetired,
        _ => ChargeReason.WarrantyEnded,
    };
}
