using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using AfterSales.Branches;
using AfterSales.ClusterTests.FollowUps;
using AfterSales.ClusterTests.Host;
using AfterSales.Headquarters;
using AfterSales.Reports;
using AfterSales.Storage;
using AfterSales.Technicians;
using AfterSales.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.ClusterTests.Reports;

/// <summary>Feature 68 over the API: the technician's day from the tickets to headquarters (S1 P2 (15)–(17)).</summary>
public abstract class DayReportTests(ServedHost host)
{
    private const string Own =
        "technicianReport { id day isConfirmed isSigned isCorrected worked { paid contract warranty internal total } recorded { total } travelMinutes remark reason works { ticketId category minutes staysOpen parts } open { ticketId } amendments { by before { total } after { total } reason } }";

    private const string Day = "dayReport { id day isSummedUp isSigned isChangedSince technicians confirmed worked { paid contract warranty internal total } missing { id } remark missingBecause managersRemark }";

    private readonly Desk _desk = new(host);

    [Fact]
    public async Task A_day_goes_from_the_technicians_over_the_supervisor_and_the_manager_to_headquarters()
    {
        var day = await NextMorning();
        var own = await Served("tech-sh-1", "c-sh-1", "主机不启动", 1);
        await Served("tech-sh-4", "c-sh-2", "制冷慢", 2);
        await host.Settle();

        // Prefilled from the tickets before anybody confirms.
        var prefilled = await TechnicianReport("technician.sh", day);
        Assert.Equal((false, 45), (prefilled.GetProperty("isConfirmed").GetBoolean(), prefilled.GetProperty("worked").GetProperty("total").GetInt32()));
        var work = Assert.Single(prefilled.GetProperty("works").EnumerateArray());
        Assert.Equal((own, 45, "pump", false), (work.GetProperty("ticketId").GetString(), work.GetProperty("minutes").GetInt32(), work.GetProperty("parts").GetString(), work.GetProperty("staysOpen").GetBoolean()));

        var worked = new { paid = 45, @internal = 60 };
        Assert.Equal("INPUT_INVALID", await _desk.Code("technician.sh", "confirmTechnicianReport", new { branchId = "b-sh", day, worked }));
        var confirmed = await _desk.Do("technician.sh", "confirmTechnicianReport", new { branchId = "b-sh", day, worked, remark = "下午清点工具", reason = "清点工具一小时", requestId = $"c-{own}" }, Own);
        Assert.Equal((true, true, 105, 45, "下午清点工具", "清点工具一小时"), (confirmed.GetProperty("isConfirmed").GetBoolean(), confirmed.GetProperty("isCorrected").GetBoolean(),
            confirmed.GetProperty("worked").GetProperty("total").GetInt32(), confirmed.GetProperty("recorded").GetProperty("total").GetInt32(),
            confirmed.GetProperty("remark").GetString(), confirmed.GetProperty("reason").GetString()));
        Assert.Equal("DAY_NOT_OVER", await _desk.Code("dispatcher.sh", "confirmDayReport", new { branchId = "b-sh", day }));

        // The branch closes: who has not confirmed is reminded, and nobody else.
        await _desk.MoveTo(At(day, 21));
        await host.Settle();
        Assert.Equal(["CONFIRM_DAILY_REPORT tech-sh-4 OPEN"], await Tasks(day));
        Assert.Equal("REPORTS_MISSING", await _desk.Code("dispatcher.sh", "confirmDayReport", new { branchId = "b-sh", day }));

        // It opens again: the supervisor is reminded too, and headquarters sees that the day is missing, and nothing of it.
        await _desk.MoveTo(At(Next(day, 1), 10));
        await host.Settle();
        Assert.Equal(["CONFIRM_DAILY_REPORT tech-sh-4 OPEN", "CONFIRM_SUPERVISOR_REPORT  OPEN"], await Tasks(day));
        var shown = $"{DateOnly.Parse(day, CultureInfo.InvariantCulture):yyyy年M月d日} · 上海";
        // A line of the queue says which day it is about, and whose report.
        Assert.All(await RaisedFor(day), task => Assert.StartsWith(shown, task.GetProperty("subject").GetString(), StringComparison.Ordinal));
        var whose = (await _desk.Ask("manager.sh", "{ technician(id: \"tech-sh-4\") { name } }")).GetProperty("technician").GetProperty("name").GetString()!;
        Assert.EndsWith($" · {whose}", (await RaisedFor(day)).Single(task => task.GetProperty("kind").GetString() == "CONFIRM_DAILY_REPORT").GetProperty("subject").GetString(), StringComparison.Ordinal);
        Assert.Equal((2, 1, false), await Missing("director", day));
        Assert.Null(await Missing("dispatcher.mad", day));
        Assert.Null(await Missing("technician.sh", day));
        Assert.Equal(JsonValueKind.Null, (await DayReport("director", day)).ValueKind);
        Assert.DoesNotContain(day, await DaysSeen("director"));
        Assert.Equal(JsonValueKind.Null, (await DayReport("technician.sh", day)).ValueKind);

        Assert.Equal("SUPERVISOR_REPORT_MISSING", await _desk.Code("manager.sh", "signDayReport", new { branchId = "b-sh", day }));
        Assert.Equal("INPUT_INVALID", await _desk.Code("dispatcher.sh", "confirmTechnicianReport", new { branchId = "b-sh", day, technicianId = "tech-sh-4" }));
        await _desk.Do("dispatcher.sh", "confirmTechnicianReport", new { branchId = "b-sh", day, technicianId = "tech-sh-4", reason = "他在路上，电话里说的" }, Own);
        var summed = await _desk.Do("dispatcher.sh", "confirmDayReport", new { branchId = "b-sh", day, remark = "正常" }, Day);
        // Of what is not signed no figure knows.
        Assert.Equal((0, 0), await Utilisation(day));
        // A 45 and 45 minutes of work on tickets, D 60 of tools.
        Assert.Equal((90, 0, 0, 60, "正常"), (Minutes(summed, "paid"), Minutes(summed, "contract"), Minutes(summed, "warranty"), Minutes(summed, "internal"), summed.GetProperty("remark").GetString()));
        await host.Settle();
        Assert.Equal(["CONFIRM_DAILY_REPORT tech-sh-4 SETTLED", "CONFIRM_SUPERVISOR_REPORT  SETTLED", "SIGN_BRANCH_REPORT  OPEN"], await Tasks(day));
        Assert.Equal("AUTH_NOT_AUTHORIZED", await _desk.Forbidden("dispatcher.sh", "signDayReport", new { branchId = "b-sh", day }));
        Assert.Equal("AUTH_NOT_AUTHORIZED", await _desk.Forbidden("director", "signDayReport", new { branchId = "b-sh", day }));
        var task = await TaskOf(day, "SIGN_BRANCH_REPORT");
        Assert.Equal("TASK_ENDS_BY_DECISION", await _desk.Code("manager.sh", "completeTask", new { taskId = task, outcome = "已签" }));
        await _desk.Do("manager.sh", "signDayReport", new { branchId = "b-sh", day, remark = "同意" }, Day);
        await host.Settle();
        Assert.Contains("SIGN_BRANCH_REPORT  SETTLED", await Tasks(day));

        // Signed, headquarters has it; another branch has not.
        var seen = await DayReport("director", day);
        Assert.Equal((true, 150, "同意"), (seen.GetProperty("isSigned").GetBoolean(), Minutes(seen, "total"), seen.GetProperty("managersRemark").GetString()));
        Assert.Contains(day, await DaysSeen("director"));
        Assert.DoesNotContain(day, await DaysSeen("dispatcher.mad"));
        Assert.Equal(["tech-sh-1", "tech-sh-4"], await TechniciansSeen("director", day));
        Assert.Equal(["tech-sh-1"], await TechniciansSeen("technician.sh", day));
        Assert.Null(await Missing("director", day));
        var toWork = await MinutesToWork(day, "tech-sh-1") + await MinutesToWork(day, "tech-sh-4");
        Assert.True(toWork > 0);
        Assert.Equal((150, toWork), await Utilisation(day));

        // What is amended afterwards has a history, and is signed again before headquarters sees it.
        var amended = await _desk.Do("technician.sh", "amendTechnicianReport", new { branchId = "b-sh", day, worked = new { paid = 45, @internal = 30 }, reason = "只有半小时" }, Own);
        var change = Assert.Single(amended.GetProperty("amendments").EnumerateArray());
        Assert.Equal((105, 75, "只有半小时"), (change.GetProperty("before").GetProperty("total").GetInt32(), change.GetProperty("after").GetProperty("total").GetInt32(), change.GetProperty("reason").GetString()));
        await host.Settle();
        Assert.Equal(["tech-sh-4"], await TechniciansSeen("director", day));
        Assert.Equal((45, await MinutesToWork(day, "tech-sh-4")), await Utilisation(day));
        Assert.Equal((true, 150), ((await DayReport("director", day)).GetProperty("isChangedSince").GetBoolean(), Minutes(await DayReport("director", day), "total")));
        await _desk.Do("dispatcher.sh", "confirmDayReport", new { branchId = "b-sh", day, remark = "已更正" }, Day);
        await host.Settle();
        // The manager sees what he is to sign, headquarters what was signed.
        var waits = (await _desk.Ask("manager.sh", $$"""{ dayReport(branchId: "b-sh", day: "{{day}}") { toSign { worked { total } remark missing { id } } } }""")).GetProperty("dayReport").GetProperty("toSign");
        Assert.Equal((120, "已更正", 0), (Minutes(waits, "total"), waits.GetProperty("remark").GetString(), waits.GetProperty("missing").GetArrayLength()));
        // The words too are those that were signed.
        Assert.Equal("正常", (await DayReport("director", day)).GetProperty("remark").GetString());
        var page = await Page("director", $"/registers/day-report/b-sh?day={day}");
        Assert.Contains("正常", page, StringComparison.Ordinal);
        Assert.DoesNotContain("已更正", page, StringComparison.Ordinal);
        await _desk.Do("manager.sh", "signDayReport", new { branchId = "b-sh", day }, Day);
        await host.Settle();
        var again = await DayReport("director", day);
        Assert.Equal((120, toWork), await Utilisation(day));
        Assert.Equal((120, "已更正"), (Minutes(again, "total"), again.GetProperty("remark").GetString()));
        Assert.Equal(["tech-sh-1", "tech-sh-4"], await TechniciansSeen("director", day));
    }

    [Fact]
    public async Task What_nobody_confirms_goes_up_like_any_other_task()
    {
        var day = await NextMorning();
        await Served("tech-sh-6", "c-sh-1", "漏水", 1);
        await host.Settle();
        // The technician's was due in the evening, and his manager hears of it when the branch opens; the supervisor's is due at ten.
        await _desk.MoveTo(At(Next(day, 1), 11));
        await host.Settle();
        Assert.Equal(("BRANCH_MANAGER", true), await Escalated(day, "CONFIRM_DAILY_REPORT"));
        Assert.Equal(("BRANCH_MANAGER", true), await Escalated(day, "CONFIRM_SUPERVISOR_REPORT"));
        await _desk.MoveTo(At(Next(day, 2), 11));
        await host.Settle();
        Assert.Equal(("SERVICE_DIRECTOR", true), await Escalated(day, "CONFIRM_DAILY_REPORT"));
        Assert.Equal(("SERVICE_DIRECTOR", true), await Escalated(day, "CONFIRM_SUPERVISOR_REPORT"));
    }

    [Fact]
    public async Task A_technician_confirms_his_own_reports_and_nobody_elses_and_a_day_without_work_only_with_hours()
    {
        var day = await NextMorning();
        Assert.Equal("NOT_FOUND", await _desk.Code("technician.sh", "confirmTechnicianReport", new { branchId = "b-sh", day, technicianId = "tech-sh-4" }));
        Assert.Equal("NOTHING_TO_REPORT", await _desk.Code("dispatcher.sh", "confirmTechnicianReport", new { branchId = "b-sh", day, technicianId = "tech-sh-9", reason = "x" }));
        Assert.Equal("NOT_FOUND", await _desk.Code("dispatcher.mad", "confirmTechnicianReport", new { branchId = "b-sh", day, technicianId = "tech-sh-9", reason = "x" }));
        Assert.Equal("NOT_FOUND", await _desk.Code("dispatcher.sh", "confirmTechnicianReport", new { branchId = "b-sh", day, technicianId = "tech-mad-3", reason = "x" }));
        Assert.Equal("INPUT_INVALID", await _desk.Code("dispatcher.sh", "confirmTechnicianReport", new { branchId = "b-sh", day }));
        Assert.Equal("INPUT_INVALID", await _desk.Code("dispatcher.sh", "confirmTechnicianReport",
            new { branchId = "b-sh", day = Next(day, 2), technicianId = "tech-sh-9", worked = new { @internal = 30 }, reason = "x" }));
        await _desk.Do("dispatcher.sh", "confirmTechnicianReport", new { branchId = "b-sh", day, technicianId = "tech-sh-9", worked = new { @internal = 480 }, reason = "培训一天" }, Own);
        Assert.Equal("REPORT_CONFIRMED", await _desk.Code("dispatcher.sh", "confirmTechnicianReport",
            new { branchId = "b-sh", day, technicianId = "tech-sh-9", worked = new { @internal = 240 }, reason = "半天" }));
        Assert.Equal("REPORT_NOT_CONFIRMED", await _desk.Code("dispatcher.sh", "amendTechnicianReport",
            new { branchId = "b-sh", day, technicianId = "tech-sh-10", worked = new { @internal = 240 }, reason = "半天" }));
        Assert.Equal(JsonValueKind.Null, (await TechnicianReport("technician.sh", day, "tech-sh-9")).ValueKind);
        Assert.Equal(480, Minutes(await TechnicianReport("manager.sh", day, "tech-sh-9"), "internal"));
    }

    [Fact]
    public async Task The_reports_are_printed_and_exported_in_the_readers_language_as_far_as_he_may_see_them()
    {
        var day = await NextMorning();
        await _desk.Do("dispatcher.sh", "confirmTechnicianReport", new { branchId = "b-sh", day, technicianId = "tech-sh-1", worked = new { contract = 75 }, remark = "<b>盘点</b>", reason = "盘点" }, Own);
        await _desk.MoveTo(At(day, 21));
        await _desk.Do("dispatcher.sh", "confirmDayReport", new { branchId = "b-sh", day }, Day);
        await host.Settle();
        var own = await Page("technician.sh", $"/registers/technician-report/b-sh?day={day}");
        Assert.Contains("<h1>技术员工作日报</h1>", own, StringComparison.Ordinal);
        Assert.Contains("<dt>B 合同</dt><dd>75</dd>", own, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;盘点&lt;/b&gt;", own, StringComparison.Ordinal);
        Assert.Contains("<td>75</td><td>75</td>", (await Page("manager.sh", $"/registers/day-report/b-sh?day={day}")).Replace("<td>0</td>", "", StringComparison.Ordinal), StringComparison.Ordinal);
        foreach (var (person, path) in new[] { ("technician.sh", $"day-report/b-sh?day={day}"), ("director", $"day-report/b-sh?day={day}"), ("dispatcher.mad", $"technician-report/b-sh?technician=tech-sh-1&day={day}") })
            Assert.Equal(HttpStatusCode.NotFound, (await Get(person, $"/registers/{path}")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await Get("receptionist.sh", $"/registers/day-report/b-sh?day={day}")).StatusCode);

        var where = Uri.EscapeDataString(JsonSerializer.Serialize(new { day = new { eq = day } }));
        var list = (await Page("dispatcher.sh", $"/exports/technicianReports?where={where}")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, list.Length);
        Assert.Contains("B 合同（分钟）", list[0], StringComparison.Ordinal);
        Assert.Contains(",0,75,0,0,75,0,", list[1], StringComparison.Ordinal);
        Assert.Single((await Page("director", $"/exports/technicianReports?where={where}")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task A_technician_of_another_branch_has_no_report_at_this_one_unless_he_worked_there_that_day()
    {
        var day = await NextMorning();
        var path = $"/registers/technician-report/b-sh?technician=tech-mad-1&day={day}";
        Assert.Equal(JsonValueKind.Null, (await TechnicianReport("manager.sh", day, "tech-mad-1")).ValueKind);
        Assert.Equal(HttpStatusCode.NotFound, (await Get("manager.sh", path)).StatusCode);
        Assert.Equal(JsonValueKind.Object, (await TechnicianReport("manager.sh", day, "tech-sh-9")).ValueKind);
        await using (var db = await host.Services.GetRequiredService<IDbContextFactory<AfterSalesDb>>().CreateDbContextAsync())
        {
            db.Add(new VisitRow { Id = $"v-lent-{day}", BranchId = "b-sh", TechnicianId = "tech-mad-1", TicketId = "t-sh-4", StartsAt = At(day, 12).ToUniversalTime(), EndsAt = At(day, 13).ToUniversalTime(), ContactBy = At(day, 11).ToUniversalTime() });
            await db.SaveChangesAsync();
        }

        Assert.Equal(JsonValueKind.Object, (await TechnicianReport("manager.sh", day, "tech-mad-1")).ValueKind);
        Assert.Equal(JsonValueKind.Null, (await TechnicianReport("manager.sh", Next(day, 1), "tech-mad-1")).ValueKind);
    }

    [Fact]
    public async Task Two_technicians_who_confirm_at_once_are_both_in_the_day()
    {
        var day = await NextMorning();
        var input = (string technicianId) => new { branchId = "b-sh", day, technicianId, worked = new { @internal = 60 }, reason = "培训" };
        string[] technicians = ["tech-sh-2", "tech-sh-3", "tech-sh-4", "tech-sh-5", "tech-sh-6", "tech-sh-7"];
        await _desk.Ask("dispatcher.sh", "{ me { name } }");
        var codes = await Task.WhenAll(technicians.Select(technician => _desk.Code("dispatcher.sh", "confirmTechnicianReport", input(technician))));
        Assert.All(codes, Assert.Null);
        var report = await host.Grains().GetGrain<IDayReportGrain>(WorkingDayKey.Of("b-sh", DateOnly.Parse(day, CultureInfo.InvariantCulture))).Read(Access.Caller.System);
        Assert.Equal(technicians, report!.Technicians.Where(one => one.IsConfirmed).Select(one => one.TechnicianId));
        Assert.Equal(6, report.Changes);
    }

    [Fact]
    public async Task An_open_day_goes_along_when_its_branch_is_handed_over_and_stays_the_day_of_the_branch()
    {
        var day = await NextMorning();
        await _desk.Do("dispatcher.sh", "confirmTechnicianReport", new { branchId = "b-sh", day, technicianId = "tech-sh-9", worked = new { @internal = 30 }, reason = "盘点" }, Own);
        var key = WorkingDayKey.Of("b-sh", DateOnly.Parse(day, CultureInfo.InvariantCulture));
        await Company.Accepted(host.Grains().GetGrain(GrainId.Create(AfterSales.Reports.Rules.DayReport.Kind, key)).AsReference<ITakeHandOver>()
            .HandOver(new(new MoveToBranch("b-sh", "b-cd"), Access.Caller.System)));
        await _desk.MoveTo(At(day, 21));
        await _desk.Do("dispatcher.cd", "confirmDayReport", new { branchId = "b-sh", day }, Day);
        var report = await host.Grains().GetGrain<IDayReportGrain>(key).Read(Access.Caller.System);
        Assert.Equal(("b-cd", "b-sh", true), (report!.BranchId, report.OfBranchId, report.IsSummedUp));
    }

    /// <summary>Ten o'clock of the next day of Shanghai on which the branch works until six, and on the two after it.</summary>
    private async Task<string> NextMorning()
    {
        var calendar = (await host.Grains().GetGrain<IBranchGrain>("b-sh").Read(Access.Caller.System))!.Calendar;
        var day = calendar.LocalDay(_desk.Now).AddDays(1);
        while (Enumerable.Range(0, 3).Any(after => calendar.ClosingOn(day.AddDays(after)) is not { } closing || calendar.LocalTime(closing).Hour != 18)) day = day.AddDays(1);
        await _desk.MoveTo(calendar.InstantAt(day, new TimeOnly(10, 0)));
        await host.Settle();
        return day.ToString("O", CultureInfo.InvariantCulture);
    }

    private async Task<(int Worked, int ToWork)> Utilisation(string day)
    {
        await host.Settle();
        await host.Services.GetRequiredService<Roller>().RollAll();
        var value = (await _desk.Ask("director", "query($day: LocalDate!) { figures(figures: [UTILISATION], filter: { branchIds: [\"b-sh\"] }, from: $day, to: $day) { lines { value { numerator denominator } } } }", new { day }))
            .GetProperty("figures").GetProperty("lines")[0].GetProperty("value");
        return (value.GetProperty("numerator").GetInt32(), value.GetProperty("denominator").GetInt32());
    }

    /// <summary>Minute by minute: in his hours, and not absent.</summary>
    private async Task<int> MinutesToWork(string day, string technicianId)
    {
        var technician = (await host.Grains().GetGrain<ITechnicianGrain>(technicianId).Read(Access.Caller.System))!;
        var calendar = technician.Availability.CalendarAt((await host.Grains().GetGrain<IBranchGrain>("b-sh").Read(Access.Caller.System))!.Calendar);
        var midnight = calendar.InstantAt(DateOnly.Parse(day, CultureInfo.InvariantCulture), TimeOnly.MinValue);
        return Enumerable.Range(0, 24 * 60).Select(minute => midnight.AddMinutes(minute))
            .Count(at => calendar.IsOpen(at) && !technician.Availability.Absences.Any(absence => !absence.IsCancelled && absence.From <= at && at < absence.To));
    }

    private async Task<string> Page(string person, string path)
    {
        using var answer = await Get(person, path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }

    private async Task<HttpResponseMessage> Get(string person, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", await host.DemoToken(person)) } };
        return await host.Client.SendAsync(request);
    }

    private static string Next(string day, int days) =>
        DateOnly.Parse(day, CultureInfo.InvariantCulture).AddDays(days).ToString("O", CultureInfo.InvariantCulture);

    private static DateTimeOffset At(string day, int hour) =>
        new(DateOnly.Parse(day, CultureInfo.InvariantCulture), new TimeOnly(hour, 0), TimeSpan.FromHours(8));

    /// <summary>A visit of today, finished with 45 minutes of work.</summary>
    private async Task<string> Served(string technicianId, string customerId, string symptom, double inHours)
    {
        var ticketId = await _desk.Scheduled(await _desk.Assessed(customerId, $"{symptom} {Guid.NewGuid():N}"), inHours, technicianId);
        await _desk.OnSite(ticketId);
        await _desk.Finish(ticketId);
        return ticketId;
    }

    private static int Minutes(JsonElement report, string category) => report.GetProperty("worked").GetProperty(category).GetInt32();

    private async Task<JsonElement> TechnicianReport(string person, string day, string? technicianId = null) => (await _desk.Ask(person,
        $$"""query($day: LocalDate!, $technicianId: ID) { technicianReport(branchId: "b-sh", day: $day, technicianId: $technicianId) {{Own[16..]}} }""", new { day, technicianId })).GetProperty("technicianReport");

    private async Task<JsonElement> DayReport(string person, string day)
    {
        // A technician may ask, and sees no day of his branch.
        return (await _desk.Ask(person, $$"""query($day: LocalDate!) { dayReport(branchId: "b-sh", day: $day) {{Day[9..]}} }""", new { day })).GetProperty("dayReport");
    }

    private async Task<string?[]> DaysSeen(string person) =>
        [.. (await _desk.Ask(person, "{ dayReports(first: 50, where: { branchId: { eq: \"b-sh\" } }, order: [{ day: DESC }]) { nodes { day } } }")).GetProperty("dayReports").GetProperty("nodes")
            .EnumerateArray().Select(node => node.GetProperty("day").GetString())];

    private async Task<string?[]> TechniciansSeen(string person, string day) =>
        [.. (await _desk.Ask(person, "query($day: LocalDate!) { technicianReports(first: 50, where: { day: { eq: $day }, branchId: { eq: \"b-sh\" } }) { nodes { technician { id } } } }", new { day }))
            .GetProperty("technicianReports").GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("technician").GetProperty("id").GetString()).Order(StringComparer.Ordinal)];

    private async Task<(int, int, bool)?> Missing(string person, string day)
    {
        var nodes = (await _desk.Ask(person, "query($day: LocalDate!) { missingReports(where: { day: { eq: $day }, branchId: { eq: \"b-sh\" } }) { nodes { technicians confirmed isSummedUp } } }", new { day }))
            .GetProperty("missingReports").GetProperty("nodes").EnumerateArray().ToArray();
        return nodes.Length == 0 ? null : (nodes[0].GetProperty("technicians").GetInt32(), nodes[0].GetProperty("confirmed").GetInt32(), nodes[0].GetProperty("isSummedUp").GetBoolean());
    }

    private async Task<JsonElement[]> RaisedFor(string day)
    {
        var about = WorkingDayKey.Of("b-sh", DateOnly.Parse(day, CultureInfo.InvariantCulture));
        return [.. (await _desk.Ask("manager.sh", "query($id: String!) { tasks(where: { about: { eq: $id } }) { nodes { id kind technicianId state isOverdue escalatedTo subject } } }", new { id = about }))
            .GetProperty("tasks").GetProperty("nodes").EnumerateArray()];
    }

    private async Task<string[]> Tasks(string day) =>
        [.. (await RaisedFor(day)).Select(task => $"{task.GetProperty("kind").GetString()} {task.GetProperty("technicianId").GetString()} {task.GetProperty("state").GetString()}").Order(StringComparer.Ordinal)];

    private async Task<string?> TaskOf(string day, string kind) => (await RaisedFor(day)).Single(task => task.GetProperty("kind").GetString() == kind).GetProperty("id").GetString();

    private async Task<(string? To, bool IsOverdue)> Escalated(string day, string kind)
    {
        var task = (await RaisedFor(day)).Single(task => task.GetProperty("kind").GetString() == kind);
        return (task.GetProperty("escalatedTo").GetString(), task.GetProperty("isOverdue").GetBoolean());
    }
}

public sealed class DayReportsOnSqlite(SqliteDemo host) : DayReportTests(host), IClassFixture<SqliteDemo>;

public sealed class DayReportsOnPostgreSql(PostgreSqlDemo host) : DayReportTests(host), IClassFixture<PostgreSqlDemo>;
