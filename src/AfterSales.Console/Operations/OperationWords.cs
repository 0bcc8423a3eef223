namespace AfterSales.Console.Operations;

/// <summary>Names <c>OperationWords.resx</c>.</summary>
public sealed class OperationWords;
