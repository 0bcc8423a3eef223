using AfterSales.Access;
using AfterSales.Complaints;
using AfterSales.Complaints.Rules;
using AfterSales.Contacts;
using AfterSales.Contacts.Rules;
using AfterSales.Enquiries;
using AfterSales.Enquiries.Rules;
using AfterSales.FollowUps;
using AfterSales.FollowUps.Rules;
using AfterSales.HardProblems;
using AfterSales.Products;

namespace AfterSales.Host.Demo;

/// <summary>What is done for customers after the sale and the repair: calls owed and made, enquiries, complaints, letters.</summary>
internal sealed class DemoCare(IGrainFactory grains, TimeProvider clock)
{
    /// <summary>Bought three days ago, so that a call is due today where the branch works; what became of it, where it was made.</summary>
    private static readonly (string Customer, string? Dealer, RecordFollowUp? Made)[] Sales =
    [
        ("c-sh-2", "d-sh-1", null), ("c-sh-4", null, null), ("c-bcn-2", null, null),
        ("c-cd-1", null, new RecordFollowUp(1, CallResult.NoAnswer)),
        ("c-mad-2", null, new RecordFollowUp(1, CallResult.Reached, Words: "Todo funciona; el personal ya sabe usarla.")
        {
            Said = [new SaidByCustomer(SaidKind.Request, "Piden el manual en inglés para los empleados.", new SaidDetails())],
        }),
    ];

    private static readonly (string Id, string Customer, EnquiryKind Kind, ContactChannel Channel, string Words, string? Solved)[] Enquiries =
    [
        ("enq-sh-1", "c-sh-2", EnquiryKind.PriceQuestion, ContactChannel.Call, "空调加装一根铜管多少钱？", null),
        ("enq-sh-2", "c-sh-3", EnquiryKind.Request, ContactChannel.Email, "请提供热水器的年检报告复印件。", "报告已找到，今天下午电邮给客户。"),
        ("enq-cd-1", "c-cd-2", EnquiryKind.Lead, ContactChannel.Call, "想给办公室再装两台空调。", null),
        ("enq-mad-1", "c-mad-1", EnquiryKind.Lead, ContactChannel.WebMessage, "Quiere un contrato de mantenimiento para la lavadora.", null),
    ];

    private static readonly (string Id, string Customer, ComplaintCategory Category, string Words, string? Answer)[] Complaints =
    [
        ("cmp-sh-1", "c-sh-3", ComplaintCategory.ProductQuality, "热水器半年内第二次点火失败，影响客房使用。", null),
        ("cmp-bcn-1", "c-bcn-1", ComplaintCategory.PackagingDamage, "La puerta llegó rayada y el embalaje estaba roto.", "Se cambiará la puerta sin coste; el cliente está conforme."),
    ];

    private static readonly (string Id, string Customer, ContactChannel Channel, ContactDirection Direction, ContactSubject Subject, string Text)[] Letters =
    [
        ("k-sh-letter-1", "c-sh-1", ContactChannel.Letter, ContactDirection.Outgoing, ContactSubject.Invitation, "邀请函\n诚邀您参加下月的用户座谈会，地点：南京东路服务中心。"),
        ("k-sh-fax-1", "c-sh-3", ContactChannel.Fax, ContactDirection.Incoming, ContactSubject.Request, "请在旺季前安排全部热水器的检查。"),
        ("k-mad-letter-1", "c-mad-2", ContactChannel.Letter, ContactDirection.Outgoing, ContactSubject.Notice, "Aviso de revisión\nLa revisión anual de su equipo será el mes próximo; le llamaremos para acordar el día."),
        ("k-bcn-mail-1", "c-bcn-1", ContactChannel.Email, ContactDirection.Incoming, ContactSubject.Suggestion, "Sería útil recibir un aviso cuando el técnico salga."),
    ];

    private static readonly (string Id, string Branch, string Subject, string Question, string? Answer)[] HardProblems =
    [
        ("hp-sh-1", "b-sh", "WH-200 反复熄火", "同一客户的热水器更换点火器后第二次熄火，燃气压力正常。请问是否为批次问题？", null),
        ("hp-mad-1", "b-mad", "Ruido en AC-35 con viento", "Tres equipos de la misma fachada silban con viento fuerte. ¿Hay una rejilla distinta?",
            "Sí: montar la rejilla reforzada y sellar el marco por el lado de barlovento."),
    ];

    public async Task Make()
    {
        foreach (var sale in Sales) await Sell(sale.Customer, sale.Dealer, sale.Made);
        foreach (var made in Enquiries)
        {
            var enquiry = grains.GetGrain<IEnquiryGrain>(made.Id);
            if (await enquiry.Read(Caller.System) is not null) continue;
            await DemoCompany.Demand(enquiry.Take(DemoCompany.Ask(new TakeEnquiry(BranchOf(made.Customer), made.Customer, made.Kind, null, made.Words, Channel: made.Channel))));
            if (made.Solved is { } solved) await DemoCompany.Demand(enquiry.Solve(DemoCompany.Ask(new EnquiryWords(solved))));
        }

        foreach (var made in Complaints)
        {
            var complaint = grains.GetGrain<IComplaintGrain>(made.Id);
            if (await complaint.Read(Caller.System) is not null) continue;
            await DemoCompany.Demand(complaint.Raise(DemoCompany.Ask(new RaiseComplaint(
                BranchOf(made.Customer), made.Customer, null, null, made.Category, ComplaintSeverity.General, ComplaintSource.Contact, null, made.Words))));
            if (made.Answer is { } answer) await DemoCompany.Demand(complaint.Answer(DemoCompany.Ask(new ComplaintWords(answer, []))));
        }

        foreach (var made in HardProblems)
        {
            var problem = grains.GetGrain<IHardProblemGrain>(made.Id);
            if (await problem.Read(Caller.System) is not null) continue;
            await DemoCompany.Demand(problem.Ask(DemoCompany.Ask(new AskHeadquarters(made.Branch, null, made.Subject, made.Question))));
            if (made.Answer is { } answer) await DemoCompany.Demand(problem.Answer(DemoCompany.Ask(new HardProblemWords(answer))));
        }

        foreach (var made in Letters)
        {
            var entry = grains.GetGrain<IContactGrain>(made.Id);
            if (await entry.Read(Caller.System) is null)
                await DemoCompany.Demand(entry.Record(DemoCompany.Ask(new RecordedContact(
                    BranchOf(made.Customer), made.Channel, made.Direction, made.Subject, made.Text, CustomerId: made.Customer))));
        }
    }

    private async Task Sell(string customer, string? dealer, RecordFollowUp? made)
    {
        var (product, branch) = (DemoCompany.ProductOf(customer), BranchOf(customer));
        var sale = grains.GetGrain<ISaleGrain>(IHearSale.KeyOf(product, customer));
        if (await sale.Read(Caller.System) is not null) return;
        var calendar = DemoBranches.All.Single(known => branch == $"b-{known.Code.ToLowerInvariant()}").Calendar;
        var day = calendar.LocalDay(clock.GetUtcNow()).AddDays(-3);
        await DemoCompany.Demand(sale.Sold(DemoCompany.Ask(new ProductSold(branch, customer, product, dealer, day))));
        // Before the branch opens nobody has called; on its days off the call waits for the next working day.
        if (made is not null && (await sale.Read(Caller.System))?.FollowUps.Calls is [{ } call] && call.OpensAt <= clock.GetUtcNow())
            await DemoCompany.Demand(sale.RecordFollowUp(DemoCompany.Ask(made)));
    }

    private static string BranchOf(string customer) => $"b-{customer.Split('-')[1]}";
}
