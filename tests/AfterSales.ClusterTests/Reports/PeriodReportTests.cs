using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using AfterSales.ClusterTests.FollowUps;
using AfterSales.ClusterTests.Host;

namespace AfterSales.ClusterTests.Reports;

/// <summary>Feature 69 over the API: the week's report with its figures, its measures and the look at them a week later; months are kept for the superior.</summary>
public abstract class PeriodReportTests(ServedHost host)
{
    private const string Report = "periodReport { id kind from to dueAt submittedAt text figures { figure numerator denominator } measures { number what accountId dueOn isDone found } }";

    private readonly Desk _desk = new(host);

    [Fact]
    public async Task A_week_is_reported_with_its_records_and_its_measures_are_looked_at_a_week_later()
    {
        // Three calls and a message of the website, told on one day.
        var monday = await NextMonday();
        await _desk.MoveTo(At(monday.AddDays(1), 10));
        foreach (var channel in new[] { "CALL", "CALL", "CALL", "WEB_MESSAGE" })
            await _desk.Do("receptionist.sh", "registerContact", new { branchId = "b-sh", contact = new { channel, direction = "INCOMING", subject = "REQUEST", text = "问价" } }, "contact { id }");
        await _desk.Registered("c-sh-1", $"不制冷 {Guid.NewGuid():N}");
        await _desk.Registered("c-sh-2", $"怎么用 {Guid.NewGuid():N}", kind: "CONSULTATION");
        await host.Settle();
        await _desk.MoveTo(At(monday.AddDays(7), 8));
        await host.Settle();

        var owed = await Owed("dispatcher.sh", "WEEK", monday);
        Assert.Equal(["WRITE_REPORT BRANCH_MANAGER b-sh OPEN"], await Tasks("dispatcher.sh", owed));
        var line = (await _desk.Ask("manager.sh", "query($id: String!) { tasks(where: { about: { eq: $id } }) { nodes { subject } } }", new { id = owed })).GetProperty("tasks").GetProperty("nodes")[0];
        Assert.StartsWith($"周 {monday:yyyy年M月d日} – {monday.AddDays(6):yyyy年M月d日} · 上海", line.GetProperty("subject").GetString(), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, (await Read("director", owed)).ValueKind);
        Assert.Equal(JsonValueKind.Null, (await Read("dispatcher.mad", owed)).ValueKind);
        var figures = (await Read("dispatcher.sh", owed)).GetProperty("figures").EnumerateArray().ToDictionary(line => line.GetProperty("figure").GetString()!, line => line.GetProperty("numerator").GetInt64());
        Assert.Equal(["COMPLAINTS_ANSWERED_IN_TIME", "COMPLAINTS_RAISED", "CONSULTATIONS", "FOLLOW_UPS_IN_TIME", "FOLLOW_UP_REACH", "PHONE_RECORDS", "RETURN_VISITS", "SERVICE_DEMANDS", "WEBSITE_RECORDS"], figures.Keys.Order(StringComparer.Ordinal));
        Assert.True(figures["PHONE_RECORDS"] >= 3 && figures["WEBSITE_RECORDS"] == 1 && figures["CONSULTATIONS"] == 1 && figures["SERVICE_DEMANDS"] >= 1, string.Join(", ", figures));

        var who = await host.AccountOf("agent.sh");
        var measures = new[] { new { what = "电话高峰多一人接听", accountId = who, dueOn = Day(monday.AddDays(9)) } };
        Assert.Equal("INPUT_INVALID", await _desk.Code("manager.sh", "submitPeriodReport", new { reportId = owed, text = "x", measures = new[] { new { what = "x", accountId = who, dueOn = Day(monday) } } }));
        Assert.Equal("NO_OPEN_ACCOUNT", await _desk.Code("manager.sh", "submitPeriodReport", new { reportId = owed, text = "x", measures = new[] { new { what = "x", accountId = "nobody", dueOn = Day(monday.AddDays(9)) } } }));
        Assert.Equal("AUTH_NOT_AUTHORIZED", await _desk.Forbidden("dispatcher.sh", "submitPeriodReport", new { reportId = owed, text = "x" }));
        await _desk.Do("manager.sh", "submitPeriodReport", new { reportId = owed, text = "电话集中在上午", measures }, Report);
        Assert.Equal("REPORT_SUBMITTED", await _desk.Code("manager.sh", "submitPeriodReport", new { reportId = owed, text = "x" }));
        var seen = await Read("director", owed);
        Assert.Equal(("电话集中在上午", "电话高峰多一人接听"), (seen.GetProperty("text").GetString(), seen.GetProperty("measures")[0].GetProperty("what").GetString()));
        Assert.Equal(["CARRY_OUT_MEASURE DISPATCHER b-sh OPEN", "CHECK_MEASURES DISPATCHER b-sh OPEN", "READ_REPORT DEPARTMENT_MEMBER headquarters OPEN", "WRITE_REPORT BRANCH_MANAGER b-sh SETTLED"], await Tasks("director", owed));

        // A week later nobody has looked: it is overdue; then the supervisor looks.
        await _desk.MoveTo((await Check(owed)).GetProperty("dueAt").GetDateTimeOffset().AddMinutes(1));
        await host.Settle();
        Assert.True((await Check(owed)).GetProperty("isOverdue").GetBoolean());
        await _desk.Do("dispatcher.sh", "checkReportMeasure", new { reportId = owed, number = 1, isDone = true, found = "上午已有三人" }, Report);
        Assert.Equal(["CARRY_OUT_MEASURE DISPATCHER b-sh SETTLED", "CHECK_MEASURES DISPATCHER b-sh SETTLED"], (await Tasks("dispatcher.sh", owed)).Where(task => task.Contains("MEASURE", StringComparison.Ordinal)));
        var measure = (await Read("director", owed)).GetProperty("measures")[0];
        Assert.Equal((true, "上午已有三人"), (measure.GetProperty("isDone").GetBoolean(), measure.GetProperty("found").GetString()));
    }

    [Fact]
    public async Task A_month_is_summed_up_for_the_superior_with_all_figures_and_kept()
    {
        var first = new DateOnly(_desk.Today.Year, _desk.Today.Month, 1).AddMonths(1);
        // The figures of a branch are looked at from its first morning on.
        await _desk.MoveTo(At(first, 9));
        await host.Settle();
        await _desk.MoveTo(At(first.AddMonths(1), 9));
        await host.Settle();
        var owed = await Owed("dispatcher.sh", "MONTH", first);
        await _desk.Do("manager.sh", "submitPeriodReport", new { reportId = owed, text = "本月小结" }, Report);
        Assert.Contains("READ_REPORT SERVICE_DIRECTOR headquarters OPEN", await Tasks("director", owed));
        var seen = await Read("director", owed);
        Assert.Equal(("MONTH", Day(first), "本月小结"), (seen.GetProperty("kind").GetString(), seen.GetProperty("from").GetString(), seen.GetProperty("text").GetString()));
        Assert.True(seen.GetProperty("figures").GetArrayLength() > 30);
        var page = await Page("manager.sh", $"/registers/period-report/{owed}");
        Assert.Contains("本月小结", page, StringComparison.Ordinal);
        Assert.Contains("<td>电话记录</td>", page, StringComparison.Ordinal);
        var list = (await Page("manager.sh", $"/exports/period-report-figures?id={owed}")).Trim().Split('\n');
        Assert.Equal(seen.GetProperty("figures").GetArrayLength(), list.Length - 1);
        Assert.Contains(list, line => line.StartsWith("电话记录,", StringComparison.Ordinal));
        Assert.Single((await Page("dispatcher.mad", $"/exports/period-report-figures?id={owed}")).Trim().Split('\n'));
    }

    // S4 A5 10
    [Fact]
    public async Task A_year_is_summed_up_for_the_superior_with_what_was_counted_in_it()
    {
        await _desk.Registered("c-sh-1", $"不制冷 {Guid.NewGuid():N}");
        var first = new DateOnly(_desk.Today.Year, 1, 1);
        await _desk.MoveTo(At(first.AddYears(1), 9));
        await host.Settle();
        var owed = await Owed("dispatcher.sh", "YEAR", first);
        Assert.Equal(["WRITE_REPORT BRANCH_MANAGER b-sh OPEN"], await Tasks("dispatcher.sh", owed));
        Assert.DoesNotContain(owed, await Years("director"));
        Assert.Equal(JsonValueKind.Null, (await Read("director", owed)).ValueKind);

        await _desk.Do("manager.sh", "submitPeriodReport", new { reportId = owed, text = "全年小结" }, Report);
        Assert.Contains(owed, await Years("director"));
        Assert.DoesNotContain(owed, await Years("dispatcher.mad"));
        Assert.Equal(["READ_REPORT SERVICE_DIRECTOR headquarters OPEN", "WRITE_REPORT BRANCH_MANAGER b-sh SETTLED"], await Tasks("director", owed));
        var seen = await Read("director", owed);
        Assert.Equal(("YEAR", Day(first), Day(first.AddYears(1).AddDays(-1)), "全年小结"),
            (seen.GetProperty("kind").GetString(), seen.GetProperty("from").GetString(), seen.GetProperty("to").GetString(), seen.GetProperty("text").GetString()));
        // On the tenth working day, at five in the afternoon.
        Assert.Equal(17, seen.GetProperty("dueAt").GetDateTimeOffset().ToOffset(TimeSpan.FromHours(8)).Hour);
        var figures = seen.GetProperty("figures").EnumerateArray().ToDictionary(line => line.GetProperty("figure").GetString()!, line => line.GetProperty("numerator").GetInt64());
        Assert.True(figures.Count > 30);
        Assert.Equal(await Registered(first, first.AddYears(1).AddDays(-1)), figures["TICKETS_REGISTERED"]);
        Assert.NotEqual(0, figures["TICKETS_REGISTERED"]);

        async Task<string?[]> Years(string person) =>
            [.. (await _desk.Ask(person, "{ periodReports(first: 100, where: { kind: { eq: YEAR } }) { nodes { id } } }")).GetProperty("periodReports").GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("id").GetString())];

        async Task<int> Registered(DateOnly from, DateOnly to) => (await _desk.Ask("dispatcher.sh", """
            query($from: LocalDate!, $to: LocalDate!) { tickets(where: { branchId: { eq: "b-sh" }, registeredDay: { gte: $from, lte: $to } }) { totalCount } }
            """, new { from = Day(from), to = Day(to) })).GetProperty("tickets").GetProperty("totalCount").GetInt32();
    }

    // S4 A2 (4), A4 X.1; S3: a visit each half-year of the warranty
    [Fact]
    public async Task A_weeks_report_has_its_complaints_and_the_results_of_its_return_visits()
    {
        var monday = await NextMonday();
        // A half-year of two customers' warranty ends in this week; one of them is visited, and one complains.
        var last = Enumerable.Range(1, 4).Select(monday.AddDays).First(day => day.AddDays(1).AddMonths(-6).AddMonths(6) == day.AddDays(1));
        var visited = await Customer(last);
        await Customer(last);
        var ticketId = await _desk.Registered(visited, "回访", kind: "VISIT");
        await _desk.Do("dispatcher.sh", "assessTicket", new { ticketId, parts = new[] { new { part = "board" } } });
        await _desk.Scheduled(ticketId, 2);
        await _desk.OnSite(ticketId);
        await _desk.Finish(ticketId);
        await _desk.Do("dispatcher.sh", "completeTicket", new { ticketId });
        var complaintId = (await _desk.Do("agent.sh", "raiseComplaint", new { branchId = "b-sh", customerId = visited, words = "来得太晚", category = "OTHER" }, "complaint { id }")).GetProperty("id").GetString();
        await _desk.Do("agent.sh", "raiseComplaint", new { branchId = "b-sh", customerId = visited, words = "电话打不通", category = "OTHER" }, "complaint { id }");
        await _desk.Do("complaints", "answerComplaint", new { complaintId, words = "已致歉" }, "complaint { id }");
        // Each night it is written down whose half-year has ended.
        for (var day = 1; day <= 7; day++)
        {
            await _desk.MoveTo(At(monday.AddDays(day), 8));
            await host.Settle();
        }

        var figures = (await Read("manager.sh", await Owed("manager.sh", "WEEK", monday))).GetProperty("figures").EnumerateArray()
            .ToDictionary(line => line.GetProperty("figure").GetString()!, line => $"{line.GetProperty("numerator")} of {line.GetProperty("denominator")}");
        Assert.Equal(("2 of ", "1 of 2"), (figures["COMPLAINTS_RAISED"], figures["COMPLAINTS_ANSWERED_IN_TIME"]));
        // The other was not visited, nor was anybody else of the branch.
        Assert.Matches("^1 of [2-9]$", figures["RETURN_VISITS"]);
    }

    [Fact]
    public async Task A_report_that_nobody_writes_goes_up_to_the_director_and_stays_owed()
    {
        var monday = await NextMonday();
        await _desk.MoveTo(At(monday.AddDays(7), 8));
        await host.Settle();
        var owed = await Owed("manager.sh", "WEEK", monday);
        Assert.Equal((false, "OPEN", null), await Chased());
        var due = (await Read("manager.sh", owed)).GetProperty("dueAt").GetDateTimeOffset();
        await _desk.MoveTo(due.AddMinutes(1));
        Assert.Equal((true, "OPEN", null), await Chased());
        await _desk.MoveTo(due.AddDays(4));
        Assert.Equal((true, "OPEN", "SERVICE_DIRECTOR"), await Chased());
        await _desk.Do("manager.sh", "submitPeriodReport", new { reportId = owed, text = "补写" }, Report);
        Assert.Equal((true, "SETTLED", "SERVICE_DIRECTOR"), await Chased());

        async Task<(bool IsOverdue, string? State, string? To)> Chased()
        {
            await host.Settle();
            var task = Assert.Single((await _desk.Ask("director", "query($id: String!) { tasks(where: { about: { eq: $id }, kind: { eq: WRITE_REPORT } }) { nodes { isOverdue state escalatedTo } } }", new { id = owed }))
                .GetProperty("tasks").GetProperty("nodes").EnumerateArray());
            return (task.GetProperty("isOverdue").GetBoolean(), task.GetProperty("state").GetString(), task.GetProperty("escalatedTo").GetString());
        }
    }

    /// <summary>With a product whose warranty has been running for half a year on the last of these days.</summary>
    private async Task<string> Customer(DateOnly last)
    {
        var mark = Guid.NewGuid().ToString("N")[..8];
        var id = (await _desk.Do("receptionist.sh", "registerCustomer", new { branchId = "b-sh", customer = new { name = $"保修客户 {mark}" } }, "customer { id }")).GetProperty("id").GetString()!;
        await _desk.Do("agent.sh", "registerInstalledProduct", new { customerId = id, product = new { model = "WM-8", serial = $"HALF-{mark}", purchasedOn = Day(last.AddDays(1).AddMonths(-6)) } }, "installedProduct { id }");
        return id;
    }

    private async Task<string> Page(string person, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", await host.DemoToken(person)) } };
        using var answer = await host.Client.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadAsStringAsync();
    }

    private async Task<DateOnly> NextMonday()
    {
        var day = _desk.Today.AddDays(1);
        while (day.DayOfWeek != DayOfWeek.Monday) day = day.AddDays(1);
        await _desk.MoveTo(At(day, 9));
        await host.Settle();
        return day;
    }

    private async Task<string> Owed(string person, string kind, DateOnly from) => await Desk.Until(
        async () => (await _desk.Ask(person, "query($kind: SummaryKind!) { periodReports(first: 100, where: { kind: { eq: $kind }, branchId: { eq: \"b-sh\" } }, order: [{ fromDay: DESC }]) { nodes { id from } } }", new { kind }))
            .GetProperty("periodReports").GetProperty("nodes").EnumerateArray().FirstOrDefault(node => node.GetProperty("from").GetString() == Day(from)) is { ValueKind: JsonValueKind.Object } found ? found.GetProperty("id").GetString()! : "",
        id => id.Length > 0);

    private async Task<JsonElement> Read(string person, string id) =>
        (await _desk.Ask(person, $$"""query($id: ID!) { periodReport(id: $id) {{Report[13..]}} }""", new { id })).GetProperty("periodReport");

    private async Task<string[]> Tasks(string person, string about)
    {
        await host.Settle();
        return [.. (await _desk.Ask(person, "query($id: String!) { tasks(where: { about: { eq: $id } }) { nodes { kind role branchId state } } }", new { id = about })).GetProperty("tasks").GetProperty("nodes").EnumerateArray()
            .Select(task => string.Join(' ', task.EnumerateObject().Select(field => field.Value.GetString()))).Order(StringComparer.Ordinal)];
    }

    private async Task<JsonElement> Check(string about) =>
        (await _desk.Ask("manager.sh", "query($id: String!) { tasks(where: { about: { eq: $id }, kind: { eq: CHECK_MEASURES } }) { nodes { isOverdue dueAt } } }", new { id = about })).GetProperty("tasks").GetProperty("nodes")[0];

    private static string Day(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);

    private static DateTimeOffset At(DateOnly day, int hour) => new(day, new TimeOnly(hour, 0), TimeSpan.FromHours(8));
}

public sealed class PeriodReportsOnSqlite(SqliteDemo host) : PeriodReportTests(host), IClassFixture<SqliteDemo>;

public sealed class PeriodReportsOnPostgreSql(PostgreSqlDemo host) : PeriodReportTests(host), IClassFixture<PostgreSqlDemo>;
