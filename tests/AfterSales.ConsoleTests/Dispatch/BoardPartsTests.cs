using AfterSales.Console.Dispatch;
using Bunit;

namespace AfterSales.ConsoleTests.Dispatch;

public sealed class BoardPartsTests
{
    private const string Zone = "Europe/Madrid";

    private static readonly DateTimeOffset Morning = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
    private static readonly BoardSpan Span = new(Morning, Morning.AddHours(10));
    private static readonly Dictionary<string, BookedJob> Booked = new[] { "t-1", "t-2" }
        .ToDictionary(id => id, id => new BookedJob(new Place(40.4 + (id[^1] * 0.01), -3.7), new BookedTicket(id, id.ToUpperInvariant(), "SCHEDULED", false, new BookedCustomer("Ana Ruiz"))));

    private static readonly TechnicianTime Time = new(false, new BoardTechnician("tech-1", "Pablo"), [new(Morning.AddHours(1), Morning.AddHours(9))],
    [
        new("TRAVEL", Morning.AddHours(1.5), Morning.AddHours(2), "t-1", null), new("APPOINTMENT", Morning.AddHours(2), Morning.AddHours(3), "t-1", null),
        new("HOLD", Morning.AddHours(4), Morning.AddHours(5), "t-2", null), new("APPOINTMENT", Morning.AddHours(6), Morning.AddHours(7), null, null),
        new("ABSENCE", Morning.AddHours(7), Morning.AddHours(12), null, "LEAVE"),
    ]);

    [Fact]
    public async Task What_takes_a_technicians_time_lies_at_its_hours_and_says_what_it_is()
    {
        await using var context = new FakeGraphQL().Context();
        var lane = Lane(context, Time);
        Assert.Equal("inset-inline-start:20%;inline-size:10%", lane.Find("a.bar-job[href='tickets/t-1']").GetAttribute("style"));
        Assert.Contains("T-1 · Ana Ruiz · Scheduled", lane.Find("a.bar-job[href='tickets/t-1']").GetAttribute("aria-label"), StringComparison.Ordinal);
        Assert.Equal("inset-inline-start:15%;inline-size:5%", lane.Find(".bar-travel").GetAttribute("style"));
        Assert.Contains("Being booked", lane.Find(".bar-job.hold").GetAttribute("title"), StringComparison.Ordinal);
        // Of another branch's work only the time is seen.
        Assert.Equal("Other work", lane.Find("span.bar-job.other").TextContent);
        Assert.Equal(("Leave", "inset-inline-start:70%;inline-size:30%"), (lane.Find(".bar-away").TextContent, lane.Find(".bar-away").GetAttribute("style")));
        Assert.Equal(2, lane.FindAll(".shade").Count);
    }

    [Fact]
    public async Task Who_could_take_a_ticket_shows_when_and_who_could_not_shows_why()
    {
        await using var context = new FakeGraphQL().Context();
        var offer = new BoardProposal(new("tech-1", "Pablo"), Morning.AddHours(3), Morning.AddHours(4), true, 87, null, []);
        BoardProposal? taken = null;
        var lane = Lane(context, Time, offer, book: best => taken = best);
        Assert.Equal("inset-inline-start:30%;inline-size:10%", lane.Find(".bar-offer.best").GetAttribute("style"));
        Assert.Contains("87", lane.Find(".lane-offer").TextContent, StringComparison.Ordinal);
        lane.Find(".bar-offer").Click();
        Assert.Equal(offer, taken);
        var cannot = context.Render<TechnicianLane>(p => p.Add(l => l.Time, Time).Add(l => l.Booked, Booked).Add(l => l.Spans, Days).Add(l => l.Zone, Zone).Add(l => l.IsChoosing, true).Add(l => l.Why, "No certificate"));
        Assert.Equal("No certificate", cannot.Find(".why-not").TextContent);
        Assert.Empty(cannot.FindAll(".bar-offer"));
    }

    [Fact]
    public async Task A_row_is_drawn_anew_only_where_it_looks_otherwise()
    {
        await using var context = new FakeGraphQL().Context();
        var lane = Lane(context, Time);
        lane.Render(p => p.Add(l => l.Time, Time));
        Assert.Equal(1, lane.RenderCount);
        lane.Render(p => p.Add(l => l.Time, Time with { IsLent = true }));
        Assert.Equal(2, lane.RenderCount);
        Assert.Equal("lent", lane.Find(".chip").TextContent);
    }

    [Fact]
    public async Task The_map_has_the_stops_of_each_way_in_order_and_a_pin_for_each_place_that_waits()
    {
        await using var context = new FakeGraphQL().Context();
        var waiting = new[] { new Place(40.45, -3.65), null }.Select((place, i) => new WaitingJob(null, null, 0, place, null, new WaitingTicket($"w-{i}", $"W-{i}", "ASSESSED", "REPAIR", false, 1, 1, null, null, null, null, null))).ToArray();
        string? chosen = null;
        var map = context.Render<DayMap>(p => p.Add(m => m.Waiting, waiting).Add(m => m.Technicians, [Time]).Add(m => m.Booked, Booked).Add(m => m.Zones, [])
            .Add(m => m.Day, (Morning, Morning.AddHours(12))).Add(m => m.Zone, Zone).Add(m => m.Choose, id => chosen = id));
        Assert.Equal(["1", "2"], map.FindAll(".map-stop text").Select(text => text.TextContent));
        Assert.Equal(2, map.Find(".map-way").GetAttribute("points")!.Split(' ').Length);
        Assert.Equal("Pablo", map.Find(".routes strong").TextContent);
        Assert.Contains("1 without a known place", map.Find("figcaption").TextContent, StringComparison.Ordinal);
        map.Find(".map-waiting").Click();
        Assert.Equal("w-0", chosen);
    }

    private static IReadOnlyList<(DateOnly, BoardSpan)> Days { get; } = [(new DateOnly(2026, 3, 2), Span)];

    private static IRenderedComponent<TechnicianLane> Lane(BunitContext context, TechnicianTime time, BoardProposal? offer = null, Action<BoardProposal>? book = null) => context.Render<TechnicianLane>(p => p
        .Add(l => l.Time, time).Add(l => l.Booked, Booked).Add(l => l.Spans, Days).Add(l => l.Zone, Zone).Add(l => l.IsChoosing, offer is not null).Add(l => l.Offer, offer).Add(l => l.Rank, 1)
        .Add(l => l.Book, book ?? (_ => { })));
}
