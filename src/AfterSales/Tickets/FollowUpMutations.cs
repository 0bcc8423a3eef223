using AfterSales.Access;
using AfterSales.Api;
using AfterSales.FollowUps;
using AfterSales.FollowUps.Rules;
using AfterSales.Records;
using AfterSales.Tickets.Rules;

namespace AfterSales.Tickets;

[Mutations]
public sealed class FollowUpMutations(IGrainFactory grains)
{
    /// <summary>Records a follow-up call that was made.</summary>
    /// <param name="number">Which call of the ticket, from 1.</param>
    /// <param name="callBackAt">When the customer wants to be called, where the result is <c>CALL_BACK_LATER</c>.</param>
    /// <param name="said">The customer's words.</param>
    [Secured(Permission.RecordFollowUps), Errors(typeof(FollowUpNotDue), typeof(FollowUpOver))]
    public Task<Outcome<TicketView>> RecordFollowUpCall(
        string ticketId, int number, CallResult result, Caller caller, DateTimeOffset? callBackAt = null, string? said = null,
        DateTimeOffset? deviceTime = null, string? requestId = null) =>
        grains.Ask<ITicketGrain, Ticket, TicketView>(ITicketGrain.Prefix, ticketId, caller,
            _ => grains.GetGrain<IFollowUpCalls>(ticketId).RecordFollowUp(
                new Intent<RecordFollowUp>(new RecordFollowUp(number, result, callBackAt, said), caller, requestId, deviceTime)),
            TicketView.Of);
}
