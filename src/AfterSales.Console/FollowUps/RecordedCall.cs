namespace AfterSales.Console.FollowUps;

/// <summary>The ticket whose call was recorded.</summary>
public sealed record RecordedCall(string Id);
