using AfterSales.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AfterSales.Accounts;

/// <summary>The settings below <c>Administrator</c>: read only while no account exists.</summary>
public sealed class AdministratorSettings
{
    public string? Email { get; set; }

    public string? Password { get; set; }
}

/// <summary>Makes the first account of an empty installation: somebody has to let the others in.</summary>
internal sealed partial class FirstAdministrator(
    IServiceScopeFactory scopes,
    IOptions<AdministratorSettings> settings,
    IHostEnvironment environment,
    ILogger<FirstAdministrator> log) : IHostedLifecycleService
{
    /// <summary>After all other parts have started: one of them has brought the schema up to date, another may have made the demo company.</summary>
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        if (await scope.ServiceProvider.GetRequiredService<AccountsDb>().Users.AnyAsync(cancellationToken)) return;
        var (email, password) = (settings.Value.Email, settings.Value.Password);
        if (string.IsNullOrWhiteSpace(email) || string.IsNullOrEmpty(password))
        {
            if (environment.IsProduction()) LogNobodyCanLogIn(log);
            return;
        }
        var made = await scope.ServiceProvider.GetRequiredService<AccountBook>().CreateAccountAsync(
            new NewAccount(email, "Administrator", password, "en", TechnicianId: null, [new Assignment(Role.Administrator, Assignment.Headquarters)]),
            cancellationToken);
        // Several silos may start at once on an empty database; the one that comes second finds the address taken by the first.
        if (made.Refusal is EmailTaken) return;
        if (made.IsRefused)
            throw new InvalidOperationException(
                $"The first administrator could not be made: {made.Refusal}. Correct the settings Administrator:Email and Administrator:Password.");
        LogMade(log, made.Result.Id);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
