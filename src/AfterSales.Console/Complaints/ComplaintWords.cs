namespace AfterSales.Console.Complaints;

/// <summary>Names <c>ComplaintWords.resx</c>.</summary>
public sealed class ComplaintWords;
