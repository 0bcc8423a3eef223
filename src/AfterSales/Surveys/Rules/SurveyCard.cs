using AfterSales.Branches.Rules;
using AfterSales.Records;

namespace AfterSales.Surveys.Rules;

public enum SurveyState
{
    /// <summary>Goes out the day after the completion.</summary>
    Planned,

    /// <summary>The customer may answer.</summary>
    Invited,

    Answered,

    /// <summary>Nobody answered in time.</summary>
    Expired,

    /// <summary>The ticket was reopened before an answer came: its next completion gets a card of its own.</summary>
    Withdrawn,
}

/// <summary>By which way the invitation goes.</summary>
public enum SurveyChannel
{
    Email,

    /// <summary>A text message.</summary>
    Message,

    Letter,

    /// <summary>The customer allows none of the others: it is asked in the follow-up call.</summary>
    Call,
}

/// <summary>How the answer came.</summary>
public enum AnswerWay
{
    /// <summary>By the signed link.</summary>
    Link,

    /// <summary>Asked in a follow-up call.</summary>
    FollowUpCall,

    /// <summary>By keys pressed for the voice gateway.</summary>
    VoiceGateway,
}

/// <summary>The opinion card of one completed repair (domain.md §5; S1 P2 22–25): every completion has one, none is sampled out.</summary>
[GenerateSerializer, Immutable, Alias("SurveyCard")]
public sealed record SurveyCard : IRecordState<SurveyCard>
{
    public static string Kind => "survey_card";

    /// <summary><c>sv-…</c></summary>
    [Id(0)]
    public string Id { get; init; } = "";

    [Id(1)]
    public string BranchId { get; init; } = "";

    [Id(2)]
    public string CustomerId { get; init; } = "";

    [Id(3)]
    public string TicketId { get; init; } = "";

    /// <summary>Whose work is marked; null where it was solved from afar.</summary>
    [Id(4)]
    public string? TechnicianId { get; init; }

    /// <summary>The day of the completion, at the branch.</summary>
    [Id(5)]
    public DateOnly CompletedDay { get; init; }

    [Id(17)]
    public DateTimeOffset CompletedAt { get; init; }

    [Id(6)]
    public DateTimeOffset SendAt { get; init; }

    [Id(7)]
    public SurveyState State { get; init; }

    [Id(8)]
    public SurveyChannel? Channel { get; init; }

    [Id(9)]
    public DateTimeOffset? InvitedAt { get; init; }

    /// <summary>From this instant on no answer is taken.</summary>
    [Id(10)]
    public DateTimeOffset? ExpiresAt { get; init; }

    [Id(11)]
    public int Reminders { get; init; }

    [Id(12)]
    public DateTimeOffset? NextReminderAt { get; init; }

    [Id(13)]
    public Marks? Marks { get; init; }

    [Id(14)]
    public DateTimeOffset? AnsweredAt { get; init; }

    [Id(15)]
    public AnswerWay? AnsweredBy { get; init; }

    [Id(16)]
    public bool IsLow { get; init; }

    /// <summary>The key of the model that was repaired.</summary>
    [Id(18)]
    public string? ModelId { get; init; }

    public DateTimeOffset? NextDue => State switch
    {
        SurveyState.Planned => SendAt,
        SurveyState.Invited => NextReminderAt < ExpiresAt ? NextReminderAt : ExpiresAt,
        _ => null,
    };

    public static SurveyCard Apply(SurveyCard? state, Event happened) => happened switch
    {
        SurveyPlanned e => new SurveyCard
        {
            Id = e.Id,
            BranchId = e.BranchId,
            CustomerId = e.CustomerId,
            TicketId = e.TicketId,
            TechnicianId = e.TechnicianId,
            ModelId = e.ModelId,
            CompletedDay = e.CompletedDay,
            CompletedAt = e.CompletedAt,
            SendAt = e.SendAt,
        },
        SurveySent e => state! with
        {
            State = SurveyState.Invited, Channel = e.Channel, InvitedAt = e.At, ExpiresAt = e.ExpiresAt, NextReminderAt = e.NextReminderAt,
        },
        SurveyReminded e => state! with { Reminders = e.Number, NextReminderAt = e.NextReminderAt },
        SurveyAnswered e => state! with
        {
            State = SurveyState.Answered, Marks = e.Marks, AnsweredAt = e.At, AnsweredBy = e.By, IsLow = e.IsLow, NextReminderAt = null,
        },
        SurveyExpired => state! with { State = SurveyState.Expired, NextReminderAt = null },
        SurveyWithdrawn => state! with { State = SurveyState.Withdrawn, NextReminderAt = null },
        HandedOver e => state! with { BranchId = e.ToBranchId },
        _ => state!,
    };
}

public sealed record SurveyPlanned(
    string Id, string BranchId, string CustomerId, string TicketId, string? TechnicianId, DateOnly CompletedDay, DateTimeOffset CompletedAt, DateTimeOffset SendAt,
    string? ModelId = null) : Event;

public sealed record SurveySent(SurveyChannel Channel, DateTimeOffset At, DateTimeOffset ExpiresAt, DateTimeOffset? NextReminderAt) : Event;

public sealed record SurveyReminded(int Number, DateTimeOffset At, DateTimeOffset? NextReminderAt) : Event;

[Published("survey.answered")]
public sealed record SurveyAnswered(Marks Marks, AnswerWay By, bool IsLow, DateTimeOffset At, [property: Words] string? Words) : Event;

public sealed record SurveyExpired : Event;

public sealed record SurveyWithdrawn : Event;
