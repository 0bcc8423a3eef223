using AfterSales.Absences;
using AfterSales.Access;
using AfterSales.Records;
using AfterSales.Storage;
using AfterSales.Tasks.Rules;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Tasks;

/// <summary>The open tasks that wait for one person.</summary>
public sealed class TasksInHand(IDbContextFactory<AfterSalesDb> databases, CurrentStandIns standIns, TimeProvider clock)
{
    private const int Most = 100;

    /// <summary>Those that can't wait, what is due first before the others; at most a hundred.</summary>
    public async Task<IReadOnlyList<WorkTaskRow>> Urgent(Caller caller, CancellationToken cancellation)
    {
        var soon = clock.GetInstant() + TaskUrgency.Soon;
        var there = await standIns.At(caller, cancellation);
        List<string> workedFor = [.. there.WorkedFor(caller.Account)], orphaned = [.. there.Orphaned()];
        List<Role> roles = [.. caller.Assignments.Select(held => held.Role).Distinct()];
        List<TaskKind> atOnce = [.. TaskUrgency.AtOnce];
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var found = await db.Set<WorkTaskRow>().AsNoTracking().JobsVisibleTo(caller).Where(row => row.IsOpen && (atOnce.Contains(row.Kind) || row.DueAt <= soon))
            .Where(row => (row.AssignedTo != null && workedFor.Contains(row.AssignedTo)) || (row.EscalatedTo != null && roles.Contains(row.EscalatedTo.Value))
                || ((row.AssignedTo == null || orphaned.Contains(row.AssignedTo)) && roles.Contains(row.Role)))
            .OrderBy(row => row.DueAt).ThenBy(row => row.Id).Take(2 * Most).ToListAsync(cancellation);
        // A role that is held at one branch says nothing of another.
        return [.. found.Where(row => TaskHands.WaitsFor(row.Known(), caller, there)).Take(Most)];
    }
}
