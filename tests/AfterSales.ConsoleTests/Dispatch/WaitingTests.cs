using AfterSales.Console.Dispatch;

namespace AfterSales.ConsoleTests.Dispatch;

public sealed class WaitingTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("RUNNING", 120, 60, Urgency.InTime)]
    // The warning comes while nobody asks the service: the colour changes in that minute.
    [InlineData("RUNNING", 60, 0, Urgency.Soon)]
    [InlineData("WARNED", 30, -30, Urgency.Soon)]
    [InlineData("RUNNING", 0, -30, Urgency.Overdue)]
    [InlineData("OVERDUE", -90, -120, Urgency.Overdue)]
    [InlineData("PAUSED", 30, 10, Urgency.Paused)]
    public void A_promise_is_green_amber_red_or_stands_still(string state, int dueIn, int warnIn, Urgency urgency)
    {
        var left = Countdown.Of(new NextPromise("ARRIVAL", state, Now.AddMinutes(dueIn), Now.AddMinutes(warnIn)), Now);
        Assert.Equal(urgency, left.Urgency);
        Assert.Equal(urgency == Urgency.Paused ? (TimeSpan?)null : TimeSpan.FromMinutes(dueIn), left.Left);
    }

    [Fact]
    public void Where_nothing_is_promised_or_nobody_knows_until_when_nothing_counts_down()
    {
        Assert.Equal(new Countdown(Urgency.None, null), Countdown.Of(null, Now));
        Assert.Equal(new Countdown(Urgency.Paused, null), Countdown.Of(new NextPromise("ARRIVAL", "RUNNING", null, null), Now));
    }

    [Fact]
    public void What_is_left_is_told_in_days_hours_and_minutes()
    {
        Assert.Equal((2, 3, 4), new Countdown(Urgency.InTime, new TimeSpan(2, 3, 4, 59)).Parts);
        Assert.Equal((0, 1, 30), new Countdown(Urgency.Overdue, TimeSpan.FromMinutes(-90)).Parts);
    }

    [Fact]
    public void What_runs_out_first_comes_first_then_what_stands_still_then_what_nothing_is_promised_for()
    {
        var jobs = new[] { Job("none", null), Job("still", Due(1, "PAUSED")), Job("late", Due(30)), Job("soon", Due(10)), Job("urgent", Due(30)) with { Ticket = Ticket("urgent") with { IsEmergency = true } }, Job("over", Due(-5)) };
        Assert.Equal(["over", "soon", "urgent", "late", "still", "none"], WaitingFilter.InOrder(jobs, Now).Select(job => job.Ticket.Id));
    }

    [Fact]
    public void Tickets_are_found_by_what_is_written_on_them_and_by_their_marks()
    {
        var plain = Job("plain", Due(600)) with { SkillName = "Cooling", Area = "M-30" };
        var vip = Job("vip", Due(-1)) with { Ticket = Ticket("vip") with { Customer = new BoardCustomer("Ana Ruiz", "VIP", "Madrid") } };
        var again = Job("again", Due(5)) with { EarlierFaults = 1 };
        Assert.Equal(["vip"], Shown(new WaitingFilter(Words: "ana MADRID")));
        Assert.Equal(["plain"], Shown(new WaitingFilter(Skill: "Cooling", Area: "M-30")));
        Assert.Equal(["vip", "again"], Shown(new WaitingFilter(OnlyMarked: true)));
        Assert.Equal(["vip"], Shown(new WaitingFilter(Urgency: Urgency.Overdue)));
        Assert.Equal(3, Shown(new WaitingFilter()).Count());

        IEnumerable<string> Shown(WaitingFilter filter) => new[] { plain, vip, again }.Where(job => filter.Shows(job, Now)).Select(job => job.Ticket.Id);
    }

    [Fact]
    public void What_cannot_be_chosen_any_more_hides_nothing()
    {
        var filter = new WaitingFilter(Urgency.Soon, "Cooling", "M-30", "ana");
        Assert.Equal(filter, filter.Among(["Cooling", "Heating"], ["M-30", "M-40"]));
        Assert.Equal(filter with { Skill = null }, filter.Among(["Gas", "Heating"], ["M-30", "M-40"]));
        // Where all have the same there is nothing to choose from.
        Assert.Equal(filter with { Skill = null, Area = null }, filter.Among(["Cooling"], []));
    }

    [Theory]
    [InlineData(Urgency.Overdue, "bad")]
    [InlineData(Urgency.Soon, "warn")]
    [InlineData(Urgency.InTime, "good")]
    [InlineData(Urgency.Paused, "still")]
    [InlineData(Urgency.None, "still")]
    public void What_runs_out_looks_as_urgent_as_it_is(Urgency urgency, string look) => Assert.Equal(look, new Countdown(urgency, null).Look);

    [Fact]
    public void On_the_map_north_is_up_and_a_kilometre_is_as_long_in_each_direction()
    {
        var (south, north, east) = (new Place(40.40, -3.70), new Place(40.45, -3.70), new Place(40.40, -3.6343));
        var map = MapView.Of([south, north, east])!;
        var (x, y) = map.At(south);
        Assert.Equal(5.57, y - map.At(north).Y, 2);
        Assert.Equal(x, map.At(north).X, 9);
        Assert.Equal(5.57, map.At(east).X - x, 1);
        Assert.All(new[] { south, north, east }, place => Assert.True(map.At(place) is { X: > 0, Y: > 0 } at && at.X < map.KilometresWide && at.Y < map.KilometresHigh));
        Assert.Null(MapView.Of([]));
        // One place alone has some ground around it.
        Assert.True(MapView.Of([south])!.KilometresHigh > 1);
    }

    [Fact]
    public void A_route_has_the_stops_of_the_day_in_order()
    {
        var time = new TechnicianTime(false, new BoardTechnician("tech-1", "Li"), [],
        [
            new("APPOINTMENT", Now.AddHours(3), Now.AddHours(4), "t-2", null), new("TRAVEL", Now.AddHours(2), Now.AddHours(3), "t-2", null), new("APPOINTMENT", Now, Now.AddHours(1), "t-1", null),
            new("APPOINTMENT", Now.AddDays(1), Now.AddDays(1).AddHours(1), "t-3", null), new("APPOINTMENT", Now.AddHours(5), Now.AddHours(6), null, null),
        ]);
        var booked = new[] { "t-1", "t-2", "t-3" }.ToDictionary(id => id, id => new BookedJob(new Place(1, 1), new BookedTicket(id, id, "SCHEDULED", false, null)));
        var route = Assert.Single(Route.Of([time, time with { Entries = [] }], booked, Now, Now.AddHours(12)));
        Assert.Equal([(1, "t-1"), (2, "t-2")], route.Stops.Select(stop => (stop.Number, stop.Job.Ticket.Id)));
    }

    private static NextPromise Due(int minutes, string state = "RUNNING") => new("ARRIVAL", state, Now.AddMinutes(minutes), Now.AddMinutes(minutes - 30));

    private static WaitingJob Job(string id, NextPromise? promise) => new(null, null, 0, null, promise, Ticket(id));

    private static WaitingTicket Ticket(string id) => new(id, id, "ASSESSED", "REPAIR", false, 1, 1, null, null, null, null, null);
}
