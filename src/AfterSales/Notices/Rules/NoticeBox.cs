using System.Collections.Immutable;
using AfterSales.Access;
using AfterSales.Records;

namespace AfterSales.Notices.Rules;

// Its words stand with those of all values in Values.resx.
/// <summary>What a person is told of.</summary>
public enum NoticeKind
{
    /// <summary>Something has to be done by anybody in a role that he holds.</summary>
    TaskRaised,

    /// <summary>He was given a task by name.</summary>
    TaskGiven,

    /// <summary>A task was not done in time and went up to him.</summary>
    TaskWentUp,

    /// <summary>Most of the time of a promise to a customer has gone.</summary>
    PromiseRunsOut,

    /// <summary>A promise to a customer was broken; with each step that it goes up.</summary>
    PromiseMissed,

    /// <summary>An emergency was reported.</summary>
    Emergency,

    /// <summary>A figure of a branch became worse than its threshold.</summary>
    EarlySign,

    /// <summary>A day, week or month was summed up.</summary>
    Summary,
}

/// <summary>How a person is told.</summary>
public enum NoticeWay
{
    Email,

    /// <summary>Not at all: it stands in the lists of the service.</summary>
    Nothing,
}

/// <summary>Why a notice was never mailed.</summary>
public enum NoticeEnd
{
    /// <summary>What it was about was over before it went out.</summary>
    Over,

    /// <summary>The account is closed, or has no address that the mail server takes.</summary>
    NoAddress,

    /// <summary>The mail server could not be reached for too long.</summary>
    NotTaken,
}

/// <summary>Something a person is to be told.</summary>
/// <param name="Key">That of the fact: it is told once.</param>
/// <param name="About">The key of the record its words are made from.</param>
/// <param name="At">When it happened.</param>
/// <param name="IsUrgent">It waits neither for working hours nor for others.</param>
[GenerateSerializer, Immutable, Alias("Notice")]
public sealed record Notice(
    [property: Id(0)] string Key, [property: Id(1)] NoticeKind Kind, [property: Id(2)] string About, [property: Id(3)] DateTimeOffset At, [property: Id(4)] bool IsUrgent);

[GenerateSerializer, Immutable, Alias("NoticeWish")]
public sealed record NoticeWish([property: Id(0)] NoticeKind Kind, [property: Id(1)] NoticeWay Way);

/// <summary>What a person has chosen. Of what he has not, the policies say it.</summary>
/// <param name="Ways">By kind, in their order.</param>
/// <param name="QuietFrom">From this time of day on nothing is mailed that is not urgent; null: as the policy says.</param>
/// <param name="QuietTo">Until this one, on the next day where it is the earlier of the two.</param>
/// <param name="WithinWorkingHours">Only in the working hours of his branch, or of headquarters; null: as the policy says.</param>
[GenerateSerializer, Immutable, Alias("NoticeWishes")]
public sealed record NoticeWishes(
    [property: Id(0)] ImmutableList<NoticeWish> Ways, [property: Id(1)] TimeOnly? QuietFrom, [property: Id(2)] TimeOnly? QuietTo, [property: Id(3)] bool? WithinWorkingHours)
{
    public static NoticeWishes None { get; } = new([], null, null, null);

    public bool Equals(NoticeWishes? other) => other is not null && Ways.SequenceEqual(other.Ways)
        && (QuietFrom, QuietTo, WithinWorkingHours) == (other.QuietFrom, other.QuietTo, other.WithinWorkingHours);

    public override int GetHashCode() => HashCode.Combine(Ways.Count, QuietFrom, QuietTo, WithinWorkingHours);
}

/// <summary>What one person is to be told, until it is mailed, and what he has chosen. It wakes itself to be mailed.</summary>
[GenerateSerializer, Immutable, Alias("NoticeBox")]
public sealed record NoticeBox : IRecordState<NoticeBox>, IScopedToAssignee
{
    public static string Kind => "notice_box";

    /// <summary><c>nb-…</c>, made of the account.</summary>
    [Id(0)]
    public string Id { get; init; } = "";

    /// <summary>The key of the account.</summary>
    [Id(1)]
    public string Account { get; init; } = "";

    /// <summary>Where he works: the key of a branch, or <c>headquarters</c>.</summary>
    [Id(2)]
    public string Home { get; init; } = Assignment.Headquarters;

    [Id(3)]
    public NoticeWishes Wishes { get; init; } = NoticeWishes.None;

    [Id(4)]
    public ImmutableList<Notice> Pending { get; init; } = [];

    [Id(5)]
    public DateTimeOffset? NextAt { get; init; }

    /// <summary>How often the mail server was given the next mail and did not take it.</summary>
    [Id(6)]
    public int Tries { get; init; }

    /// <summary>Mails that went out.</summary>
    [Id(7)]
    public int Mails { get; init; }

    [Id(8)]
    public DateTimeOffset? LastMailAt { get; init; }

    /// <summary>Why the last ones went out by nobody; null where they did.</summary>
    [Id(9)]
    public NoticeEnd? LastEnd { get; init; }

    /// <summary>A person's own, wherever he works.</summary>
    public string BranchId => Assignment.Headquarters;

    public string? AssignedTo => Account;

    public DateTimeOffset? NextDue => Pending.IsEmpty ? null : NextAt;

    public static NoticeBox Apply(NoticeBox? state, Event happened)
    {
        var known = state ?? new NoticeBox();
        return happened switch
        {
            NoticeTaken e => known with { Id = e.Id, Account = e.Account, Home = e.Home, Pending = known.Pending.Add(e.Notice), NextAt = e.NextAt },
            NoticesMailed e => Without(known, e.Keys, e.NextAt) with { Mails = known.Mails + 1, LastMailAt = e.At, LastEnd = null },
            NoticesNotTaken e => known with { Tries = e.Tries, NextAt = e.NextTryAt },
            NoticesPutOff e => known with { NextAt = e.NextAt },
            NoticesEnded { Why: NoticeEnd.Over } e => Without(known, e.Keys, e.NextAt),
            NoticesEnded e => Without(known, e.Keys, e.NextAt) with { LastEnd = e.Why },
            NoticeWishesSet e => (e.Unwanted.IsEmpty ? known with { NextAt = e.NextAt } : WithoutUnwanted(known, e)) with { Id = e.Id, Account = e.Account, Wishes = e.Wishes },
            _ => known,
        };
    }

    // A server that can't be reached stays so for what is left.
    private static NoticeBox WithoutUnwanted(NoticeBox box, NoticeWishesSet set) =>
        Without(box, set.Unwanted, set.NextAt) with { Tries = set.NextAt is null ? 0 : box.Tries };

    private static NoticeBox Without(NoticeBox box, ImmutableList<string> keys, DateTimeOffset? next) =>
        box with { Pending = box.Pending.RemoveAll(notice => keys.Contains(notice.Key)), NextAt = next, Tries = 0 };
}

public sealed record NoticeTaken(string Id, string Account, string Home, Notice Notice, DateTimeOffset NextAt) : Event;

/// <param name="Keys">Those that stood in it.</param>
/// <param name="NextAt">When those that are left are mailed; null: none is.</param>
public sealed record NoticesMailed(DateTimeOffset At, ImmutableList<string> Keys, DateTimeOffset? NextAt) : Event;

/// <summary>The mail server could not take them: it is given them again.</summary>
public sealed record NoticesNotTaken(int Tries, DateTimeOffset NextTryAt) : Event;

/// <summary>The hours have changed since they were planned.</summary>
public sealed record NoticesPutOff(DateTimeOffset NextAt) : Event;

public sealed record NoticesEnded(NoticeEnd Why, ImmutableList<string> Keys, DateTimeOffset At, DateTimeOffset? NextAt) : Event;

/// <param name="Unwanted">Those that waited and are not mailed any more.</param>
/// <param name="NextAt">When those that wait are mailed by what he has chosen now.</param>
public sealed record NoticeWishesSet(string Id, string Account, NoticeWishes Wishes, ImmutableList<string> Unwanted, DateTimeOffset? NextAt) : Event;
