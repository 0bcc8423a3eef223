using System.Collections.Immutable;
using AfterSales.Branches.Rules;
using AfterSales.Calendars;
using AfterSales.Contacts.Rules;
using AfterSales.Records;
using AfterSales.Surveys.Rules;

namespace AfterSales.Questionnaires.Rules;

public enum SheetState
{
    /// <summary>The customer may answer.</summary>
    Open,
    Answered,

    /// <summary>Nobody answered in time.</summary>
    Expired,
}

/// <summary>The questions as one customer got them one time, and his answers; his words stand in the journal.</summary>
[GenerateSerializer, Immutable, Alias("QuestionnaireSheet")]
public sealed record QuestionnaireSheet : IRecordState<QuestionnaireSheet>
{
    public static string Kind => "questionnaire_sheet";

    /// <summary><c>qs-…</c></summary>
    [Id(0)]
    public string Id { get; init; } = "";

    [Id(1)]
    public string BranchId { get; init; } = "";

    [Id(2)]
    public string CustomerId { get; init; } = "";

    [Id(3)]
    public string QuestionnaireId { get; init; } = "";

    /// <summary>Which time the questionnaire went out, from 1.</summary>
    [Id(4)]
    public int Occurrence { get; init; }

    /// <summary>By which way the invitation goes; null: the customer allows none, and is asked when he is spoken to.</summary>
    [Id(5)]
    public ContactChannel? Channel { get; init; }

    [Id(6)]
    public DateTimeOffset SentAt { get; init; }

    /// <summary>From this instant on no answer is taken.</summary>
    [Id(7)]
    public DateTimeOffset ExpiresAt { get; init; }

    [Id(8)]
    public SheetState State { get; init; }

    /// <summary>In the order of the questions.</summary>
    [Id(9)]
    public ImmutableList<SatisfactionLevel> Marks { get; init; } = [];

    [Id(10)]
    public DateTimeOffset? AnsweredAt { get; init; }

    [Id(11)]
    public AnswerWay? AnsweredBy { get; init; }

    public DateTimeOffset? NextDue => State == SheetState.Open ? ExpiresAt : null;

    public static QuestionnaireSheet Apply(QuestionnaireSheet? state, Event happened) => happened switch
    {
        SheetMade e => new QuestionnaireSheet
        {
            Id = e.Id, BranchId = e.BranchId, CustomerId = e.CustomerId, QuestionnaireId = e.QuestionnaireId, Occurrence = e.Occurrence, Channel = e.Channel,
            SentAt = e.At, ExpiresAt = e.ExpiresAt,
        },
        SheetAnswered e => state! with { State = SheetState.Answered, Marks = e.Marks, AnsweredAt = e.At, AnsweredBy = e.By },
        SheetExpired => state! with { State = SheetState.Expired },
        HandedOver e => state! with { BranchId = e.ToBranchId },
        _ => state!,
    };

    public bool Equals(QuestionnaireSheet? other) => other is not null && Marks.SequenceEqual(other.Marks)
        && (Id, BranchId, CustomerId, QuestionnaireId, Occurrence, Channel) == (other.Id, other.BranchId, other.CustomerId, other.QuestionnaireId, other.Occurrence, other.Channel)
        && (SentAt, ExpiresAt, State, AnsweredAt, AnsweredBy) == (other.SentAt, other.ExpiresAt, other.State, other.AnsweredAt, other.AnsweredBy);

    public override int GetHashCode() => HashCode.Combine(Id, State, Marks.Count);
}

public sealed record SheetMade(
    string Id, string BranchId, string CustomerId, string QuestionnaireId, int Occurrence, ContactChannel? Channel, DateTimeOffset At, DateTimeOffset ExpiresAt) : Event;

public sealed record SheetAnswered(ImmutableList<SatisfactionLevel> Marks, AnswerWay By, DateTimeOffset At, [property: Words] string? Words) : Event;

public sealed record SheetExpired : Event;

public static class SheetRules
{
    public static Decision Make(string id, MakeSheet asked, ContactChannel? channel, WorkingCalendar calendar, DateTimeOffset now) =>
        new SheetMade(id, asked.BranchId, asked.CustomerId, asked.QuestionnaireId, asked.Occurrence, channel, now,
            calendar.InstantAt(calendar.LocalDay(now).AddDays(asked.OpenDays), calendar.LocalTime(now)));

    /// <summary>A sheet is answered once, each question on one of the four levels.</summary>
    public static Decision Answer(QuestionnaireSheet sheet, AnswerSheet answer, int questions, DateTimeOffset now)
    {
        if (sheet.State == SheetState.Open && sheet.ExpiresAt <= now) return new SheetNotOpen(SheetState.Expired);
        if (sheet.State != SheetState.Open) return new SheetNotOpen(sheet.State);
        if (answer.Marks.Count != questions) return InputInvalid.At("marks", "ONE_EACH");
        return answer.Marks.TrueForAll(Enum.IsDefined)
            ? new SheetAnswered(answer.Marks, answer.By, now, string.IsNullOrWhiteSpace(answer.Words) ? null : answer.Words.Trim())
            : InputInvalid.At("marks", "UNKNOWN");
    }

    public static Decision WhenDue(QuestionnaireSheet sheet, DateTimeOffset now) => sheet.NextDue <= now ? new SheetExpired() : Decision.NothingToDo;
}

/// <summary>The questionnaire was answered before, or can be answered no more.</summary>
[GenerateSerializer, Immutable, Alias("SheetNotOpen")]
public sealed record SheetNotOpen([property: Id(0)] SheetState State) : Refusal;
