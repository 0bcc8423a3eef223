namespace AfterSales.Console.FollowUps;

/// <summary>The call that was recorded.</summary>
public sealed record RecordedCall(string Id);
