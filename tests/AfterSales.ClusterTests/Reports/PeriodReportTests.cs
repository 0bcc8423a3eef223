using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using AfterSales.ClusterTests.FollowUps;
using AfterSales.ClusterTests.Host;

namespace AfterSales.ClusterTests.Reports;

/// <summary>Feature 69 over the API: the week's report with its figures, its measures and the look at them a week later; months are kept for the superior.</summary>
public abstract class PeriodReportTests(ServedHost host)
{
    private const string Report = "periodReport { id kind from to dueAt submittedAt text figures { figure numerator } measures { number what accountId dueOn isDone found } }";

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
