using System.Net;
using System.Text.Json;

namespace AfterSales.ClusterTests.Host;

/// <summary>A technician's day as he, his dispatcher and his calendar meet it.</summary>
public abstract class TechnicianDayStoryTests(ServedHost host)
{
    private const string Feed = "calendarFeed { technicianId path expiresAt }";

    private readonly Desk _desk = new(host);

    [Fact]
    public async Task He_reads_where_he_goes_when_he_leaves_and_what_he_brings_and_who_is_late_says_so()
    {
        await InTheMorning();
        var first = await Scheduled("滚筒不转", 3);
        var second = await Scheduled("面板失灵", 4.5);
        var mine = await Day("technician.sh");
        var stops = mine.GetProperty("visits").EnumerateArray().Where(visit => Id(visit) == first || Id(visit) == second).ToArray();
        Assert.Equal([first, second], stops.Select(Id));
        Assert.Equal("tech-sh-1", mine.GetProperty("technician").GetProperty("id").GetString());
        Assert.Contains("PAD_CLOTH", stops[0].GetProperty("ticket").GetProperty("kit").EnumerateArray().Select(item => item.GetString()));
        Assert.NotEqual(JsonValueKind.Null, stops[0].GetProperty("address").GetProperty("street").ValueKind);
        Assert.NotNull(stops[0].GetProperty("ticket").GetProperty("customer").GetProperty("name").GetString());
        Assert.True(stops[1].GetProperty("isFromPrevious").GetBoolean());
        Assert.All(stops, stop => Assert.True(Instant(stop, "leaveAt") < Instant(stop, "arriveFrom") && Instant(stop, "arriveFrom") < Instant(stop, "arriveBy")));

        Assert.Equal("APOLOGY_MISSING", await _desk.Code("technician.sh", "reportDelay", new { ticketId = first, minutes = 90, reason = "前一户延误", apology = "" }));
        Assert.Equal("NOT_FOUND", await _desk.Code("dispatcher.mad", "reportDelay", new { ticketId = first, minutes = 90, reason = "x", apology = "y" }));
        await _desk.Do("technician.sh", "reportDelay", new { ticketId = first, minutes = 90, reason = "前一户延误", apology = "让您久等，非常抱歉。" });
        var late = await Desk.Until(async () => Find(await Day("dispatcher.sh", "ifLate { moveTo others { technician { id } from } }"), second), stop => stop.GetProperty("lateMinutes").GetInt32() > 0);
        var ways = late.GetProperty("ifLate");
        Assert.True(Instant(ways, "moveTo") >= Instant(late, "expectedAt"));
        var itself = Find(await Day("dispatcher.sh", "ifLate { moveTo }"), first);
        Assert.True(Instant(itself.GetProperty("ifLate"), "moveTo") >= Instant(itself, "expectedAt"));
        var other = ways.GetProperty("others")[0];
        Assert.NotEqual("tech-sh-1", other.GetProperty("technician").GetProperty("id").GetString());
        var visit = Find(await Day("technician.sh", "visit { delayMinutes apology delayReason }"), first).GetProperty("visit");
        Assert.Equal((90, "让您久等，非常抱歉。", "前一户延误"),
            (visit.GetProperty("delayMinutes").GetInt32(), visit.GetProperty("apology").GetString(), visit.GetProperty("delayReason").GetString()));
        await _desk.Do("dispatcher.sh", "handOnVisit", new
        {
            ticketId = second, technicianId = other.GetProperty("technician").GetProperty("id").GetString(), from = other.GetProperty("from").GetString(),
            to = Instant(other, "from").AddMinutes(30), hasCustomerAgreed = true, isApologised = true, reason = "前一户延误",
        });
    }

    [Fact]
    public async Task His_calendar_is_read_by_a_link_that_he_or_his_manager_makes_and_revokes_and_it_has_no_telephone_number()
    {
        await InTheMorning();
        var ticketId = await Scheduled("门锁卡住", 26);
        Assert.Equal("AUTH_NOT_AUTHORIZED", await _desk.Forbidden("dispatcher.sh", "makeCalendarFeed", new { technicianId = "tech-sh-1" }));
        Assert.Equal("NOT_FOUND", await _desk.Code("technician.mad", "makeCalendarFeed", new { technicianId = "tech-sh-1" }));
        Assert.Equal("NOT_FOUND", await _desk.Code("manager.sh", "makeCalendarFeed", new { technicianId = "tech-mad-1" }));
        var first = await Made("technician.sh");
        var calendar = Ical.Net.Calendar.Load(await Read(first))!;
        var visit = (await _desk.Ask("dispatcher.sh", "query($id: ID!) { ticket(id: $id) { number visits { id from to } customer { name address phones { number } } } }", new { id = ticketId })).GetProperty("ticket");
        var planned = Assert.Single(calendar.Events, one => one.Uid == $"{visit.GetProperty("visits")[0].GetProperty("id").GetString()}@aftersales");
        // Instants, to the second that the format has: whoever's clock shows them.
        Assert.Equal(Instant(visit.GetProperty("visits")[0], "from").ToUnixTimeSeconds(), new DateTimeOffset(planned.Start!.AsUtc, TimeSpan.Zero).ToUnixTimeSeconds());
        Assert.Equal(Instant(visit.GetProperty("visits")[0], "to").ToUnixTimeSeconds(), new DateTimeOffset(planned.End!.AsUtc, TimeSpan.Zero).ToUnixTimeSeconds());
        Assert.Equal($"{visit.GetProperty("number").GetString()} {visit.GetProperty("customer").GetProperty("name").GetString()}", planned.Summary);
        Assert.Contains(visit.GetProperty("customer").GetProperty("address").GetString()!, planned.Location, StringComparison.Ordinal);
        // It rings when the way through that day has him set out.
        var day = (await _desk.Ask("technician.sh", $$"""{ technicianDay(technicianId: "tech-sh-1", day: "{{DateOnly.FromDateTime(Instant(visit.GetProperty("visits")[0], "from").ToOffset(TimeSpan.FromHours(8)).DateTime):yyyy-MM-dd}}") { visits { ticket { id } leaveAt } } }"""))
            .GetProperty("technicianDay");
        var ahead = Instant(Find(day, ticketId), "leaveAt") - Instant(visit.GetProperty("visits")[0], "from");
        Assert.Equal((int)ahead.TotalMinutes, (int)Assert.Single(planned.Alarms).Trigger!.Duration!.Value.ToTimeSpanUnspecified().TotalMinutes);
        var text = await Read(first);
        Assert.All(visit.GetProperty("customer").GetProperty("phones").EnumerateArray(), phone => Assert.DoesNotContain(phone.GetProperty("number").GetString()!, text, StringComparison.Ordinal));

        // A visit that went to another day or person is gone from it; a new link ends the old one, and so does revoking.
        await _desk.Do("dispatcher.sh", "handBackVisit", new { ticketId, reason = "生病", isApologised = true });
        Assert.DoesNotContain(Ical.Net.Calendar.Load(await Read(first))!.Events, one => one.Uid == planned.Uid);
        var (second, repeated) = (await Made("manager.sh", "tech-sh-1", "feed-once"), await Made("manager.sh", "tech-sh-1", "feed-once"));
        Assert.Null(repeated);
        Assert.Equal(HttpStatusCode.NotFound, await Status(first));
        Assert.Equal(HttpStatusCode.OK, await Status(second));
        // Written anew each time it is read: the link is kept nowhere.
        var again = (await _desk.Ask("technician.sh", "{ calendarFeed { path } }")).GetProperty("calendarFeed").GetProperty("path").GetString()!;
        Assert.Equal(HttpStatusCode.OK, await Status(again));
        Assert.Equal(HttpStatusCode.NotFound, await Status(second.Replace("tech-sh-1", "tech-sh-2", StringComparison.Ordinal)));
        Assert.Equal(HttpStatusCode.NotFound, await Status(second[..^8] + "AAAA.ics"));
        await _desk.Do("technician.sh", "revokeCalendarFeed", new { }, "technician { id }");
        Assert.Equal([HttpStatusCode.NotFound, HttpStatusCode.NotFound], await Task.WhenAll(Status(second), Status(again)));
        Assert.Equal(JsonValueKind.Null, (await _desk.Ask("technician.sh", "{ calendarFeed { path } }")).GetProperty("calendarFeed").ValueKind);
    }

    [Fact]
    public async Task A_link_expires()
    {
        await _desk.Do("director", "setPolicy", new { key = "technicians.calendarFeedDays", value = 1, branchId = "b-sh" }, "policy { key }");
        var made = await Desk.Until(
            () => _desk.Do("manager.sh", "makeCalendarFeed", new { technicianId = "tech-sh-3" }, Feed), feed => Instant(feed, "expiresAt") <= _desk.Now.AddDays(1));
        var path = made.GetProperty("path").GetString()!;
        Assert.Equal(HttpStatusCode.OK, await Status(path));
        await _desk.MoveTime(days: 1, hours: 1);
        Assert.Equal(HttpStatusCode.NotFound, await Status(path));
    }

    [Fact]
    public async Task A_link_that_is_asked_for_too_often_is_slowed_and_others_are_not()
    {
        var (mine, other) = (await Made("manager.sh", "tech-sh-5"), await Made("manager.sh", "tech-sh-6"));
        for (var i = 0; i < AfterSales.Api.LinkRate.OfLink; i++) await Status(mine);
        using var slowed = await host.Client.GetAsync(mine, TestContext.Current.CancellationToken);
        // A minute may have begun in between.
        for (var i = 0; i < AfterSales.Api.LinkRate.OfLink && slowed.StatusCode != HttpStatusCode.TooManyRequests; i++)
            if (await Status(mine) == HttpStatusCode.TooManyRequests) return;
        Assert.Equal(HttpStatusCode.TooManyRequests, slowed.StatusCode);
        Assert.NotNull(slowed.Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.OK, await Status(other));
    }

    [Fact]
    public async Task He_says_that_he_begins_the_work_also_from_a_device_that_was_out_of_reach()
    {
        await InTheMorning();
        var ticketId = await Scheduled("不进水", 1);
        await _desk.MoveTime(hours: 2);
        // Not before he is there; what a device kept waits for nothing.
        Assert.Equal("STEP_NOT_ALLOWED", await _desk.Code("technician.sh", "startWork", new { ticketId }));
        Assert.Equal("NOT_FOUND", await _desk.Code("dispatcher.mad", "startWork", new { ticketId }));
        var kept = new { ticketId, deviceTime = Milliseconds(_desk.Now.AddMinutes(-20)), requestId = "start-1" };
        for (var i = 0; i < 2; i++) Assert.Equal("SCHEDULED", (await _desk.Do("technician.sh", "startWork", kept)).GetProperty("step").GetString());
        await _desk.OnSite(ticketId);
        Assert.Contains("START_WORK", (await Read()).GetProperty("allowedActions").EnumerateArray().Select(action => action.GetString()));
        // Online it is known by now; an earlier time that the device sends late holds.
        await _desk.Do("technician.sh", "startWork", new { ticketId });
        Assert.Equal(kept.deviceTime, Instant((await Read()).GetProperty("visits")[0], "startedDeviceAt"));
        await _desk.Do("technician.sh", "cannotFinishVisit", new { ticketId, reason = "需两人" });
        await _desk.Do("technician.sh", "startWork", kept with { deviceTime = kept.deviceTime.AddMinutes(-5), requestId = "start-2" });
        await _desk.Do("technician.sh", "startWork", kept with { deviceTime = kept.deviceTime.AddMinutes(5), requestId = "start-3" });
        var visit = (await Read()).GetProperty("visits")[0];
        Assert.Equal(kept.deviceTime.AddMinutes(-5), Instant(visit, "startedDeviceAt"));
        Assert.InRange(Instant(visit, "startedAt"), Instant(visit, "endedAt"), _desk.Now);

        async Task<JsonElement> Read() => (await _desk.Ask("dispatcher.sh", "query($id: ID!) { ticket(id: $id) { allowedActions visits { startedAt startedDeviceAt endedAt } } }", new { id = ticketId }))
            .GetProperty("ticket");

        static DateTimeOffset Milliseconds(DateTimeOffset at) => new(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
    }

    private async Task<string> Made(string person, string? technicianId = null, string? requestId = null) =>
        (await _desk.Do(person, "makeCalendarFeed", new { technicianId, requestId }, Feed)).GetProperty("path").GetString()!;

    private async Task<string> Read(string path)
    {
        using var response = await host.Client.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal("text/calendar", response.Content.Headers.ContentType!.MediaType);
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    // S2 F 2.1
    [Fact]
    public async Task The_plan_of_the_next_day_names_technicians_and_vehicles_and_who_goes_reads_what_he_drives()
    {
        var plan = await Plan("dispatcher.sh");
        var day = plan.GetProperty("day").GetString()!;
        Assert.True(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture) > _desk.Today);
        Assert.Null(VehicleIn(plan));
        var van = new { technicianId = "tech-sh-1", day, vehicle = " 沪A·12345 " };
        Assert.Equal("NOT_FOUND", await _desk.Code("dispatcher.mad", "planVehicle", van));
        Assert.Equal("INPUT_INVALID", await _desk.Code("dispatcher.sh", "planVehicle", van with { day = $"{_desk.Today.AddDays(-2):O}" }));
        await _desk.Do("dispatcher.sh", "planVehicle", van, "technician { id }");
        Assert.Equal("沪A·12345", VehicleIn(await Plan("manager.sh")));
        var own = await _desk.Ask("technician.sh", "query($d: LocalDate!) { technicianDay(day: $d) { vehicle } }", new { d = day });
        Assert.Equal("沪A·12345", own.GetProperty("technicianDay").GetProperty("vehicle").GetString());
        Assert.Equal(JsonValueKind.Null, (await Plan("dispatcher.mad")).ValueKind);
        await _desk.Do("dispatcher.sh", "planVehicle", van with { vehicle = "" }, "technician { id }");
        Assert.Null(VehicleIn(await Plan("dispatcher.sh")));

        async Task<JsonElement> Plan(string person) =>
            (await _desk.Ask(person, """{ dayPlan(branchId: "b-sh") { day technicians { vehicle isAway isLent technician { id } visits { ticket { id } } } } }""")).GetProperty("dayPlan");

        static string? VehicleIn(JsonElement plan) =>
            plan.GetProperty("technicians").EnumerateArray().Single(line => line.GetProperty("technician").GetProperty("id").GetString() == "tech-sh-1").GetProperty("vehicle").GetString();
    }

    private async Task<HttpStatusCode> Status(string path)
    {
        using var response = await host.Client.GetAsync(path, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }

    /// <summary>Tomorrow at eight in Shanghai, so that what is booked for the hours to come is of one day.</summary>
    private Task InTheMorning() => _desk.MoveTo(new DateTimeOffset(_desk.Today.AddDays(1).ToDateTime(new TimeOnly(0, 0)), TimeSpan.Zero));

    private async Task<string> Scheduled(string symptom, double inHours)
    {
        var ticketId = await _desk.Assessed("c-sh-1", symptom);
        return await _desk.Scheduled(ticketId, inHours, "tech-sh-1");
    }

    private async Task<JsonElement> Day(string person, string more = "") => (await _desk.Ask(person, $$"""
        { technicianDay(technicianId: "tech-sh-1") { day technician { id }
          visits { ticket { id kit customer { name } } visit { from to } address { street city } parts { part quantity }
            isFromPrevious travelMinutes leaveAt arriveFrom arriveBy expectedAt lateMinutes isReachable {{more}} } } }
        """)).GetProperty("technicianDay");

    private static JsonElement Find(JsonElement day, string ticketId) => day.GetProperty("visits").EnumerateArray().Single(visit => Id(visit) == ticketId);

    private static string Id(JsonElement visit) => visit.GetProperty("ticket").GetProperty("id").GetString()!;

    private static DateTimeOffset Instant(JsonElement element, string field) => element.GetProperty(field).GetDateTimeOffset();
}

public sealed class TechnicianDayStoriesOnSqlite(SqliteDemo host) : TechnicianDayStoryTests(host), IClassFixture<SqliteDemo>;

public sealed class TechnicianDayStoriesOnPostgreSql(PostgreSqlDemo host) : TechnicianDayStoryTests(host), IClassFixture<PostgreSqlDemo>;
