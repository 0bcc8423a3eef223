using System.Collections.Immutable;
using AfterSales.Calendars;
using AfterSales.Records;

namespace AfterSales.Branches.Rules;

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

    [Id(5)]
    public WorkingCalendar Calendar { get; init; } = WorkingCalendar.Closed("UTC");

    /// <summary>The next free number by book: the letter of the series and the month (<c>2611</c>, <c>K2611</c>).</summary>
    [Id(6)]
    public ImmutableDictionary<string, int> NextNumbers { get; init; } = ImmutableDictionary<string, int>.Empty;

    public string BranchId => Id;

    public DateTimeOffset? NextDue => null;

    public static Branch Apply(Branch? state, Event happened) => happened switch
    {
        BranchOpened e => new Branch
        {
            Id = e.Id, Code = e.Code, Name = e.Name, Country = e.Country, Currency = e.Currency, Calendar = e.Calendar with { Version = 1 },
        },
        CalendarChanged e => state! with { Calendar = e.Calendar },
        NumbersReserved e => state! with { NextNumbers = state.NextNumbers.SetItem(e.Book, e.From + e.Count) },
        _ => state!,
    };
}

public sealed record BranchOpened(string Id, string Code, string Name, string Country, string Currency, WorkingCalendar Calendar) : Event;

public sealed record CalendarChanged(WorkingCalendar Calendar) : Event;

/// <summary>A block of numbers left the branch's book; those that are never used are gaps.</summary>
public sealed record NumbersReserved(string Book, int From, int Count) : Event;
