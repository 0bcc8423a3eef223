namespace AfterSales.Console.Accounts;

/// <summary>Names <c>AccountWords.resx</c>.</summary>
public sealed class AccountWords;
