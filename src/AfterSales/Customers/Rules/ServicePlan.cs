using System.Collections.Immutable;
using System.Text.Json.Serialization;
using AfterSales.Records;

namespace AfterSales.Customers.Rules;

public enum CycleUnit
{
    Days,
    Weeks,
    Months,
    Years,
}

/// <summary>How often the customer's products are to be maintained.</summary>
[GenerateSerializer, Immutable, Alias("MaintenanceCycle")]
public sealed record MaintenanceCycle([property: Id(0)] int Count, [property: Id(1)] CycleUnit Unit)
{
    /// <summary>The same day that much later; where the month has no such day, its last.</summary>
    public DateOnly After(DateOnly day) => Unit switch
    {
        CycleUnit.Days => day.AddDays(Count),
        CycleUnit.Weeks => day.AddDays(7 * Count),
        CycleUnit.Months => day.AddMonths(Count),
        _ => day.AddYears(Count),
    };
}

/// <summary>A call that was agreed on or thought out for this customer.</summary>
/// <param name="Topic">What it is to be about.</param>
/// <param name="IsRaised">Its time has come, and its task was raised.</param>
[GenerateSerializer, Immutable, Alias("NextCall")]
public sealed record NextCall([property: Id(0)] string Topic, [property: Id(1)] DateTimeOffset At, [property: Id(2)] bool IsRaised = false);

/// <summary>The next service of a customer and the next call to him (S3 ⑹-5 一1–2, 规定 3); a part of the file's state.</summary>
[GenerateSerializer, Immutable, Alias("ServicePlan")]
public sealed record ServicePlan
{
    public static ServicePlan None { get; } = new();

    [Id(0)]
    public MaintenanceCycle? Cycle { get; init; }

    /// <summary>A day at the branch.</summary>
    [Id(1)]
    public DateOnly? NextOn { get; init; }

    /// <summary>What the customer would like to have done.</summary>
    [Id(2)]
    public ImmutableList<string> Wishes { get; init; } = [];

    /// <summary>When the reminder call for the next service is raised.</summary>
    [Id(3)]
    public DateTimeOffset? RemindAt { get; init; }

    /// <summary>The service for which the reminder call was raised: each has one.</summary>
    [Id(4)]
    public DateOnly? RemindedOf { get; init; }

    [Id(5)]
    public NextCall? NextCall { get; init; }

    /// <summary>When the last service was done, as far as the file was told; a day at the branch.</summary>
    [Id(6)]
    public DateOnly? DoneOn { get; init; }

    [JsonIgnore]
    public DateTimeOffset? NextDue => new[] { IsReminderAhead ? RemindAt : null, NextCall is { IsRaised: false } call ? call.At : null }.Min();

    [JsonIgnore]
    public bool IsReminderAhead => NextOn is not null && RemindedOf != NextOn;

    public ServicePlan Apply(Event happened) => happened switch
    {
        ServicePlanned e => this with { Cycle = e.Cycle, NextOn = e.NextOn, Wishes = e.Wishes, RemindAt = e.RemindAt },
        ServiceReminded e => this with { RemindedOf = e.Of },
        ServiceCompleted e => this with { DoneOn = e.On, NextOn = e.NextOn, RemindAt = e.RemindAt },
        NextCallPlanned e => this with { NextCall = e.At is { } at ? new NextCall(e.Topic ?? "", at) : null },
        NextCallRaised => this with { NextCall = NextCall! with { IsRaised = true } },
        _ => this,
    };

    public bool Equals(ServicePlan? other) => other is not null && Wishes.SequenceEqual(other.Wishes)
        && (Cycle, NextOn, RemindAt, RemindedOf, NextCall, DoneOn) == (other.Cycle, other.NextOn, other.RemindAt, other.RemindedOf, other.NextCall, other.DoneOn);

    public override int GetHashCode() => HashCode.Combine(Cycle, NextOn, Wishes.Count, RemindAt, RemindedOf, NextCall);
}

public sealed record ServicePlanned(
    MaintenanceCycle? Cycle, DateOnly? NextOn, [property: Personal] ImmutableList<string> Wishes, DateTimeOffset? RemindAt) : Event;

/// <summary>The reminder call for the service on this day was raised.</summary>
/// <param name="Channel">How to reach the customer; null: he refused all channels, and nobody is to address him.</param>
/// <param name="CallBy">When the call is to have been made.</param>
public sealed record ServiceReminded(DateOnly Of, ConsentChannel? Channel, DateTimeOffset CallBy) : Event;

/// <param name="NextOn">One cycle later; null without a cycle.</param>
public sealed record ServiceCompleted(DateOnly On, DateOnly? NextOn, DateTimeOffset? RemindAt) : Event;

/// <param name="At">Null: no call is planned any more.</param>
public sealed record NextCallPlanned([property: Personal] string? Topic, DateTimeOffset? At) : Event;

public sealed record NextCallRaised(DateTimeOffset At, ConsentChannel? Channel, DateTimeOffset CallBy) : Event;
