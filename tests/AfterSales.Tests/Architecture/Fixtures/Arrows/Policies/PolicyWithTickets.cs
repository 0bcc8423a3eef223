using AfterSales.Tests.Architecture.Fixtures.Arrows.Tickets;

namespace AfterSales.Tests.Architecture.Fixtures.Arrows.Policies;

internal sealed class PolicyWithTickets
{
    public List<Ticket[]> Tickets { get; } = [];
}
