namespace AfterSales.Console.Home;

/// <summary>Names <c>HomeWords.resx</c>.</summary>
public sealed class HomeWords;
