namespace AfterSales.Channels.Rules;

/// <summary>What came of giving a message to a channel.</summary>
public enum Delivery
{
    Sent,

    /// <summary>The channel can't be reached, or asks for patience.</summary>
    TryAgain,

    /// <summary>There is no such channel or address, or the channel does not want this message: trying again would not help.</summary>
    Refused,
}
