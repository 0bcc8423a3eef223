using AfterSales.Access;
using AfterSales.Branches;
using AfterSales.Branches.Rules;
using AfterSales.Calendars;
using AfterSales.Headquarters;
using AfterSales.Policies;
using AfterSales.Records;
using AfterSales.Reports.Rules;
using AfterSales.Tasks;
using AfterSales.Tasks.Rules;
using AfterSales.Technicians;
using AfterSales.Technicians.Rules;
using AfterSales.Tickets;

namespace AfterSales.Reports;

[GrainType("day_report")]
public sealed class DayReportGrain(RecordServices services, ReferenceCache<IBranchGrain, Branch> branches, EffectivePolicies policies, DayWork work)
    : RecordGrain<DayReport>(services), IDayReportGrain, IHearOfWork, ITakeHandOver
{
    public Task<Answer> NoteWork(Intent<EndedWork> intent) => State is null
        ? Create(intent, async now => After(await Begun(intent.Body.BranchId, intent.Body.Day), day => DayReportRules.NoteWork(day, intent.Body.TechnicianId, intent.Body.WorkId)))
        : Decide(intent, (day, now) => DayReportRules.NoteWork(day, intent.Body.TechnicianId, intent.Body.WorkId));

    public Task<Answer> Confirm(Intent<ConfirmTechnicianReport> intent) => State is null
        ? Create(intent, async now =>
        {
            var (branchId, date, technicianId) = (intent.Body.BranchId, intent.Body.Day, intent.Body.TechnicianId);
            if (Key != WorkingDayKey.Of(branchId, date) || !(intent.Caller.ActsFor(branchId) || intent.Caller.Technician == technicianId)) return new NotFound(branchId);
            if (await branches.Get(branchId) is not { } branch || !await work.IsOf(branchId, technicianId, date, branch.Calendar)) return new NotFound(technicianId);
            if (DayReportRules.NotOfThatDay(date, branch.Calendar, now) is { } wrong) return wrong;
            var begun = await Begun(branchId, date);
            var confirmed = await Confirmed(DayReport.Apply(null, begun), intent, now);
            return confirmed.Refusal is null ? Decision.Of([begun, .. confirmed.Events]) : confirmed;
        })
        : AskAndDecide(intent, async (day, now) =>
            day.Of(intent.Body.TechnicianId) is null && !await work.IsOf(day.OfBranchId, intent.Body.TechnicianId, day.Day, await CalendarOf(day.OfBranchId))
                ? new NotFound(intent.Body.TechnicianId) : await Confirmed(day, intent, now));

    public Task<Answer> Amend(Intent<AmendTechnicianReport> intent) => AskAndDecide(intent, async (day, now) =>
        DayReportRules.Amend(day, intent.Body, intent.Caller.Account, await CalendarOf(day.OfBranchId), now));

    public Task<Answer> SumUp(Intent<SumUpDay> intent) => Decide(intent, (day, now) => DayReportRules.SumUp(day, intent.Body, intent.Caller.Account, now));

    public Task<Answer> Sign(Intent<SignDay> intent) => Decide(intent, (day, now) => DayReportRules.Sign(day, intent.Body, intent.Caller.Account, now));

    public Task<Answer> HandOver(Intent<MoveToBranch> intent) => Decide(intent, (day, now) => HandOverRules.Take(day.BranchId, intent.Body, now));

    protected override async ValueTask<Decision> WhenDue(DayReport state, DateTimeOffset now) => DayReportRules.WhenDue(state, await CalendarOf(state.OfBranchId), now);

    /// <summary>Whom it is time to remind already is reminded at once.</summary>
    protected override async ValueTask<Decision> AndWhatGoesAlong(DayReport? before, Decision decision, DateTimeOffset now)
    {
        var after = decision.Events.Aggregate(before, DayReport.Apply)!;
        return after.NextDue <= now ? Decision.Of([.. decision.Events, .. DayReportRules.WhenDue(after, await CalendarOf(after.OfBranchId), now).Events]) : decision;
    }

    /// <summary>The branch's people over its day, and a technician over his own report in it.</summary>
    protected override bool MayAsk(DayReport state, Caller caller, object? asked) =>
        base.MayAsk(state, caller, asked) || (asked is IAboutTechnician about && caller.Technician is { } own && about.TechnicianId == own);

    protected override IEnumerable<Effect> EffectsOf(DayReport state, Event happened) => happened switch
    {
        TechniciansReminded e => e.TechnicianIds.Select(technician => RaiseTask.For(FactsOf(state, technician),
            new RaisedTask(state.BranchId, TaskKind.ConfirmDailyReport, state.Id, null, Role.Technician, e.DueAt) { TechnicianId = technician })),
        TechnicianReportConfirmed e when state.Of(e.TechnicianId) is { Reminders: > 0 } =>
            [new SettleTask(IWorkTaskGrain.KeyOf(TaskKind.ConfirmDailyReport, FactsOf(state, e.TechnicianId)))],
        SupervisorReminded e => [RaiseTask.For(FactsOf(state, state.SupervisorReminders), new RaisedTask(state.BranchId, TaskKind.ConfirmSupervisorReport, state.Id, null, Role.Dispatcher, e.DueAt))],
        SupervisorReportConfirmed when state.SupervisorReminders > 0 =>
            [new SettleTask(IWorkTaskGrain.KeyOf(TaskKind.ConfirmSupervisorReport, FactsOf(state, state.SupervisorReminders)))],
        ManagerReminded e => [RaiseTask.For(FactsOf(state, state.ManagerReminders), new RaisedTask(state.BranchId, TaskKind.SignBranchReport, state.Id, null, Role.BranchManager, e.DueAt))],
        DayReportSigned when state.ManagerReminders > 0 => [new SettleTask(IWorkTaskGrain.KeyOf(TaskKind.SignBranchReport, FactsOf(state, state.ManagerReminders)))],
        _ => [],
    };

    protected override IEnumerable<object> RowsOf(DayReport state, RowStamp stamp) =>
        [DayReportRow.Of(state, stamp), .. state.Technicians.Select(report => TechnicianReportRow.Of(state, report)),
            .. state.Technicians.Where(report => report.ConfirmedAt is not null).Select(report => WorkedDay(state, report))];

    private static WorkedDayRow WorkedDay(DayReport day, TechnicianReport report) => new()
    {
        Id = TechnicianReportRow.KeyOf(day.Id, report.TechnicianId),
        BranchId = day.OfBranchId,
        Day = day.Day,
        TechnicianId = report.TechnicianId,
        IsSigned = day.IsSignedWith(report),
        WorkedMinutes = report.Worked.Total,
        MinutesToWork = report.MinutesToWork,
    };

    private static string FactsOf(DayReport day, int number) => FormattableString.Invariant($"{day.Id}:{number}");

    private static string FactsOf(DayReport day, string technicianId) => FormattableString.Invariant($"{day.Id}:{technicianId}:{day.Of(technicianId)!.Reminders}");

    private static Decision After(DayReportBegun begun, Func<DayReport, Decision> rule) => Decision.Of([begun, .. rule(DayReport.Apply(null, begun)).Events]);

    private async ValueTask<Decision> Confirmed(DayReport day, Intent<ConfirmTechnicianReport> intent, DateTimeOffset now)
    {
        var calendar = await CalendarOf(day.OfBranchId);
        var found = await work.Of([day.OfBranchId, day.BranchId], intent.Body.TechnicianId, day.Day, calendar);
        return DayReportRules.Confirm(day, intent.Body, found, intent.Caller.Technician == intent.Body.TechnicianId, intent.Caller.Account, calendar, now,
            await MinutesToWork(day, intent.Body.TechnicianId, calendar));
    }

    private async ValueTask<int> MinutesToWork(DayReport day, string technicianId, WorkingCalendar calendar) =>
        await GrainFactory.GetGrain<ITechnicianGrain>(technicianId).Read(Caller.System) is { } technician
            ? (int)WorkingTimeRules.ToWork(technician, day.OfBranchId, calendar, calendar.WorkingDayStart(day.Day), calendar.WorkingDayStart(day.Day.AddDays(1))).TotalMinutes
            : 0;

    private async ValueTask<DayReportBegun> Begun(string branchId, DateOnly day)
    {
        var inForce = await policies.At(branchId);
        var times = ReportTimes.Of(await CalendarOf(branchId), day,
            inForce.Get(ReportPolicies.TechnicianDue), inForce.Get(ReportPolicies.SupervisorDue), inForce.Get(ReportPolicies.ManagerDue));
        return new DayReportBegun(Key, branchId, day, times);
    }

    private async ValueTask<WorkingCalendar> CalendarOf(string branchId) =>
        (await branches.Get(branchId))?.Calendar ?? throw new TimeoutException($"Branch {branchId} of {Key} could not be read.");
}
