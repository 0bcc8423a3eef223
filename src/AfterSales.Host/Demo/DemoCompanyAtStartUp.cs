using AfterSales.Host.Demo.History;

namespace AfterSales.Host.Demo;

/// <summary>Makes what is missing of the demo company once the silo answers.</summary>
internal sealed class DemoCompanyAtStartUp(
    IServiceScopeFactory scopes, DemoCompany company, DemoTechnicians technicians, DemoCatalogue catalogue, DemoProducts products, DemoTickets tickets,
    DemoCases cases, DemoContracts contracts, DemoCare care, DemoHistory history) : IHostedLifecycleService
{
    public bool IsMade { get; private set; }

    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        await catalogue.Make();
        await company.Make();
        await technicians.Make();
        await using (var scope = scopes.CreateAsyncScope()) await scope.ServiceProvider.GetRequiredService<DemoAccounts>().Make();
        // The company so far is some days old; what follows is as of today.
        await history.Make();
        await technicians.PlanAbsences();
        await catalogue.Promote();
        await products.Make();
        await tickets.Make();
        await cases.Make();
        await contracts.Make();
        await using (var scope = scopes.CreateAsyncScope()) await scope.ServiceProvider.GetRequiredService<DemoProjects>().Make();
        await care.Make();
        IsMade = true;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
