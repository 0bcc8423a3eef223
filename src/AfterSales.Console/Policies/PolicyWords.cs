namespace AfterSales.Console.Policies;

/// <summary>Names <c>PolicyWords.resx</c>.</summary>
public sealed class PolicyWords;
