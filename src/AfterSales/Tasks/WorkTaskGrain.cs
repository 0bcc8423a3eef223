using AfterSales.Absences;
using AfterSales.Absences.Rules;
using AfterSales.Access;
using AfterSales.Accounts;
using AfterSales.Branches;
using AfterSales.Branches.Rules;
using AfterSales.Calendars;
using AfterSales.Channels;
using AfterSales.Notices;
using AfterSales.Policies;
using AfterSales.Records;
using AfterSales.Tasks.Rules;

namespace AfterSales.Tasks;

[GrainType("task")]
public sealed class WorkTaskGrain(
    RecordServices services, ReferenceCache<IBranchGrain, Branch> branches, PlaceCalendars calendars, EffectivePolicies policies, CurrentStandIns standIns, OpenAccounts accounts, MailChannel mail,
    TimeProvider clock)
    : RecordGrain<WorkTask>(services), IWorkTaskGrain, ITakeHandOver
{
    // Without the hours of its place everything happens at its instant.
    private static readonly WorkingCalendar NoHours = WorkingCalendar.Closed("UTC");

    public Task<Answer> Raise(Intent<RaisedTask> intent) => MakeOrChange(intent,
        async now =>
        {
            var place = (await branches.ForWork(intent.Body.BranchId, intent.Caller))?.Id ?? intent.Body.BranchId;
            var (calendar, escalation) = await At(place);
            return TaskRules.Raise(Key, intent.Body with { BranchId = place }, escalation, calendar, now, await calendars.OfHeadquarters());
        },
        (task, now) => Decision.NothingToDo);

    public Task<Answer> Settle(Intent<SettledTask> intent) =>
        State is null ? Task.FromResult(new Answer(Key, 0)) : Decide(intent, TaskRules.Settle);

    public Task<Answer> Reopen(Intent<ReopenedTask> intent) =>
        State is null ? Task.FromResult(new Answer(Key, 0)) : Decide(intent, (task, now) => TaskRules.Reopen(task, intent.Body.Since, now));

    public Task<Answer> Assign(Intent<AssignTask> intent) => InHands(intent, async (task, now) =>
        TaskRules.Assign(task, intent.Body.Account, await accounts.Without(intent.Body.Account is { } account ? [account] : []),
            intent.Body.Account is { } worker ? await accounts.Unable(worker, Permission.WorkTasks, task.BranchId) : null));

    public Task<Answer> Postpone(Intent<PostponeTask> intent) => InHands(intent, async (task, now) =>
    {
        var (calendar, escalation) = await At(task.BranchId);
        var most = (await policies.At(task.BranchId)).Get(TaskPolicies.MostPostponed);
        return TaskRules.Postpone(task, intent.Body, most, escalation, calendar, now, await calendars.OfHeadquarters());
    });

    public Task<Answer> Complete(Intent<CompleteTask> intent) => InHands(intent, async (task, now) =>
        TaskRules.Complete(task, intent.Body.Outcome, (await At(task.BranchId)).Calendar, now));

    public Task<Answer> HandOver(Intent<MoveToBranch> intent) => Decide(intent, (task, now) => HandOverRules.Take(task.BranchId, intent.Body, now));

    protected override ValueTask<Decision> WhenDue(WorkTask state, DateTimeOffset now) => new(TaskRules.WhenDue(state, now));

    protected override IEnumerable<Effect> EffectsOf(WorkTask state, Event happened)
    {
        if (happened is TaskReported e && state.Report is { } report)
            yield return RaiseTask.For(state.Id, new RaisedTask(state.BranchId, report.Kind, state.About, state.CustomerId, report.Role, e.ReadBy, report.Account, e.Found));
        // Nobody is told while nothing can be mailed.
        if (mail.IsOn && ToldOfTask.Of(state, happened, clock.GetInstant(), Actor) is { } told) yield return new TellPeople(told);
    }

    protected override IEnumerable<object> RowsOf(WorkTask state, RowStamp stamp) => [WorkTaskRow.Of(state, stamp)];

    private Task<Answer> InHands<T>(Intent<T> intent, Func<WorkTask, DateTimeOffset, ValueTask<Decision>> rule) => AskAndDecide(intent, async (task, now) =>
    {
        var substitutes = task.AssignedTo is null ? StandIns.Nobody : await standIns.AtPlace(task.BranchId);
        return TaskHands.MustBeInHands(task, intent.Caller, substitutes) ?? await rule(task, now);
    });

    private async ValueTask<(WorkingCalendar Calendar, EscalationPlan Escalation)> At(string place)
    {
        var inForce = await policies.At(place);
        return (await calendars.Of(place) ?? NoHours, new EscalationPlan(inForce.Get(TaskPolicies.Escalation), inForce.Get(TaskPolicies.TimeToRead)));
    }
}
