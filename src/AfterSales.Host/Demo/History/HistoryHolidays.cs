using System.Collections.Concurrent;
using AfterSales.Absences;
using AfterSales.Access;
using AfterSales.Technicians;
using AfterSales.Technicians.Rules;

namespace AfterSales.Host.Demo.History;

/// <summary>Who is away: technicians on holiday and ill, agents on holiday with a substitute. All are back at the end.</summary>
internal sealed class HistoryHolidays(IGrainFactory grains, HistoryPlan plan, IHistoryStaff staff, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, (DateTimeOffset From, DateTimeOffset To)[]> _away = new();

    public bool IsAway(string technician, DateTimeOffset at) =>
        _away.GetValueOrDefault(technician) is { } times && times.Any(away => away.From.AddHours(-2) <= at && at < away.To);

    public IEnumerable<IAsyncEnumerable<DateTimeOffset>> Stories(HistoryBranch branch, DateTimeOffset from, DateTimeOffset end)
    {
        var days = (int)(end - from).TotalDays;
        if (days < 25) yield break;
        foreach (var number in plan.Teams[branch.Id])
        {
            var chance = plan.Chance(2, branch, number);
            var holiday = branch.OpeningOn(branch.Calendar.LocalDay(from).AddDays(chance.Next(4, days - 14)));
            yield return Holiday(branch, HistoryTickets.NameOf(branch, number), holiday, chance.Next(5, 13));
            if (days < 100) continue;
            var ill = branch.OpeningOn(branch.Calendar.LocalDay(from).AddDays(chance.Next(4, days - 14)));
            yield return Illness(HistoryTickets.NameOf(branch, number), ill.AddMinutes(-10), chance.Next(1, 5));
        }

        yield return Agents(branch, days);
    }

    private async IAsyncEnumerable<DateTimeOffset> Holiday(HistoryBranch branch, string technician, DateTimeOffset first, int days)
    {
        // Said four days ahead: who has an appointment by then gives it back.
        yield return branch.OpeningOn(branch.Calendar.LocalDay(first).AddDays(-4)).AddMinutes(15);
        await Away(technician, first, branch.Calendar.InstantAt(branch.Calendar.LocalDay(first).AddDays(days), TimeOnly.MinValue), AbsenceKind.Leave);
    }

    private async IAsyncEnumerable<DateTimeOffset> Illness(string technician, DateTimeOffset morning, int days)
    {
        yield return morning;
        // The service may have slept through that morning.
        var now = clock.GetUtcNow();
        await Away(technician, now, now.AddDays(days), AbsenceKind.Sickness);
    }

    private async Task Away(string technician, DateTimeOffset from, DateTimeOffset to, AbsenceKind kind)
    {
        var planned = await grains.GetGrain<IAvailability>(technician).PlanAbsence(DemoCompany.Ask(new PlanAbsence(from, to, kind, null, null, HandBack: true)));
        // Nobody falls ill on holiday, and a holiday that nobody could plan is none.
        if (planned.Refusal is null) _away.AddOrUpdate(technician, _ => [(from, to)], (_, known) => [.. known, (from, to)]);
    }

    /// <summary>One agent after the other has some days off; the next one stands in.</summary>
    private async IAsyncEnumerable<DateTimeOffset> Agents(HistoryBranch branch, int days)
    {
        var agents = staff.Agents(branch.Id);
        if (agents.Count < 2) yield break;
        var manager = staff.At(branch.Id, Role.BranchManager);
        for (var turn = 0; turn < days / 60 + 1; turn++)
        {
            yield return branch.OpeningAfter(clock.GetUtcNow().AddDays(turn == 0 ? 8 : 45)).AddMinutes(10);
            var first = branch.Calendar.LocalDay(clock.GetUtcNow());
            var (away, substitute) = (agents[turn % agents.Count].Account, agents[(turn + 1) % agents.Count].Account);
            await DemoCompany.Demand(grains.GetGrain<IAbsencesGrain>(IAbsencesGrain.KeyOf(branch.Id, away)).Note(new(
                new NoteAbsence(branch.Id, away, first.AddDays(1), first.AddDays(9), substitute), manager)));
        }
    }
}
