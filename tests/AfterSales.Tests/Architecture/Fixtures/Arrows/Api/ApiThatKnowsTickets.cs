using AfterSales.Tests.Architecture.Fixtures.Arrows.Tickets;

namespace AfterSales.Tests.Architecture.Fixtures.Arrows.Api;

internal static class ApiThatKnowsTickets
{
    public static int Answer() => Ticket.Number;
}
