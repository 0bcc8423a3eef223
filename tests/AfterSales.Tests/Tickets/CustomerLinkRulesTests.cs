using AfterSales.Records;
using AfterSales.Tickets;
using AfterSales.Tickets.Rules;
using static AfterSales.Tests.Tickets.TicketScenarios;

namespace AfterSales.Tests.Tickets;

public sealed class CustomerLinkRulesTests
{
    private static readonly CustomerMoves Terms = TicketPolicies.CustomerMoves.Standard;

    private static readonly DateTimeOffset Tomorrow = Now.AddDays(1);

    [Fact]
    public void A_link_opens_the_page_until_it_expires_or_is_taken_back_and_others_go_on()
    {
        var ticket = WithLink(WithLink(Booked()));
        Assert.Equal([1, 2], ticket.CustomerLinks.All.Select(link => link.Number));
        Assert.Null(CustomerLinkRules.MustOpen(ticket, 1, Now.AddDays(60).AddTicks(-1)));
        Assert.IsType<CustomerLinkOver>(CustomerLinkRules.MustOpen(ticket, 1, Now.AddDays(60)));
        Assert.IsType<CustomerLinkOver>(CustomerLinkRules.MustOpen(ticket, 3, Now));
        var taken = After(ticket, CustomerLinkRules.TakeBack(ticket, 1, Now));
        Assert.IsType<CustomerLinkOver>(CustomerLinkRules.MustOpen(taken, 1, Now));
        Assert.Null(CustomerLinkRules.MustOpen(taken, 2, Now));
        Assert.Empty(CustomerLinkRules.TakeBack(taken, 1, Now).Events);
        Assert.Equal(new CustomerLinkUnknown(3), CustomerLinkRules.TakeBack(taken, 3, Now).Refusal);
    }

    [Fact]
    public void Of_many_links_the_oldest_opens_nothing_any_more_and_no_number_comes_twice()
    {
        var ticket = Enumerable.Range(0, CustomerLinks.Most + 5).Aggregate(Booked(), (known, _) => WithLink(known));
        Assert.Equal(CustomerLinks.Most, ticket.CustomerLinks.All.Count);
        Assert.IsType<CustomerLinkOver>(CustomerLinkRules.MustOpen(ticket, 5, Now));
        Assert.Equal(CustomerLinks.Most + 5, ticket.CustomerLinks.All[^1].Number);
    }

    [Fact]
    public void Our_own_work_has_nobody_to_send_a_link_to()
    {
        var own = Registered(Call with { CustomerId = null, ProductId = null, Kind = TicketKind.Internal }, NothingOnFile);
        Assert.IsType<InternalWorkHasNoCustomer>(CustomerLinkRules.Give(own, 60, null, Now).Refusal);
    }

    [Fact]
    public void Agreeing_counts_as_the_call_and_again_changes_nothing()
    {
        var ticket = WithLink(Booked());
        var agreed = After(ticket, CustomerLinkRules.Agree(ticket, new AgreeToVisit(1, "v-1"), Now));
        Assert.Equal((Now, new Moment(Now)), (agreed.Visits.Current!.Agreed!.Value, agreed.Visits.Current.Contacted!));
        Assert.Empty(CustomerLinkRules.Agree(agreed, new AgreeToVisit(1, "v-1"), Now.AddHours(1)).Events);
    }

    [Fact]
    public void Only_the_appointment_that_stands_is_agreed_to()
    {
        var ticket = WithLink(Booked());
        Assert.Equal(new VisitIsOver("v-0"), CustomerLinkRules.Agree(ticket, new AgreeToVisit(1, "v-0"), Now).Refusal);
        Assert.IsType<VisitIsOver>(CustomerLinkRules.Agree(WithLink(StandingAt(TicketStep.Done)), new AgreeToVisit(1, "v-1"), Now).Refusal);
        Assert.IsType<CustomerLinkOver>(CustomerLinkRules.Agree(ticket, new AgreeToVisit(2, "v-1"), Now).Refusal);
        var there = WithLink(StandingAt(TicketStep.OnSite));
        Assert.IsType<VisitHasBegun>(CustomerLinkRules.Agree(there, new AgreeToVisit(1, there.Visits.Current!.Id), Now).Refusal);
    }

    [Fact]
    public void A_moved_appointment_is_agreed_and_takes_as_long_as_before()
    {
        var ticket = WithLink(Booked());
        var moved = After(ticket, Move(ticket, Tomorrow.AddHours(3), said: "  Bell is broken "));
        var visit = moved.Visits.Current!;
        Assert.Equal(("v-2", "tech-1", Tomorrow.AddHours(3), Tomorrow.AddHours(4)), (visit.Id, visit.TechnicianId, visit.From, visit.To));
        Assert.Equal((Now, 1, TicketStep.Scheduled), (visit.Agreed!.Value, moved.CustomerLinks.Moves, moved.Step));
        Assert.Equal(VisitEnd.Rescheduled, moved.Visits.All[0].End);
        Assert.Equal("Bell is broken", Assert.IsType<VisitAgreed>(Move(ticket, Tomorrow.AddHours(3), said: "  Bell is broken ").Events[1]).Said);
    }

    [Theory]
    [InlineData(4, true)]
    [InlineData(3.99, false)]
    public void An_appointment_is_moved_until_some_hours_before(double hours, bool isTaken)
    {
        var ticket = WithLink(Booked(Now.AddHours(hours)));
        Assert.Equal(isTaken ? null : new TooLateToMove(4), CustomerLinkRules.MustBeMovable(ticket, 1, "v-1", Terms, Now));
    }

    [Fact]
    public void Nobody_is_turned_round_who_is_on_his_way()
    {
        var ticket = Booked();
        ticket = WithLink(After(ticket, ServiceRules.Depart(ticket, Packed, Kit, At(0))));
        Assert.Equal(TicketStep.EnRoute, ticket.Step);
        Assert.IsType<TooLateToMove>(Move(ticket, Tomorrow.AddHours(3)).Refusal);
    }

    [Fact]
    public void It_is_moved_so_often_and_no_more()
    {
        var ticket = WithLink(Booked());
        for (var i = 1; i <= Terms.Most; i++) ticket = After(ticket, Move(ticket, Tomorrow.AddHours(i), newVisit: $"v-{i + 1}"));
        Assert.Equal(new MovedTooOften(2), Move(ticket, Tomorrow.AddHours(9)).Refusal);
    }

    [Theory]
    [InlineData(3.9)]
    [InlineData(24)]
    [InlineData(14 * 24 + 1)]
    public void A_time_too_soon_too_far_or_the_same_is_not_offered(double hours) =>
        Assert.Equal(new TimeNotOffered(Now.AddHours(hours)), Move(WithLink(Booked()), Now.AddHours(hours)).Refusal);

    [Fact]
    public void A_booking_the_customer_was_told_of_is_no_slip()
    {
        var ticket = Booked();
        Assert.Null(DispatchRules.TakeBack(ticket, new TakeBackBooking(null, "Slip"), Now).Refusal);
        var told = After(ticket, CustomerLinkRules.Give(ticket, 60, "v-1", Now));
        Assert.IsType<BookingStands>(DispatchRules.TakeBack(told, new TakeBackBooking(null, "Slip"), Now).Refusal);
    }

    private static Ticket Booked(DateTimeOffset? from = null) => After(StandingAt(TicketStep.Assessed), DispatchRules.Schedule(
        StandingAt(TicketStep.Assessed), "v-1", new ScheduleVisit("tech-1", from ?? Tomorrow, (from ?? Tomorrow).AddHours(1)), Trip, 24, Now));

    private static Ticket WithLink(Ticket ticket) => After(ticket, CustomerLinkRules.Give(ticket, 60, null, Now));

    private static Decision Move(Ticket ticket, DateTimeOffset from, string? said = null, string newVisit = "v-2") =>
        CustomerLinkRules.Move(ticket, newVisit, new MoveVisit(1, ticket.Visits.Current!.Id, from, said), Trip, Terms, Now);
}
