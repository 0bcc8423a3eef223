using System.Globalization;
using AfterSales.Access;
using AfterSales.Tasks;
using AfterSales.Tasks.Rules;
using AfterSales.Tickets;
using AfterSales.Tickets.Rules;

namespace AfterSales.ClusterTests.Year;

/// <summary>What was promised to customers (domain.md §4).</summary>
public sealed partial class YearChecks
{
    /// <summary>To whom the first step goes, the second and the third.</summary>
    private static readonly Role[] ToldInTurn = [Role.Dispatcher, Role.BranchManager, Role.ServiceDirector];

    private List<YearClock> Clocks()
    {
        var tickets = Tickets.ToDictionary(ticket => ticket.Id);
        return _promises.ConvertAll(promise => new YearClock(promise, tickets[promise.TicketId], _journal[promise.TicketId], _year.Changes));
    }

    private IEnumerable<string> PromisesAreThoseOwed()
    {
        var rows = _promises.ToLookup(row => row.TicketId, row => new OwedPromise(row.Promise, row.StartedAt, row.EndedAt));
        foreach (var ticket in Tickets.Where(ticket => ticket.Kind == TicketKind.Repair && ticket.Channel != Channel.Contract))
        {
            var (owed, known) = (OwedPromises.Of(_journal[ticket.Id], Steps.ContainsKey), rows[ticket.Id].ToArray());
            foreach (var promise in owed.Except(known)) yield return $"{ticket.Id} owes {promise}, and no row says so";
            foreach (var promise in known.Except(owed)) yield return $"{ticket.Id} has {promise}, and nothing says that it is owed";
            if (owed.Count != known.Length) yield return $"{ticket.Id} owes {owed.Count} promises and has {known.Length}";
        }
    }

    private IEnumerable<string> PromisesRunOutAsPromised() =>
        from clock in Clocks()
        let due = clock.Due ?? clock.Row.EndedAt ?? TicketPromiseRow.Unknown
        where clock.Row.DueAt != due
        select $"{clock.Row.Id}, {clock.Row.Promise} from {clock.From:O}, runs out {clock.Row.DueAt:O}, and was promised for {due:O}{(clock.ChangedAt is { } at ? $", changed {at:O}" : "")}; pauses {string.Join(", ", clock.Pauses)}";

    private IEnumerable<string> PromisesAreKeptOrMissed()
    {
        foreach (var clock in Clocks())
        {
            var (promise, missed) = (clock.Row, clock.Journal.Where(e => e.Name == "PromiseMissed").ToArray());
            if (promise.IsKept == false && missed.Length != 1) yield return $"{promise.Id} was not kept and missed {missed.Length} times";
            foreach (var e in missed)
            {
                // What ends it in the same moment may tell of a miss that nobody was woken for while the service slept.
                if (!CameInTime(e, clock)) yield return $"{promise.Id} ran out {InstantOf(e, "at"):O} and was missed {e.At:O}";
            }

            // Whoever has less time than has gone already is late at once, and by when he was late before stands.
            if (clock.Due is not { } due || due <= clock.ChangedAt) continue;
            // What comes exactly when it runs out is in time, also after somebody was woken for it.
            if (promise.IsKept == true && promise.EndedAt > due) yield return $"{promise.Id} was kept {promise.EndedAt:O}, due {due:O}";
            if (promise.IsKept == false && promise.EndedAt < due) yield return $"{promise.Id} was broken {promise.EndedAt:O}, due {due:O}";
            if (Array.Exists(missed, e => InstantOf(e, "at") != due)) yield return $"{promise.Id}, due {due:O}, was missed of {InstantOf(missed[0], "at"):O}";
            var isMissed = clock.IsOwedAt(Awake(due)) || promise.EndedAt > due;
            if (isMissed != (missed.Length == 1) && !(promise.EndedAt == due && missed.Length == 1)) yield return $"{promise.Id}, due {due:O} and over {promise.EndedAt:O}, was missed {missed.Length} times";
            if (promise.IsRunning && due <= SimulatedYear.End && !promise.IsDecided) yield return $"{promise.Id} ran out {due:O} and is not overdue";
        }
    }

    private IEnumerable<string> PromisesAreWarnedOf()
    {
        foreach (var clock in Clocks())
        {
            var warned = clock.Journal.Where(e => e.Name == "PromiseWarned").ToArray();
            foreach (var e in warned) if (!CameInTime(e, clock)) yield return $"{clock.Row.Id} was to be warned of {InstantOf(e, "at"):O} and was {e.At:O}";
            if (clock.Warn is not { } warn || warn <= clock.ChangedAt) continue;
            // Where it was given less time it may have been warned of before.
            if (warned.Length > 1 && clock.ChangedAt is null) yield return $"{clock.Row.Id} was warned of {warned.Length} times";
            if (clock.IsOwedAt(Awake(warn)) && (warned.Length == 0 || InstantOf(warned[^1], "at") != warn)) yield return $"{clock.Row.Id}, over {clock.Row.EndedAt:O}, was not warned of {warn:O}, but {string.Join(", ", warned.Select(e => e.Text("at")))}";
            if (clock.Row.EndedAt < warn && warned.Length > 0 && clock.ChangedAt is null) yield return $"{clock.Row.Id}, over {clock.Row.EndedAt:O}, was warned of {warned[0].Text("at")}";
        }
    }

    private IEnumerable<string> PromisesGoUpAsFarAsTimeAllows()
    {
        foreach (var clock in Clocks())
        {
            var taken = clock.Journal.Where(e => e.Name == "PromiseEscalated").ToArray();
            string[] happened = [.. clock.Journal.Where(e => e.Name is "PromiseMissed" or "PromiseEscalated").Select(e => e.Name == "PromiseMissed" ? "missed" : e.Text("step"))];
            string[] ladder = ["missed", "1", "2", "3"];
            if (!happened.SequenceEqual(ladder.Take(happened.Length))) yield return $"{clock.Row.Id}: {string.Join(", ", happened)}";
            if (clock.Row.Steps != taken.Length) yield return $"{clock.Row.Id} has {clock.Row.Steps} steps and took {taken.Length}";
            foreach (var e in taken) if (!CameInTime(e, clock)) yield return $"{clock.Row.Id}, step {e.Text("step")}, was to be taken {InstantOf(e, "at"):O} and was {e.At:O}";
            if (clock.Due <= clock.ChangedAt) continue;
            foreach (var (i, step) in clock.Steps.Index())
            {
                var isTaken = i < taken.Length;
                if (isTaken && InstantOf(taken[i], "at") != step) yield return $"{clock.Row.Id}, step {i + 1}, went up {taken[i].Text("at")}, and was to go {step:O}";
                if (!isTaken && step is { } at && clock.IsOwedAt(Awake(at))) yield return $"{clock.Row.Id}, due {clock.Due:O} and over {clock.Row.EndedAt:O}, did not go up {at:O}";
                if (isTaken && clock.Row.EndedAt < step) yield return $"{clock.Row.Id}, over {clock.Row.EndedAt:O}, went up {step:O}";
            }
        }
    }

    /// <summary>When it was to, or when the service woke, or when a change made it so, or with what ended it.</summary>
    private bool CameInTime(Happened e, YearClock clock) =>
        e.At == Awake(InstantOf(e, "at")) || (e.At == clock.ChangedAt && InstantOf(e, "at") <= e.At) || _journal[e.Record].Exists(other => other.Name == "PromiseEnded" && other.Version == e.Version);

    private IEnumerable<string> StepsAreTasks()
    {
        var tasks = _tasks.ToDictionary(task => task.Id);
        foreach (var ticket in Tickets)
        {
            foreach (var e in _journal[ticket.Id].Where(e => e.Name == "PromiseEscalated"))
            {
                var task = tasks.GetValueOrDefault(IWorkTaskGrain.KeyOf(TaskKind.PromiseMissed, $"{ticket.Id}:{e.Number}:{e.Text("step")}"));
                var told = ToldInTurn[int.Parse(e.Text("step"), CultureInfo.InvariantCulture) - 1];
                if (e.Text("role") != told.ToString() || task?.Role != told) yield return $"{ticket.Id}, promise {e.Number}, step {e.Text("step")} goes to {told}, and went to {e.Text("role")} with the task {task?.Id} of {task?.Role}";
                var at = InstantOf(e, "at");
                Func<DateTimeOffset, bool> isHeard = told == Role.ServiceDirector ? YearHours.Headquarters.IsOpen : when => BranchDays.IsOpenAt(ticket.BranchId, when);
                if (!ticket.IsEmergency && !isHeard(at) && !isHeard(at.AddTicks(-1))) yield return $"{ticket.Id}, promise {e.Number}, went up outside the hours, {at:O}";
            }
        }
    }

    private static DateTimeOffset InstantOf(Happened happened, string property) => DateTimeOffset.Parse(happened.Text(property), CultureInfo.InvariantCulture);
}
