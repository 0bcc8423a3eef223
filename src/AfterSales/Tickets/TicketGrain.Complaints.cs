using AfterSales.Access;
using AfterSales.Complaints;

namespace AfterSales.Tickets;

public sealed partial class TicketGrain : IComplaintTicket
{
    public async Task<ComplaintTicket?> ReadForComplaint(Caller caller) => await Read(caller) is { } ticket ? new ComplaintTicket(TicketRow.ModelIdOf(ticket)) : null;
}
