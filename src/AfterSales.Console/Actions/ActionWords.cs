namespace AfterSales.Console.Actions;

/// <summary>Names <c>ActionWords.resx</c>.</summary>
public sealed class ActionWords;
