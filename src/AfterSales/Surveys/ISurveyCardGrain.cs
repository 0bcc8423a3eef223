using System.Globalization;
using AfterSales.Records;
using AfterSales.Surveys.Rules;

namespace AfterSales.Surveys;

/// <summary>The opinion card of a completed repair, by its key <c>sv-…</c>.</summary>
[Alias("ISurveyCardGrain")]
public interface ISurveyCardGrain : IRecord<SurveyCard>
{
    const string Prefix = "sv-";

    /// <summary>Each completion of a ticket has one card: its key follows from the ticket and the count of its completions.</summary>
    static string KeyOf(string ticketId, int completion) =>
        RecordKey.Derived(Prefix, string.Create(CultureInfo.InvariantCulture, $"{ticketId}:{completion}"));

    /// <summary>Makes the card, to go out the day after the completion.</summary>
    [Alias("Plan")]
    Task<Answer> Plan(Intent<PlanSurvey> intent);

    /// <summary>The customer's marks. Refused: SurveyNotOpen, InputInvalid.</summary>
    [Alias("Answer")]
    Task<Answer> Answer(Intent<AnswerSurvey> intent);

    /// <summary>The ticket was reopened. A card that was answered stays as it is.</summary>
    [Alias("Withdraw")]
    Task<Answer> Withdraw(Intent<WithdrawSurvey> intent);
}

/// <param name="TechnicianId">Whose work is marked; null where it was solved from afar.</param>
/// <param name="CompletedDay">The day at the branch.</param>
/// <param name="ModelId">The key of the model that was repaired.</param>
[GenerateSerializer, Immutable, Alias("PlanSurvey")]
public sealed record PlanSurvey(
    [property: Id(0)] string BranchId,
    [property: Id(1)] string CustomerId,
    [property: Id(2)] string TicketId,
    [property: Id(3)] string? TechnicianId,
    [property: Id(4)] DateOnly CompletedDay,
    [property: Id(5)] DateTimeOffset CompletedAt,
    [property: Id(6)] string? ModelId = null);

[GenerateSerializer, Immutable, Alias("AnswerSurvey")]
public sealed record AnswerSurvey([property: Id(0)] Marks Marks, [property: Id(1)] string? Words, [property: Id(2)] AnswerWay By);

[GenerateSerializer, Immutable, Alias("WithdrawSurvey")]
public sealed record WithdrawSurvey;
