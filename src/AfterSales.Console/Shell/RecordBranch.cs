namespace AfterSales.Console.Shell;

/// <summary>The branch that a record belongs to.</summary>
/// <param name="TimeZone">IANA name.</param>
public sealed record RecordBranch(string Id, string Name, string TimeZone);
