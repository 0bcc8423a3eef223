using AfterSales.Customers;
using AfterSales.Customers.Rules;
using AfterSales.Records;
using AfterSales.Tickets.Rules;

namespace AfterSales.Tickets;

public sealed partial class TicketGrain
{
    /// <summary>The first intake or consultation of a customer makes his file due in two days; a service that was done moves his next one on.</summary>
    private static IEnumerable<Effect> CustomerFileEffects(Ticket state, Event happened) => (happened, state.CustomerId) switch
    {
        (TicketRegistered e, { } customer) => [new OweCustomerFile(customer,
            state.TicketKind == TicketKind.Consultation ? FileOccasion.Consultation : FileOccasion.Intake, e.At, state.Intake.Owner)],
        (TicketCompleted { IsService: true } e, { } customer) => [new TellServiceDone(customer, e.Day)],
        _ => [],
    };
}
