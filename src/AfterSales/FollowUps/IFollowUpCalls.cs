using AfterSales.FollowUps.Rules;
using AfterSales.Records;

namespace AfterSales.FollowUps;

/// <summary>The follow-up calls of a ticket, by the ticket's key <c>t-…</c>.</summary>
[Alias("IFollowUpCalls")]
public interface IFollowUpCalls : IGrainWithStringKey
{
    /// <summary>Records a call the agent made. Refused: NotFound, FollowUpNotDue, FollowUpOver, InputInvalid.</summary>
    [Alias("RecordFollowUp")]
    Task<Answer> RecordFollowUp(Intent<RecordFollowUp> intent);
}

/// <param name="Number">Which call of the ticket, from 1.</param>
/// <param name="CallBackAt">When the customer wants to be called, where the result is <c>CallBackLater</c>.</param>
/// <param name="Said">The customer's words.</param>
[GenerateSerializer, Immutable, Alias("RecordFollowUp")]
public sealed record RecordFollowUp(
    [property: Id(0)] int Number,
    [property: Id(1)] CallResult Result,
    [property: Id(2)] DateTimeOffset? CallBackAt,
    [property: Id(3)] string? Said);
