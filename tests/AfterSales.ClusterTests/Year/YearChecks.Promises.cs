using AfterSales.Access;
using System.Globalization;
using AfterSales.Tasks;
using AfterSales.Tasks.Rules;
using AfterSales.Tickets;

namespace AfterSales.ClusterTests.Year;

/// <summary>What was promised to customers (domain.md §4).</summary>
public sealed partial class YearChecks
{
    private IEnumerable<string> PromisesAreKeptOrMissed()
    {
        foreach (var promise in _promises)
        {
            var missed = _journal[promise.TicketId].Where(e => e.Name == "PromiseMissed" && e.Number == NumberOf(promise)).ToArray();
            // What comes exactly when it runs out is in time, also after somebody was woken for it.
            if (promise.IsKept == true && (promise.EndedAt > promise.DueAt || missed.Any(e => InstantOf(e, "at") < promise.EndedAt))) yield return $"{promise.Id} was kept {promise.EndedAt:O}, due {promise.DueAt:O}, and missed {missed.Length} times";
            if (promise.IsKept == false && missed.Length != 1) yield return $"{promise.Id} was not kept and missed {missed.Length} times";
            if (promise.IsRunning && promise.DueAt <= SimulatedYear.End && !promise.IsOverdue) yield return $"{promise.Id} ran out {promise.DueAt:O} and is not overdue";
            foreach (var e in missed)
            {
                var due = InstantOf(e, "at");
                // What ends it in the same moment may tell of a miss that nobody was woken for while the service slept.
                if (e.At != Awake(due) && !_journal[promise.TicketId].Exists(other => other.Name == "PromiseEnded" && other.Version == e.Version)) yield return $"{promise.Id} ran out {due:O} and was missed {e.At:O}";
            }
        }
    }

    private IEnumerable<string> StepsAreTasks()
    {
        var tasks = _tasks.ToDictionary(task => task.Id);
        foreach (var ticket in Tickets)
        {
            foreach (var e in _journal[ticket.Id].Where(e => e.Name == "PromiseEscalated"))
            {
                var task = tasks.GetValueOrDefault(IWorkTaskGrain.KeyOf(TaskKind.PromiseMissed, $"{ticket.Id}:{e.Number}:{e.Text("step")}"));
                if (task?.Role.ToString() != e.Text("role")) yield return $"{ticket.Id}, promise {e.Number}, step {e.Text("step")} for {e.Text("role")} has the task {task?.Id} of {task?.Role}";
                var at = InstantOf(e, "at");
                Func<DateTimeOffset, bool> isHeard = e.Text("role") == nameof(Role.ServiceDirector) ? IsOpenAtHeadquarters : when => BranchDays.IsOpenAt(ticket.BranchId, when);
                if (!ticket.IsEmergency && !isHeard(at) && !isHeard(at.AddTicks(-1))) yield return $"{ticket.Id}, promise {e.Number}, went up outside the hours, {at:O}";
            }
        }
    }

    private static int NumberOf(TicketPromiseRow promise) => int.Parse(promise.Id[(promise.Id.LastIndexOf('/') + 1)..], CultureInfo.InvariantCulture);

    private static DateTimeOffset InstantOf(Happened happened, string property) => DateTimeOffset.Parse(happened.Text(property), CultureInfo.InvariantCulture);
}
