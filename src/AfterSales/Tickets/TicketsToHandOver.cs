using AfterSales.Branches;
using AfterSales.FollowUps;
using AfterSales.Storage;
using AfterSales.Tickets.Rules;

namespace AfterSales.Tickets;

/// <summary>Open tickets go along when a branch closes, and completed ones for which calls are still owed. The others stay in its history.</summary>
internal sealed class TicketsToHandOver : IHandOverSource
{
    public string Kind => Ticket.Kind;

    public IQueryable<string> KeysAt(AfterSalesDb db, string branchId) => db.Set<TicketRow>()
        .Where(row => row.BranchId == branchId && (row.IsOpen || db.Set<FollowUpCallRow>().Any(call => call.TicketId == row.Id && call.EndedAt == null)))
        .Select(row => row.Id);
}
