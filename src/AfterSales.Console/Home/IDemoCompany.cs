namespace AfterSales.Console.Home;

/// <summary>The people of a demo company, whom everybody may log in as. Registered only where one is on show.</summary>
public interface IDemoCompany
{
    IReadOnlyList<DemoLogIn> People { get; }
}

/// <param name="Role">As the API writes it: <c>DISPATCHER</c>.</param>
/// <param name="Branch">The branch's name; null at headquarters.</param>
public sealed record DemoLogIn(string Name, string Email, string Role, string? Branch);
