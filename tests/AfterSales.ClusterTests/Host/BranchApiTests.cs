using System.Globalization;
using System.Text.Json;

namespace AfterSales.ClusterTests.Host;

/// <summary>Branches as a client sees them: over HTTP, with the rights of its account.</summary>
public abstract class BranchApiTests(ServedHost host)
{
    private const string Office = "{ timeZone: \"Europe/Madrid\", week: [{ day: MONDAY, from: \"09:00\", to: \"14:00\" }, { day: MONDAY, from: \"16:00\", to: \"19:00\" }] }";

    [Fact]
    public async Task Only_real_countries_currencies_and_time_zones_are_taken()
    {
        var administrator = await host.DemoToken("administrator");
        var data = await host.Ask(administrator, """
            mutation { openBranch(input: { code: "WRONG", name: "x", country: "XX", currency: "QQQ", calendar: { timeZone: "Mars/Base", week: [] } }) {
              errors { ... on InputInvalidError { issues { path code } } } } }
            """);
        Assert.Equal(["country COUNTRY_UNKNOWN", "currency CURRENCY_UNKNOWN", "calendar.timeZone TIME_ZONE_UNKNOWN"],
            data.GetProperty("openBranch").GetProperty("errors")[0].GetProperty("issues").EnumerateArray().Select(i => $"{i.GetProperty("path").GetString()} {i.GetProperty("code").GetString()}"));
    }

    [Fact]
    public async Task A_branch_without_any_working_time_is_not_opened()
    {
        var data = await host.Ask(await host.DemoToken("administrator"), """
            mutation { openBranch(input: { code: "NEVER", name: "x", country: "ES", currency: "EUR", calendar: { timeZone: "Europe/Madrid", week: [] } }) {
              branch { id } errors { ... on InputInvalidError { issues { path code } } } } }
            """);
        var issue = Assert.Single(data.GetProperty("openBranch").GetProperty("errors")[0].GetProperty("issues").EnumerateArray());
        Assert.Equal(("calendar.week", "NO_WORKING_TIME"), (issue.GetProperty("path").GetString(), issue.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task A_branch_says_where_post_reaches_it_and_its_number_is_read_as_of_its_country()
    {
        var administrator = await host.DemoToken("administrator");
        await Opened(administrator, "ADRA");
        var described = await Described("""branchId: "b-adra", phone: "960 555 100", address: { street: "Carrer de Colom, 12", city: "València", postalCode: "46004" }""");
        var branch = described.GetProperty("branch");
        Assert.Equal(("Carrer de Colom, 12", "+34960555100"), (branch.GetProperty("address").GetProperty("street").GetString(), branch.GetProperty("phone").GetProperty("number").GetString()));
        Assert.Equal("phone", (await Described("""branchId: "b-adra", phone: "call me" """)).GetProperty("errors")[0].GetProperty("issues")[0].GetProperty("path").GetString());
        Assert.Equal("NOT_FOUND", (await Described("""branchId: "b-nowhere" """)).GetProperty("errors")[0].GetProperty("code").GetString());
        // What is left out is not said any more.
        Assert.Equal(JsonValueKind.Null, (await Described("""branchId: "b-adra" """)).GetProperty("branch").GetProperty("address").ValueKind);

        async Task<JsonElement> Described(string input) => (await host.Ask(administrator, $$"""
            mutation { describeBranch(input: { {{input}} }) { branch { address { street } phone { number } } errors { ... on Error { code } ... on InputInvalidError { issues { path } } } } }
            """)).GetProperty("describeBranch");
    }

    [Fact]
    public async Task Each_version_of_a_calendar_says_when_it_held_and_breaks_of_a_date_are_part_of_it()
    {
        var administrator = await host.DemoToken("administrator");
        await Opened(administrator, "CALA");
        var changed = await host.Ask(administrator, """
            mutation { changeCalendar(input: { branchId: "b-cala", expectedVersion: 1, calendar: { timeZone: "Europe/Madrid",
              week: [{ day: MONDAY, from: "09:00", to: "14:00" }], breaks: [{ date: "2026-03-02", from: "10:00", to: "11:00", name: "Reunión" }] } }) {
              branch { calendar { version breaks { name } } calendarVersions { since until calendar { version breaks { name } } } calendarAt(at: "2001-01-01T00:00:00Z") { since } } errors { ... on Error { code } } } }
            """);
        var branch = changed.GetProperty("changeCalendar").GetProperty("branch");
        Assert.Equal("Reunión", branch.GetProperty("calendar").GetProperty("breaks")[0].GetProperty("name").GetString());
        var versions = branch.GetProperty("calendarVersions").EnumerateArray().ToArray();
        Assert.Equal([2, 1], versions.Select(version => version.GetProperty("calendar").GetProperty("version").GetInt32()));
        Assert.Equal(JsonValueKind.Null, versions[0].GetProperty("until").ValueKind);
        Assert.Equal(versions[0].GetProperty("since").GetString(), versions[1].GetProperty("until").GetString());
        Assert.Equal(JsonValueKind.Null, branch.GetProperty("calendarAt").ValueKind);
        var first = versions[1].GetProperty("since").GetString();
        var at = await host.Ask(administrator, $$"""{ branch(id: "b-cala") { calendarAt(at: "{{first}}") { calendar { version } } } }""");
        Assert.Equal(1, at.GetProperty("branch").GetProperty("calendarAt").GetProperty("calendar").GetProperty("version").GetInt32());
    }

    [Fact]
    public async Task A_calendar_is_reckoned_with_before_it_is_set()
    {
        var dispatcher = await host.DemoToken("dispatcher.mad");
        // Monday, 2 March 2026, 13:00 in Madrid; five hours later the siesta has taken two.
        var preview = (await host.Ask(dispatcher, $$"""
            { calendarPreview(from: "2026-03-02T12:00:00Z", workingSeconds: 7200, to: "2026-03-02T17:00:00Z", calendar: {{Office}}) { problems { code } isOpen dueAt workingSeconds nextOpening working { startsAt endsAt } } }
            """)).GetProperty("calendarPreview");
        Assert.True(preview.GetProperty("isOpen").GetBoolean());
        Assert.Equal("2026-03-02T16:00:00.000Z", preview.GetProperty("dueAt").GetString());
        Assert.Equal(10800, preview.GetProperty("workingSeconds").GetInt32());
        Assert.Equal(["2026-03-02T12:00:00.000Z 2026-03-02T13:00:00.000Z", "2026-03-02T15:00:00.000Z 2026-03-02T17:00:00.000Z"],
            preview.GetProperty("working").EnumerateArray().Select(stretch => $"{stretch.GetProperty("startsAt").GetString()} {stretch.GetProperty("endsAt").GetString()}"));
        var own = await host.Ask(dispatcher, """{ calendarPreview(from: "2026-03-02T12:00:00Z", workingSeconds: 7200, branchId: "b-mad") { dueAt } }""");
        Assert.Equal("2026-03-02T16:00:00.000Z", own.GetProperty("calendarPreview").GetProperty("dueAt").GetString());
        Assert.Equal(JsonValueKind.Null, (await host.Ask(dispatcher, """{ calendarPreview(from: "2026-03-02T12:00:00Z", branchId: "b-sh") { isOpen } }""")).GetProperty("calendarPreview").ValueKind);
    }

    /// <summary>Summer time begins on 29 March in Madrid and on 8 March in New York, each at two at night; holidays and breaks are given by date.</summary>
    [Theory]
    [InlineData("Europe/Madrid", "MONDAY TUESDAY FRIDAY 09:00 14:00, MONDAY TUESDAY FRIDAY 16:00 19:00", "2026-03-30", "2026-03-31 10:00 11:00", "2026-03-27T17:00Z", "2026-03-31T17:00Z", 3, "2026-03-31T10:00Z",
        "2026-03-27T17:00Z/2026-03-27T18:00Z 2026-03-31T07:00Z/2026-03-31T08:00Z 2026-03-31T09:00Z/2026-03-31T12:00Z 2026-03-31T14:00Z/2026-03-31T17:00Z")]
    // The night has no second hour, and the break from half past one to half past three takes an hour.
    [InlineData("Europe/Madrid", "SATURDAY 22:00 06:00", null, "2026-03-29 01:30 03:30", "2026-03-28T21:00Z", "2026-03-29T12:00Z", 4, "2026-03-29T02:00Z", "2026-03-28T21:00Z/2026-03-29T00:30Z 2026-03-29T01:30Z/2026-03-29T04:00Z")]
    [InlineData("America/New_York", "SATURDAY 22:00 06:00, MONDAY TUESDAY 08:00 17:00", "2026-03-09", "2026-03-08 01:00 04:00", "2026-03-08T03:00Z", "2026-03-10T21:00Z", 6, "2026-03-10T13:00Z",
        "2026-03-08T03:00Z/2026-03-08T06:00Z 2026-03-08T08:00Z/2026-03-08T10:00Z 2026-03-10T12:00Z/2026-03-10T21:00Z")]
    public async Task Given_holidays_and_breaks_are_reckoned_with_over_the_night_on_which_summer_time_begins(
        string zone, string week, string? holiday, string pause, string from, string to, int hours, string due, string working)
    {
        var calendar = new
        {
            timeZone = zone,
            week = week.Split(", ").Select(hours => hours.Split(' ')).SelectMany(hours => hours[..^2].Select(day => new { day, from = hours[^2], to = hours[^1] })).ToArray(),
            holidays = holiday is null ? [] : new[] { new { date = holiday, name = "Fiesta" } },
            breaks = new[] { pause.Split(' ') }.Select(part => new { date = part[0], from = part[1], to = part[2], name = "Reunión" }).ToArray(),
        };
        var preview = (await host.Ask(await host.DemoToken("dispatcher.mad"), """
            query($from: DateTime!, $to: DateTime!, $seconds: Int!, $calendar: CalendarInput!) {
              calendarPreview(from: $from, to: $to, workingSeconds: $seconds, calendar: $calendar) { problems { code } dueAt workingSeconds working { startsAt endsAt } } }
            """, new { from = At(from), to = At(to), seconds = hours * 3600, calendar })).GetProperty("calendarPreview");
        Assert.Equal(At(due), preview.GetProperty("dueAt").GetDateTimeOffset());
        var stretches = working.Split(' ').Select(stretch => stretch.Split('/')).Select(ends => (From: At(ends[0]), To: At(ends[1]))).ToArray();
        Assert.Equal(stretches, preview.GetProperty("working").EnumerateArray().Select(stretch => (stretch.GetProperty("startsAt").GetDateTimeOffset(), stretch.GetProperty("endsAt").GetDateTimeOffset())));
        Assert.Equal(stretches.Sum(stretch => (stretch.To - stretch.From).TotalSeconds), preview.GetProperty("workingSeconds").GetInt32());

        static DateTimeOffset At(string instant) => DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture);
    }

    [Theory]
    [InlineData("""calendarPreview(from: "2026-03-02T12:00:00Z")""", "branchId BRANCH_OR_CALENDAR")]
    [InlineData("""calendarPreview(from: "2026-03-02T12:00:00Z", to: "2126-03-02T12:00:00Z", branchId: "b-mad")""", "to TOO_LONG")]
    [InlineData("""calendarPreview(from: "2026-03-02T12:00:00Z", calendar: { timeZone: "Europe/Madrid", week: [{ day: MONDAY, from: "09:00", to: "09:00" }] })""", "calendar.week[0] HOURS_EMPTY")]
    [InlineData("""calendarPreview(from: "2026-03-02T12:00:00Z", calendar: { timeZone: "Mars/Base", week: [] })""", "calendar.timeZone TIME_ZONE_UNKNOWN")]
    [InlineData("""calendarPreview(from: "2026-03-02T12:00:00Z", workingSeconds: 1, calendar: { timeZone: "Europe/Madrid", week: [] })""", "calendar NO_WORKING_TIME")]
    [InlineData("""calendarPreview(from: "2026-03-02T12:00:00Z", to: "2026-03-02T11:59:59Z", branchId: "b-mad")""", "to BEFORE_THE_START")]
    public async Task A_question_that_makes_no_sense_is_answered_with_what_is_wrong(string question, string problem)
    {
        var data = await host.Ask(await host.DemoToken("dispatcher.mad"), $$"""{ {{question}} { problems { path code message } dueAt } }""");
        var first = data.GetProperty("calendarPreview").GetProperty("problems")[0];
        Assert.Equal(problem, $"{first.GetProperty("path").GetString()} {first.GetProperty("code").GetString()}");
        Assert.NotEqual(first.GetProperty("code").GetString(), first.GetProperty("message").GetString());
    }

    [Fact]
    public async Task An_address_lies_in_a_zone_by_its_place_or_its_postal_code()
    {
        var data = await host.Ask(await host.DemoToken("dispatcher.sh"), """
            { branch(id: "b-sh") { zones { name kind travelMinutes } place: zoneOf(place: { latitude: 31.23, longitude: 121.47 }) { name }
              code: zoneOf(postalCode: "201203") { name kind } none: zoneOf(postalCode: "100000") { name } } }
            """);
        var branch = data.GetProperty("branch");
        Assert.Equal("内环", branch.GetProperty("place").GetProperty("name").GetString());
        Assert.Equal(("外环", "SUBURBAN"), (branch.GetProperty("code").GetProperty("name").GetString(), branch.GetProperty("code").GetProperty("kind").GetString()));
        Assert.Equal(JsonValueKind.Null, branch.GetProperty("none").ValueKind);
    }

    [Fact]
    public async Task A_branch_closes_with_its_work_and_a_closed_one_refuses_new_work_by_name()
    {
        var administrator = await host.DemoToken("administrator");
        await Opened(administrator, "OLDA");
        await Opened(administrator, "NEWA");
        var customer = (await host.Ask(administrator, """mutation { registerCustomer(input: { branchId: "b-olda", customer: { name: "Ana" } }) { customer { id } errors { ... on Error { code } } } }"""))
            .GetProperty("registerCustomer").GetProperty("customer").GetProperty("id").GetString();
        Assert.Equal("INPUT_INVALID", await Code("""closeBranch(input: { branchId: "b-olda", toBranchId: "b-olda" })"""));
        Assert.Equal("NOT_FOUND", await Code("""closeBranch(input: { branchId: "b-olda", toBranchId: "b-nowhere" })"""));
        Assert.Null(await Code("""closeBranch(input: { branchId: "b-olda", toBranchId: "b-newa", reason: "Fusión" })"""));
        Assert.Equal("BRANCH_CLOSED", await Code("""registerCustomer(input: { branchId: "b-olda", customer: { name: "Luis" } })"""));
        Assert.Equal("BRANCH_CLOSED", await Code("""registerTechnician(input: { branchId: "b-olda", name: "Luis" })"""));
        Assert.Equal("BRANCH_CLOSED", await Code("""closeBranch(input: { branchId: "b-newa", toBranchId: "b-olda" })"""));
        await host.Ask(administrator, "mutation { moveDemoTime(input: { hours: 1 }) { errors { ... on Error { code } } } }");
        // Moving time may end a log-in.
        administrator = await host.DemoToken("administrator");
        var data = await host.Ask(administrator, $$"""
            { branch(id: "b-olda") { state successor { id } handOver { doneAt told round left { kind count } } } customer(id: "{{customer}}") { branchId } }
            """);
        Assert.Equal("b-newa", data.GetProperty("customer").GetProperty("branchId").GetString());
        var branch = data.GetProperty("branch");
        Assert.Equal(("CLOSED", "b-newa"), (branch.GetProperty("state").GetString(), branch.GetProperty("successor").GetProperty("id").GetString()));
        Assert.Equal(1, branch.GetProperty("handOver").GetProperty("told").GetInt32());
        Assert.All(branch.GetProperty("handOver").GetProperty("left").EnumerateArray(), kind => Assert.Equal(0, kind.GetProperty("count").GetInt32()));
        Assert.Null(await Code("""reopenBranch(input: { branchId: "b-olda" })"""));
        Assert.Null(await Code("""registerCustomer(input: { branchId: "b-olda", customer: { name: "Luis" } })"""));

        async Task<string?> Code(string mutation)
        {
            var answered = await host.Ask(administrator, $$"""mutation { answer: {{mutation}} { errors { ... on Error { code } } } }""");
            return answered.GetProperty("answer").GetProperty("errors") is { ValueKind: JsonValueKind.Array } errors ? errors[0].GetProperty("code").GetString() : null;
        }
    }

    private async Task Opened(string token, string code) => await host.Ask(token, $$"""
        mutation { openBranch(input: { code: "{{code}}", name: "{{code}}", country: "ES", currency: "EUR", calendar: {{Office}} }) { branch { id } errors { ... on Error { code } } } }
        """);
}

public sealed class SqliteBranchApiTests(SqliteDemo host) : BranchApiTests(host), IClassFixture<SqliteDemo>;

public sealed class PostgreSqlBranchApiTests(PostgreSqlDemo host) : BranchApiTests(host), IClassFixture<PostgreSqlDemo>;
