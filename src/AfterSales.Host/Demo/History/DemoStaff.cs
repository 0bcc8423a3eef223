using AfterSales.Access;
using AfterSales.Accounts;
using Microsoft.AspNetCore.Identity;

namespace AfterSales.Host.Demo.History;

/// <summary>The demo's people as callers, so that the history says who did what.</summary>
internal sealed class DemoStaff(IServiceScopeFactory scopes)
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

    /// <summary>Whoever has the role at the place, else its dispatcher.</summary>
    public Caller At(string place, Role role) =>
        _known[DemoLogIns.People.FirstOrDefault(person => person.Place == place && person.Role == role)
            ?? DemoLogIns.People.First(person => person.Place == place && person.Role == Role.Dispatcher)];

    /// <summary>The technician himself where he has a log-in, else the dispatcher he tells it to.</summary>
    public Caller Technician(string place, string technicianId) =>
        _known[DemoLogIns.People.FirstOrDefault(person => person.TechnicianId == technicianId)
            ?? DemoLogIns.People.First(person => person.Place == place && person.Role == Role.Dispatcher)];
}
