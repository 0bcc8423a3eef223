using System.Collections.Immutable;
using AfterSales.Access;
using AfterSales.Records;

namespace AfterSales.Desks.Rules;

/// <summary>A page of the console with its filters, as somebody named it.</summary>
/// <param name="Number">Counts the views of its person from 1; never given again.</param>
/// <param name="Address">Of the page within the console, with its query: <c>tickets?show=ALL</c>.</param>
[GenerateSerializer, Immutable, Alias("SavedView")]
public sealed record SavedView([property: Id(0)] int Number, [property: Id(1)] string Name, [property: Id(2)] string Address)
{
    /// <summary>The address without its query.</summary>
    public string Page => Address.Split('?')[0];
}

/// <summary>What one person has arranged for himself in the console.</summary>
[GenerateSerializer, Immutable, Alias("PersonalDesk")]
public sealed record PersonalDesk : IRecordState<PersonalDesk>, IScopedToAssignee
{
    public static string Kind => "personal_desk";

    /// <summary><c>pd-…</c>, made of the account.</summary>
    [Id(0)]
    public string Id { get; init; } = "";

    /// <summary>The key of the account.</summary>
    [Id(1)]
    public string Account { get; init; } = "";

    /// <summary>In the order they were saved.</summary>
    [Id(2)]
    public ImmutableList<SavedView> Views { get; init; } = [];

    /// <summary>The highest number a view was given.</summary>
    [Id(3)]
    public int Numbers { get; init; }

    /// <summary>When he last looked at what needs him; null: never.</summary>
    [Id(4)]
    public DateTimeOffset? LookedAt { get; init; }

    /// <summary>A person's own, wherever he works.</summary>
    public string BranchId => Assignment.Headquarters;

    public string? AssignedTo => Account;

    public DateTimeOffset? NextDue => null;

    public static PersonalDesk Apply(PersonalDesk? state, Event happened)
    {
        var known = state ?? new PersonalDesk();
        return happened switch
        {
            ViewSaved e => known with { Id = e.Id, Account = e.Account, Views = With(known.Views, e.View), Numbers = Math.Max(known.Numbers, e.View.Number) },
            ViewRemoved e => known with { Views = known.Views.RemoveAll(view => view.Number == e.Number) },
            NeedsLookedAt e => known with { Id = e.Id, Account = e.Account, LookedAt = e.At },
            _ => known,
        };
    }

    private static ImmutableList<SavedView> With(ImmutableList<SavedView> views, SavedView saved) =>
        views.FindIndex(view => view.Number == saved.Number) is >= 0 and var at ? views.SetItem(at, saved) : views.Add(saved);
}

public sealed record ViewSaved(string Id, string Account, SavedView View) : Event;

public sealed record ViewRemoved(int Number) : Event;

/// <summary>He looked at what needs him.</summary>
public sealed record NeedsLookedAt(string Id, string Account, DateTimeOffset At) : Event;
