namespace AfterSales.Console.Technicians;

/// <summary>Names <c>TechnicianWords.resx</c>.</summary>
public sealed class TechnicianWords;
