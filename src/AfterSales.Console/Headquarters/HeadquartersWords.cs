namespace AfterSales.Console.Headquarters;

/// <summary>Names <c>HeadquartersWords.resx</c>.</summary>
public sealed class HeadquartersWords;
