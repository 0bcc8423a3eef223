namespace AfterSales.Console.Headquarters;

/// <summary>How a branch did in a period.</summary>
public sealed record BranchFigures(Branch? Branch, int TicketsRegistered, int TicketsCompleted, Rate FollowUpRate, DateTimeOffset AsOf);

public sealed record Branch(string Id, string Code, string Name, string TimeZone);

public sealed record Rate(int Numerator, int Denominator, double? Value);
