using AfterSales.Promises.Rules;
using AfterSales.Records;

namespace AfterSales.Tickets;

public partial interface ITicketGrain
{
    /// <summary>The promises that this reason stops stand still. Refused: NotFound, TicketIsOver, InputInvalid, NothingToPause.</summary>
    [Alias("PausePromises")]
    Task<Answer> PausePromises(Intent<PausePromises> intent);

    /// <summary>What stands still goes on. Refused: NotFound.</summary>
    [Alias("ResumePromises")]
    Task<Answer> ResumePromises(Intent<Step> intent);

    /// <summary>A calendar, a policy, the customer's tier or address, or the branch's zones were changed: the clocks that run are reckoned anew.</summary>
    [Alias("ReckonPromises")]
    Task<Answer> ReckonPromises(Intent<Step> intent);
}

/// <param name="Until">When they go on by themselves; needed for a later date.</param>
[GenerateSerializer, Immutable, Alias("PausePromises")]
public sealed record PausePromises([property: Id(0)] PauseReason Reason, [property: Id(1)] DateTimeOffset? Until, [property: Id(2)] string? Note);
