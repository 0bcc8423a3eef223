using System.Collections.Immutable;
using AfterSales.Access;
using AfterSales.Records;

namespace AfterSales.Promises.Rules;

public sealed record PromiseStarted(
    int Number, PromiseKind Promise, int Round, DateTimeOffset At, ChosenPromise Chosen, PromiseReckoning Reckoned) : Event;

/// <param name="Until">When it goes on by itself; null: when somebody says so.</param>
/// <param name="Clocks">The numbers of those that stand still.</param>
public sealed record PromisePaused(DateTimeOffset At, PauseReason Reason, DateTimeOffset? Until, ImmutableList<int> Clocks, [property: Words] string? Note) : Event;

public sealed record PromiseResumed(DateTimeOffset At, ImmutableList<int> Clocks) : Event;

/// <summary>Another row applies, or the same one runs out at another time.</summary>
public sealed record PromiseReckoned(
    int Number, PromiseKind Promise, DateTimeOffset At, PromiseChange Because, ChosenPromise Chosen, PromiseReckoning Reckoned) : Event;

/// <summary>Most of its time has gone.</summary>
/// <param name="DueAt">When the rest of it will have.</param>
[Published("promise.warned")]
public sealed record PromiseWarned(int Number, PromiseKind Promise, DateTimeOffset At, DateTimeOffset DueAt) : Event;

/// <summary>Its time ran out.</summary>
/// <param name="ActBy">By when what follows from it is to be done.</param>
[Published("promise.missed")]
public sealed record PromiseMissed(int Number, PromiseKind Promise, DateTimeOffset At, DateOnly Day, PromiseMiss Then, DateTimeOffset ActBy) : Event;

/// <param name="Step">From 1.</param>
/// <param name="ActBy">When it goes on to the next step, or the day closes.</param>
[Published("promise.escalated")]
public sealed record PromiseEscalated(int Number, PromiseKind Promise, int Step, Role Role, DateTimeOffset At, DateTimeOffset ActBy) : Event;

/// <summary>What ended it, or let it go on, was a mistake: it runs, or stands still, as if that had not been.</summary>
/// <param name="Since">When that was.</param>
public sealed record PromiseRestored(int Number, PromiseKind Promise, DateTimeOffset At, DateTimeOffset Since) : Event;

/// <param name="At">By the device where it was recorded offline.</param>
/// <param name="IsKept">Null: it is not owed any more.</param>
public sealed record PromiseEnded(int Number, PromiseKind Promise, DateTimeOffset At, bool? IsKept, DateOnly Day) : Event;
