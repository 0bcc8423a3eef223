using AfterSales.Access;
using AfterSales.Customers.Rules;
using AfterSales.Files;
using AfterSales.Records;
using AfterSales.Tasks;
using AfterSales.Tasks.Rules;

namespace AfterSales.Customers;

public sealed partial class CustomerGrain
{
    public async Task<Answer> PlanService(Intent<PlanService> intent)
    {
        var (calendar, days) = (await Calendar(), await Policy(CustomerPolicies.ServiceReminderDays));
        return await KeepInUse(intent, (customer, now) => ServicePlanRules.Plan(customer, intent.Body, calendar, days, now));
    }

    public async Task<Answer> ServiceDone(Intent<ServiceDone> intent)
    {
        var (calendar, days) = (await Calendar(), await Policy(CustomerPolicies.ServiceReminderDays));
        return await Keep(intent, (customer, now) => ServicePlanRules.ServiceDone(customer, intent.Body.On, calendar, days, now));
    }

    public Task<Answer> PlanCall(Intent<PlanCall> intent) =>
        KeepInUse(intent, (customer, now) => ServicePlanRules.PlanCall(customer, intent.Body.Topic, intent.Body.At, now));

    public async Task<Answer> OweFile(Intent<OweFile> intent)
    {
        var (calendar, days, saleDays) = (await Calendar(), await Policy(CustomerPolicies.FileDays), await Policy(CustomerPolicies.FileSaleDays));
        var open = await OpenWhileArchived();
        return await Decide(intent, (customer, now) => Decision.Of(FileRules.TakeUpFor(customer, open).Events is { Count: > 0 } takenUp
            ? [.. takenUp, .. Owed(takenUp.Aggregate(customer, Customer.Apply), now)]
            : Owed(customer, now)));

        IReadOnlyList<Event> Owed(Customer file, DateTimeOffset now) => FileRules.Owe(file, intent.Body, days, calendar.LocalDay(now).AddDays(-saleDays), now).Events;
    }

    public Task<Answer> AwaitFile(Intent<AwaitedEnquiry> intent) => Measure(intent, (customer, _) => AwaitedEnquiryRules.Await(customer, intent.Body));

    public async Task<Answer> WorkBegan(Intent<WorkBegan> intent)
    {
        var open = await OpenWhileArchived();
        return await Decide(intent, (customer, now) => FileRules.TakeUpFor(customer, open));
    }

    /// <summary>Who began the work may have seen the file a moment before it was put away.</summary>
    private async Task<IReadOnlyList<string>> OpenWhileArchived() => State is { Standing: CustomerStanding.Archived } ? await work.Of(Key) : [];

    protected override async ValueTask<Decision> WhenDue(Customer state, DateTimeOffset now) => Decision.Of(
    [
        .. FileRules.WhenDue(state, now),
        .. ServicePlanRules.WhenDue(state, await Calendar(), await Policy(CustomerPolicies.ReminderCallWorkingDays), now),
    ]);

    protected override IEnumerable<Effect> EffectsOf(Customer state, Event happened) => happened switch
    {
        FileOverdue => [new RaiseTask(FileTask(state), new RaisedTask(
            state.BranchId, TaskKind.CompleteCustomerFile, state.Id, state.Id, Role.FollowUpAgent, state.File.DueAt!.Value, state.File.Responsible))],
        FileMade or CustomerPutAway when state.File.IsRaised => [new SettleTask(FileTask(state))],
        ServiceReminded { Channel: not null } e => [new RaiseTask(ReminderTask(state, e.Of), new RaisedTask(
            state.BranchId, TaskKind.MaintenanceCall, state.Id, state.Id, Role.FollowUpAgent, e.CallBy, Note: Wishes(state)))],
        ServiceCompleted when state.Service.RemindedOf is { } reminded => [new SettleTask(ReminderTask(state, reminded))],
        NextCallRaised { Channel: not null } e => [new RaiseTask(IWorkTaskGrain.KeyOf(TaskKind.PlannedCall, $"{state.Id}\n{e.At:O}"), new RaisedTask(
            state.BranchId, TaskKind.PlannedCall, state.Id, state.Id, Role.FollowUpAgent, e.CallBy, Note: state.Service.NextCall?.Topic))],
        EnquiriesRecorded e => e.Enquiries.Select(enquiry => new TellEnquiryRecorded(enquiry)),
        CustomerErased e => EffectsOfErasure(state, e),
        _ => EffectsOfMerging(state, happened).Concat(AttachingFiles.EffectsOf(state.Id, happened)),
    };

    private static string FileTask(Customer state) => IWorkTaskGrain.KeyOf(TaskKind.CompleteCustomerFile, $"{state.Id}\n{state.File.DueAt:O}");

    private static string ReminderTask(Customer state, DateOnly of) => IWorkTaskGrain.KeyOf(TaskKind.MaintenanceCall, $"{state.Id}\n{of:O}");

    private static string? Wishes(Customer state) => state.Service.Wishes.IsEmpty ? null : string.Join("; ", state.Service.Wishes);
}
