using AfterSales.Access;
using AfterSales.Products;
using AfterSales.Products.Rules;

namespace AfterSales.Host.Demo;

/// <summary>Units beside the first one of each demo customer: warranties that run, end soon and have ended, and what else can be with a unit.</summary>
internal sealed class DemoProducts(IGrainFactory grains, TimeProvider clock)
{
    /// <summary>Months and days ago it was bought; days later it was installed, and accepted, where it was.</summary>
    private static readonly (string Customer, string Model, int MonthsAgo, int DaysAgo, int? Installed, int? Accepted)[] Units =
    [
        ("c-sh-1", "AC-50", 0, 20, 3, null),
        // Two years less a fortnight: it ends soon.
        ("c-sh-2", "RF-320", 24, -14, 2, null),
        ("c-sh-3", "HP-12", 11, 10, 12, 20),
        ("c-sh-4", "WM-10", 12, -9, 1, null),
        ("c-cd-1", "WD-9", 12, -20, 4, null), ("c-cd-2", "WH-80", 30, 0, 5, null),
        ("c-mad-1", "BO-24", 23, 20, 6, null), ("c-mad-2", "HP-12", 23, 12, 10, 15),
        ("c-bcn-1", "DR-7", 0, 12, 2, null), ("c-bcn-2", "AC-50", 1, 5, 6, null),
        // As real branches have them: a code that the catalogue does not know.
        ("c-bcn-2", "TV-OLED55", 8, 0, null, null),
    ];

    public async Task Make()
    {
        foreach (var unit in Units)
        {
            if (await Grain(unit.Customer, unit.Model).Read(Caller.System) is null) await Make(unit);
        }

        if ((await Grain("c-cd-2", "WH-80").Read(Caller.System))!.Judgements.IsEmpty) await Judge();
        if ((await Grain("c-sh-3", "HP-12").Read(Caller.System))!.Card is null) await HandOut();
        if ((await Grain("c-sh-4", "WM-10").Read(Caller.System))!.CustomerId == "c-sh-4")
            await DemoCompany.Demand(Grain("c-sh-4", "WM-10").Move(DemoCompany.Ask(new MoveProduct("c-sh-2", Reason: "二手转让"))));
    }

    private DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    private static string SerialOf(string customer, string model) => $"{model}-{customer[2..].ToUpperInvariant()}-7";

    private IProductGrain Grain(string customer, string model) => grains.GetGrain<IProductGrain>(IProductGrain.KeyOf(model, SerialOf(customer, model)));

    private Task Make((string Customer, string Model, int MonthsAgo, int DaysAgo, int? Installed, int? Accepted) unit)
    {
        var bought = Today.AddMonths(-unit.MonthsAgo).AddDays(-unit.DaysAgo);
        var details = new ProductDetails(unit.Model, SerialOf(unit.Customer, unit.Model), bought, After(unit.Installed), After(unit.Accepted), [],
            SellerId: $"b-{unit.Customer.Split('-')[1]}", IsProject: unit.Accepted is not null);
        return DemoCompany.Demand(Grain(unit.Customer, unit.Model).Put(DemoCompany.Ask(new RegisterProduct(unit.Customer, details))));

        DateOnly? After(int? days) => days is { } later ? bought.AddDays(later) : null;
    }

    /// <summary>The control board of a water heater failed half a year after the unit's warranty, abnormally early.</summary>
    private Task Judge() => DemoCompany.Demand(Grain("c-cd-2", "WH-80").Judge(DemoCompany.Ask(
        new JudgeFault("BOARD", "四川省产品质量监督检验检测院", Today.AddDays(-20), Today.AddDays(-6), "控制板元件早期失效，寿命明显短于正常水平。"))));

    private async Task HandOut()
    {
        var unit = Grain("c-sh-3", "HP-12");
        var day = (await unit.Read(Caller.System))!.Details.AcceptedOn!.Value.AddDays(9);
        await DemoCompany.Demand(unit.IssueCard(DemoCompany.Ask(new IssuePaper("BX-2026-0117", day))));
        await DemoCompany.Demand(unit.IssueAgreement(DemoCompany.Ask(new IssuePaper("XY-2026-0031", day))));
    }
}
