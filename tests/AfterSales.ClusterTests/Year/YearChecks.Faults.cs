using System.Text.Json;
using System.Text.Json.Nodes;
using AfterSales.Access;
using AfterSales.FollowUps;
using AfterSales.FollowUps.Rules;
using AfterSales.Records;
using AfterSales.Storage;
using AfterSales.Tasks;
using AfterSales.Tasks.Rules;
using AfterSales.Tickets.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.ClusterTests.Year;

/// <summary>What would be found if a rule were broken: for each rule one fault, planted in a copy of what was read, or in the database for a moment.</summary>
public sealed partial class YearChecks
{
    /// <summary>Of each rule a fault that breaks it, and what takes it out of the database again.</summary>
    public static IReadOnlyDictionary<string, Func<YearChecks, Task<Func<Task>?>>> Faults { get; } = new Dictionary<string, Func<YearChecks, Task<Func<Task>?>>>
    {
        ["No reminder is left after its tick."] = async checks =>
        {
            var row = (await checks._year.Rows<ReminderRow>(rows => rows.Where(row => row.ReminderName == ReminderRow.Due).OrderBy(row => row.GrainId).Take(1)))[0];
            await Put(checks._year.Now.UtcDateTime.AddHours(-1));
            await checks.NothingIsLeftThatWasDue();
            return () => Put(row.StartTime);

            async Task Put(DateTime at)
            {
                await using var db = await checks._year.Services.GetRequiredService<IDbContextFactory<AfterSalesDb>>().CreateDbContextAsync();
                await db.Set<ReminderRow>().Where(one => one.GrainId == row.GrainId).ExecuteUpdateAsync(one => one.SetProperty(r => r.StartTime, at));
            }
        },
        ["Nothing was set aside, and nothing told is left undelivered."] = async checks =>
        {
            await checks._year.Execute("insert into set_aside (kind, key, record, attempts, error, first_at) values ('wake', 'planted', 'ticket/planted', 1, 'planted', '2026-03-02T00:00:00.000Z')");
            return () => checks._year.Execute("delete from set_aside where key = 'planted'");
        },
        ["A record has a reminder when, and only when, something is due of it."] = Read(checks => checks._reminders.Add(checks._tasks.First(task => !task.IsOpen).Id)),
        ["A record's versions count from 1 without a gap, and its row stands at the last."] = Read(checks => checks._journal[checks.Tickets[0].Id].RemoveAll(e => e.Version == 2)),
        ["Numbers are unique."] = Read(checks => checks.Tickets[0] = checks.Tickets[0] with { Number = checks.Tickets[1].Number }),
        ["A ticket moves along the arrows of the drawing alone."] = Read(checks => checks._journal[checks.Tickets[0].Id].RemoveAll(e => e.Name == "TicketRegistered")),
        ["A ticket is opened again within 30 days of its completion."] = Read(checks => checks.Change(e => e.Name == "TicketReopened", e => e with { At = e.At.AddDays(31) })),
        ["A second call on an open fault joins its ticket."] = Read(checks => checks.Change(e => e.Name == "ReportJoined", e => e with { Name = "TicketRegistered" })),
        ["No technician has two appointments at once."] = Read(checks => checks._visits.Add(checks._visits.First(visit => visit is { HowEnded: VisitEnd.Done, TechnicianId: not null }) with { Id = "v-planted" })),
        ["Each completed repair has one opinion card, and it goes out once, the day after."] = Read(checks => checks.Cards.RemoveAt(0)),
        ["Each completion is followed by one first call, 3 to 7 days later."] = Read(checks => checks.Change(call => call.Step == "first", call => call with { ClosesAt = call.ClosesAt.AddDays(1) })),
        ["A first call that succeeded or was given up is followed by one second call, 7 to 14 days later."] = Read(checks => checks.Calls.Remove(checks.Calls.First(call => call.Step == "second"))),
        ["After a sale one call is owed on the third day."] = Read(checks => checks.Change(call => call.TicketId is null, call => call with { OpensAt = call.OpensAt.AddHours(1) })),
        ["A call is raised once, when its window opens, and missed once, when it closes."] = Read(checks => checks.Again(e => e.Name == "FollowUpRaised", e => e)),
        ["Nobody who refuses calls has one raised."] = Read(checks =>
        {
            var call = checks.Calls.First(call => call.State == FollowUpState.Reached);
            checks._journal[call.CustomerId].Add(new(call.CustomerId, 1000, DateTimeOffset.MinValue, "c", "ConsentSaid", JsonSerializer.SerializeToElement(new { channel = "Call", isGiven = false })));
            checks._journal[call.CustomerId].RemoveAll(e => e.Name == "ConsentSaid" && e.At > DateTimeOffset.MinValue);
        }),
        ["Who does not answer is tried at most 3 times a day and 6 times in all, and not before the next try is due."] =
            Read(checks => checks.Again(e => e.Name == "FollowUpTried" && e.Text("result") == "NoAnswer", e => e with { At = e.At.AddMinutes(1) })),
        ["Calls of an agent who is away are made by the substitute."] = Read(checks =>
        {
            var call = checks.Calls.First(call => call is { AgentId: not null, State: FollowUpState.Reached });
            checks.Change(e => e.Record == call.RecordId && e.Name == "FollowUpEnded" && e.Number == call.Number, e => e with { Actor = "somebody else" });
        }),
        ["A missed call is a task once, and goes up step by step, each once."] = Read(checks => checks._tasks.Remove(checks._tasks.First(task => task.Kind == TaskKind.MakeOverdueCall))),
        ["A promise runs out when policy, hours and pauses say so."] = Read(checks => checks._promises[0] = checks._promises[0] with { DueAt = checks._promises[0].DueAt.AddMinutes(1) }),
        ["A promise is warned of once, when three quarters of its time have gone."] = Read(checks => checks.Take(e => e.Name == "PromiseWarned")),
        ["A missed promise goes up step by step, each once and at its time, as long as it is owed."] = Read(checks =>
        {
            var last = checks.Take(e => e.Name == "PromiseEscalated" && e.Text("step") == "3");
            var at = checks._promises.FindIndex(promise => promise.Id == $"{last.Record}/{last.Number}");
            checks._promises[at] = checks._promises[at] with { Steps = 2 };
        }),
        ["A promise is kept by what comes before its time runs out, else missed once, when it does."] = Read(checks =>
        {
            var at = checks._promises.FindIndex(promise => promise.IsKept == true && promise.DueAt > promise.EndedAt);
            checks._promises[at] = checks._promises[at] with { EndedAt = checks._promises[at].DueAt.AddSeconds(1) };
        }),
        ["Each repair has the promises that are owed from its registration or reopening on, each until what ends it."] = Read(checks => checks._promises.Remove(checks._promises.First(promise => promise.Kind == TicketKind.Repair))),
        ["Each step of a missed promise is a task of whom it goes to, in working hours unless it is an emergency."] = Read(checks => checks._tasks.Remove(checks._tasks.First(task => task.Kind == TaskKind.PromiseMissed))),
        ["A task that is not done in time is overdue once, at its time."] = Read(checks => checks.Change(e => e.Name == "TaskOverdue", e => e with { At = e.At.AddMinutes(1) })),
        ["Each term of a contract has one expiry notice, one calendar month before its end."] = Read(checks => checks.Change(e => e.Name == "ExpiryNoticeMade", e => e with { At = e.At.AddDays(1) })),
        ["An inspection of a contract is owed once for each occurrence of its plan."] = Read(checks => checks._tasks.Remove(checks._tasks.First(task => task.Kind == TaskKind.InspectByPhone))),
        ["Each working day of each technician who worked has one report, confirmed or chased."] = Read(checks => checks._reports.RemoveAt(0)),
        ["A confirmed report that nobody corrected says the minutes worked that day, by category."] = Read(checks =>
        {
            var confirmed = checks._reports.Where(report => report.IsConfirmed).Select(report => (report.BranchId, report.TechnicianId, report.Day)).ToHashSet();
            var at = checks._works.FindIndex(work => confirmed.Contains((work.BranchId, work.TechnicianId, BranchDays.DayOf(work.BranchId, work.EndedAt))));
            checks._works[at] = checks._works[at] with { Minutes = checks._works[at].Minutes + 1 };
        }),
        ["Each day reported on is signed for headquarters, or chased."] = Read(checks =>
        {
            var at = checks._dayReports.FindIndex(day => day is { IsSigned: true, Technicians: > 0 });
            checks._dayReports[at] = checks._dayReports[at] with { IsSigned = false };
        }),
        ["Each week, month and year of each branch has one report, written or chased."] = Read(checks => checks._periodReports.RemoveAt(0)),
        ["A figure is what a direct count of the records gives."] = Read(checks => checks._completions.RemoveAt(checks._completions.Count - 1)),
    };

    /// <summary>Further faults, of rules that can be broken in more than one way.</summary>
    public static IReadOnlyList<(string Rule, Func<YearChecks, Task<Func<Task>?>> Plant)> MoreFaults { get; } =
    [
        ("Each repair has the promises that are owed from its registration or reopening on, each until what ends it.", Read(checks =>
        {
            var at = checks._promises.FindIndex(promise => promise is { Kind: TicketKind.Repair, EndedAt: not null });
            checks._promises[at] = checks._promises[at] with { EndedAt = checks._promises[at].EndedAt!.Value.AddMinutes(1) };
        })),
        ("Each step of a missed promise is a task of whom it goes to, in working hours unless it is an emergency.", Read(checks =>
        {
            // Journal and task agree, and it is the wrong one.
            var at = checks._tasks.FindIndex(task => task is { Kind: TaskKind.PromiseMissed, Role: Role.Dispatcher });
            var task = checks._tasks[at] = checks._tasks[at] with { Role = Role.BranchManager };
            checks.Change(e => e.Name == "PromiseEscalated" && IWorkTaskGrain.KeyOf(TaskKind.PromiseMissed, $"{e.Record}:{e.Number}:{e.Text("step")}") == task.Id, e =>
            {
                var data = JsonNode.Parse(e.Data.GetRawText())!;
                data["role"] = nameof(Role.BranchManager);
                return e with { Data = JsonSerializer.SerializeToElement(data) };
            });
        })),
    ];

    /// <summary>The same again, to plant something in.</summary>
    public YearChecks Copy() => new(_year)
    {
        _journal = _journal.Copy(), Tickets = [.. Tickets], Calls = [.. Calls], Cards = [.. Cards], Terms = [.. Terms], _visits = [.. _visits], _completions = [.. _completions], _tasks = [.. _tasks],
        _contacts = [.. _contacts], _messages = [.. _messages], _contracts = [.. _contracts], _sales = [.. _sales], _absences = [.. _absences], _works = [.. _works], _reports = [.. _reports], _promises = [.. _promises], _dayReports = [.. _dayReports], _periodReports = [.. _periodReports], _reminders = [.. _reminders],
    };

    private static Func<YearChecks, Task<Func<Task>?>> Read(Action<YearChecks> plant) => checks =>
    {
        plant(checks);
        return Task.FromResult<Func<Task>?>(null);
    };

    private void Change(Func<Happened, bool> which, Func<Happened, Happened> how)
    {
        var events = _journal.Of("").Select(record => record.Events).First(events => events.Exists(e => which(e)));
        var at = events.FindIndex(e => which(e));
        events[at] = how(events[at]);
    }

    private Happened Take(Func<Happened, bool> which)
    {
        var events = _journal.Of("").Select(record => record.Events).First(events => events.Exists(e => which(e)));
        var taken = events.Find(e => which(e))!;
        events.Remove(taken);
        return taken;
    }

    private void Again(Func<Happened, bool> which, Func<Happened, Happened> how)
    {
        var events = _journal.Of("").Select(record => record.Events).First(events => events.Exists(e => which(e)));
        var at = events.FindIndex(e => which(e));
        events.Insert(at + 1, how(events[at]));
    }

    private void Change(Func<FollowUpCallRow, bool> which, Func<FollowUpCallRow, FollowUpCallRow> how)
    {
        var at = Calls.FindIndex(call => which(call));
        Calls[at] = how(Calls[at]);
    }
}
