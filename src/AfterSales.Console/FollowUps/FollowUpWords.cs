namespace AfterSales.Console.FollowUps;

/// <summary>Names <c>FollowUpWords.resx</c>.</summary>
public sealed class FollowUpWords;
