using AfterSales.Absences;
using AfterSales.FollowUps;
using AfterSales.FollowUps.Rules;
using AfterSales.Records;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Host.Demo.History;

/// <summary>The follow-up agents' mornings: most of what is due is called, some do not answer, some is left lying. Who is away is stood in for.</summary>
internal sealed class HistoryCalls(
    IGrainFactory grains, HistoryPlan plan, IDbContextFactory<AfterSalesDb> databases, CurrentStandIns standIns, IHistoryStaff staff, TimeProvider clock)
{
    public async IAsyncEnumerable<DateTimeOffset> Made(HistoryBranch branch)
    {
        var agents = staff.Agents(branch.Id);
        while (true)
        {
            yield return branch.OpeningAfter(clock.GetUtcNow()).AddMinutes(95);
            var chance = plan.Chance(3, branch, branch.Calendar.LocalDay(clock.GetUtcNow()).DayNumber);
            var away = await standIns.At(agents[0]);
            foreach (var call in await Due(branch.Id))
            {
                if (Said(branch, call, chance) is not { } said) continue;
                // Each works his own queue; what nobody in particular owes goes to those who are there in turn.
                var owner = call.AgentId ?? agents[chance.Next(agents.Count)].Account;
                var agent = agents.FirstOrDefault(one => one.Account == away.For(owner)) ?? agents[0];
                var calls = call.TicketId is null ? (IFollowUpCalls)grains.GetGrain<ISaleGrain>(call.RecordId) : grains.GetGrain<ITicketFollowUps>(call.RecordId);
                await DemoCompany.Demand(calls.RecordFollowUp(new(said, agent)));
            }
        }
    }

    private async Task<List<FollowUpCallRow>> Due(string branchId)
    {
        var now = clock.GetInstant();
        await using var db = await databases.CreateDbContextAsync();
        return await db.Set<FollowUpCallRow>().AsNoTracking()
            .Where(call => call.BranchId == branchId && (call.State == FollowUpState.Due || call.State == FollowUpState.Overdue)
                && (call.DealerId == null || call.State == FollowUpState.Overdue) && (call.NextTryAt == null || call.NextTryAt <= now))
            .OrderBy(call => call.Id).ToListAsync();
    }

    /// <summary>Null: not called today.</summary>
    private RecordFollowUp? Said(HistoryBranch branch, FollowUpCallRow call, Random chance) => chance.Next(100) switch
    {
        < 44 => new(call.Number, CallResult.Reached, Words: branch.Say("使用正常，没有问题", "Todo funciona bien")),
        < 51 => new(call.Number, CallResult.Reached, Words: branch.Say("正常，想了解保养合同", "Bien; pregunta por un contrato"))
        {
            Said = [new(SaidKind.Interest, branch.Say("想签保养合同", "Le interesa un contrato de mantenimiento"), new())],
        },
        < 52 => new(call.Number, CallResult.Reached, Words: branch.Say("又出了别的毛病", "Ahora falla otra cosa"))
        {
            Said = [new(SaidKind.Fault, branch.Say("面板按键失灵", "No responden los botones"), new())],
        },
        < 68 => new(call.Number, CallResult.NoAnswer),
        < 73 => new(call.Number, CallResult.CallBackLater, clock.GetUtcNow().AddHours(20), branch.Say("在开会，明天再打", "Está reunido; mañana")),
        < 74 => new(call.Number, CallResult.Declined, Words: branch.Say("请不要再打电话", "Que no se le llame más")),
        < 75 => new(call.Number, CallResult.WrongNumber),
        _ => null,
    };
}
