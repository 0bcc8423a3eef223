using AfterSales.Absences;
using AfterSales.Access;
using AfterSales.Complaints;
using AfterSales.Contacts;
using AfterSales.Contracts;
using AfterSales.FollowUps;
using AfterSales.FollowUps.Rules;
using AfterSales.Headquarters;
using AfterSales.Messages;
using AfterSales.Records;
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
    private readonly YearJournal _journal = new();
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
    private HashSet<string> _reminders = [];

    public List<TicketRow> Tickets { get; private set; } = [];

    public List<FollowUpCallRow> Calls { get; private set; } = [];

    public List<SurveyCardRow> Cards { get; private set; } = [];

    public List<ContractTermRow> Terms { get; private set; } = [];

    public int Saves { get; private set; }

    public string SavesByKind => string.Join(", ", _saves.OrderByDescending(kind => kind.Value).Select(kind => $"{kind.Key} {kind.Value}"));

    /// <summary>Asked while the year goes on: all that was due has been woken.</summary>
    public async Task NothingIsLeftThatWasDue()
    {
        var now = year.Now.UtcDateTime;
        foreach (var row in await year.Rows<ReminderRow>(rows => rows.Where(row => row.ReminderName == ReminderRow.Due && row.StartTime <= now)))
            _leftLying.Add($"{row.GrainId} is still due since {row.StartTime:O} at {now:O}");
    }

    public async Task Read()
    {
        await NothingIsLeftThatWasDue();
        Tickets = await year.Rows<TicketRow>(rows => rows);
        Calls = await year.Rows<FollowUpCallRow>(rows => rows);
        Cards = await year.Rows<SurveyCardRow>(rows => rows);
        Terms = await year.Rows<ContractTermRow>(rows => rows);
        _visits = await year.Rows<VisitRow>(rows => rows);
        _completions = await year.Rows<TicketCompletionRow>(rows => rows);
        _tasks = await year.Rows<WorkTaskRow>(rows => rows);
        _contacts = await year.Rows<ContactRow>(rows => rows);
        _messages = await year.Rows<OutboundMessageRow>(rows => rows);
        _contracts = await year.Rows<ContractRow>(rows => rows);
        _sales = await year.Rows<SaleRow>(rows => rows);
        _absences = await year.Rows<AbsenceRow>(rows => rows);
        _reminders = [.. (await year.Rows<ReminderRow>(rows => rows.Where(row => row.ReminderName == ReminderRow.Due))).Select(row => row.GrainId[(row.GrainId.IndexOf('/') + 1)..])];
        foreach (var row in await year.Rows<JournalRow>(rows => rows.OrderBy(row => row.Record).ThenBy(row => row.Version)))
        {
            _journal.Add(row.Record, row.Version, row.At, row.Actor, row.Events);
            Saves++;
            var kind = row.Record[..row.Record.IndexOf('-')];
            _saves[kind] = _saves.GetValueOrDefault(kind) + 1;
        }
    }

    /// <summary>Whatever broke a rule, as a sentence.</summary>
    public async Task<List<string>> Broken()
    {
        (string Rule, IEnumerable<string> Broken)[] rules =
        [
            ("No reminder is left after its tick.", _leftLying),
            ("Nothing was set aside, and nothing told is left undelivered.", await NothingWasSetAside()),
            ("A record has a reminder when, and only when, something is due of it.", RemindersAreThoseOfWhatIsDue()),
            ("A record's versions count from 1 without a gap, and its row stands at the last.", VersionsHaveNoGap()),
            ("Numbers are unique.", NumbersAreUnique()),
            ("A ticket moves along the arrows of the drawing alone.", TicketsMoveAlongTheDrawing()),
            ("A ticket is opened again within 30 days of its completion.", ReopenedInTime()),
            ("A second call on an open fault joins its ticket.", SecondCallsJoin()),
            ("No technician has two appointments at once.", NoTwoAtOnce()),
            ("Each completed repair has one opinion card, and it goes out once, the day after.", CardsGoOutTheDayAfter()),
            ("Each completion is followed by one first call, 3 to 7 days later.", FirstCallsAreOwed()),
            ("A first call that succeeded or was given up is followed by one second call, 7 to 14 days later.", SecondCallsAreOwed()),
            ("After a sale one call is owed on the third day.", SalesAreFollowed()),
            ("A call is raised once, when its window opens, and missed once, when it closes.", CallsAreRaisedAndMissedOnce()),
            ("Nobody who refuses calls has one raised.", NobodyIsCalledAgainstHisWill()),
            ("Who does not answer is tried at most 3 times a day and 6 times in all, and not before the next try is due.", TriesKeepTheirDistance()),
            ("Calls of an agent who is away are made by the substitute.", SubstitutesCall()),
            ("A missed call is a task once, and goes up step by step, each once.", MissedCallsGoUp()),
            ("A missed promise goes up step by step, each once.", PromisesGoUpOnce()),
            ("A task that is not done in time is overdue once, at its time.", TasksAreOverdueOnce()),
            ("Each term of a contract has one expiry notice, one calendar month before its end.", ContractsEndWithNotice()),
            ("An inspection of a contract is owed once for each occurrence of its plan.", InspectionsAreOwedOnce()),
            ("A figure is what a direct count of the records gives.", await FiguresAreDirectCounts()),
        ];
        return [.. rules.SelectMany(rule => rule.Broken.Take(8).Select(broken => $"{rule.Rule} {broken}"))];
    }

    private async Task<List<string>> NothingWasSetAside() =>
    [
        .. (await year.Rows<SetAsideRow>(rows => rows)).Select(row => $"{row.Kind} {row.Key}: {row.Error}"),
        .. (await year.Rows<EffectRow>(rows => rows)).Select(row => $"{row.Kind} from {row.Source} to {row.Target}"),
    ];

    private IEnumerable<string> RemindersAreThoseOfWhatIsDue()
    {
        var waiting = Calls.Where(call => call.State is FollowUpState.Planned or FollowUpState.Due).Select(call => call.RecordId).ToHashSet();
        foreach (var task in _tasks) if (Differs(task.Id, task.IsOpen && (StaysThere(task) ? !task.IsOverdue : task.EscalatedTo != Role.ServiceDirector))) yield return $"{task}";
        foreach (var card in Cards) if (Differs(card.Id, card.State is SurveyState.Planned or SurveyState.Invited)) yield return $"{card}";
        foreach (var sale in _sales) if (Differs(sale.Id, waiting.Contains(sale.Id))) yield return $"{sale}";
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
            if (!steps.Select(step => step.Role).SequenceEqual(new[] { "BranchManager", "ServiceDirector" }.Take(steps.Length))) yield return $"{task.Id} went to {string.Join(", ", steps)}";
            if (task.BranchId == Assignment.Headquarters) continue;
            foreach (var step in steps)
                if (step.At != year.Outage.Until && !BranchDays.IsOpenAt(task.BranchId, step.At.AddTicks(-1)) && !BranchDays.IsOpenAt(task.BranchId, step.At)) yield return $"{task.Id} went up at night, {step.At:O}";
            // Two days on, it has reached the director, whatever the weekend.
            if (!StaysThere(task) && (task.EndedAt ?? SimulatedYear.End) - task.DueAt > TimeSpan.FromDays(6) && steps.Length < 2 && task.DueAt >= task.RaisedAt && !InOutage(task.DueAt))
                yield return $"{task.Kind} {task.Id} lay since {task.DueAt:O} and went up {steps.Length} times";
        }
    }

    /// <summary>The ticket takes it up by tasks of its own.</summary>
    private static bool StaysThere(WorkTaskRow task) => task.Kind is TaskKind.PromiseRunsOut or TaskKind.PromiseMissed;

    private IEnumerable<string> PromisesGoUpOnce() =>
        from ticket in Tickets
        from step in _journal[ticket.Id].Where(e => e.Name == "PromiseEscalated").GroupBy(e => (e.Number, Role: e.Text("role")))
        where step.Count() > 1
        select $"{ticket.Id} went to {step.Key.Role} {step.Count()} times for promise {step.Key.Number}";

    private bool InOutage(DateTimeOffset at) => at >= year.Outage.From.AddDays(-7) && at < year.Outage.Until;

    private async Task<List<string>> FiguresAreDirectCounts()
    {
        var broken = new List<string>();
        await year.Services.GetRequiredService<Sweep>().Run();
        var complaints = await year.Rows<ComplaintRow>(rows => rows);
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
                await Compare(FigureKey.ComplaintsRaised, complaints.Count(row => row.BranchId == branch && In(row.RaisedDay)));

                async Task Compare(FigureKey key, int counted)
                {
                    var report = await year.Services.GetRequiredService<FigureReports>().Of(
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
    private DateTimeOffset Awake(DateTimeOffset at) => at > year.Outage.From && at < year.Outage.Until ? year.Outage.Until : at;
}
