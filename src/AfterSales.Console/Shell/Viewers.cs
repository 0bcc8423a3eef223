using AfterSales.Console.Api;

namespace AfterSales.Console.Shell;

/// <summary>Who looks at the page, read once for as long as it is open.</summary>
public sealed class Viewers(GraphQLClient api)
{
    private Task<Viewer>? asked;

    public async Task<Viewer> GetAsync()
    {
        try
        {
            return await (asked ??= AskAsync());
        }
        catch (NotAnsweredException)
        {
            asked = null;
            throw;
        }
    }

    private async Task<Viewer> AskAsync()
    {
        var told = await api.AskAsync<Told>("Shell/Viewer");
        return new Viewer(told.Me.Name, told.Me.Permissions, told.Me.Assignments, told.Branches?.Nodes ?? [], told.DemoTime is not null, told.Me.TimeZone);
    }

    private sealed record Told(Me Me, Listed<Branch>? Branches, DateTimeOffset? DemoTime);

    private sealed record Me(string Name, string TimeZone, IReadOnlyList<string> Permissions, IReadOnlyList<Assignment> Assignments);
}

/// <param name="Branches">Those the viewer sees: his own, or at headquarters all.</param>
/// <param name="TimeZone">By whose clock a page speaks where it is about no branch: that of the viewer's branch, at headquarters that of headquarters. IANA name.</param>
public sealed record Viewer(
    string Name, IReadOnlyList<string> Permissions, IReadOnlyList<Assignment> Assignments, IReadOnlyList<Branch> Branches, bool IsInDemo, string TimeZone)
{
    public bool May(string permission) => Permissions.Contains(permission);

    public bool Is(string role) => Assignments.Any(assignment => assignment.Role == role);

    public bool IsAtHeadquarters => Assignments.Any(assignment => assignment.Place == "headquarters");

    /// <summary>The branch that an address asks for, if the viewer sees it; else headquarters, which is null, and for who is not there his first branch.</summary>
    public string? PlaceOf(string? asked) => Branches.FirstOrDefault(branch => branch.Id == asked)?.Id ?? (!IsAtHeadquarters && Branches is [var first, ..] ? first.Id : null);

    /// <summary>The branch whose time and currency a page speaks in where it is about no other.</summary>
    public Branch? HomeBranch =>
        Branches.FirstOrDefault(branch => Assignments.Any(assignment => assignment.Place == branch.Id)) ?? (Branches is [var only] ? only : null);
}

/// <param name="Place">The key of a branch or dealer, or <c>headquarters</c>.</param>
public sealed record Assignment(string Role, string Place);

/// <param name="TimeZone">IANA name.</param>
/// <param name="Currency">ISO 4217.</param>
public sealed record Branch(string Id, string Code, string Name, string TimeZone, string Currency);
