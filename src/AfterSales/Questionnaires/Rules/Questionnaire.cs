using System.Collections.Immutable;
using AfterSales.Catalogue.Rules;
using AfterSales.Customers.Rules;
using AfterSales.Records;

namespace AfterSales.Questionnaires.Rules;

/// <summary>Which customers of the branch are asked: those to whom all that is said here applies.</summary>
/// <param name="Model">Who has a unit of this model, by its name.</param>
[GenerateSerializer, Immutable, Alias("CustomerGroup")]
public sealed record CustomerGroup(
    [property: Id(0)] CustomerTier? Tier = null, [property: Id(1)] CustomerKind? Kind = null, [property: Id(2)] string? Model = null);

/// <summary>
/// Questions that go to a chosen group of a branch's customers on a schedule (S0 P3 二2): one sheet a customer each time, beside the opinion card
/// of a repair and independent of it.
/// </summary>
[GenerateSerializer, Immutable, Alias("Questionnaire")]
public sealed record Questionnaire : IRecordState<Questionnaire>
{
    public static string Kind => "questionnaire";

    /// <summary><c>qn-…</c></summary>
    [Id(0)]
    public string Id { get; init; } = "";

    [Id(1)]
    public string BranchId { get; init; } = "";

    [Id(2)]
    public LocalText Title { get; init; } = LocalText.None;

    /// <summary>Each is answered on the four levels.</summary>
    [Id(3)]
    public ImmutableList<LocalText> Questions { get; init; } = [];

    [Id(4)]
    public CustomerGroup Group { get; init; } = new();

    /// <summary>A day at the branch; later ones are counted from it, so that they do not drift.</summary>
    [Id(5)]
    public DateOnly FirstOn { get; init; }

    /// <summary>Null: once.</summary>
    [Id(6)]
    public int? EveryMonths { get; init; }

    /// <summary>Days for which a sheet can be answered.</summary>
    [Id(7)]
    public int OpenDays { get; init; }

    /// <summary>Which time it goes out next, or is going out, from 1.</summary>
    [Id(8)]
    public int Occurrence { get; init; } = 1;

    /// <summary>While it goes out: the last customer it went to.</summary>
    [Id(9)]
    public string? Cursor { get; init; }

    /// <summary>When it goes out next, or goes on; null: no more.</summary>
    [Id(10)]
    public DateTimeOffset? NextAt { get; init; }

    [Id(11)]
    public DateTimeOffset? StoppedAt { get; init; }

    public DateTimeOffset? NextDue => NextAt;

    public static Questionnaire Apply(Questionnaire? state, Event happened) => happened switch
    {
        QuestionnaireMade e => new Questionnaire
        {
            Id = e.Id, BranchId = e.BranchId, Title = e.Title, Questions = e.Questions, Group = e.Group, FirstOn = e.FirstOn, EveryMonths = e.EveryMonths,
            OpenDays = e.OpenDays, NextAt = e.NextAt,
        },
        QuestionnaireSent e => state! with { Occurrence = e.NextOccurrence, Cursor = e.Cursor, NextAt = e.NextAt },
        QuestionnaireStopped e => state! with { StoppedAt = e.At, NextAt = null, Cursor = null },
        _ => state!,
    };

    public bool Equals(Questionnaire? other) => other is not null && Questions.SequenceEqual(other.Questions)
        && (Id, BranchId, Title, Group, FirstOn, EveryMonths, OpenDays) == (other.Id, other.BranchId, other.Title, other.Group, other.FirstOn, other.EveryMonths, other.OpenDays)
        && (Occurrence, Cursor, NextAt, StoppedAt) == (other.Occurrence, other.Cursor, other.NextAt, other.StoppedAt);

    public override int GetHashCode() => HashCode.Combine(Id, Occurrence, Cursor, NextAt);
}

public sealed record QuestionnaireMade(
    string Id, string BranchId, LocalText Title, ImmutableList<LocalText> Questions, CustomerGroup Group, DateOnly FirstOn, int? EveryMonths, int OpenDays,
    DateTimeOffset NextAt) : Event;

/// <summary>It went to these customers; the group may be too many for one save.</summary>
/// <param name="Occurrence">Which time it went out, from 1.</param>
/// <param name="Cursor">The last of them, where more follow.</param>
/// <param name="NextAt">When it goes on, or out again; null: no more.</param>
public sealed record QuestionnaireSent(
    int Occurrence, ImmutableList<string> Customers, string? Cursor, int NextOccurrence, DateTimeOffset? NextAt) : Event;

public sealed record QuestionnaireStopped(DateTimeOffset At) : Event;
