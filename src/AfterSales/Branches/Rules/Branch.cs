using System.Collections.Immutable;
using AfterSales.Calendars;
using AfterSales.Records;

namespace AfterSales.Branches.Rules;

public enum BranchState
{
    Open,

    /// <summary>It takes no new work, and its open work is being handed over.</summary>
    Closing,

    /// <summary>Its open work is with another branch; its history stays.</summary>
    Closed,
}

/// <summary>An office that serves customers (domain.md §2).</summary>
[GenerateSerializer, Immutable, Alias("Branch")]
public sealed record Branch : IRecordState<Branch>
{
    public static string Kind => "branch";

    /// <summary><c>b-…</c></summary>
    [Id(0)]
    public string Id { get; init; } = "";

    /// <summary>Two to six capital letters that begin the numbers people read: <c>SH</c> in <c>SH-2611-00042</c>.</summary>
    [Id(1)]
    public string Code { get; init; } = "";

    [Id(2)]
    public string Name { get; init; } = "";

    /// <summary>ISO 3166 alpha-2; phone numbers without a country code are read as of this country.</summary>
    [Id(3)]
    public string Country { get; init; } = "";

    /// <summary>ISO 4217.</summary>
    [Id(4)]
    public string Currency { get; init; } = "";

    /// <summary>As it stands now; earlier versions are kept as rows.</summary>
    [Id(5)]
    public WorkingCalendar Calendar { get; init; } = WorkingCalendar.Closed("UTC");

    /// <summary>The next free number by book: the letter of the series and the month (<c>2611</c>, <c>K2611</c>).</summary>
    [Id(6)]
    public ImmutableDictionary<string, int> NextNumbers { get; init; } = ImmutableDictionary<string, int>.Empty;

    /// <summary>Since when the calendar's version holds.</summary>
    [Id(7)]
    public DateTimeOffset CalendarSince { get; init; }

    [Id(8)]
    public BranchState State { get; init; }

    /// <summary>The hand-over of its open work; null where it was not closed.</summary>
    [Id(9)]
    public HandOver? HandOver { get; init; }

    /// <summary>The parts of the area it serves; the first that fits an address counts.</summary>
    [Id(10)]
    public ImmutableList<ServiceZone> Zones { get; init; } = [];

    /// <summary>The opening at which what was left lying is carried over; null while nothing is.</summary>
    [Id(11)]
    public DateTimeOffset? MorningAt { get; init; }

    /// <summary>Kind and key of the last that was told this morning, while the round goes on; null at its beginning.</summary>
    [Id(12)]
    public string? MorningAfter { get; init; }

    /// <summary>Where post reaches it; null where it was not said.</summary>
    [Id(13)]
    public PostalAddress? Address { get; init; }

    /// <summary>The number its customers call; null where it was not said.</summary>
    [Id(14)]
    public Phone? Phone { get; init; }

    /// <summary>Counts up when <see cref="Zones"/> change, so that what was promised by others is found.</summary>
    [Id(15)]
    public int ZonesVersion { get; init; }

    public string BranchId => Id;

    public DateTimeOffset? NextDue => new[] { HandOver?.NextAt, MorningAt }.Min();

    public static Branch Apply(Branch? state, Event happened) => happened switch
    {
        BranchOpened e => new Branch
        {
            Id = e.Id, Code = e.Code, Name = e.Name, Country = e.Country, Currency = e.Currency, Calendar = e.Calendar with { Version = 1 },
            CalendarSince = e.At,
        },
        BranchRenamed e => state! with { Name = e.Name },
        BranchDescribed e => state! with { Address = e.Address, Phone = e.Phone },
        CalendarChanged e => state! with { Calendar = e.Calendar, CalendarSince = e.At },
        ZonesSet e => state! with { Zones = e.Zones, ZonesVersion = state.ZonesVersion + 1 },
        NumbersReserved e => state! with { NextNumbers = state.NextNumbers.SetItem(e.Book, e.From + e.Count) },
        BranchClosing e => state! with { State = BranchState.Closing, HandOver = new HandOver(e.ToBranchId, e.At, e.At) },
        BranchHasClosed => state! with { State = BranchState.Closed, HandOver = state.HandOver?.Apply(happened), MorningAt = null, MorningAfter = null },
        MorningAwaited e => state! with { MorningAt = e.At, MorningAfter = null },
        MorningCame e => state! with { MorningAt = e.NextAt, MorningAfter = e.Records.IsEmpty ? null : e.Records[^1] },
        BranchReopened => state! with { State = BranchState.Open, HandOver = null },
        _ => state! with { HandOver = state.HandOver?.Apply(happened) },
    };
}

public sealed record BranchOpened(
    string Id, string Code, string Name, string Country, string Currency, WorkingCalendar Calendar, DateTimeOffset At) : Event;

public sealed record BranchRenamed(string Name) : Event;

/// <summary>It was said where post reaches it and which number its customers call.</summary>
public sealed record BranchDescribed(PostalAddress? Address, Phone? Phone) : Event;

public sealed record CalendarChanged(WorkingCalendar Calendar, DateTimeOffset At) : Event;

/// <summary>A block of numbers left the branch's book; those that are never used are gaps.</summary>
public sealed record NumbersReserved(string Book, int From, int Count) : Event;

/// <summary>It takes no new work from now on, and its open work goes to another branch.</summary>
public sealed record BranchClosing(string ToBranchId, DateTimeOffset At, [property: Words] string? Reason) : Event;

/// <summary>All its open work is with the other branch.</summary>
public sealed record BranchHasClosed(DateTimeOffset At) : Event;

/// <summary>It takes work again. What was handed over stays where it is.</summary>
public sealed record BranchReopened : Event;
