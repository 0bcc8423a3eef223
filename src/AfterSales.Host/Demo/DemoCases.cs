using AfterSales.Access;
using AfterSales.Tickets;
using AfterSales.Tickets.Rules;

namespace AfterSales.Host.Demo;

/// <summary>Tickets that are out of the common run: our own work that is closed, a larger repair that waits for the leader, a repair that failed.</summary>
internal sealed class DemoCases(IGrainFactory grains, TimeProvider clock)
{
    public async Task Make()
    {
        // Each is made in one go: a start that broke off leaves what it has made.
        if (await Ticket("t-cd-4").Read(Caller.System) is null) await MakeInternalWork(Ticket("t-cd-4"));
        if (await Ticket("t-sh-12").Read(Caller.System) is null) await MakeLargerRepair(Ticket("t-sh-12"));
        if (await Ticket("t-bcn-5").Read(Caller.System) is null) await MakeFailedRepair(Ticket("t-bcn-5"));
    }

    private ITicketGrain Ticket(string id) => grains.GetGrain<ITicketGrain>(id);

    private DateTimeOffset Opening(string branchId)
    {
        var calendar = DemoBranches.All.Single(known => branchId == $"b-{known.Code.ToLowerInvariant()}").Calendar;
        return calendar.NextOpening(calendar.InstantAt(calendar.LocalDay(clock.GetUtcNow()).AddDays(2), TimeOnly.MinValue))!.Value;
    }

    /// <summary>Category D: nobody is called afterwards, and it is closed.</summary>
    private async Task MakeInternalWork(ITicketGrain ticket)
    {
        await DemoCompany.Demand(ticket.Register(DemoCompany.Ask(new RegisterTicket("b-cd", null, null, TicketKind.Internal, Channel.WalkIn, false, "盘点工具和测量仪器", null))));
        await DemoCompany.Demand(ticket.Assess(DemoCompany.Ask(new AssessTicket([new PartToAssess("tools", null, null)], null, null))));
        await Serve(ticket, "b-cd", "tech-cd-5", "工具账目与实物相符", "已校准两台万用表", 95);
        await DemoCompany.Demand(ticket.Complete(DemoCompany.Ask(new CompleteTicket())));
        await DemoCompany.Demand(ticket.Close(DemoCompany.Ask(new Step())));
    }

    private async Task MakeLargerRepair(ITicketGrain ticket)
    {
        await DemoCompany.Demand(ticket.Register(DemoCompany.Ask(new RegisterTicket(
            "b-sh", "c-sh-3", DemoCompany.ProductOf("c-sh-3"), TicketKind.Repair, Channel.Letter, false, "机组换热器渗漏，热水压力不足", "客人入住前修好", "早晚高峰时"))));
        await DemoCompany.Demand(ticket.Assess(DemoCompany.Ask(new AssessTicket(
            [new PartToAssess("exchanger", null, null)], null, null) { NeededParts = [new NeededPart("换热器", 1)], EstimateMinor = 860_000, NeedsConfirmation = true })));
        await DemoCompany.Demand(ticket.DrawUpOrder(DemoCompany.Ask(new DrawUpRepairOrder(
            "换热器铜管穿孔", "水质硬，长期结垢", "更换换热器并加装软水器", [new WorkItem("换热器", 1, "台"), new WorkItem("铜管", 12, "m")], 830_000,
            DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(9), null))));
        await DemoCompany.Demand(ticket.ReviewOrder(DemoCompany.Ask(new DecideRepairOrder(true, null))));
    }

    /// <summary>It leads to a case of its own, linked to it.</summary>
    private async Task MakeFailedRepair(ITicketGrain ticket)
    {
        await DemoCompany.Demand(ticket.Register(DemoCompany.Ask(new RegisterTicket(
            "b-bcn", "c-bcn-1", DemoCompany.ProductOf("c-bcn-1"), TicketKind.Repair, Channel.Call, false, "El compresor se para cada hora", "Una solución definitiva", "Desde el lunes"))));
        await DemoCompany.Demand(ticket.Assess(DemoCompany.Ask(new AssessTicket([new PartToAssess("compressor", null, null)], null, null))));
        await Serve(ticket, "b-bcn", "tech-bcn-4", "Compresor gripado", "No admite reparación", 70);
        await DemoCompany.Demand(ticket.Complete(DemoCompany.Ask(new CompleteTicket("El compresor no tiene arreglo", FailedRepairLeadsTo.Exchange))));
    }

    private async Task Serve(ITicketGrain ticket, string branchId, string technicianId, string found, string done, int minutes)
    {
        await DemoCompany.Demand(DemoTickets.Schedule(ticket, technicianId, Opening(branchId), 90, branchId == "b-cd" ? "客户约在这个时间" : "El cliente lo pidió para entonces"));
        await DemoCompany.Demand(ticket.Depart(DemoCompany.Ask(DemoTickets.Packed)));
        await DemoCompany.Demand(ticket.Arrive(DemoCompany.Ask(new Step())));
        await DemoCompany.Demand(ticket.StartWork(DemoCompany.Ask(new Step())));
        await DemoCompany.Demand(ticket.Finish(DemoCompany.Ask(new FinishVisit(
            found, done, null, minutes, 0, null, branchId == "b-cd" ? "罗健" : "Àngels Ferrer", DemoTickets.Signature, null, IsDemonstrated: true, IsUseExplained: true))));
        await DemoCompany.Demand(ticket.ReportTrip(DemoCompany.Ask(new ReportTrip(done))));
    }
}
