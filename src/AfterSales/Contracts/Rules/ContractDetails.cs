using System.Collections.Immutable;
using AfterSales.Catalogue.Rules;
using AfterSales.Promises.Rules;

namespace AfterSales.Contracts.Rules;

/// <summary>What a contract says of one kind of cost (S1 P1 5.3, S3 ⑻6: parts charged, labour not).</summary>
public enum ContractCharge
{
    /// <summary>Included in the contract's price.</summary>
    Free,

    /// <summary>Charged at cost.</summary>
    Cost,

    /// <summary>Charged as the fee schedule says.</summary>
    List,
}

/// <summary>A promise that the contract makes; it can only be tighter than the branch's (domain.md §4).</summary>
[GenerateSerializer, Immutable, Alias("ContractPromise")]
public sealed record ContractPromise(
    [property: Id(0)] PromiseKind Kind, [property: Id(1)] int Amount, [property: Id(2)] PromiseUnit Unit);

/// <summary>A kind of inspection that the contract owes again and again (S0 P4 III: bolts after 1 month, joints each 6 months, sealant yearly).</summary>
/// <param name="Code">Names it within the contract for good.</param>
/// <param name="Name">What is inspected, as the customer reads it.</param>
/// <param name="FirstAfterMonths">From the contract's first day. Where the contract is entered late, those whose day has passed are not made.</param>
/// <param name="EveryMonths">Null: once only.</param>
/// <param name="Season">Null: all year.</param>
/// <param name="Checklist">What is looked at, point by point.</param>
[GenerateSerializer, Immutable, Alias("InspectionItem")]
public sealed record InspectionItem(
    [property: Id(0)] string Code,
    [property: Id(1)] string Name,
    [property: Id(2)] int FirstAfterMonths,
    [property: Id(3)] int? EveryMonths,
    [property: Id(4)] InspectionChannel Channel,
    [property: Id(5)] Season? Season,
    [property: Id(6)] ImmutableList<string> Checklist)
{
    public bool Equals(InspectionItem? other) => other is not null && Checklist.SequenceEqual(other.Checklist)
        && (Code, Name, FirstAfterMonths, EveryMonths, Channel, Season)
            == (other.Code, other.Name, other.FirstAfterMonths, other.EveryMonths, other.Channel, other.Season);

    public override int GetHashCode() => HashCode.Combine(Code, Name, FirstAfterMonths, EveryMonths);

    /// <summary>It comes due on the same days.</summary>
    public bool HasRhythmOf(InspectionItem other) => (FirstAfterMonths, EveryMonths, Season) == (other.FirstAfterMonths, other.EveryMonths, other.Season);
}

/// <summary>What the parties agreed, beside term and price.</summary>
[GenerateSerializer, Immutable, Alias("ContractDetails")]
public sealed record ContractDetails
{
    /// <summary>The installed products it covers.</summary>
    [Id(0)]
    public ImmutableList<string> ProductIds { get; init; } = [];

    [Id(1)]
    public ContractCharge Parts { get; init; }

    [Id(2)]
    public ContractCharge Labour { get; init; }

    [Id(3)]
    public ContractCharge Travel { get; init; }

    [Id(4)]
    public ImmutableList<ContractPromise> Promises { get; init; } = [];

    [Id(5)]
    public ImmutableList<InspectionItem> Inspections { get; init; } = [];

    /// <summary>The account that sees to the renewal; null: the branch's manager.</summary>
    [Id(6)]
    public string? RenewedBy { get; init; }

    public bool Equals(ContractDetails? other) => other is not null
        && ProductIds.SequenceEqual(other.ProductIds) && Promises.SequenceEqual(other.Promises) && Inspections.SequenceEqual(other.Inspections)
        && (Parts, Labour, Travel, RenewedBy) == (other.Parts, other.Labour, other.Travel, other.RenewedBy);

    public override int GetHashCode() => HashCode.Combine(ProductIds.Count, Parts, Labour, Travel, RenewedBy);
}
