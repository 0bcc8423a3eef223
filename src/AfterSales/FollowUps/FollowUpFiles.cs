using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Records;

namespace AfterSales.FollowUps;

/// <summary>Finds the record a follow-up call belongs to, a ticket or a sale, by the call's key.</summary>
public sealed class FollowUpFiles(IGrainFactory grains)
{
    /// <summary>Asks the record for something, and shows the call as it stands afterwards.</summary>
    public async Task<Outcome<TView>> Ask<TView>(
        string callId, Caller caller, Func<IFollowUpCalls, int, Task<Answer>> ask, Func<FollowUpCallRow, TView> view) where TView : class
    {
        if (FollowUpEffects.Parse(callId) is not var (recordId, number) || Find(grains, recordId) is not { } calls) return new NotFound(callId);
        if ((await ask(calls, number)).Refusal is { } refusal) return refusal;
        return await calls.ReadFollowUps(caller) is { } file && file.Calls.Find(number) is { } call
            ? view(FollowUpCallRow.Of(file, call))
            : new NotFound(callId);
    }

    /// <summary>Null for a key that no such record can have.</summary>
    public static IFollowUpCalls? Find(IGrainFactory grains, string recordId) =>
        RecordKey.IsWellFormed(ITicketFollowUps.Prefix, recordId) ? grains.GetGrain<ITicketFollowUps>(recordId)
        : RecordKey.IsWellFormed(ISaleGrain.Prefix, recordId) ? grains.GetGrain<ISaleGrain>(recordId)
        : null;
}
