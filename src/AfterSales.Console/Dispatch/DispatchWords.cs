namespace AfterSales.Console.Dispatch;

/// <summary>Names <c>DispatchWords.resx</c>.</summary>
public sealed class DispatchWords;
