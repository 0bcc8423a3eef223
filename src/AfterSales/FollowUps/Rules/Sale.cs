using System.Text.Json.Serialization;
using AfterSales.Access;
using AfterSales.Branches.Rules;
using AfterSales.Records;

namespace AfterSales.FollowUps.Rules;

/// <summary>A product that was sold, as far as calls follow from it (domain.md §5).</summary>
[GenerateSerializer, Immutable, Alias("Sale")]
public sealed record Sale : IRecordState<Sale>, IScopedToDealer
{
    private const string DealerPrefix = "d-";

    public static string Kind => "sale";

    /// <summary><c>sale-…</c></summary>
    [Id(0)]
    public string Id { get; init; } = "";

    /// <summary>The branch that keeps the customer's file.</summary>
    [Id(1)]
    public string BranchId { get; init; } = "";

    [Id(2)]
    public string CustomerId { get; init; } = "";

    [Id(3)]
    public string ProductId { get; init; } = "";

    /// <summary>The branch (<c>b-…</c>), dealer (<c>d-…</c>) or customer file of a dealer (<c>c-…</c>) that sold it; null where nobody knows.</summary>
    [Id(4)]
    public string? SellerId { get; init; }

    /// <summary>The day at the branch.</summary>
    [Id(5)]
    public DateOnly SoldOn { get; init; }

    [Id(6)]
    public FollowUpCalls FollowUps { get; init; } = FollowUpCalls.None;

    public DateTimeOffset? NextDue => FollowUps.NextDue;

    /// <summary>The seller, where it is a dealer.</summary>
    [JsonIgnore]
    public string? DealerId => SellerId?.StartsWith(DealerPrefix, StringComparison.Ordinal) == true ? SellerId : null;

    public static Sale Apply(Sale? state, Event happened) => happened switch
    {
        SaleHeard e => new Sale
        {
            Id = e.Id, BranchId = e.BranchId, CustomerId = e.CustomerId, ProductId = e.ProductId, SellerId = e.SellerId, SoldOn = e.SoldOn,
        },
        HandedOver e => state! with { BranchId = e.ToBranchId },
        _ => state! with { FollowUps = state.FollowUps.Apply(happened) },
    };
}

public sealed record SaleHeard(string Id, string BranchId, string CustomerId, string ProductId, string? SellerId, DateOnly SoldOn) : Event;
