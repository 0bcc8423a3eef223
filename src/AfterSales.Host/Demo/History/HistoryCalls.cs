using AfterSales.Access;
using AfterSales.FollowUps;
using AfterSales.FollowUps.Rules;
using AfterSales.Records;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Host.Demo.History;

/// <summary>The follow-up agents' mornings: most of what is due is called, some do not answer, some is left lying.</summary>
internal sealed class HistoryCalls(IGrainFactory grains, IDbContextFactory<AfterSalesDb> databases, DemoStaff staff, TimeProvider clock)
{
    public async IAsyncEnumerable<DateTimeOffset> Made(HistoryBranch branch)
    {
        while (true)
        {
            yield return branch.OpeningAfter(clock.GetUtcNow()).AddMinutes(95);
            var chance = new Random(20_260_402 + (branch.Number * 1000) + branch.Calendar.LocalDay(clock.GetUtcNow()).DayNumber);
            foreach (var call in await Due(branch.Id))
            {
                if (Said(branch, call, chance) is { } said)
                    await DemoCompany.Demand(grains.GetGrain<ITicketFollowUps>(call.RecordId).RecordFollowUp(new(said, staff.At(branch.Id, Role.FollowUpAgent))));
            }
        }
    }

    private async Task<List<FollowUpCallRow>> Due(string branchId)
    {
        var now = clock.GetInstant();
        await using var db = await databases.CreateDbContextAsync();
        return await db.Set<FollowUpCallRow>().AsNoTracking()
            .Where(call => call.BranchId == branchId && call.TicketId != null && (call.State == FollowUpState.Due || call.State == FollowUpState.Overdue)
                && (call.NextTryAt == null || call.NextTryAt <= now))
            .OrderBy(call => call.Id).ToListAsync();
    }

    /// <summary>Null: not called today.</summary>
    private RecordFollowUp? Said(HistoryBranch branch, FollowUpCallRow call, Random chance) => chance.Next(100) switch
    {
        < 45 => new(call.Number, CallResult.Reached, Words: branch.Say("使用正常，没有问题", "Todo funciona bien")),
        < 52 => new(call.Number, CallResult.Reached, Words: branch.Say("正常，想了解保养合同", "Bien; pregunta por un contrato"))
        {
            Said = [new(SaidKind.Interest, branch.Say("想签保养合同", "Le interesa un contrato de mantenimiento"), new())],
        },
        < 70 => new(call.Number, CallResult.NoAnswer),
        < 75 => new(call.Number, CallResult.CallBackLater, clock.GetUtcNow().AddHours(20), branch.Say("在开会，明天再打", "Está reunido; mañana")),
        _ => null,
    };
}
