using AfterSales.Access;
using AfterSales.Catalogue.Rules;
using AfterSales.Contracts;
using AfterSales.Contracts.Rules;
using AfterSales.Promises.Rules;

namespace AfterSales.Host.Demo;

/// <summary>Service contracts in every situation: one that runs, two that end soon, one that the customer lets go, one of which an inspection is due.</summary>
internal sealed class DemoContracts(IGrainFactory grains, TimeProvider clock)
{
    private static readonly (string Id, string Customer, int BeganMonthsAgo, int EndsInDays, long PriceMinor, string? LapsesBecause)[] All =
    [
        ("con-sh-1", "c-sh-3", 7, 150, 1_280_000, null), ("con-mad-1", "c-mad-2", 11, 21, 189_000, null), ("con-sh-2", "c-sh-2", 10, 45, 68_000, "客户准备换新机"),
        ("con-cd-1", "c-cd-2", 12, 12, 96_000, null), ("con-bcn-1", "c-bcn-2", 11, 200, 74_000, null),
    ];

    public async Task Make()
    {
        foreach (var contract in All)
            if (await grains.GetGrain<IContractGrain>(contract.Id).Read(Caller.System) is null) await Make(contract);
    }

    private async Task Make((string Id, string Customer, int BeganMonthsAgo, int EndsInDays, long PriceMinor, string? LapsesBecause) made)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var contract = grains.GetGrain<IContractGrain>(made.Id);
        var isChinese = made.Id.StartsWith("con-sh", StringComparison.Ordinal) || made.Id.StartsWith("con-cd", StringComparison.Ordinal);
        var details = new ContractDetails
        {
            ProductIds = [DemoCompany.ProductOf(made.Customer)],
            Parts = ContractCharge.Cost,
            Promises = [new ContractPromise(PromiseKind.Arrival, 4, PromiseUnit.WorkingHours)],
            Inspections =
            [
                new InspectionItem("yearly", isChinese ? "年度检查" : "Revisión anual", 11, 12, InspectionChannel.Site, null,
                    isChinese ? ["清洗过滤网", "检查管路"] : ["Limpiar los filtros", "Revisar las tuberías"]),
            ],
        };
        await DemoCompany.Demand(contract.Make(DemoCompany.Ask(new MakeContract(
            $"b-{made.Id.Split('-')[1]}", made.Customer, details, new ContractTerm(today.AddMonths(-made.BeganMonthsAgo).AddDays(made.Id == "con-bcn-1" ? 9 : 0), today.AddDays(made.EndsInDays), made.PriceMinor)))));
        if (made.LapsesBecause is { } reason) await DemoCompany.Demand(contract.Lapse(DemoCompany.Ask(new EndContract(reason))));
    }
}
