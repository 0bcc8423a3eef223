using System.Collections.Immutable;
using AfterSales.Branches.Rules;
using AfterSales.Technicians.Rules;
using AfterSales.Tickets.Rules;
using CsCheck;
using static AfterSales.Tests.Tickets.TicketScenarios;

namespace AfterSales.Tests.Tickets;

/// <summary>A technician's visits of a day as one way.</summary>
public sealed class DayRouteTests
{
    private static readonly TravelEstimate Travel = TechnicianPolicies.Travel.Standard;
    private static readonly TripLead Lead = TicketPolicies.Trip.Standard;

    // S2 准备出发 1–2: an hour ahead, five to ten minutes early.
    [Fact]
    public void S2_He_leaves_the_branch_an_hour_ahead_or_more_as_the_way_asks_for_and_is_five_to_ten_minutes_early()
    {
        Assert.Equal(new RouteStop("v-1", false, 30, At(60), At(110), At(115), At(120), 0, true), Assert.Single(Route(Visit("v-1", 120, fromBranch: 35))));
        Assert.Equal(At(20), Assert.Single(Route(Visit("v-1", 120, fromBranch: 95))).LeaveAt);
    }

    [Fact]
    public void From_one_customer_he_goes_to_the_next_when_he_is_free()
    {
        var stops = Route(Visit("v-1", 120, fromBranch: 65, north: 24), Visit("v-2", 200, fromBranch: 65, north: 24), Visit("v-3", 400, fromBranch: 65, north: 54));
        Assert.Equal([(false, 60), (true, 5), (true, 87)], stops.Select(stop => (stop.IsFromPrevious, stop.TravelMinutes!.Value)));
        // He leaves the first when it is over, and the second an hour and more ahead of the third.
        Assert.Equal([At(50), At(180), At(400 - 97)], stops.Select(stop => stop.LeaveAt));
        Assert.All(stops, stop => Assert.True(stop is { IsReachable: true, LateMinutes: 0 }));
    }

    [Fact]
    public void Where_there_is_less_time_than_the_way_takes_it_says_by_how_much_he_is_late()
    {
        var stops = Route(Visit("v-1", 120, fromBranch: 35), Visit("v-2", 190, fromBranch: 35));
        Assert.Equal((At(180), At(210), 20, false), (stops[1].LeaveAt, stops[1].ExpectedAt, stops[1].LateMinutes, stops[1].IsReachable));
    }

    [Fact]
    public void Where_nobody_knows_the_way_he_is_to_be_early_all_the_same()
    {
        var stops = Route(Visit("v-1", 120, fromBranch: 0), Visit("v-2", 184, fromBranch: 0), Visit("v-3", 249, fromBranch: 0));
        Assert.Equal([(true, 0), (false, 0), (true, 0)], stops.Select(stop => (stop.IsReachable, stop.LateMinutes)));
    }

    [Fact]
    public void Who_is_late_for_one_is_late_for_those_that_follow_until_there_is_time_to_catch_up()
    {
        var late = Visit("v-1", 60, fromBranch: 0);
        late = late with { Appointment = late.Appointment with { DelayMinutes = 90 } };
        var stops = Route(late, Visit("v-2", 150, fromBranch: 0), Visit("v-3", 240, fromBranch: 0), Visit("v-4", 600, fromBranch: 0));
        Assert.Equal([90, 60, 30, 0], stops.Select(stop => stop.LateMinutes));
        // He sets out as much later as he said, and to the others when he is free.
        Assert.Equal([At(90), At(210), At(270), At(540)], stops.Select(stop => stop.LeaveAt));
        Assert.Equal([true, false, false, true], stops.Select(stop => stop.IsReachable));
    }

    [Fact]
    public void Who_says_that_he_comes_later_sees_it_before_his_own_record_hears_of_it()
    {
        var (appointment, visit) = (Visit("v-1", 60, fromBranch: 0).Appointment, new Visit("v-1", "tech-1", At(60), At(120), At(0), At(0)));
        var said = visit with { Delay = new VisitDelay(25, new Moment(At(30))) };
        Assert.Equal(25, Assert.Single(Route(RouteVisit.Of(appointment, said, Travel, Lead))).LateMinutes);
        // What his record still has of a delay that the ticket knows nothing of does not count.
        Assert.Equal(0, Assert.Single(Route(RouteVisit.Of(appointment with { DelayMinutes = 25 }, visit, Travel, Lead))).LateMinutes);
    }

    [Fact]
    public void What_is_over_holds_nobody_up_and_what_is_not_takes_until_now()
    {
        var first = Visit("v-1", 60, fromBranch: 0);
        Assert.Equal(0, Route(first with { ArrivedAt = At(70), EndedAt = At(115) }, Visit("v-2", 120, fromBranch: 0))[1].LateMinutes);
        var stops = DayRoute.Of([first with { ArrivedAt = At(60) }, Visit("v-2", 120, fromBranch: 0)], At(150));
        Assert.Equal(30, stops[1].LateMinutes);
        Assert.Equal(90, Assert.Single(DayRoute.Of([first], At(150))).LateMinutes);
    }

    [Fact]
    public void Whatever_the_day_who_can_be_there_in_time_is_not_late_and_nobody_leaves_before_he_is_free() =>
        Gen.Select(Gen.Int[0, 180], Gen.Int[0, 90], Gen.Int[10, 60], Gen.Int[0, 60]).Array[1, 8].Sample(visits =>
        {
            var at = 0;
            RouteVisit[] day =
            [
                .. visits.Index().Select(next =>
                {
                    var (gap, way, north, delay) = next.Item;
                    var visit = Visit($"v-{next.Index}", at += 60 + gap, way, north);
                    return visit with { Appointment = visit.Appointment with { DelayMinutes = delay } };
                }),
            ];
            var stops = Route(day);
            Assert.Equal(day.Select(visit => visit.Appointment.VisitId), stops.Select(stop => stop.VisitId));
            foreach (var (before, visit, stop) in stops.Index().Select(next => (next.Index == 0 ? null : stops[next.Index - 1], day[next.Index].Appointment, next.Item)))
            {
                Assert.True(stop.ExpectedAt >= visit.From.AddMinutes(visit.DelayMinutes) && stop.LateMinutes >= visit.DelayMinutes);
                if (stop.IsReachable && visit.DelayMinutes == 0) Assert.Equal(0, stop.LateMinutes);
                if (before is not null) Assert.True(stop.LeaveAt >= before.ExpectedAt.AddMinutes(60));
            }
        }, iter: 500);

    private static ImmutableList<RouteStop> Route(params RouteVisit[] visits) => DayRoute.Of(visits, Now);

    private static DateTimeOffset At(int minutes) => Now.AddMinutes(minutes);

    /// <summary>An hour long.</summary>
    /// <param name="fromBranch">The way from the branch with the minutes to be early; 0: nothing is known of it.</param>
    /// <param name="north">Hundredths of a degree; 0: the place is not known.</param>
    private static RouteVisit Visit(string id, int from, int fromBranch, int north = 0) => new(
        new Appointment(id, $"t-{id}", At(from), At(from + 60), AppointmentState.Confirmed, null, "b-sh", null, fromBranch, null,
            new Destination(north == 0 ? null : new Coordinates(31 + (north / 100.0), 121.5), 5, IsWaySaid: false)),
        Travel, Lead);
}
