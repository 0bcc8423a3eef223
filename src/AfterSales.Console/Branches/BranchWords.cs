namespace AfterSales.Console.Branches;

/// <summary>Names <c>BranchWords.resx</c>.</summary>
public sealed class BranchWords;
