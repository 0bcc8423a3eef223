namespace AfterSales.Console.Customers;

/// <summary>Names <c>CustomerWords.resx</c>.</summary>
public sealed class CustomerWords;
