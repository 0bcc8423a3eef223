using AfterSales.Access;
using AfterSales.Storage;
using AfterSales.Tickets;
using AfterSales.Tickets.Rules;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Host.Demo.History;

/// <summary>The tickets that nobody registered: inspections of contracts, faults told in calls, cases after a failed repair. The dispatcher finds them in the list.</summary>
internal sealed class HistoryJobs(IGrainFactory grains, IDbContextFactory<AfterSalesDb> databases, HistoryTickets tickets, IHistoryStaff staff, TimeProvider clock)
{
    public async IAsyncEnumerable<DateTimeOffset> Done(HistoryBranch branch)
    {
        while (true)
        {
            yield return branch.OpeningAfter(clock.GetUtcNow()).AddMinutes(180);
            foreach (var job in await Open(branch)) await GoOn(branch, job);
        }
    }

    private async Task<List<TicketRow>> Open(HistoryBranch branch)
    {
        // The others have stories of their own.
        var told = $"t-{branch.Id[2..]}-h";
        await using var db = await databases.CreateDbContextAsync();
        return await db.Set<TicketRow>().AsNoTracking()
            .Where(row => row.BranchId == branch.Id && row.IsOpen && (!row.Id.StartsWith(told) || row.Id.EndsWith("-anew"))).OrderBy(row => row.Id).ToListAsync();
    }

    private async Task GoOn(HistoryBranch branch, TicketRow job)
    {
        var ticket = grains.GetGrain<ITicketGrain>(job.Id);
        var dispatcher = staff.At(branch.Id, Role.Dispatcher);
        if (job.Step == TicketStep.Registered)
            // The part that each model of the demo has.
            await DemoCompany.Demand(ticket.Assess(new(new AssessTicket([new PartToAssess("BOARD", null, null)], null, null), dispatcher)));
        if (job.Step is TicketStep.Registered or TicketStep.Assessed)
        {
            await tickets.Book(ticket, branch, job.Reports + job.Number.Length);
            return;
        }

        if (job.Step != TicketStep.Scheduled || job.VisitFrom > clock.GetUtcNow()) return;
        var technician = staff.Technician(branch.Id, job.TechnicianId!);
        await DemoCompany.Demand(ticket.Depart(new(DemoTickets.Packed, technician)));
        await DemoCompany.Demand(ticket.Arrive(new(new Step(), technician)));
        await DemoCompany.Demand(ticket.Finish(new(new FinishVisit(
            branch.Say("运行正常", "Todo en orden"), branch.Say("已清洗滤网", "Filtros limpios"), null, 40, 0, null, null, null,
            branch.Say("客户不在现场", "El cliente no estaba"), IsDemonstrated: true, IsUseExplained: true), technician)));
        await DemoCompany.Demand(ticket.ReportTrip(new(new ReportTrip(branch.Say("已检查", "Revisado")), technician)));
        await DemoCompany.Demand(ticket.Complete(new(new CompleteTicket(), dispatcher)));
        await DemoCompany.Demand(ticket.TellResult(new(new TellResult(Channel.Call, null), dispatcher)));
    }
}
