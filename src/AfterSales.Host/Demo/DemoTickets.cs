using AfterSales.Access;
using AfterSales.Records;
using AfterSales.Technicians.Rules;
using AfterSales.Tickets;
using AfterSales.Tickets.Rules;

namespace AfterSales.Host.Demo;

/// <summary>A ticket in each of the steps of its way.</summary>
internal sealed class DemoTickets(IGrainFactory grains, TimeProvider clock)
{
    /// <summary>The technician has all with him.</summary>
    internal static readonly SetOut Packed = new([.. Enum.GetValues<KitItem>()]);

    private static readonly TicketAction[] ToTheCustomer = [TicketAction.Assess, TicketAction.Schedule, TicketAction.Depart, TicketAction.Arrive];

    private static readonly TicketAction[] AtWork = [.. ToTheCustomer, TicketAction.StartWork];

    private static readonly TicketAction[] ThroughTheWorkshop =
        [.. AtWork, TicketAction.BringIn, TicketAction.StartRepair, TicketAction.FinishRepair, TicketAction.Return];

    // The turn tells the visits of one technician apart.
    private static readonly (string Id, string Customer, string Technician, string Symptom, int Turn, TicketAction[] Way)[] All =
    [
        ("t-sh-1", "c-sh-1", "tech-sh-1", "洗衣机漏水", 0, []),
        ("t-sh-2", "c-sh-2", "tech-sh-1", "空调不制冷", 0, [TicketAction.Assess]),
        ("t-sh-3", "c-sh-3", "tech-sh-2", "热水器点火失败", 0, [TicketAction.Assess, TicketAction.Schedule]),
        ("t-sh-4", "c-sh-4", "tech-sh-1", "冰箱噪音大", 1, [.. AtWork, TicketAction.Finish, TicketAction.Complete]),
        ("t-sh-5", "c-sh-3", "tech-sh-2", "遥控器没有反应", 0, [TicketAction.SolveRemotely]),
        ("t-sh-6", "c-sh-1", "tech-sh-2", "脱水时异响", 1, [TicketAction.Assess, TicketAction.Schedule, TicketAction.Depart]),
        ("t-sh-7", "c-sh-4", "tech-sh-1", "冷藏室结冰", 2, [.. AtWork, TicketAction.Finish]),
        ("t-sh-8", "c-sh-3", "tech-sh-2", "出水忽冷忽热", 3, [.. AtWork, TicketAction.AwaitParts]),
        ("t-sh-9", "c-sh-2", "tech-sh-8", "遥控面板失灵", 0, [.. AtWork, TicketAction.Finish, TicketAction.Complete, TicketAction.Reopen]),
        ("t-sh-10", "c-sh-1", "tech-sh-8", "上门时无人", 1, [.. ToTheCustomer, TicketAction.NobodyHome]),
        ("t-cd-1", "c-cd-1", "tech-cd-1", "脱水时剧烈晃动", 0, AtWork),
        ("t-cd-2", "c-cd-2", "tech-cd-1", "外机漏氟", 1, ThroughTheWorkshop[..6]),
        ("t-cd-3", "c-cd-1", "tech-cd-1", "要求退换非本公司产品", 0, [TicketAction.Reject]),
        ("t-mad-1", "c-mad-1", "tech-mad-1", "La lavadora no centrifuga", 0, [TicketAction.Assess, TicketAction.Schedule]),
        ("t-mad-2", "c-mad-2", "tech-mad-2", "Fuga de agua en la caldera", 0, [.. AtWork, TicketAction.Finish, TicketAction.Complete]),
        ("t-mad-3", "c-mad-1", "tech-mad-1", "El tambor hace ruido", 1, ThroughTheWorkshop[..7]),
        ("t-mad-4", "c-mad-2", "tech-mad-2", "El termostato no responde", 1, ThroughTheWorkshop[..8]),
        ("t-bcn-1", "c-bcn-1", "tech-bcn-1", "El frigorífico no enfría", 0, []),
        ("t-bcn-2", "c-bcn-2", "tech-bcn-1", "El aire acondicionado gotea", 0, ThroughTheWorkshop),
        ("t-bcn-3", "c-bcn-1", "tech-bcn-1", "La puerta no cierra bien", 1, [TicketAction.Assess, TicketAction.Cancel]),
        ("t-bcn-4", "c-bcn-2", "tech-bcn-1", "¿Cómo se limpia el filtro?", 0, [TicketAction.SolveRemotely, TicketAction.Complete]),
    ];

    internal static FileContent Signature { get; } = new("image/svg+xml",
        Convert.ToBase64String("""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 20"><path d="M2 15c8-18 12 8 18-2s10 6 16-1 12 2 20-6" fill="none" stroke="black"/></svg>"""u8));

    public async Task Make()
    {
        foreach (var made in All)
        {
            var ticket = grains.GetGrain<ITicketGrain>(made.Id);
            if (await ticket.Read(Caller.System) is null) await Make(ticket, made);
        }
    }

    /// <summary>At this time, or the first later one that the company's past has left the technician.</summary>
    /// <param name="reason">Why it is later than promised, where it is.</param>
    internal static async Task<Answer> Schedule(ITicketGrain ticket, string technician, DateTimeOffset from, int minutes, string reason)
    {
        for (var later = 0; ; later += 45)
        {
            var start = from.AddMinutes(later);
            var answer = await Book(ticket, new ScheduleVisit(technician, start, start.AddMinutes(minutes)), Caller.System, reason);
            if (answer.Refusal is not TechnicianBusy || later > 360) return answer;
        }
    }

    /// <summary>Where only the promised arrival speaks against it, there is a reason to come later.</summary>
    internal static async Task<Answer> Book(ITicketGrain ticket, ScheduleVisit visit, Caller by, string reason)
    {
        var answer = await ticket.Schedule(new(visit, by));
        return answer.Refusal is BookingNeedsReason { Objections: [BookingObjection.AfterPromisedArrival] } ? await ticket.Schedule(new(visit with { Reason = reason }, by)) : answer;
    }

    private async Task Make(ITicketGrain ticket, (string Id, string Customer, string Technician, string Symptom, int Turn, TicketAction[] Way) made)
    {
        var (id, customer, technician, symptom, turn, way) = made;
        var branch = $"b-{id.Split('-')[1]}";
        var isChinese = id.StartsWith("t-sh", StringComparison.Ordinal) || id.StartsWith("t-cd", StringComparison.Ordinal);
        string Words(string chinese, string spanish) => isChinese ? chinese : spanish;

        // Those that nobody has looked at yet still lack something; the first of Barcelona is urgent.
        await DemoCompany.Demand(ticket.Register(DemoCompany.Ask(new RegisterTicket(
            branch, customer, DemoCompany.ProductOf(customer), TicketKind.Repair, Channel.Call, id == "t-bcn-1", symptom,
            way.Length == 0 ? null : Words("尽快上门", "Cuanto antes"), way.Length == 0 ? null : Words("昨天开始", "Desde ayer")))));
        // When the branch opens next, after today.
        var calendar = DemoBranches.All.Single(known => branch == $"b-{known.Code.ToLowerInvariant()}").Calendar;
        var from = calendar.NextOpening(calendar.InstantAt(calendar.LocalDay(clock.GetUtcNow()).AddDays(1), TimeOnly.MinValue))!.Value.AddMinutes(45 * turn);
        foreach (var action in way)
        {
            await DemoCompany.Demand(action switch
            {
                TicketAction.Assess => ticket.Assess(DemoCompany.Ask(new AssessTicket([new PartToAssess(DemoCompany.PartOf(customer), null, null)], null, null))),
                TicketAction.SolveRemotely => ticket.SolveRemotely(DemoCompany.Ask(new SolveRemotely(Words("清洗滤网后重启", "Limpiar el filtro y reiniciar")))),
                TicketAction.Reject => ticket.Reject(DemoCompany.Ask(new Because(Words("不是本公司产品", "No es un producto nuestro")))),
                TicketAction.Cancel => ticket.Cancel(DemoCompany.Ask(new Because(Words("客户已自行解决", "El cliente lo ha resuelto")))),
                TicketAction.Schedule => Schedule(ticket, technician, from, 40, Words("客户约在这个时间", "El cliente lo pidió para entonces")),
                TicketAction.Depart => ticket.Depart(DemoCompany.Ask(Packed)),
                TicketAction.Arrive => ticket.Arrive(DemoCompany.Ask(new Step())),
                TicketAction.StartWork => ticket.StartWork(DemoCompany.Ask(new Step())),
                TicketAction.AwaitParts => ticket.AwaitParts(DemoCompany.Ask(new AwaitParts(Words("点火器损坏", "Encendedor roto"), Words("点火器 1 个", "1 encendedor")))),
                TicketAction.BringIn => ticket.BringIn(DemoCompany.Ask(new BringIn(Words("现场无法修复", "No se puede reparar in situ"), Words("客户", "Cliente"), Signature, null))),
                TicketAction.StartRepair => ticket.StartRepair(DemoCompany.Ask(new StartRepair(technician))),
                TicketAction.FinishRepair => ticket.FinishRepair(DemoCompany.Ask(new FinishRepair(Words("更换磨损零件", "Pieza gastada cambiada"), 120, DemoCompany.PartOf(customer)))),
                TicketAction.Return => ticket.ReturnProduct(DemoCompany.Ask(new ReturnProduct(
                    0, Words("满意", "Conforme"), Words("客户", "Cliente"), Signature, null, IsDemonstrated: true, IsUseExplained: true))),
                TicketAction.Finish => ticket.Finish(DemoCompany.Ask(new FinishVisit(
                    Words("零件磨损", "Pieza gastada"), Words("已更换", "Cambiada"), DemoCompany.PartOf(customer), 50, 0, Words("很满意", "Muy bien"), Words("客户", "Cliente"), Signature, null,
                    IsDemonstrated: true, IsUseExplained: true))),
                TicketAction.NobodyHome => ticket.NobodyHome(DemoCompany.Ask(new NobodyHome(IsSlipLeft: true, Words("已留条", "Se dejó aviso")))),
                TicketAction.Reopen => ticket.Reopen(DemoCompany.Ask(new Because(Words("同样的故障又出现了", "Ha vuelto la misma avería")))),
                TicketAction.Complete => ticket.Complete(DemoCompany.Ask(new CompleteTicket())),
                _ => throw new InvalidOperationException($"The demo has no {action}."),
            });
        }
    }
}
