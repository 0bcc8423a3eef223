namespace AfterSales.Console.Shell;

/// <summary>Names <c>ShellWords.resx</c>.</summary>
public sealed class ShellWords;
