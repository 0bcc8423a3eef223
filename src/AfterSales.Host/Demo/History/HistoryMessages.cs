using AfterSales.Access;
using AfterSales.Messages;
using AfterSales.Messages.Rules;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Host.Demo.History;

/// <summary>The agents' noons: the demo has no mail server, so they send by hand what was to go out to customers.</summary>
internal sealed class HistoryMessages(IGrainFactory grains, IDbContextFactory<AfterSalesDb> databases, IHistoryStaff staff, TimeProvider clock)
{
    public async IAsyncEnumerable<DateTimeOffset> Sent(HistoryBranch branch)
    {
        while (true)
        {
            yield return branch.OpeningAfter(clock.GetUtcNow()).AddHours(4);
            var agent = staff.At(branch.Id, Role.FollowUpAgent);
            foreach (var message in await ByHand(branch.Id))
                await DemoCompany.Demand(grains.GetGrain<IMessageGrain>(message).SentByHand(new(new MessageGone(), agent)));
        }
    }

    private async Task<List<string>> ByHand(string branchId)
    {
        await using var db = await databases.CreateDbContextAsync();
        return await db.Set<OutboundMessageRow>().AsNoTracking().Where(row => row.BranchId == branchId && row.State == MessageState.ByHand)
            .OrderBy(row => row.Id).Select(row => row.Id).ToListAsync();
    }
}
