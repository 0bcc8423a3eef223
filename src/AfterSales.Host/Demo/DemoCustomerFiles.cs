using AfterSales.Customers;
using AfterSales.Customers.Rules;

namespace AfterSales.Host.Demo;

/// <summary>Puts the demo's customers on file; one that is there stays as it is.</summary>
internal sealed class DemoCustomerFiles(IGrainFactory grains, TimeProvider clock)
{
    public async Task Make(DemoCustomer customer)
    {
        var file = grains.GetGrain<ICustomerGrain>(customer.Id);
        await DemoCompany.Demand(file.Register(DemoCompany.Ask(new RegisterCustomer(customer.Branch, customer.Details))));
        if (customer.Tier != CustomerTier.Normal)
            await DemoCompany.Demand(file.ChangeTier(DemoCompany.Ask(new ChangeTier(customer.Tier, customer.Details.Language == "es" ? "cliente desde hace diez años" : "十年老客户"))));
        foreach (var consent in customer.Consents) await DemoCompany.Demand(file.SayConsent(DemoCompany.Ask(new SayConsent(consent.Channel, consent.IsGiven))));
        if (customer.Cycle is { } cycle)
        {
            var next = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(customer.NextServiceInDays);
            await DemoCompany.Demand(file.PlanService(DemoCompany.Ask(new PlanService(cycle, next, []))));
        }
    }
}
