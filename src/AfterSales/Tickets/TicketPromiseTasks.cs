using AfterSales.Access;
using AfterSales.Promises.Rules;
using AfterSales.Records;
using AfterSales.Tasks;
using AfterSales.Tasks.Rules;
using AfterSales.Tickets.Rules;

namespace AfterSales.Tickets;

/// <summary>What people have to do because a promise runs out or ran out. The ticket takes it up step by step; the tasks themselves stay where they are.</summary>
internal static class TicketPromiseTasks
{
    public static IEnumerable<Effect> Of(Ticket ticket, Event happened) => happened switch
    {
        PromiseWarned e => [Raise(ticket, TaskKind.PromiseRunsOut, FormattableString.Invariant($"{e.Number}"), Role.Dispatcher, e.DueAt, new TaskMatter(e.Promise, null, e.DueAt))],
        // Nobody can see any more that it is kept: from here on it goes up.
        PromiseMissed e =>
        [
            new SettleTask(KeyOf(ticket, TaskKind.PromiseRunsOut, FormattableString.Invariant($"{e.Number}"))),
            .. e.Then == PromiseMiss.LendEqual
                ? [Raise(ticket, TaskKind.LendEqualProduct, FormattableString.Invariant($"{e.Number}"), Role.Dispatcher, e.ActBy, new TaskMatter(e.Promise, e.At, null))]
                : Array.Empty<Effect>(),
        ],
        PromiseEscalated e => [Raise(ticket, TaskKind.PromiseMissed, FormattableString.Invariant($"{e.Number}:{e.Step}"), e.Role, e.ActBy,
            new TaskMatter(e.Promise, ticket.Promises.Clocks.Find(clock => clock.Number == e.Number)?.MissedAt ?? e.At, null))],
        PromiseEnded e => Settled(ticket, e.Number),
        // What ended it was a mistake: what was raised because it runs out is to be done after all.
        PromiseRestored e => TasksOf(ticket, e.Number).Select(task => new ReopenTask(task, e.Since)),
        // It was given more time: what was raised because the old one ran out is over.
        PromiseReckoned e when e.Reckoned.DueAt > e.At => Settled(ticket, e.Number),
        _ => [],
    };

    private static IEnumerable<Effect> Settled(Ticket ticket, int number) => TasksOf(ticket, number).Select(task => new SettleTask(task));

    private static IEnumerable<string> TasksOf(Ticket ticket, int number)
    {
        if (ticket.Promises.Clocks.Find(clock => clock.Number == number) is not { } clock) yield break;
        if (clock.MissedAt is null) yield return KeyOf(ticket, TaskKind.PromiseRunsOut, FormattableString.Invariant($"{number}"));
        for (var step = 1; step <= clock.Taken.Count; step++) yield return KeyOf(ticket, TaskKind.PromiseMissed, FormattableString.Invariant($"{number}:{step}"));
        if (clock.Chosen.OnMiss == PromiseMiss.LendEqual) yield return KeyOf(ticket, TaskKind.LendEqualProduct, FormattableString.Invariant($"{number}"));
    }

    private static RaiseTask Raise(Ticket ticket, TaskKind kind, string of, Role role, DateTimeOffset due, TaskMatter matter) =>
        new(KeyOf(ticket, kind, of), new RaisedTask(ticket.BranchId, kind, ticket.Id, ticket.CustomerId, role, due)
        {
            StaysThere = kind != TaskKind.LendEqualProduct, IsUrgent = ticket.Intake.IsEmergency, Matter = matter,
        });

    private static string KeyOf(Ticket ticket, TaskKind kind, string of) => IWorkTaskGrain.KeyOf(kind, $"{ticket.Id}:{of}");
}
