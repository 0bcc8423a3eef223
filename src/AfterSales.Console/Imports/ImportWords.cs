namespace AfterSales.Console.Imports;

/// <summary>Names <c>ImportWords.resx</c>.</summary>
public sealed class ImportWords;
