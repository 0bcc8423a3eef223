using AfterSales.Storage;
using AfterSales.Tasks;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Host.Demo.History;

/// <summary>The branches' evenings: what was to be done by today is done, for the most part.</summary>
internal sealed class HistoryEvenings(IGrainFactory grains, IDbContextFactory<AfterSalesDb> databases, DemoStaff staff, TimeProvider clock)
{
    public async IAsyncEnumerable<DateTimeOffset> Spent(HistoryBranch branch)
    {
        while (true)
        {
            yield return branch.OpeningAfter(clock.GetUtcNow()).AddHours(8.5);
            var chance = new Random(20_260_404 + (branch.Number * 1000) + branch.Calendar.LocalDay(clock.GetUtcNow()).DayNumber);
            foreach (var task in await DueBy(branch, branch.OpeningAfter(clock.GetUtcNow())))
            {
                if (chance.Next(100) < 80)
                    await DemoCompany.Demand(grains.GetGrain<IWorkTaskGrain>(task.Id).Complete(new(new CompleteTask(branch.Say("已办", "Hecho")), staff.At(branch.Id, task.Role))));
            }
        }
    }

    private async Task<List<WorkTaskRow>> DueBy(HistoryBranch branch, DateTimeOffset tomorrow)
    {
        await using var db = await databases.CreateDbContextAsync();
        return await db.Set<WorkTaskRow>().AsNoTracking().Where(task => task.BranchId == branch.Id && task.IsOpen && task.DueAt < tomorrow)
            .OrderBy(task => task.Id).ToListAsync();
    }
}
