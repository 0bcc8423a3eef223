using AfterSales.FollowUps;
using AfterSales.Records;
using AfterSales.Tickets.Rules;

namespace AfterSales.Tickets;

public sealed partial class TicketGrain : ITakeRequests
{
    public Task<Answer> TakeRequest(Intent<RequestFromCall> intent)
    {
        // A repeat of the call's save asks for the same ticket.
        if (State is not null) return Decide(intent, (ticket, now) => Decision.NothingToDo);
        var asked = intent.Body;
        var request = new RegisterTicket(
            asked.BranchId, asked.CustomerId, asked.ProductId, TicketKind.Repair, Channel.Call, asked.IsEmergency, asked.Words, null);
        return Register(new Intent<RegisterTicket>(request, intent.Caller, intent.Id, intent.DeviceTime, asked.FromRecordId));
    }
}
