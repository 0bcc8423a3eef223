namespace AfterSales.Console.Contracts;

/// <summary>Names <c>ContractWords.resx</c>.</summary>
public sealed class ContractWords;
