using AfterSales.Tickets.Rules;
using CsCheck;
using static AfterSales.Tests.Tickets.TicketScenarios;

namespace AfterSales.Tests.Tickets;

public sealed class TripPlanTests
{
    private static readonly TripLead Standard = TicketPolicies.Trip.Standard;

    // S2 B1.2(2): an hour ahead; 准备出发 2: five to ten minutes early.
    [Fact]
    public void S2_B1_The_technician_leaves_an_hour_ahead_and_arrives_five_to_ten_minutes_early() =>
        Assert.Equal(new TripPlan(20, Now.AddMinutes(-60), Now.AddMinutes(-10), Now.AddMinutes(-5)), TripPlan.For(Now, 20, Standard));

    [Fact]
    public void S2_Where_the_way_is_longer_he_leaves_so_much_earlier() =>
        Assert.Equal(Now.AddMinutes(-100), TripPlan.For(Now, 90, Standard).LeaveAt);

    [Fact]
    public void Where_nothing_is_known_of_the_way_he_leaves_an_hour_ahead_and_no_time_is_asked_for()
    {
        Assert.Equal(Now.AddMinutes(-60), TripPlan.For(Now, null, Standard).LeaveAt);
        Assert.Equal(0, TripPlan.Needed(null, Standard));
    }

    [Fact]
    public void However_long_the_way_who_leaves_as_planned_is_there_in_time() =>
        Gen.Select(Gen.Int[0, 600], Gen.Int[0, 600], Gen.Int[0, 60], Gen.Int[0, 60]).Sample((way, leave, one, other) =>
        {
            var lead = new TripLead(leave, Math.Max(one, other), Math.Min(one, other));
            var plan = TripPlan.For(Now, way, lead);
            Assert.True(plan.LeaveAt.AddMinutes(way) <= plan.ArriveFrom && plan.ArriveFrom <= plan.ArriveBy && plan.ArriveBy <= Now);
            Assert.True(plan.LeaveAt <= Now.AddMinutes(-leave) && Now.AddMinutes(-TripPlan.Needed(way, lead)) >= plan.LeaveAt);
        }, iter: 500);

    [Theory]
    [InlineData(-1, 10, 5, "leaveMinutes")]
    [InlineData(60, 121, 5, "earliestMinutes")]
    [InlineData(60, 5, 10, "latestMinutes")]
    public void A_policy_that_makes_no_sense_is_named(int leave, int earliest, int latest, string wrong) =>
        Assert.Contains(TicketPolicies.Trip.Check!(new TripLead(leave, earliest, latest)), issue => issue.Path == wrong);
}
