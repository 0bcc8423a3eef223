using AfterSales.Console.Dispatch;

namespace AfterSales.ConsoleTests.Dispatch;

public sealed class PlacedVisitTests
{
    private static readonly DateTimeOffset Nine = new(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(8));
    private static readonly PlacedVisit Visit = new(new BookedTicket("t-1", "SH-1", "SCHEDULED", false, null), new BoardTechnician("tech-1", "Li"), Nine, Nine.AddMinutes(90));

    [Fact]
    public void The_same_technician_at_another_time_is_rescheduled_and_keeps_the_length()
    {
        var move = new VisitMove("tech-1", Nine.AddHours(2), "asked for", HasCustomerAgreed: true, IsApologised: false);
        Assert.Equal("rescheduleVisit", Visit.MutationTo(move.TechnicianId));
        Assert.Equal("""{"ticketId":"t-1","from":"2026-03-02T11:00:00+08:00","to":"2026-03-02T12:30:00+08:00","reason":"asked for","hasCustomerAgreed":true}""", Visit.InputTo(move).ToJsonString());
    }

    [Fact]
    public void Another_technician_is_handed_the_visit_with_an_apology()
    {
        var move = new VisitMove("tech-2", Nine, "ill", HasCustomerAgreed: false, IsApologised: true);
        Assert.Equal("handOnVisit", Visit.MutationTo(move.TechnicianId));
        var input = Visit.InputTo(move);
        Assert.Equal(("tech-2", true, false), ((string?)input["technicianId"], (bool)input["isApologised"]!, (bool)input["hasCustomerAgreed"]!));
    }

    [Fact]
    public void Moved_back_it_is_where_it_was()
    {
        var moved = Visit.MovedTo(new("tech-2", Nine.AddDays(1), "ill", true, true));
        Assert.Equal(("handOnVisit", 90), (moved.MutationTo("tech-1"), moved.Minutes));
        Assert.Equal(Nine, moved.MovedTo(new("tech-1", Nine, "slip", true, true)).From);
    }
}
