namespace AfterSales.Console.Contacts;

/// <summary>Names <c>ContactWords.resx</c>.</summary>
public sealed class ContactWords;
