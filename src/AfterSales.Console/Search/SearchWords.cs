namespace AfterSales.Console.Search;

/// <summary>Names <c>SearchWords.resx</c>.</summary>
public sealed class SearchWords;
