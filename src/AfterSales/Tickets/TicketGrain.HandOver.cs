using AfterSales.Branches;
using AfterSales.Branches.Rules;
using AfterSales.Records;

namespace AfterSales.Tickets;

public sealed partial class TicketGrain : ITakeHandOver
{
    public Task<Answer> HandOver(Intent<MoveToBranch> intent) => Decide(intent, (ticket, now) => HandOverRules.Take(ticket.BranchId, intent.Body, now));
}
