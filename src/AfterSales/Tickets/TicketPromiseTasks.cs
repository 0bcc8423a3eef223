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
        PromiseWarned e when ClockOf(ticket, e.Number) is { } clock =>
            [Raise(ticket, TaskKind.PromiseRunsOut, Warning(clock), Role.Dispatcher, e.DueAt, new TaskMatter(e.Promise, null, e.DueAt))],
        // Nobody can see any more that it is kept: from here on it goes up.
        PromiseMissed e when ClockOf(ticket, e.Number) is { } clock =>
        [
            new SettleTask(KeyOf(ticket, TaskKind.PromiseRunsOut, Warning(clock))),
            .. e.Then == PromiseMiss.LendEqual ? [Raise(ticket, TaskKind.LendEqualProduct, Numbered(clock), Role.Dispatcher, e.ActBy, new TaskMatter(e.Promise, e.At, null))] : Array.Empty<Effect>(),
            // It had been given more time after a miss: what was settled then is to be done after all.
            .. OfMisses(ticket, clock, clock.Taken.Count(step => step.At < e.At)).Concat(LoanOf(ticket, clock)).Select(task => new ReopenTask(task, clock.StartedAt)),
        ],
        PromiseEscalated e when ClockOf(ticket, e.Number) is { } clock =>
            [Raise(ticket, TaskKind.PromiseMissed, Step(clock, e.Step), e.Role, e.ActBy, new TaskMatter(e.Promise, clock.MissedAt ?? e.At, null))],
        PromiseEnded e when ClockOf(ticket, e.Number) is { } clock => TasksOf(ticket, clock).Select(task => new SettleTask(task)),
        // What ended it was a mistake: what was raised because it runs out is to be done after all.
        PromiseRestored e when ClockOf(ticket, e.Number) is { } clock => TasksOf(ticket, clock).Select(task => new ReopenTask(task, e.Since)),
        // It was given more time: what was raised because the old one ran out, or was about to, is over.
        PromiseReckoned e when ClockOf(ticket, e.Number) is { MissedAt: null } clock =>
        [
            .. clock.WarnedAt is null && clock.TimesWarned > 0 ? [new SettleTask(KeyOf(ticket, TaskKind.PromiseRunsOut, Warning(clock)))] : Array.Empty<Effect>(),
            .. OfMisses(ticket, clock, clock.Taken.Count).Concat(clock.TimesWarned > 0 || !clock.Taken.IsEmpty ? LoanOf(ticket, clock) : []).Select(task => new SettleTask(task)),
        ],
        _ => [],
    };

    private static PromiseClock? ClockOf(Ticket ticket, int number) => ticket.Promises.Clocks.Find(clock => clock.Number == number);

    private static IEnumerable<string> TasksOf(Ticket ticket, PromiseClock clock)
    {
        string[] warning = clock is { MissedAt: null, TimesWarned: > 0 } ? [KeyOf(ticket, TaskKind.PromiseRunsOut, Warning(clock))] : [];
        return warning.Concat(OfMisses(ticket, clock, clock.Taken.Count)).Concat(clock.MissedAt is not null ? LoanOf(ticket, clock) : []);
    }

    /// <summary>What was raised because it was missed, with the first so many steps up.</summary>
    private static IEnumerable<string> OfMisses(Ticket ticket, PromiseClock clock, int steps) =>
        Enumerable.Range(1, steps).Select(step => KeyOf(ticket, TaskKind.PromiseMissed, Step(clock, step)));

    /// <summary>It is raised with the miss itself: at night, when the first step up waits for the morning, before any.</summary>
    private static IEnumerable<string> LoanOf(Ticket ticket, PromiseClock clock) =>
        clock.Chosen.OnMiss == PromiseMiss.LendEqual ? [KeyOf(ticket, TaskKind.LendEqualProduct, Numbered(clock))] : [];

    private static string Numbered(PromiseClock clock) => FormattableString.Invariant($"{clock.Number}");

    private static string Step(PromiseClock clock, int step) => FormattableString.Invariant($"{clock.Number}:{step}");

    private static string Warning(PromiseClock clock) => FormattableString.Invariant($"{clock.Number}:{clock.TimesWarned}");

    private static RaiseTask Raise(Ticket ticket, TaskKind kind, string of, Role role, DateTimeOffset due, TaskMatter matter) =>
        new(KeyOf(ticket, kind, of), new RaisedTask(ticket.BranchId, kind, ticket.Id, ticket.CustomerId, role, due)
        {
            StaysThere = kind != TaskKind.LendEqualProduct, IsUrgent = ticket.Intake.IsEmergency, Matter = matter,
        });

    private static string KeyOf(Ticket ticket, TaskKind kind, string of) => IWorkTaskGrain.KeyOf(kind, $"{ticket.Id}:{of}");
}
