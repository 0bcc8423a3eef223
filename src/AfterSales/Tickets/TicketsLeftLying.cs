using AfterSales.Branches;
using AfterSales.Storage;
using AfterSales.Tickets.Rules;

namespace AfterSales.Tickets;

/// <summary>Tickets for which nobody is sent yet, or nobody set out (S1 P2 (18)).</summary>
internal sealed class TicketsLeftLying : ICarryOverSource
{
    public string Kind => Ticket.Kind;

    public IQueryable<string> LeftAt(AfterSalesDb db, string branchId, DateTimeOffset? before) => db.Set<TicketRow>()
        .Where(row => row.BranchId == branchId && row.UndispatchedSince != null && row.CarriedOverOn == null && (before == null || row.UndispatchedSince < before))
        .Select(row => row.Id);
}
