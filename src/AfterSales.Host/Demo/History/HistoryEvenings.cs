using AfterSales.Access;
using AfterSales.Enquiries;
using AfterSales.Enquiries.Rules;
using AfterSales.Storage;
using AfterSales.Tasks;
using AfterSales.Tasks.Rules;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Host.Demo.History;

/// <summary>The branches' evenings: what was to be done by today is done, for the most part.</summary>
internal sealed class HistoryEvenings(IGrainFactory grains, HistoryPlan plan, IDbContextFactory<AfterSalesDb> databases, IHistoryStaff staff, TimeProvider clock)
{
    public async IAsyncEnumerable<DateTimeOffset> Spent(HistoryBranch branch)
    {
        while (true)
        {
            yield return branch.OpeningAfter(clock.GetUtcNow()).AddHours(8.5);
            var chance = plan.Chance(6, branch, branch.Calendar.LocalDay(clock.GetUtcNow()).DayNumber);
            foreach (var enquiry in await Asked(branch))
            {
                if (chance.Next(100) < 50) await Answer(branch, enquiry);
            }

            foreach (var task in await DueBy(branch, branch.OpeningAfter(clock.GetUtcNow())))
            {
                if (chance.Next(100) < 80) await Complete(branch, task);
            }
        }
    }

    private async Task Complete(HistoryBranch branch, WorkTaskRow task)
    {
        // A technician sees his own tasks alone.
        var by = task is { Role: Role.Technician, TechnicianId: { } technician } ? staff.Technician(branch.Id, technician) : staff.At(branch.Id, task.Role);
        // What waits for a decision ends with it.
        if (TaskRules.EndsByDecision(task.Kind)) return;
        var record = grains.GetGrain<IWorkTaskGrain>(task.Id);
        var words = new CompleteTask(branch.Say("已办", "Hecho"));
        var done = await record.Complete(new(words, by));
        // Where nobody of the place has the role the director sees to it.
        if (done.Refusal is TaskIsForOthers) done = await record.Complete(new(words, staff.At(Assignment.Headquarters, Role.ServiceDirector)));
        // What it was for may have come about while the list was read.
        if (done.Refusal is { } refusal and not TaskOver) throw new DemoRefusedException(refusal);
    }

    private async Task<List<EnquiryRow>> Asked(HistoryBranch branch)
    {
        await using var db = await databases.CreateDbContextAsync();
        return await db.Set<EnquiryRow>().AsNoTracking().Where(row => row.BranchId == branch.Id && row.State != EnquiryState.Told && row.State != EnquiryState.Lost).OrderBy(row => row.Id).ToListAsync();
    }

    /// <summary>Interest and questions of price are answered in the call; for a request somebody has to look first.</summary>
    private async Task Answer(HistoryBranch branch, EnquiryRow row)
    {
        var enquiry = grains.GetGrain<IEnquiryGrain>(row.Id);
        var by = staff.At(branch.Id, Role.SalesManager);
        var words = new EnquiryWords(branch.Say("已致电客户，说明了价格和内容", "Se le ha llamado y explicado precio y contenido"));
        if (row is { Kind: EnquiryKind.Request, State: EnquiryState.Open }) await DemoCompany.Demand(enquiry.Solve(new(words, by)));
        await DemoCompany.Demand(enquiry.Tell(new(words, by)));
    }

    private async Task<List<WorkTaskRow>> DueBy(HistoryBranch branch, DateTimeOffset tomorrow)
    {
        await using var db = await databases.CreateDbContextAsync();
        return await db.Set<WorkTaskRow>().AsNoTracking().Where(task => task.BranchId == branch.Id && task.IsOpen && task.DueAt < tomorrow)
            .OrderBy(task => task.Id).ToListAsync();
    }
}
