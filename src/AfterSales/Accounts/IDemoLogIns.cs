namespace AfterSales.Accounts;

/// <summary>Log-ins that the log-in page offers to everybody. Registered only where a demo company is on show; never where real work is done.</summary>
public interface IDemoLogIns
{
    IReadOnlyList<(string Role, string Email, string Password)> All { get; }
}
