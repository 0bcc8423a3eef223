namespace AfterSales.Console.Projects;

/// <summary>Names <c>ProjectWords.resx</c>.</summary>
public sealed class ProjectWords;
