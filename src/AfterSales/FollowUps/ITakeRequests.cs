using AfterSales.Records;

namespace AfterSales.FollowUps;

/// <summary>Makes a ticket of a fault the customer spoke of in a call, by the key of the ticket to be made.</summary>
[Alias("ITakeRequests")]
public interface ITakeRequests : IGrainWithStringKey
{
    [Alias("TakeRequest")]
    Task<Answer> TakeRequest(Intent<RequestFromCall> intent);
}

/// <param name="FromRecordId">The ticket or sale whose call it was said in: the new ticket is linked to it.</param>
/// <param name="Words">The customer's words.</param>
[GenerateSerializer, Immutable, Alias("RequestFromCall")]
public sealed record RequestFromCall(
    [property: Id(0)] string BranchId,
    [property: Id(1)] string CustomerId,
    [property: Id(2)] string? ProductId,
    [property: Id(3)] string FromRecordId,
    [property: Id(4)] bool IsEmergency,
    [property: Id(5)] string Words);

/// <summary>The customer spoke of a fault: a ticket is made. Its key is made of the facts, so that it is made once.</summary>
public sealed record OpenTicketFromCall(string TicketId, RequestFromCall Request) : Effect
{
    public override string Target => TicketId;

    public override Task<Answer> Deliver(IGrainFactory grains, EffectContext context) =>
        grains.GetGrain<ITakeRequests>(TicketId).TakeRequest(context.Intent(Request));
}
