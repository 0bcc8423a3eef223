using AfterSales.Access;
using AfterSales.Accounts;
using AfterSales.Branches;
using AfterSales.Products;
using AfterSales.Products.Rules;
using AfterSales.Projects;
using AfterSales.Projects.Rules;
using Microsoft.AspNetCore.Identity;

namespace AfterSales.Host.Demo;

/// <summary>Two installation projects in the middle of their way: one waits for its goods, the other for a site that failed its check.</summary>
internal sealed class DemoProjects(IGrainFactory grains, TimeProvider clock, UserManager<Account> users)
{
    private static readonly (string Id, string Customer, string Model, string Buyer, int EntryInDays, long PriceMinor, string Need, string Name)[] All =
    [
        ("prj-sh-1", "c-sh-3", "HP-12", "上海晨光酒店管理有限公司", 11, 32_800_000, "屋顶三台热泵机组，夜间施工", "晨光酒店热水改造"),
        ("prj-mad-1", "c-mad-2", "WH-200", "Hoteles Puerta del Sol, S. L.", 0, 4_150_000, "Dos termos en el sótano, acceso por la calle Postas", "Agua caliente Puerta del Sol"),
    ];

    public async Task Make()
    {
        foreach (var project in All)
            if (await grains.GetGrain<IProjectGrain>(project.Id).Read(Caller.System) is null) await Make(project);
    }

    private async Task Make((string Id, string Customer, string Model, string Buyer, int EntryInDays, long PriceMinor, string Need, string Name) made)
    {
        var (id, customer, model, buyer, entryInDays, priceMinor, need, name) = made;
        var branch = $"b-{id.Split('-')[1]}";
        // At the branch: late in the evening of London it is tomorrow there.
        var today = (await grains.GetGrain<IBranchGrain>(branch).Read(Caller.System))!.Calendar.LocalDay(clock.GetUtcNow());
        var serial = $"{model}-{id[4..].ToUpperInvariant()}-P";
        var productId = IProductGrain.KeyOf(model, serial);
        await DemoCompany.Demand(grains.GetGrain<IProductGrain>(productId).Put(DemoCompany.Ask(new RegisterProduct(customer,
            new ProductDetails(model, serial, today.AddDays(-30), null, null, [], SellerId: branch, IsProject: true)))));
        var manager = await users.FindByEmailAsync("projects@demo.example");
        var project = grains.GetGrain<IProjectGrain>(id);
        await DemoCompany.Demand(project.Open(DemoCompany.Ask(new OpenProject(
            branch, customer, manager?.Id ?? "projects", new ProjectTerms([productId], priceMinor, priceMinor * 3 / 10), today.AddDays(entryInDays), buyer, "30/60/10", need, name))));
        await Report(ProjectMilestone.SiteMeasured);
        await DemoCompany.Demand(project.ConfirmPrepayment(DemoCompany.Ask(new FinanceNote(null))));
        await Report(ProjectMilestone.TeamRequested);
        await DemoCompany.Demand(project.DecideTeam(DemoCompany.Ask(new DecideTeam(true, null))));
        await DemoCompany.Demand(project.AnnounceArrival(DemoCompany.Ask(new AnnounceArrival(clock.GetUtcNow().AddDays(Math.Max(1, entryInDays - 2))))));
        if (id == "prj-mad-1") await DemoCompany.Demand(project.CheckEntry(DemoCompany.Ask(new CheckEntry(false, "Falta la toma de corriente trifásica"))));

        Task Report(ProjectMilestone milestone) => DemoCompany.Demand(project.Report(DemoCompany.Ask(new ReportMilestone(milestone, null))));
    }
}
