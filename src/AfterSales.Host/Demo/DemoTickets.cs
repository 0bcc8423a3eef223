using AfterSales.Access;
using AfterSales.Tickets;
using AfterSales.Tickets.Rules;

namespace AfterSales.Host.Demo;

/// <summary>A ticket in each of the steps that a day brings.</summary>
internal sealed class DemoTickets(IGrainFactory grains, TimeProvider clock)
{
    private enum UpTo
    {
        Registered,
        Assessed,
        Scheduled,
        OnSite,
        Completed,
    }

    private static readonly (string Id, string Customer, string Technician, string Symptom, UpTo Step)[] All =
    [
        ("t-sh-1", "c-sh-1", "tech-sh-1", "洗衣机漏水", UpTo.Registered), ("t-sh-2", "c-sh-2", "tech-sh-1", "空调不制冷", UpTo.Assessed),
        ("t-sh-3", "c-sh-3", "tech-sh-2", "热水器点火失败", UpTo.Scheduled), ("t-sh-4", "c-sh-4", "tech-sh-1", "冰箱噪音大", UpTo.Completed),
        ("t-cd-1", "c-cd-1", "tech-cd-1", "脱水时剧烈晃动", UpTo.OnSite), ("t-mad-1", "c-mad-1", "tech-mad-1", "La lavadora no centrifuga", UpTo.Scheduled),
        ("t-mad-2", "c-mad-2", "tech-mad-2", "Fuga de agua en la caldera", UpTo.Completed), ("t-bcn-1", "c-bcn-1", "tech-bcn-1", "El frigorífico no enfría", UpTo.Registered),
    ];

    public async Task Make()
    {
        foreach (var ticket in All)
        {
            if (await grains.GetGrain<ITicketGrain>(ticket.Id).Read(Caller.System) is null) await Make(ticket);
        }
    }

    private async Task Make((string Id, string Customer, string Technician, string Symptom, UpTo Step) made)
    {
        var ticket = grains.GetGrain<ITicketGrain>(made.Id);
        var branch = $"b-{made.Id.Split('-')[1]}";
        // When the branch opens next, after today.
        var calendar = DemoBranches.All.Single(known => branch == $"b-{known.Code.ToLowerInvariant()}").Calendar;
        var from = calendar.NextOpening(calendar.InstantAt(calendar.LocalDay(clock.GetUtcNow()).AddDays(1), TimeOnly.MinValue))!.Value;
        (UpTo Step, Func<Task<Records.Answer>> Take)[] way =
        [
            (UpTo.Registered, () => ticket.Register(DemoCompany.Ask(
                new RegisterTicket(branch, made.Customer, DemoCompany.ProductOf(made.Customer), TicketKind.Repair, Channel.Call, false, made.Symptom, null)))),
            (UpTo.Assessed, () => ticket.Assess(DemoCompany.Ask(new AssessTicket([new PartToAssess("motor", null, null)], null, null)))),
            (UpTo.Scheduled, () => ticket.Schedule(DemoCompany.Ask(new ScheduleVisit(made.Technician, from, from.AddHours(1))))),
            (UpTo.OnSite, () => ticket.Depart(DemoCompany.Ask(new Step()))),
            (UpTo.OnSite, () => ticket.Arrive(DemoCompany.Ask(new Step()))),
            (UpTo.Completed, () => ticket.Finish(DemoCompany.Ask(Certificate))),
            (UpTo.Completed, () => ticket.Complete(DemoCompany.Ask(new Step()))),
        ];
        foreach (var (_, take) in way.Where(step => step.Step <= made.Step)) await DemoCompany.Demand(take());
    }

    private static FinishVisit Certificate { get; } = new("更换了磨损的零件", "运行正常", "motor", 50, 0, "很满意", null, null, "客户不在现场");
}
