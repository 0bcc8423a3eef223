using System.Collections.Immutable;

namespace AfterSales.Customers.Rules;

/// <summary>A way of addressing a customer that he may allow or refuse.</summary>
public enum ConsentChannel
{
    Call,
    Message,
    Email,
    Letter,
}

/// <summary>What the customer said to one channel.</summary>
/// <param name="By">The account that took it down.</param>
[GenerateSerializer, Immutable, Alias("ChannelConsent")]
public sealed record ChannelConsent(
    [property: Id(0)] ConsentChannel Channel, [property: Id(1)] bool IsGiven, [property: Id(2)] DateTimeOffset Since, [property: Id(3)] string By);

/// <summary>What the customer allowed and refused; a channel that was never spoken of is in neither.</summary>
[GenerateSerializer, Immutable, Alias("Consents")]
public sealed record Consents
{
    public static Consents None { get; } = new();

    /// <summary>In the order of the channels.</summary>
    [Id(0)]
    public ImmutableList<ChannelConsent> Said { get; init; } = [];

    public bool IsGivenTo(ConsentChannel channel) => Said.Exists(consent => consent.Channel == channel && consent.IsGiven);

    public bool IsRefusedTo(ConsentChannel channel) => Said.Exists(consent => consent.Channel == channel && !consent.IsGiven);

    public Consents With(ChannelConsent said) =>
        this with { Said = [.. Said.RemoveAll(consent => consent.Channel == said.Channel).Add(said).OrderBy(consent => consent.Channel)] };

    public bool Equals(Consents? other) => other is not null && Said.SequenceEqual(other.Said);

    public override int GetHashCode() => Said.Count;
}
