using System.Globalization;
using AfterSales.Access;
using AfterSales.Catalogue.Rules;
using AfterSales.Contracts;
using AfterSales.Contracts.Rules;
using AfterSales.Products;
using AfterSales.Products.Rules;

namespace AfterSales.Host.Demo.History;

/// <summary>Products that are sold, some with a contract; contracts that end, and are renewed, let go or forgotten.</summary>
internal sealed class HistoryContracts(IGrainFactory grains, HistoryPlan plan, DemoCustomerFiles files, IHistoryStaff staff, TimeProvider clock)
{
    public IEnumerable<IAsyncEnumerable<DateTimeOffset>> Stories(HistoryBranch branch, DateTimeOffset from, DateTimeOffset end)
    {
        var customers = HistoryTickets.CustomersOf(plan, branch);
        var count = HistoryTickets.CountOf(plan, branch, from, end) / plan.TicketsPerContract;
        for (var number = 1; number <= count; number++)
        {
            var chance = plan.Chance(4, branch, number);
            var day = branch.Calendar.LocalDay(from).AddDays(1 + (int)((end - from).TotalDays * (number - 0.5) / count));
            yield return Story(branch, number, customers[(number * 7) % customers.Length], branch.OpeningOn(day).AddMinutes(chance.Next(20, 200)), chance);
        }
    }

    private async IAsyncEnumerable<DateTimeOffset> Story(HistoryBranch branch, int number, DemoCustomer customer, DateTimeOffset sold, Random chance)
    {
        yield return sold;
        var serial = string.Create(CultureInfo.InvariantCulture, $"{branch.Id[2..].ToUpperInvariant()}C{7000 + number}");
        var contract = grains.GetGrain<IContractGrain>(string.Create(CultureInfo.InvariantCulture, $"con-{branch.Id[2..]}-h{number}"));
        if (await contract.Read(Caller.System) is not null) yield break;
        await files.Make(customer);
        var productId = IProductGrain.KeyOf("AC-50", serial);
        var today = branch.Calendar.LocalDay(clock.GetUtcNow());
        // Every fourth was sold some time ago by a dealer or by nobody known, the others today.
        var bought = number % 4 == 0 ? today.AddMonths(-20) : today;
        await DemoCompany.Demand(grains.GetGrain<IProductGrain>(productId).Put(DemoCompany.Ask(new RegisterProduct(
            customer.Id, new ProductDetails("AC-50", serial, bought, bought < today ? bought.AddDays(2) : null, null, [], number % 5 == 0 ? "d-sh-1" : branch.Id)))));
        // Most are entered when they have run for a while: so they end within the year.
        var begun = today.AddDays(-chance.Next(0, 345));
        await DemoCompany.Demand(contract.Make(new(new MakeContract(branch.Id, customer.Id, Details(branch, productId, number), new ContractTerm(begun, begun.AddYears(1).AddDays(-1), 96_000)),
            staff.At(branch.Id, Role.BranchManager))));
        var manager = staff.At(branch.Id, Role.BranchManager);
        if (number % 19 == 0)
        {
            yield return branch.OpeningAfter(clock.GetUtcNow().AddDays(chance.Next(5, 60))).AddMinutes(50);
            await DemoCompany.Demand(contract.Cancel(new(new CancelContract(branch.Say("客户搬家", "El cliente se muda")), manager)));
            yield break;
        }

        // Decided some days after the notice; one in four is forgotten.
        var decided = branch.Calendar.InstantAt(begun.AddYears(1).AddDays(-chance.Next(1, 28)), new TimeOnly(9, 0));
        if (number % 4 == 1) yield break;
        yield return branch.OpeningAfter(decided).AddMinutes(70);
        if (number % 4 == 2) await DemoCompany.Demand(contract.Lapse(new(new EndContract(branch.Say("客户换新机", "Cambia de aparato")), manager)));
        else await DemoCompany.Demand(contract.Renew(new(new RenewContract(begun.AddYears(2).AddDays(-1), 99_000), manager)));
    }

    private static ContractDetails Details(HistoryBranch branch, string productId, int number) => new()
    {
        ProductIds = [productId],
        Parts = ContractCharge.Cost,
        Inspections =
        [
            new("remote", branch.Say("远程检查", "Revisión a distancia"), 1, 2, InspectionChannel.Phone, null, []),
            new("site", branch.Say("上门检查", "Revisión en casa"), 3, 6, InspectionChannel.Site, number % 3 == 0 ? new Season(4, 6) : null,
                branch.IsChinese ? ["清洗过滤网", "检查管路"] : ["Limpiar los filtros", "Revisar las tuberías"]),
        ],
    };
}
