using AfterSales.Branches;
using AfterSales.Records;
using AfterSales.Tickets.Rules;

namespace AfterSales.Tickets;

public sealed partial class TicketGrain : ICarryOver
{
    public Task<Answer> CarryOver(Intent<CarryOver> intent) => AskAndDecide(intent, async (ticket, now) =>
        CarryOverRules.Carry(ticket, intent.Body.Day, (await BranchOf(ticket)).Calendar, now));

    /// <summary>From now on it may be left lying: its branch looks when it opens next.</summary>
    private static IEnumerable<Effect> CarryOverEffects(Ticket ticket, Event happened) =>
        CarryOverRules.BeginsToLie(happened) && CarryOverRules.LiesSince(ticket) is not null ? [new AwaitMorning(ticket.BranchId)] : [];
}
