using AfterSales.Search;
using AfterSales.Tickets.Rules;

namespace AfterSales.Tickets;

/// <summary>What a ticket is found by: its number, its customer and its product. A technician finds own jobs.</summary>
internal static class TicketSearch
{
    public static SearchRow Of(Ticket ticket) => SearchRow.Of(
        SearchKind.Ticket, ticket.Id, ticket.BranchId, ticket.Number, codes: [ticket.Number], technicianId: ticket.TechnicianId,
        customerId: ticket.CustomerId, productId: ticket.ProductId);
}
