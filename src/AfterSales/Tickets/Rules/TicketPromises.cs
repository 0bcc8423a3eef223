using System.Collections.Immutable;
using System.Text.Json.Serialization;
using AfterSales.Branches.Rules;
using AfterSales.Contracts.Rules;
using AfterSales.Customers.Rules;
using AfterSales.Promises.Rules;
using AfterSales.Records;

namespace AfterSales.Tickets.Rules;

/// <summary>What is known of the customer's side of a promise, as it was last looked up.</summary>
/// <param name="Zone">Where the product stands.</param>
/// <param name="ProductLine">Null where the model is not in the catalogue.</param>
/// <param name="Contract">What the contract that covers the product promises; null where none does.</param>
/// <param name="CustomerTerms">By which tier and addresses of which file (<see cref="Customer.Terms"/>); null where the ticket has no customer.</param>
/// <param name="ZonesVersion">By which zones of the branch.</param>
[GenerateSerializer, Immutable, Alias("PromiseFacts")]
public sealed record PromiseFacts(
    [property: Id(0)] Zone Zone, [property: Id(1)] CustomerTier Tier, [property: Id(2)] string? ProductLine, [property: Id(3)] ContractPromises? Contract,
    [property: Id(4)] string? CustomerTerms = null, [property: Id(5)] int ZonesVersion = 0);

[GenerateSerializer, Immutable, Alias("ContractPromises")]
public sealed record ContractPromises([property: Id(0)] string ContractId, [property: Id(1)] ImmutableList<ContractPromise> Promises)
{
    public bool Equals(ContractPromises? other) => other is not null && ContractId == other.ContractId && Promises.SequenceEqual(other.Promises);

    public override int GetHashCode() => HashCode.Combine(ContractId, Promises.Count);
}

/// <summary>Since when a ticket is at a branch: its calendar counts from then on.</summary>
[GenerateSerializer, Immutable, Alias("PromisePlace")]
public sealed record PromisePlace([property: Id(0)] string BranchId, [property: Id(1)] DateTimeOffset Since);

/// <summary>What was promised to the customer of a ticket: a part of its state.</summary>
[GenerateSerializer, Immutable, Alias("TicketPromises")]
public sealed record TicketPromises
{
    public static TicketPromises None { get; } = new();

    /// <summary>Of every round, in the order in which they started.</summary>
    [Id(0)]
    public ImmutableList<PromiseClock> Clocks { get; init; } = [];

    [Id(1)]
    public PromiseFacts? Facts { get; init; }

    /// <summary>The branches it was at, the present one last.</summary>
    [Id(2)]
    public ImmutableList<PromisePlace> Places { get; init; } = [];

    [JsonIgnore]
    public IEnumerable<PromiseClock> Running => Clocks.Where(clock => clock.IsRunning);

    public DateTimeOffset? NextDue => Clocks.Min(clock => clock.NextDue);

    /// <summary>The later date that the customer wants, also where it is over; null where he wants none.</summary>
    [JsonIgnore]
    public DateTimeOffset? LaterDate => Running.SelectMany(clock => clock.Pauses).Where(pause => pause is { Reason: PauseReason.AgreedLater, IsCutShort: false }).Max(pause => pause.To);

    public TicketPromises Apply(Event happened) => happened switch
    {
        TicketRegistered e => this with { Places = [new PromisePlace(e.BranchId, e.At)] },
        HandedOver e => this with { Places = Places.Add(new PromisePlace(e.ToBranchId, e.At)) },
        PromiseFactsKnown e => this with { Facts = e.Facts },
        PromiseStarted e => this with
        {
            Clocks = Clocks.Add(new PromiseClock { Number = e.Number, Promise = e.Promise, Round = e.Round, StartedAt = e.At, Chosen = e.Chosen, Reckoned = e.Reckoned }),
        },
        PromisePaused or PromiseResumed or PromiseReckoned or PromiseWarned or PromiseMissed or PromiseEscalated or PromiseEnded or PromiseRestored =>
            this with { Clocks = Clocks.ConvertAll(clock => clock.Apply(happened)) },
        _ => this,
    };
}

/// <summary>Zone, tier, product line and contract of the ticket's customer, as they were found.</summary>
public sealed record PromiseFactsKnown(PromiseFacts Facts) : Event;
