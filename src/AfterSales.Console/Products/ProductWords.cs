namespace AfterSales.Console.Products;

/// <summary>Names <c>ProductWords.resx</c>.</summary>
public sealed class ProductWords;
