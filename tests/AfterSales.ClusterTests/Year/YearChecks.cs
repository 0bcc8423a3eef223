using System.Security.Cryptography;
using System.Text;
using AfterSales.Absences;
using AfterSales.Access;
using AfterSales.Complaints;
using AfterSales.Contacts;
using AfterSales.Contracts;
using AfterSales.Contracts.Rules;
using AfterSales.FollowUps;
using AfterSales.FollowUps.Rules;
using AfterSales.Headquarters;
using AfterSales.Messages;
using AfterSales.Promises.Rules;
using AfterSales.Records;
using AfterSales.Reports;
using AfterSales.Surveys;
using AfterSales.Surveys.Rules;
using AfterSales.Tasks;
using AfterSales.Tasks.Rules;
using AfterSales.Tickets;
using AfterSales.Tickets.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.ClusterTests.Year;

/// <summary>
/// The rules of domain.md §3 and §5 as sentences about what rows and journal say at the end of a year. None asks the rules' own code.
/// </summary>
public sealed partial class YearChecks(SimulatedYear year)
{
    private readonly SimulatedYear _year = year;
    private YearJournal _journal = new();
    private readonly List<string> _leftLying = [];
    private readonly Dictionary<string, int> _saves = [];
    private List<VisitRow> _visits = [];
    private List<TicketCompletionRow> _completions = [];
    private List<WorkTaskRow> _tasks = [];
    private List<ContactRow> _contacts = [];
    private List<OutboundMessageRow> _messages = [];
    private List<ContractRow> _contracts = [];
    private List<SaleRow> _sales = [];
    private List<AbsenceRow> _absences = [];
    private List<TicketPromiseRow> _promises = [];
    private List<DayReportRow> _dayReports = [];
    private List<PeriodReportRow> _periodReports = [];
    private HashSet<string> _reminders = [];

    public List<TicketRow> Tickets { get; private set; } = [];

    public List<FollowUpCallRow> Calls { get; private set; } = [];

    public List<SurveyCardRow> Cards { get; private set; } = [];

    public List<ContractTermRow> Terms { get; private set; } = [];

    public int Saves { get; private set; }

    public string SavesByKind => string.Join(", ", _saves.OrderByDescending(kind => kind.Value).Select(kind => $"{kind.Key} {kind.Value}"));

    /// <summary>What happened to which kind of record when, in short: the same seed gives the same.</summary>
    public string Digest { get; private set; } = "";

    /// <summary>Asked while the year goes on: all that was due has been woken.</summary>
    public async Task NothingIsLeftThatWasDue()
    {
        var now = _year.Now.UtcDateTime;
        foreach (var row in await _year.Rows<ReminderRow>(rows => rows.Where(row => row.ReminderName == ReminderRow.Due && row.StartTime <= now)))
            _leftLying.Add($"{row.GrainId} is still due since {row.StartTime:O} at {now:O}");
    }

    public async Task Read()
    {
        await NothingIsLeftThatWasDue();
        Tickets = await _year.Rows<TicketRow>(rows => rows);
        Calls = await _year.Rows<FollowUpCallRow>(rows => rows);
        Cards = await _year.Rows<SurveyCardRow>(rows => rows);
        Terms = await _year.Rows<ContractTermRow>(rows => rows);
        _visits = await _year.Rows<VisitRow>(rows => rows);
        _completions = await _year.Rows<TicketCompletionRow>(rows => rows);
        _tasks = await _year.Rows<WorkTaskRow>(rows => rows);
        _contacts = await _year.Rows<ContactRow>(rows => rows);
        _messages = await _year.Rows<OutboundMessageRow>(rows => rows);
        _contracts = await _year.Rows<ContractRow>(rows => rows);
        _sales = await _year.Rows<SaleRow>(rows => rows);
        _absences = await _year.Rows<AbsenceRow>(rows => rows);
        _works = await _year.Rows<TechnicianWorkRow>(rows => rows);
        _reports = await _year.Rows<TechnicianReportRow>(rows => rows);
        _promises = await _year.Rows<TicketPromiseRow>(rows => rows);
        _dayReports = await _year.Rows<DayReportRow>(rows => rows);
        _periodReports = await _year.Rows<PeriodReportRow>(rows => rows);
        _reminders = [.. (await _year.Rows<ReminderRow>(rows => rows.Where(row => row.ReminderName == ReminderRow.Due))).Select(row => row.GrainId[(row.GrainId.IndexOf('/') + 1)..])];
        foreach (var row in await _year.Rows<JournalRow>(rows => rows.OrderBy(row => row.Record).ThenBy(row => row.Version)))
        {
            _journal.Add(row.Record, row.Version, row.At, row.Actor, row.Events);
            Saves++;
            var kind = row.Record[..row.Record.IndexOf('-')];
            _saves[kind] = _saves.GetValueOrDefault(kind) + 1;
        }

        string[] happened = [.. _journal.Of("").SelectMany(record => record.Events).Select(e => $"{e.At:O} {e.Record[..e.Record.IndexOf('-')]} {e.Version} {e.Name}").Order(StringComparer.Ordinal)];
        Digest = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', happened))))[..12];
    }

    /// <summary>Whatever broke a rule, as a sentence.</summary>
    public async Task<List<string>> Broken()
    {
        var broken = new List<string>();
        foreach (var (rule, of) in Rules) broken.AddRange((await of(this)).Take(8).Select(what => $"{rule} {what}"));
        return broken;
    }

    /// <summary>Each rule, and what breaks it.</summary>
    public static IReadOnlyDictionary<string, Func<YearChecks, Task<IEnumerable<string>>>> Rules { get; } = new Dictionary<string, Func<YearChecks, Task<IEnumerable<string>>>>
    {
        ["No reminder is left after its tick."] = checks => Now(checks._leftLying),
        ["Nothing was set aside, and nothing told is left undelivered."] = async checks => await checks.NothingWasSetAside(),
        ["A record has a reminder when, and only when, something is due of it."] = checks => Now(checks.RemindersAreThoseOfWhatIsDue()),
        ["A record's versions count from 1 without a gap, and its row stands at the last."] = checks => Now(checks.VersionsHaveNoGap()),
        ["Numbers are unique."] = checks => Now(checks.NumbersAreUnique()),
        ["A ticket moves along the arrows of the drawing alone."] = checks => Now(checks.TicketsMoveAlongTheDrawing()),
        ["A ticket is opened again within 30 days of its completion."] = checks => Now(checks.ReopenedInTime()),
        ["A second call on an open fault joins its ticket."] = checks => Now(checks.SecondCallsJoin()),
        ["No technician has two appointments at once."] = checks => Now(checks.NoTwoAtOnce()),
        ["Each completed repair has one opinion card, and it goes out once, the day after."] = checks => Now(checks.CardsGoOutTheDayAfter()),
        ["Each completion is followed by one first call, 3 to 7 days later."] = checks => Now(checks.FirstCallsAreOwed()),
        ["A first call that succeeded or was given up is followed by one second call, 7 to 14 days later."] = checks => Now(checks.SecondCallsAreOwed()),
        ["After a sale one call is owed on the third day."] = checks => Now(checks.SalesAreFollowed()),
        ["A call is raised once, when its window opens, and missed once, when it closes."] = checks => Now(checks.CallsAreRaisedAndMissedOnce()),
        ["Nobody who refuses calls has one raised."] = checks => Now(checks.NobodyIsCalledAgainstHisWill()),
        ["Who does not answer is tried at most 3 times a day and 6 times in all, and not before the next try is due."] = checks => Now(checks.TriesKeepTheirDistance()),
        ["Calls of an agent who is away are made by the substitute."] = checks => Now(checks.SubstitutesCall()),
        ["A missed call is a task once, and goes up step by step, each once."] = checks => Now(checks.MissedCallsGoUp()),
        ["A promise runs out when policy, hours and pauses say so."] = checks => Now(checks.PromisesRunOutAsPromised()),
        ["A promise is warned of once, when three quarters of its time have gone."] = checks => Now(checks.PromisesAreWarnedOf()),
        ["A missed promise goes up step by step, each once and at its time, as long as it is owed."] = checks => Now(checks.PromisesGoUpAsFarAsTimeAllows()),
        ["A promise is kept by what comes before its time runs out, else missed once, when it does."] = checks => Now(checks.PromisesAreKeptOrMissed()),
        ["Each repair has the promises that are owed from its registration or reopening on, each until what ends it."] = checks => Now(checks.PromisesAreThoseOwed()),
        ["Each step of a missed promise is a task of whom it goes to, in working hours unless it is an emergency."] = checks => Now(checks.StepsAreTasks()),
        ["A task that is not done in time is overdue once, at its time."] = checks => Now(checks.TasksAreOverdueOnce()),
        ["Each term of a contract has one expiry notice, one calendar month before its end."] = checks => Now(checks.ContractsEndWithNotice()),
        ["An inspection of a contract is owed once for each occurrence of its plan."] = checks => Now(checks.InspectionsAreOwedOnce()),
        ["Each working day of each technician who worked has one report, confirmed or chased."] = checks => Now(checks.DaysOfWorkAreReported()),
        ["A confirmed report that nobody corrected says the minutes worked that day, by category."] = checks => Now(checks.ReportsSayWhatWasWorked()),
        ["Each day reported on is signed for headquarters, or chased."] = checks => Now(checks.DaysAreSigned()),
        ["Each week, month and year of each branch has one report, written or chased."] = checks => Now(checks.PeriodsAreReported()),
        ["A figure is what a direct count of the records gives."] = async checks => await checks.FiguresAreDirectCounts(),
    };

    private static Task<IEnumerable<string>> Now(IEnumerable<string> broken) => Task.FromResult(broken);

    private async Task<List<string>> NothingWasSetAside() =>
    [
        .. (await _year.Rows<SetAsideRow>(rows => rows)).Select(row => $"{row.Kind} {row.Key}: {row.Error}"),
        .. (await _year.Rows<EffectRow>(rows => rows)).Select(row => $"{row.Kind} from {row.Source} to {row.Target}"),
    ];

    private IEnumerable<string> RemindersAreThoseOfWhatIsDue()
    {
        var waiting = Calls.Where(call => call.State is FollowUpState.Planned or FollowUpState.Due).Select(call => call.RecordId).ToHashSet();
        foreach (var task in _tasks) if (Differs(task.Id, task.IsOpen && (StaysThere(task) || StepsOf(task).Length == 0 ? !task.IsOverdue : task.EscalatedTo != Role.ServiceDirector))) yield return $"{task}";
        foreach (var card in Cards) if (Differs(card.Id, card.State is SurveyState.Planned or SurveyState.Invited)) yield return $"{card}";
        foreach (var sale in _sales) if (Differs(sale.Id, waiting.Contains(sale.Id))) yield return $"{sale}";
        foreach (var message in _messages) if (message.EndedAt is not null && _reminders.Contains(message.Id)) yield return $"{message}";
        foreach (var contract in _contracts) if (contract.State == ContractState.Cancelled && _reminders.Contains(contract.Id)) yield return $"{contract}";
        foreach (var ticket in Tickets)
        {
            if (ticket.Step is TicketStep.Closed or TicketStep.Cancelled or TicketStep.Rejected && _reminders.Contains(ticket.Id)) yield return $"{ticket} is over and still has one";
            if (waiting.Contains(ticket.Id) && !_reminders.Contains(ticket.Id)) yield return $"{ticket} has none";
        }

        bool Differs(string id, bool isDue) => _reminders.Contains(id) != isDue;
    }

    private IEnumerable<string> VersionsHaveNoGap()
    {
        var versions = Tickets.Select(row => (row.Id, row.Version)).Concat(Cards.Select(row => (row.Id, row.Version))).Concat(_tasks.Select(row => (row.Id, row.Version)))
            .Concat(_contracts.Select(row => (row.Id, row.Version))).Concat(_contacts.Select(row => (row.Id, row.Version))).ToDictionary(row => row.Id, row => row.Version);
        foreach (var (record, events) in _journal.Of(""))
        {
            var known = events.Select(e => e.Version).Distinct().ToArray();
            if (!known.SequenceEqual(Enumerable.Range(1, known.Length))) yield return $"{record} has the versions {string.Join(", ", known)}";
            if (versions.TryGetValue(record, out var version) && version != known.Length) yield return $"{record} stands at {version} after {known.Length} saves";
            for (var i = 1; i < events.Count; i++)
                if (events[i].At < events[i - 1].At) yield return $"{record} went back in time at version {events[i].Version}";
        }
    }

    private IEnumerable<string> NumbersAreUnique() =>
        Tickets.Select(row => row.Number).Concat(_contracts.Select(row => row.Number)).Concat(_contacts.Select(row => row.Number)).GroupBy(number => number)
            .Where(number => number.Count() > 1).Select(number => number.Key);

    private IEnumerable<string> NoTwoAtOnce()
    {
        VisitEnd?[] made = [null, VisitEnd.Done, VisitEnd.PartsAwaited, VisitEnd.BroughtIn, VisitEnd.NotFinished, VisitEnd.NobodyHome];
        foreach (var days in _visits.Where(visit => made.Contains(visit.HowEnded) && visit.TechnicianId is not null).GroupBy(visit => visit.TechnicianId))
        {
            var ordered = days.OrderBy(visit => visit.StartsAt).ToArray();
            for (var i = 1; i < ordered.Length; i++)
                if (ordered[i].StartsAt < ordered[i - 1].EndsAt) yield return $"{ordered[i - 1].Id} and {ordered[i].Id} of {days.Key} at {ordered[i].StartsAt:O}";
        }
    }

    private IEnumerable<string> TasksAreOverdueOnce()
    {
        foreach (var task in _tasks)
        {
            var overdue = _journal[task.Id].Where(e => e.Name == "TaskOverdue").ToArray();
            var due = Awake(task.RaisedAt > task.DueAt ? task.RaisedAt : task.DueAt);
            if ((task.EndedAt ?? SimulatedYear.End) > due && overdue.Length != 1) yield return $"{task.Kind} {task.Id} was overdue {overdue.Length} times";
            if (task.EndedAt < task.DueAt && overdue.Length != 0) yield return $"{task.Kind} {task.Id} was done in time and overdue";
            foreach (var e in overdue) if (e.At != due) yield return $"{task.Kind} {task.Id} was due {due:O} and overdue {e.At:O}";
        }
    }

    private IEnumerable<string> MissedCallsGoUp()
    {
        var missed = Calls.Where(call => _journal[call.RecordId].Any(e => e.Name == "FollowUpMissed" && e.Number == call.Number)).Select(call => call.Id).ToHashSet();
        var tasks = _tasks.Where(task => task.Kind == TaskKind.MakeOverdueCall).ToLookup(task => task.About);
        foreach (var id in missed) if (tasks[id].Count() != 1) yield return $"{id} has {tasks[id].Count()} tasks";
        foreach (var about in tasks) if (!missed.Contains(about.Key)) yield return $"{about.Key} has a task and was not missed";
        foreach (var task in _tasks)
        {
            var steps = _journal[task.Id].Where(e => e.Name == "TaskEscalated").Select(e => (Role: e.Text("role"), e.At)).ToArray();
            if (!steps.Select(step => step.Role).SequenceEqual(StepsOf(task).Take(steps.Length))) yield return $"{task.Id} went to {string.Join(", ", steps)}";
            if (task.BranchId == Assignment.Headquarters) continue;
            foreach (var step in steps)
            {
                if (step.At - task.RaisedAt < TimeSpan.FromMinutes(15)) yield return $"{task.Kind} {task.Id}, raised {task.RaisedAt:O}, went up before anybody could read it, {step.At:O}";
                if (step.At != _year.Outage.Until && !IsHeard(task, step.Role, step.At.AddTicks(-1)) && !IsHeard(task, step.Role, step.At)) yield return $"{task.Kind} {task.Id} of {task.BranchId}, raised {task.RaisedAt:O} and due {task.DueAt:O}, went up at night, {step.At:O}";
            }

            // Two days on, it has reached the director, whatever the weekend.
            if (!StaysThere(task) && (task.EndedAt ?? SimulatedYear.End) - task.DueAt > TimeSpan.FromDays(6) && steps.Length < StepsOf(task).Length && task.DueAt >= task.RaisedAt && !InOutage(task.DueAt))
                yield return $"{task.Kind} {task.Id} lay since {task.DueAt:O} and went up {steps.Length} times";
        }
    }

    /// <summary>Those above whom it stands with, at a place that has them.</summary>
    private static string[] StepsOf(WorkTaskRow task) =>
        [.. new[] { Role.BranchManager, Role.ServiceDirector }.Where(role => role.IsAbove(task.Role, task.BranchId)).Select(role => role.ToString())];

    /// <summary>The director works at headquarters; what is about an emergency waits for nobody's hours.</summary>
    private bool IsHeard(WorkTaskRow task, string role, DateTimeOffset at) =>
        task.Kind == TaskKind.EmergencyReported || (task.Kind == TaskKind.LendEqualProduct && Tickets.Exists(ticket => ticket.Id == task.About && ticket.IsEmergency))
        || (role == nameof(Role.ServiceDirector) ? YearHours.Headquarters.IsOpen(at) : BranchDays.IsOpenAt(task.BranchId, at));

    /// <summary>The ticket takes it up by tasks of its own.</summary>
    private static bool StaysThere(WorkTaskRow task) => task.Kind is TaskKind.PromiseRunsOut or TaskKind.PromiseMissed;

    private bool InOutage(DateTimeOffset at) => at >= _year.Outage.From.AddDays(-7) && at < _year.Outage.Until;

    private async Task<List<string>> FiguresAreDirectCounts()
    {
        var broken = new List<string>();
        await _year.Services.GetRequiredService<Sweep>().Run();
        // Each save has marked the days it touched: nothing that is kept differs from its records.
        foreach (var branch in await _year.Services.GetRequiredService<FigureCheck>().Branches())
            await foreach (var difference in _year.Services.GetRequiredService<FigureCheck>().Of(branch)) broken.Add($"{difference}");
        var complaints = await _year.Rows<ComplaintRow>(rows => rows);
        string[] branches = ["b-sh", "b-cd", "b-mad", "b-bcn"];
        var first = DateOnly.FromDateTime(TestCluster.Start.UtcDateTime);
        // The whole year, and one month of it.
        foreach (var period in new[] { new Period(first.AddDays(-10), first.AddDays(400)), new Period(first.AddMonths(4), first.AddMonths(5)) })
        {
            foreach (var branch in branches)
            {
                await Compare(FigureKey.TicketsRegistered, Tickets.Count(row => row.BranchId == branch && In(row.RegisteredDay)));
                await Compare(FigureKey.EmergenciesRegistered, Tickets.Count(row => row.BranchId == branch && In(row.RegisteredDay) && row.IsEmergency));
                await Compare(FigureKey.TicketsCompleted, _completions.Count(row => row.BranchId == branch && In(row.CompletedDay)));
                await Compare(FigureKey.SolvedRemotely, _completions.Count(row => row.BranchId == branch && In(row.CompletedDay) && row.Resolution == Resolution.Remote));
                await Compare(FigureKey.Reopened, _completions.Count(row => row.BranchId == branch && In(row.CompletedDay) && row.IsReopened));
                await Compare(FigureKey.SurveyResponse, Cards.Count(row => row.BranchId == branch && In(row.CompletedDay) && row.State == SurveyState.Answered));
                await Compare(FigureKey.FollowUpReach, Calls.Count(row => row.BranchId == branch && In(row.Day) && row.State == FollowUpState.Reached));
                foreach (var (key, promise) in new[] { (FigureKey.PromiseAnswered, PromiseKind.Answered), (FigureKey.PromiseArranged, PromiseKind.Arranged), (FigureKey.PromiseForwarded, PromiseKind.Forwarded), (FigureKey.PromiseArrival, PromiseKind.Arrival), (FigureKey.PromiseRestored, PromiseKind.Restored) })
                    await Compare(key, _promises.Count(row => row.BranchId == branch && In(row.Day) && row.Promise == promise && row.IsKept == true));
                foreach (var (key, steps) in new[] { (FigureKey.EscalatedToDispatcher, 1), (FigureKey.EscalatedToManager, 2), (FigureKey.EscalatedToDirector, 3) })
                    await Compare(key, _promises.Count(row => row.BranchId == branch && In(row.Day) && row.Steps >= steps));
                await Compare(FigureKey.FollowUpsInTime, Calls.Count(row => row.BranchId == branch && In(row.Day) && row.State is FollowUpState.Reached or FollowUpState.Declined or FollowUpState.GivenUp && row.EndedAt <= row.ClosesAt));
                await Compare(FigureKey.ComplaintsAnsweredInTime, complaints.Count(row => row.BranchId == branch && In(row.AnswerDay) && row.AnsweredAt <= row.AnswerBy));
                await Compare(FigureKey.ComplaintsRaised, complaints.Count(row => row.BranchId == branch && In(row.RaisedDay)));

                async Task Compare(FigureKey key, int counted)
                {
                    var report = await _year.Services.GetRequiredService<FigureReports>().Of(
                        new FiguresAsked([FigureBook.Of(key)], FigureGrouping.Branch, period, null, FigureStep.None, null, [branch]), [branch], cancellation: default);
                    var says = report.Lines.Sum(line => line.Value.Numerator);
                    if (says != counted) broken.Add($"{key} of {branch} from {period.From:O} to {period.To:O} says {says}, and there are {counted}");
                }
            }

            bool In(DateOnly day) => day >= period.From && day <= period.To;
        }

        return broken;
    }

    /// <summary>When it could happen: while the service sleeps nothing does, and afterwards all of it at once.</summary>
    private DateTimeOffset Awake(DateTimeOffset at) => at > _year.Outage.From && at < _year.Outage.Until ? _year.Outage.Until : at;
}
