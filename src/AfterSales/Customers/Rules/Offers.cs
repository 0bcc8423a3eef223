using System.Collections.Immutable;
using AfterSales.Records;

namespace AfterSales.Customers.Rules;

/// <summary>An offer that was made.</summary>
/// <param name="Name">Names the campaign or benefit, so that figures can count it.</param>
[GenerateSerializer, Immutable, Alias("OfferMade")]
public sealed record MadeOffer([property: Id(0)] string Name, [property: Id(1)] ConsentChannel Channel, [property: Id(2)] DateTimeOffset At);

/// <summary>The offers and benefits a customer was addressed with; a part of the file's state.</summary>
[GenerateSerializer, Immutable, Alias("Offers")]
public sealed record Offers
{
    /// <summary>No policy looks further back than this many.</summary>
    private const int Kept = 50;

    public static Offers None { get; } = new();

    /// <summary>The latest, oldest first.</summary>
    [Id(0)]
    public ImmutableList<MadeOffer> Made { get; init; } = [];

    public Offers Apply(Event happened) => happened switch
    {
        OfferMade e => this with { Made = [.. Made.Add(new MadeOffer(e.Name, e.Channel, e.At)).TakeLast(Kept)] },
        _ => this,
    };

    public bool Equals(Offers? other) => other is not null && Made.SequenceEqual(other.Made);

    public override int GetHashCode() => Made.Count;
}

public sealed record OfferMade(string Name, ConsentChannel Channel, DateTimeOffset At) : Event;

/// <summary>How often customers of a tier may be addressed with offers.</summary>
public sealed record OfferLimit(CustomerTier Tier, int Most, int InDays);

/// <summary>Tier benefits and offers respect consent and a frequency limit (feature 8c).</summary>
public static class OfferRules
{
    public static Decision Make(Customer customer, string name, ConsentChannel channel, ImmutableList<OfferLimit> limits, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(name)) return InputInvalid.At("name", "REQUIRED");
        return MayBeMade(customer, channel, limits, now) ?? (Decision)new OfferMade(name.Trim(), channel, now);
    }

    /// <summary>Null when the customer may be addressed with an offer over this channel now.</summary>
    public static Refusal? MayBeMade(Customer customer, ConsentChannel channel, ImmutableList<OfferLimit> limits, DateTimeOffset now)
    {
        if (CustomerRules.MustBeInUse(customer) is { } archived) return archived;
        if (!customer.Consents.IsGivenTo(channel)) return new ConsentNotGiven(channel);
        return FreeFrom(customer, limits, now) is { } free && free > now ? new OfferTooSoon(free) : null;
    }

    /// <summary>When the next offer may be made, as far as the limit goes; null: never, by the policy.</summary>
    private static DateTimeOffset? FreeFrom(Customer customer, ImmutableList<OfferLimit> limits, DateTimeOffset now)
    {
        if (limits.Find(limit => limit.Tier == customer.Tier) is not { } limit) return now;
        if (limit.Most == 0) return DateTimeOffset.MaxValue;
        var recent = customer.Offers.Made.FindAll(offer => offer.At > now.AddDays(-limit.InDays));
        return recent.Count < limit.Most ? now : recent[recent.Count - limit.Most].At.AddDays(limit.InDays);
    }
}

/// <summary>The customer has not allowed to be addressed with offers over this channel.</summary>
[GenerateSerializer, Immutable, Alias("ConsentNotGiven")]
public sealed record ConsentNotGiven([property: Id(0)] ConsentChannel Channel) : Refusal;

/// <summary>The customer was addressed as often as the policy allows; not before then again.</summary>
[GenerateSerializer, Immutable, Alias("OfferTooSoon")]
public sealed record OfferTooSoon([property: Id(0)] DateTimeOffset NotBefore) : Refusal;
