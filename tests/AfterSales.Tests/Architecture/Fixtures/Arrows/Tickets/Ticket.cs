namespace AfterSales.Tests.Architecture.Fixtures.Arrows.Tickets;

internal sealed class Ticket
{
    public static int Number => 1;
}
