namespace AfterSales.Console.Audit;

/// <summary>Names <c>TimelineWords.resx</c>.</summary>
public sealed class TimelineWords;
