using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Records;
using AfterSales.Tickets.Rules;

namespace AfterSales.Tickets;

internal static class TicketAnswers
{
    /// <summary>Asks a ticket for something, and shows it as it stands afterwards.</summary>
    public static Task<Outcome<TicketView>> OnTicket(this IGrainFactory grains, string ticketId, Caller caller, Func<ITicketGrain, Task<Answer>> ask) =>
        grains.Ask<ITicketGrain, Ticket, TicketView>(ITicketGrain.Prefix, ticketId, caller, ask, TicketView.Of);
}
