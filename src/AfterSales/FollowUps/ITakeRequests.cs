using AfterSales.Records;

namespace AfterSales.FollowUps;

/// <summary>
/// Takes down a fault the customer spoke of in a call, by the customer's key: a ticket is made of it, unless one is open about the same fault of
/// the same product, which it joins.
/// </summary>
[Alias("ITakeRequests")]
public interface ITakeRequests : IGrainWithStringKey
{
    /// <summary>Answers the key of the ticket that the fault is with.</summary>
    /// <param name="ticketId">The key of the ticket that may be made.</param>
    [Alias("TakeRequest")]
    Task<Answer> TakeRequest(Intent<RequestFromCall> intent, string ticketId);
}

/// <param name="FromRecordId">The ticket or sale whose call it was said in: the new ticket is linked to it.</param>
/// <param name="Words">The customer's words.</param>
/// <param name="Number">Which call of the record it was.</param>
[GenerateSerializer, Immutable, Alias("RequestFromCall")]
public sealed record RequestFromCall(
    [property: Id(0)] string BranchId,
    [property: Id(1)] string CustomerId,
    [property: Id(2)] string? ProductId,
    [property: Id(3)] string FromRecordId,
    [property: Id(4)] bool IsEmergency,
    [property: Id(5)] string Words,
    [property: Id(6)] int Number);

/// <summary>
/// The customer spoke of a fault: a ticket is made. Its key is made of the facts, so that it is made once. The call hears which ticket the fault
/// is with.
/// </summary>
public sealed record OpenTicketFromCall(string TicketId, RequestFromCall Request) : Effect
{
    public override string Target => TicketId;

    public override async Task<Answer> Deliver(IGrainFactory grains, EffectContext context)
    {
        var taken = await grains.GetGrain<ITakeRequests>(Request.CustomerId).TakeRequest(context.Intent(Request), TicketId);
        if (taken.Refusal is not null || FollowUpFiles.Find(grains, Request.FromRecordId) is not { } calls) return taken;
        return await calls.FaultTaken(context.Intent(new ToldFaultTaken(Request.Number, TicketId, taken.Key)));
    }
}
