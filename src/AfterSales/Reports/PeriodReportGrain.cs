using AfterSales.Access;
using AfterSales.Accounts;
using AfterSales.Branches;
using AfterSales.Branches.Rules;
using AfterSales.Calendars;
using AfterSales.Headquarters;
using AfterSales.Headquarters.Rules;
using AfterSales.Policies;
using AfterSales.Records;
using AfterSales.Reports.Rules;
using AfterSales.Tasks;
using AfterSales.Tasks.Rules;

namespace AfterSales.Reports;

[GrainType("period_report")]
public sealed class PeriodReportGrain(RecordServices services, ReferenceCache<IBranchGrain, Branch> branches, EffectivePolicies policies, OpenAccounts accounts)
    : RecordGrain<PeriodReport>(services), IPeriodReportGrain, IHearOfSummary, ITakeHandOver
{
    public Task<Answer> SummaryWritten(Intent<SummaryAsked> intent) => MakeOrChange(intent,
        async now =>
        {
            var (place, kind, _, _) = intent.Body;
            var due = (await policies.At(place)).Get(kind switch
            {
                SummaryKind.Week => ReportPolicies.WeeklyDue,
                SummaryKind.Month => ReportPolicies.MonthlyDue,
                _ => ReportPolicies.YearlyDue,
            });
            var keeper = (await branches.ForWork(place, intent.Caller))?.Id ?? place;
            return PeriodReportRules.Owe(Key, keeper, intent.Body, due, await CalendarOf(place));
        },
        (report, now) => Decision.NothingToDo);

    public Task<Answer> Submit(Intent<SubmitReport> intent) => AskAndDecide(intent, async (report, now) =>
    {
        var check = (await policies.At(report.BranchId)).Get(ReportPolicies.WeeklyDue);
        var decision = PeriodReportRules.Submit(report, intent.Body, intent.Caller.Account, check, await CalendarOf(report.OfBranchId), now);
        return decision.Refusal is null && await accounts.MustBeOpen([.. intent.Body.Measures.Select(measure => measure.Account)]) is { } nobody ? nobody : decision;
    });

    public Task<Answer> Check(Intent<CheckMeasure> intent) => Decide(intent, (report, now) => PeriodReportRules.Check(report, intent.Body, intent.Caller.Account, now));

    public Task<Answer> HandOver(Intent<MoveToBranch> intent) => Decide(intent, (report, now) => HandOverRules.Take(report.BranchId, intent.Body, now));

    protected override IEnumerable<Effect> EffectsOf(PeriodReport state, Event happened) => happened switch
    {
        PeriodReportOwed e => [RaiseTask.For(state.Id, new RaisedTask(state.BranchId, TaskKind.WriteReport, state.Id, null, Role.BranchManager, e.DueAt))],
        PeriodReportSubmitted e =>
        [
            new SettleTask(IWorkTaskGrain.KeyOf(TaskKind.WriteReport, state.Id)),
            // The week's goes to the departments, the others to the superior.
            RaiseTask.For(state.Id, new RaisedTask(Assignment.Headquarters, TaskKind.ReadReport, state.Id, null,
                state.Period == SummaryKind.Week ? Role.DepartmentMember : Role.ServiceDirector, e.ReadBy, Note: e.Text)),
            .. state.Measures.IsEmpty ? Array.Empty<Effect>()
                : [RaiseTask.For(state.Id, new RaisedTask(state.BranchId, TaskKind.CheckMeasures, state.Id, null, Role.Dispatcher, e.CheckBy))],
        ],
        MeasureDecided e => [RaiseTask.For(FactsOf(state, e.Number), new RaisedTask(state.BranchId, TaskKind.CarryOutMeasure, state.Id, null, Role.Dispatcher, e.DueAt, e.Account, e.What))],
        MeasureChecked e =>
        [
            .. e.IsDone ? [new SettleTask(IWorkTaskGrain.KeyOf(TaskKind.CarryOutMeasure, FactsOf(state, e.Number)))] : Array.Empty<Effect>(),
            .. state.IsChecked ? [new SettleTask(IWorkTaskGrain.KeyOf(TaskKind.CheckMeasures, state.Id))] : Array.Empty<Effect>(),
        ],
        _ => [],
    };

    protected override IEnumerable<object> RowsOf(PeriodReport state, RowStamp stamp) => [PeriodReportRow.Of(state, stamp)];

    private static string FactsOf(PeriodReport report, int number) => FormattableString.Invariant($"{report.Id}:{number}");

    private async ValueTask<WorkingCalendar> CalendarOf(string branchId) =>
        (await branches.Get(branchId))?.Calendar ?? throw new TimeoutException($"Branch {branchId} of {Key} could not be read.");
}
