using System.Collections.Immutable;
using System.Text.Json.Serialization;
using AfterSales.Branches.Rules;
using AfterSales.Customers.Rules;
using AfterSales.Promises.Rules;

namespace AfterSales.Tickets.Rules;

/// <summary>When a row holds; what is null holds always.</summary>
/// <param name="HasContract">Whether a service contract covers the product.</param>
public sealed record PromiseWhen(
    TicketKind? Kind = null, Zone? Zone = null, CustomerTier? Tier = null, bool? IsEmergency = null, string? ProductLine = null, bool? HasContract = null)
{
    /// <summary>What it asks, the least weighty first: the order in which one row goes before another.</summary>
    [JsonIgnore]
    public IEnumerable<PromiseCondition> Conditions
    {
        get
        {
            if (Kind is not null) yield return PromiseCondition.Kind;
            if (Zone is not null) yield return PromiseCondition.Zone;
            if (Tier is not null) yield return PromiseCondition.Tier;
            if (IsEmergency is not null) yield return PromiseCondition.Urgency;
            if (ProductLine is not null) yield return PromiseCondition.ProductLine;
            if (HasContract is not null) yield return PromiseCondition.Contract;
        }
    }

    /// <summary>A weightier condition goes before all lighter ones together.</summary>
    [JsonIgnore]
    public int Weight => Conditions.Sum(condition => 1 << (int)condition);

    public bool Holds(PromiseCircumstances at) =>
        (Kind is null || Kind == at.Kind) && (Zone is null || Zone == at.Zone) && (Tier is null || Tier == at.Tier)
        && (IsEmergency is null || IsEmergency == at.IsEmergency) && (ProductLine is null || ProductLine == at.ProductLine)
        && (HasContract is null || HasContract == (at.ContractId is not null));
}

/// <summary>A promise to customers, as a line of the policy (domain.md §4).</summary>
/// <param name="Starts">What starts its clock.</param>
/// <param name="Stops">What it is about.</param>
/// <param name="Pauses">For which reasons the clock stands still.</param>
public sealed record PromiseRow(
    PromiseKind Promise, int Amount, PromiseUnit Unit, PromiseWhen When, PromiseMoment Starts, PromiseMoment Stops, ImmutableList<PauseReason> Pauses,
    PromiseMiss OnMiss = PromiseMiss.Nothing);

/// <summary>What decides which row holds for a ticket.</summary>
/// <param name="ProductLine">Of the model in the catalogue; null where it is not known.</param>
/// <param name="ContractId">The contract that covers the product.</param>
/// <param name="EmergencyAt">When it became an emergency.</param>
public sealed record PromiseCircumstances(
    TicketKind Kind, Zone Zone, CustomerTier Tier, string? ProductLine, string? ContractId, DateTimeOffset? EmergencyAt)
{
    public bool IsEmergency => EmergencyAt is not null;
}
