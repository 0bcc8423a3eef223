using AfterSales.Access;
using AfterSales.Accounts;
using Microsoft.AspNetCore.Identity;

namespace AfterSales.Host.Demo.History;

/// <summary>A company's people as callers, so that its history says who did what.</summary>
internal interface IHistoryStaff
{
    Task Know();

    /// <summary>Whoever has the role at the place, else its dispatcher.</summary>
    Caller At(string place, Role role);

    /// <summary>Those who make the branch's follow-up calls; the dispatcher where it has no agent.</summary>
    IReadOnlyList<Caller> Agents(string place);

    /// <summary>The technician himself where he has a log-in, else the dispatcher he tells it to.</summary>
    Caller Technician(string place, string technicianId);
}

/// <summary>The demo's people by their accounts.</summary>
internal sealed class DemoStaff(IServiceScopeFactory scopes) : IHistoryStaff
{
    private readonly Dictionary<DemoPerson, Caller> _known = [];

    public async Task Know()
    {
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        foreach (var person in DemoLogIns.People)
        {
            if (await users.FindByEmailAsync(person.Email) is { } account)
                _known[person] = new Caller(account.Id, person.Name, [new Assignment(person.Role, person.Place)], person.TechnicianId, person.Language);
        }
    }

    public Caller At(string place, Role role) =>
        _known[DemoLogIns.People.FirstOrDefault(person => person.Place == place && person.Role == role) ?? Dispatcher(place)];

    public IReadOnlyList<Caller> Agents(string place)
    {
        var agents = DemoLogIns.People.Where(person => person.Place == place && person.Role == Role.FollowUpAgent).ToArray();
        return agents.Length == 0 ? [_known[Dispatcher(place)]] : [.. agents.Select(person => _known[person])];
    }

    public Caller Technician(string place, string technicianId) =>
        _known[DemoLogIns.People.FirstOrDefault(person => person.TechnicianId == technicianId) ?? Dispatcher(place)];

    private static DemoPerson Dispatcher(string place) => DemoLogIns.People.First(person => person.Place == place && person.Role == Role.Dispatcher);
}
