using AfterSales.Calendars;
using AfterSales.Records;

namespace AfterSales.Surveys.Rules;

/// <summary>What holds at the branch for its cards.</summary>
public sealed record SurveyTerms(TimeOnly SendAt, int OpenDays, SurveyReminders Reminders, LowMarks LowMarks)
{
    public static SurveyTerms Standard { get; } = new(SurveyPolicies.SendAt.Standard, SurveyPolicies.OpenDays.Standard,
        SurveyPolicies.Reminders.Standard, SurveyPolicies.LowMarks.Standard);
}

/// <summary>When a card goes out, is reminded of, answered and closed (domain.md §5).</summary>
public static class SurveyRules
{
    /// <summary>The day after the completion, whether the branch works on it or not (S1 P2 24).</summary>
    public static Decision Plan(string id, PlanSurvey asked, SurveyTerms terms, WorkingCalendar calendar) =>
        new SurveyPlanned(id, asked.BranchId, asked.CustomerId, asked.TicketId, asked.TechnicianId, asked.CompletedDay, asked.CompletedAt,
            calendar.InstantAt(asked.CompletedDay.AddDays(1), terms.SendAt), asked.ModelId);

    /// <summary>What the reminder finds to do: one thing at a time, so that a card that was forgotten for long is still sent before it expires.</summary>
    /// <param name="channel">By which way the customer may be written to.</param>
    public static Decision WhenDue(SurveyCard card, SurveyTerms terms, SurveyChannel channel, WorkingCalendar calendar, DateTimeOffset now)
    {
        if (card.NextDue is not { } due || due > now) return Decision.NothingToDo;
        if (card.State == SurveyState.Planned)
        {
            return new SurveySent(channel, now, calendar.InstantAt(calendar.LocalDay(now).AddDays(terms.OpenDays), terms.SendAt),
                channel == SurveyChannel.Call ? null : NextReminder(0));
        }

        return card.ExpiresAt <= now ? new SurveyExpired() : new SurveyReminded(card.Reminders + 1, now, NextReminder(card.Reminders + 1));

        DateTimeOffset? NextReminder(int made) => made >= terms.Reminders.Most
            ? null
            : calendar.InstantAt(calendar.LocalDay(now).AddDays(terms.Reminders.AfterDays), terms.SendAt);
    }

    /// <summary>A card is answered once.</summary>
    public static Decision Answer(SurveyCard card, AnswerSurvey answer, LowMarks low, DateTimeOffset now)
    {
        if (MustBeOpen(card, answer.By, now) is { } refusal) return refusal;
        return answer.Marks.AreKnown
            ? new SurveyAnswered(answer.Marks, answer.By, answer.Marks.AreLow(low), now, string.IsNullOrWhiteSpace(answer.Words) ? null : answer.Words)
            : InputInvalid.At("marks", "UNKNOWN");
    }

    /// <summary>Null while the card may be answered. In a call it may be answered before it has gone out.</summary>
    public static SurveyNotOpen? MustBeOpen(SurveyCard card, AnswerWay by, DateTimeOffset now) => card.State switch
    {
        SurveyState.Invited when card.ExpiresAt <= now => new SurveyNotOpen(SurveyState.Expired),
        SurveyState.Invited => null,
        SurveyState.Planned when by != AnswerWay.Link => null,
        _ => new SurveyNotOpen(card.State),
    };

    public static Decision Withdraw(SurveyCard card) =>
        card.State is SurveyState.Planned or SurveyState.Invited ? new SurveyWithdrawn() : Decision.NothingToDo;
}

/// <summary>The card was answered before, has expired or was withdrawn: the link is used up.</summary>
[GenerateSerializer, Immutable, Alias("SurveyNotOpen")]
public sealed record SurveyNotOpen([property: Id(0)] SurveyState State) : Refusal;
