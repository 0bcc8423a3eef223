using System.Collections.Immutable;
using AfterSales.Access;
using AfterSales.Branches.Rules;
using AfterSales.Branches;
using AfterSales.Customers;
using AfterSales.Customers.Rules;
using AfterSales.Headquarters;
using AfterSales.Headquarters.Rules;
using AfterSales.Policies;
using AfterSales.Products;
using AfterSales.Products.Rules;
using AfterSales.Records;

namespace AfterSales.Host.Demo;

/// <summary>Branches, customers and their products. Keys are fixed, so that what is there stays as it is.</summary>
internal sealed class DemoCompany(IGrainFactory grains, TimeProvider clock)
{
    private static readonly (string Branch, string Id, string Name, string Phone, string Address, string City, string Model, int MonthsOld)[] Customers =
    [
        ("b-sh", "c-sh-1", "王伟", "+8613800138001", "南京东路 100 号", "上海", "WM-8", 5),
        ("b-sh", "c-sh-2", "刘芳", "+8613916023344", "淮海中路 888 弄 3 号", "上海", "AC-35", 18),
        ("b-sh", "c-sh-3", "上海晨光酒店", "+862162881234", "延安西路 65 号", "上海", "WH-200", 9),
        ("b-sh", "c-sh-4", "徐静", "+8613764551120", "世纪大道 1501 号", "上海", "RF-420", 40),
        ("b-cd", "c-cd-1", "唐敏", "+8613880124567", "春熙路 12 号", "成都", "WM-8", 3),
        ("b-cd", "c-cd-2", "罗健", "+8618980556677", "天府大道 300 号", "成都", "AC-35", 26),
        ("b-mad", "c-mad-1", "María García Pérez", "+34612345678", "Calle de Alcalá, 120", "Madrid", "WM-8", 7),
        ("b-mad", "c-mad-2", "Hotel Puerta del Sol", "+34915221098", "Calle Mayor, 4", "Madrid", "WH-200", 14),
        ("b-bcn", "c-bcn-1", "Àngels Ferrer Soler", "+34655443322", "Carrer de Mallorca, 210", "Barcelona", "RF-420", 2),
        ("b-bcn", "c-bcn-2", "José Luis Núñez", "+34634112233", "Passeig de Gràcia, 55", "Barcelona", "AC-35", 30),
    ];

    public async Task Make()
    {
        foreach (var branch in DemoBranches.All)
        {
            var grain = grains.GetGrain<IBranchGrain>(BranchRules.KeyOf(branch.Code));
            await Demand(grain.Open(Ask(branch)));
            if (await grain.Read(Caller.System) is { Address: null, Phone: null }) await Demand(grain.Describe(Ask(DemoBranches.Described[branch.Code])));
        }

        await MakeHeadquarters();
        foreach (var customer in Customers)
        {
            // The product is made last: without it a start that broke off is taken up again.
            if (await grains.GetGrain<IProductGrain>(ProductOf(customer.Id)).Read(Caller.System) is null) await Make(customer);
        }
    }

    /// <summary>Two regions, a goal that one branch has of its own, and thresholds that a figure of some branch crosses now and then.</summary>
    private async Task MakeHeadquarters()
    {
        var regions = grains.GetGrain<IRegionsGrain>(IRegionsGrain.OfCompany);
        foreach (var (name, branches) in new[] { ("中国", new[] { "b-sh", "b-cd" }), ("España", ["b-mad", "b-bcn"]) })
        {
            if ((await regions.Read(Caller.System))?.Regions.Exists(region => region.Name == name) != true) await Demand(regions.Make(Ask(new MakeRegion(name, null))));
            var region = (await regions.Read(Caller.System))!.Regions.Find(region => region.Name == name)!;
            foreach (var branch in branches) await Demand(regions.Place(Ask(new PlaceBranch(branch, region.Id, new DateOnly(2025, 1, 1)))));
        }

        var company = grains.GetGrain<IPoliciesGrain>(IPoliciesGrain.KeyOf(Assignment.Headquarters));
        if ((await company.Read(Caller.System))?.Values.ContainsKey(FigurePolicies.Signs.Key) == true) return;
        await Demand(grains.GetGrain<IPoliciesGrain>(IPoliciesGrain.KeyOf("b-mad")).Set(Ask(new SetPolicy("b-mad", FigurePolicies.Goals.Key,
            PolicyBook.Write(FigurePolicies.Goals, ImmutableList.Create(new FigureGoal(FigureKey.Satisfaction, 95, new DateOnly(2025, 1, 1))))))));
        await Demand(company.Set(Ask(new SetPolicy(Assignment.Headquarters, FigurePolicies.AverageShown.Key, "true"))));
        await Demand(company.Set(Ask(new SetPolicy(Assignment.Headquarters, FigurePolicies.Signs.Key,
            PolicyBook.Write(FigurePolicies.Signs, FigurePolicies.Signs.Standard.Add(new SignRule(FigureKey.FirstVisitFix, 90, 14, 5)))))));
    }

    /// <summary>The product of a demo customer.</summary>
    public static string ProductOf(string customerId)
    {
        var (_, id, _, _, _, _, model, _) = Customers.Single(customer => customer.Id == customerId);
        return IProductGrain.KeyOf(model, SerialOf(id));
    }

    /// <summary>The part of it that fails.</summary>
    public static string PartOf(string customerId) => DemoCatalogue.MainPartOf(Customers.Single(customer => customer.Id == customerId).Model);

    internal static Intent<T> Ask<T>(T body) => new(body, Caller.System);

    /// <summary>That something is there already is what a restart expects; any other refusal is a mistake in the demo.</summary>
    internal static async Task Demand(Task<Records.Answer> asked)
    {
        if ((await asked).Refusal is { } refusal and not AlreadyExists) throw new DemoRefusedException(refusal);
    }

    private static string SerialOf(string customerId) => $"SN-{customerId[2..].ToUpperInvariant()}-001";

    private async Task Make((string Branch, string Id, string Name, string Phone, string Address, string City, string Model, int MonthsOld) customer)
    {
        var kind = customer.Model == "WH-200" ? CustomerKind.Organisation : CustomerKind.Person;
        var language = customer.Branch is "b-sh" or "b-cd" ? "zh-CN" : "es";
        var details = new CustomerDetails
        {
            Kind = kind, Name = customer.Name, Phones = [new Phone(customer.Phone)], Language = language,
            Addresses = [new CustomerAddress("", customer.Address, customer.City, Country: language == "es" ? "ES" : "CN")],
        };
        await Demand(grains.GetGrain<ICustomerGrain>(customer.Id).Register(Ask(new RegisterCustomer(customer.Branch, details))));
        var bought = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddMonths(-customer.MonthsOld);
        var product = new ProductDetails(customer.Model, SerialOf(customer.Id), bought, bought.AddDays(6), null, []);
        await Demand(grains.GetGrain<IProductGrain>(ProductOf(customer.Id)).Put(Ask(new RegisterProduct(customer.Id, product))));
    }
}

/// <summary>The demo asked for something that the service refuses.</summary>
internal sealed class DemoRefusedException(Refusal refusal) : InvalidOperationException($"The demo company could not be made: {refusal}");
