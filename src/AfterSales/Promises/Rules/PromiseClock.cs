using System.Collections.Immutable;
using System.Text.Json.Serialization;
using AfterSales.Access;
using AfterSales.Records;

namespace AfterSales.Promises.Rules;

/// <summary>The row a clock runs by, and why it was chosen.</summary>
/// <param name="Because">The conditions of the row that the ticket meets; empty for one that always holds.</param>
/// <param name="ContractId">The contract that promises it, where one does.</param>
/// <param name="CountsFrom">From the start of the clock, or from when it became an emergency.</param>
[GenerateSerializer, Immutable, Alias("ChosenPromise")]
public sealed record ChosenPromise(
    [property: Id(0)] int Amount,
    [property: Id(1)] PromiseUnit Unit,
    [property: Id(2)] PromiseOrigin Origin,
    [property: Id(3)] ImmutableList<PromiseCondition> Because,
    [property: Id(4)] string? ContractId,
    [property: Id(5)] DateTimeOffset CountsFrom,
    [property: Id(6)] PromiseMoment Stops,
    [property: Id(7)] ImmutableList<PauseReason> Pauses,
    [property: Id(8)] PromiseMiss OnMiss)
{
    public bool Equals(ChosenPromise? other) => other is not null && Because.SequenceEqual(other.Because) && Pauses.SequenceEqual(other.Pauses)
        && (Amount, Unit, Origin, ContractId, CountsFrom, Stops, OnMiss) == (other.Amount, other.Unit, other.Origin, other.ContractId, other.CountsFrom, other.Stops, other.OnMiss);

    public override int GetHashCode() => HashCode.Combine(Amount, Unit, Origin, CountsFrom, Stops);
}

/// <summary>A time in which a clock stands still.</summary>
/// <param name="From">Includes this instant.</param>
/// <param name="To">Excludes this instant; null while nobody knows.</param>
[GenerateSerializer, Immutable, Alias("PromisePause")]
public sealed record PromisePause([property: Id(0)] PauseReason Reason, [property: Id(1)] DateTimeOffset From, [property: Id(2)] DateTimeOffset? To)
{
    /// <summary>Somebody let the clock go on, at <see cref="To"/>.</summary>
    [Id(3)]
    public bool IsCutShort { get; init; }

    /// <summary>Where it was cut short: when it was to end.</summary>
    [Id(4)]
    public DateTimeOffset? Until { get; init; }
}

/// <summary>A step by which a missed promise goes up.</summary>
/// <param name="At">When; null while the clock stands still.</param>
[GenerateSerializer, Immutable, Alias("PromiseStep")]
public sealed record PromiseStep([property: Id(0)] Role Role, [property: Id(1)] DateTimeOffset? At);

/// <summary>When things happen as far as is known.</summary>
/// <param name="DueAt">Null while the clock stands still, or has no working time.</param>
/// <param name="Steps">All of them, the first first.</param>
/// <param name="Basis">Names the calendars and policies it was reckoned with.</param>
[GenerateSerializer, Immutable, Alias("PromiseReckoning")]
public sealed record PromiseReckoning(
    [property: Id(0)] DateTimeOffset? DueAt,
    [property: Id(1)] DateTimeOffset? WarnAt,
    [property: Id(2)] ImmutableList<PromiseStep> Steps,
    [property: Id(3)] string Basis)
{
    public bool Equals(PromiseReckoning? other) => other is not null && Steps.SequenceEqual(other.Steps) && (DueAt, WarnAt, Basis) == (other.DueAt, other.WarnAt, other.Basis);

    public override int GetHashCode() => HashCode.Combine(DueAt, WarnAt, Basis);
}

/// <summary>One promise to one customer: facts, and what is reckoned from them.</summary>
[GenerateSerializer, Immutable, Alias("PromiseClock")]
public sealed record PromiseClock
{
    /// <summary>Counts from 1 within the ticket.</summary>
    [Id(0)]
    public int Number { get; init; }

    [Id(1)]
    public PromiseKind Promise { get; init; }

    /// <summary>The round of the ticket it was made in.</summary>
    [Id(2)]
    public int Round { get; init; }

    [Id(3)]
    public required ChosenPromise Chosen { get; init; }

    [Id(4)]
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>In the order in which they began.</summary>
    [Id(5)]
    public ImmutableList<PromisePause> Pauses { get; init; } = [];

    [Id(6)]
    public required PromiseReckoning Reckoned { get; init; }

    [Id(7)]
    public DateTimeOffset? WarnedAt { get; init; }

    /// <summary>When its time ran out; null where it has not, also where it was given more.</summary>
    [Id(8)]
    public DateTimeOffset? MissedAt { get; init; }

    /// <summary>The steps that were taken, each with its time.</summary>
    [Id(9)]
    public ImmutableList<PromiseStep> Taken { get; init; } = [];

    [Id(10)]
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Null while it runs, and where it is not owed any more.</summary>
    [Id(11)]
    public bool? IsKept { get; init; }

    /// <summary>The day at the branch on which it counts: the one on which it was missed, else the one on which it was kept.</summary>
    [Id(12)]
    public DateOnly? Day { get; init; }

    /// <summary>How often it was warned: where it was given more time, again.</summary>
    [Id(13)]
    public int TimesWarned { get; init; }

    public bool IsRunning => EndedAt is null;

    [JsonIgnore]
    public DateTimeOffset? DueAt => Reckoned.DueAt;

    /// <summary>The next step up; null where none is left.</summary>
    [JsonIgnore]
    public PromiseStep? NextStep => Reckoned.Steps.ElementAtOrDefault(Taken.Count);

    public DateTimeOffset? NextDue => !IsRunning ? null : MissedAt is not null ? NextStep?.At : WarnedAt is null && Reckoned.WarnAt is { } warn ? warn : DueAt;

    public bool IsPausedAt(DateTimeOffset now) => PauseAt(now) is not null;

    /// <summary>The pause it stands still in; null while it does not.</summary>
    public PromisePause? PauseAt(DateTimeOffset now) => IsRunning ? Pauses.Find(pause => pause.From <= now && !(pause.To <= now)) : null;

    /// <summary>Whether it ended, or went on after a pause, at this instant.</summary>
    public bool ChangedAt(DateTimeOffset at) => EndedAt == at || Pauses.Exists(pause => pause.IsCutShort && pause.To == at);

    /// <summary>What is overdue is never shown as running, whether or not the reminder has come.</summary>
    public PromiseState StateAt(DateTimeOffset now) =>
        EndedAt is not null ? IsKept switch { true => PromiseState.Met, false => PromiseState.Missed, null => PromiseState.Withdrawn }
        : MissedAt is not null || DueAt <= now ? PromiseState.Overdue
        : IsPausedAt(now) ? PromiseState.Paused
        : WarnedAt is not null || Reckoned.WarnAt <= now ? PromiseState.Warned
        : PromiseState.Running;

    public PromiseClock Apply(Event happened) => happened switch
    {
        PromisePaused e when IsRunning && e.Clocks.Contains(Number) => this with { Pauses = Pauses.Add(new PromisePause(e.Reason, e.At, e.Until)) },
        PromiseResumed e when IsRunning && e.Clocks.Contains(Number) =>
            this with { Pauses = Pauses.ConvertAll(pause => pause.From <= e.At && !(pause.To <= e.At) ? pause with { To = e.At, IsCutShort = true, Until = pause.To } : pause) },
        PromiseReckoned e when e.Number == Number => this with
        {
            Chosen = e.Chosen,
            Reckoned = e.Reckoned,
            WarnedAt = e.Reckoned.WarnAt > e.At ? null : WarnedAt,
            MissedAt = e.Reckoned.DueAt > e.At ? null : MissedAt,
        },
        PromiseWarned e when e.Number == Number => this with { WarnedAt = e.At, TimesWarned = TimesWarned + 1 },
        PromiseMissed e when e.Number == Number => this with { MissedAt = e.At, Day = e.Day },
        PromiseEscalated e when e.Number == Number => this with { Taken = Taken.Add(new PromiseStep(e.Role, e.At)) },
        PromiseEnded e when e.Number == Number => this with { EndedAt = e.At, IsKept = e.IsKept, Day = e.Day },
        PromiseRestored e when e.Number == Number => Restored(e.Since),
        _ => this,
    };

    private PromiseClock Restored(DateTimeOffset since)
    {
        var clock = this with { Pauses = Pauses.ConvertAll(pause => pause.IsCutShort && pause.To == since ? new PromisePause(pause.Reason, pause.From, pause.Until) : pause) };
        return EndedAt == since ? clock with { EndedAt = null, IsKept = null, Day = MissedAt is null ? null : Day } : clock;
    }
}
