using AfterSales.Tickets.Rules;
using static AfterSales.Tests.Tickets.TicketScenarios;

namespace AfterSales.Tests.Tickets;

/// <summary>What a visit took of its technician's day.</summary>
public sealed class TimeOnVisitTests
{
    [Fact]
    public void Work_without_a_certificate_counts_from_when_it_was_said_to_begin_and_else_from_the_arrival()
    {
        Assert.Equal((40, 50), (TimeOnVisit.Travelled(Visited(TicketAction.CannotFinish)), TimeOnVisit.Worked(Visited(TicketAction.CannotFinish))));
        Assert.Equal((40, 35), (TimeOnVisit.Travelled(Visited(TicketAction.CannotFinish, 65)), TimeOnVisit.Worked(Visited(TicketAction.CannotFinish, 65))));
        Assert.Equal(50, TimeOnVisit.Worked(Visited(TicketAction.AwaitParts, 20)));
    }

    [Fact]
    public void A_certificate_says_itself_how_long_the_work_took() => Assert.Equal(45, TimeOnVisit.Worked(Visited(TicketAction.Finish, 65)));

    /// <summary>He sets out at ten past ten by his device, comes forty minutes later, and is done fifty minutes after that.</summary>
    private static Visit Visited(TicketAction end, int? started = null)
    {
        var ticket = StandingAt(TicketStep.Scheduled);
        if (started is { } minutes) ticket = After(ticket, Asked(ticket, TicketAction.StartWork, At(240, minutes)));
        ticket = After(ticket, Asked(ticket, TicketAction.Depart, At(240, 10)));
        ticket = After(ticket, Asked(ticket, TicketAction.Arrive, At(240, 50)));
        return After(ticket, Asked(ticket, end, At(240, 100))).Visits.Last!;
    }
}
