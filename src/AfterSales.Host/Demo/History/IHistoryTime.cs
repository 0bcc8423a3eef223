namespace AfterSales.Host.Demo.History;

/// <summary>The clock by which a history is lived.</summary>
internal interface IHistoryTime
{
    /// <summary>Up to when; null where there is nothing to live through.</summary>
    DateTimeOffset? End { get; }

    /// <summary>Lives on to an instant; what falls due by itself on the way happens.</summary>
    Task PlayTo(DateTimeOffset instant);

    /// <summary>Lives on to the end, after the last story.</summary>
    Task PlayToEnd();
}
