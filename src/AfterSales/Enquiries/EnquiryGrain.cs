using System.Globalization;
using AfterSales.Access;
using AfterSales.Branches;
using AfterSales.Branches.Rules;
using AfterSales.Calendars;
using AfterSales.Contacts;
using AfterSales.Contacts.Rules;
using AfterSales.Customers;
using AfterSales.Customers.Rules;
using AfterSales.Enquiries.Rules;
using AfterSales.Policies;
using AfterSales.Records;
using AfterSales.Tasks;
using AfterSales.Tasks.Rules;

namespace AfterSales.Enquiries;

[GrainType("enquiry")]
public sealed class EnquiryGrain(RecordServices services, ReferenceCache<IBranchGrain, Branch> branches, EffectivePolicies policies, CustomerFiles customers)
    : RecordGrain<Enquiry>(services), IEnquiryGrain, ITakeHandOver
{
    public Task<Answer> Take(Intent<TakeEnquiry> intent) => Create(intent, async now =>
    {
        var asked = intent.Body;
        if (!intent.Caller.ActsFor(asked.BranchId) || await branches.ForWork(asked.BranchId, intent.Caller) is not { } branch) return new NotFound(asked.BranchId);
        if (BranchRules.MustBeOpen(branch, intent.Caller) is { } closed) return closed;
        asked = asked with { BranchId = branch.Id };
        if (asked.CustomerId is { } customerId)
        {
            if (await customers.Find(customerId, intent.Caller) is not { } customer) return new NotFound(customerId);
            // What the service itself has heard is never turned away.
            if (!intent.Caller.IsSystem && CustomerRules.MustBeInUse(customer) is { } archived) return archived;
            asked = asked with { CustomerId = customer.Id };
        }

        var by = intent.Caller.IsSystem ? asked.TakenBy : intent.Caller.Account;
        return EnquiryRules.Take(Key, asked, by, await TermsAt(asked.BranchId), branch.Calendar, now);
    });

    public Task<Answer> Solve(Intent<EnquiryWords> intent) => AskAndDecide(intent, async (enquiry, now) =>
        EnquiryRules.Solve(enquiry, intent.Body.Words, await CalendarOf(enquiry), now));

    public Task<Answer> Tell(Intent<EnquiryWords> intent) => AskAndDecide(intent, async (enquiry, now) =>
        EnquiryRules.Tell(enquiry, intent.Body, await TermsAt(enquiry.BranchId), await CalendarOf(enquiry), now));

    public Task<Answer> HandOver(Intent<MoveToBranch> intent) => Decide(intent, (enquiry, now) => HandOverRules.Take(enquiry.BranchId, intent.Body, now));

    protected override async ValueTask<Decision> WhenDue(Enquiry state, DateTimeOffset now) =>
        EnquiryRules.WhenDue(state, await TermsAt(state.BranchId), await CalendarOf(state), now);

    protected override IEnumerable<Effect> EffectsOf(Enquiry state, Event happened) => happened switch
    {
        EnquiryTaken e =>
        [
            Raise(state, FirstTask(state), state.DueAt, e.Words), .. Heard(state, e),
            .. state.CustomerId is { } customer ? [new TellWorkBegan(customer)] : Array.Empty<Effect>(),
        ],
        // One reminder stands at a time: the next takes the place of the one before.
        EnquiryReminded e when state.EnquiryKind == EnquiryKind.Lead =>
        [
            .. e.Number > 1 ? [new SettleTask(ReminderOf(state, e.Number - 1))] : Array.Empty<Effect>(),
            new RaiseTask(ReminderOf(state, e.Number), Task(state, TaskKind.Notice, Role.SalesManager, e.ActBy, null)),
        ],
        LeadLost e =>
        [
            Settle(state, FirstTask(state)), new SettleTask(ReminderOf(state, state.Reminders)),
            new RaiseTask(LossOf(state), Task(state, TaskKind.Notice, Role.BranchManager, e.ReadBy, null)),
        ],
        EnquiryReminded e => [Raise(state, TaskKind.ReportRequest, e.ActBy, null)],
        EnquirySolved e => [Settle(state, TaskKind.AnswerRequest), Settle(state, TaskKind.ReportRequest), Raise(state, TaskKind.TellCustomer, e.TellBy, e.Words)],
        EnquiryTold e =>
        [
            Told(state, e, Actor),
            Settle(state, FirstTask(state)), Settle(state, TaskKind.TellCustomer),
            .. state.EnquiryKind == EnquiryKind.Lead && state.Reminders > 0 ? [new SettleTask(ReminderOf(state, state.Reminders)), new SettleTask(LossOf(state))] : Array.Empty<Effect>(),
        ],
        UseReportDue e => [new RaiseTask(IWorkTaskGrain.KeyOf(TaskKind.ReportUse, string.Create(CultureInfo.InvariantCulture, $"{state.Id}:{e.Number}")),
            Task(state, TaskKind.ReportUse, Role.FollowUpAgent, e.ActBy, null) with { Report = new TaskReport(TaskKind.ReadUseReport, Role.BranchManager, null) })],
        _ => [],
    };

    protected override IEnumerable<object> RowsOf(Enquiry state, RowStamp stamp) => [EnquiryRow.Of(state, stamp)];

    /// <summary>What was heard in a call or letter that is registered already is not registered twice.</summary>
    private static IEnumerable<Effect> Heard(Enquiry enquiry, EnquiryTaken taken) => taken.HeardIn is not null
        ? []
        : [new RecordContact(IContactGrain.KeyOf($"{enquiry.Id}:taken"), new RecordedContact(
            enquiry.BranchId, taken.Channel, ContactDirection.Incoming,
            taken.Kind == EnquiryKind.Request ? ContactSubject.Request : ContactSubject.Enquiry, taken.Words, taken.At, enquiry.CustomerId,
            Counterpart: taken.Contact is { } stranger ? new Counterpart(stranger, null) : null, Companion: taken.Channel == ContactChannel.Visit ? taken.TakenBy ?? Caller.System.Account : null, TakenBy: taken.TakenBy, About: enquiry.Id))];

    private static RecordContact Told(Enquiry enquiry, EnquiryTold told, string? by) => new(IContactGrain.KeyOf($"{enquiry.Id}:told"), new RecordedContact(
        enquiry.BranchId, told.Channel, ContactDirection.Outgoing, ContactSubject.Answer, told.Words, told.At, enquiry.CustomerId, TakenBy: by,
        About: enquiry.Id, Outcome: ContactOutcome.Reached));

    private static TaskKind FirstTask(Enquiry enquiry) => enquiry.EnquiryKind switch
    {
        EnquiryKind.PriceQuestion => TaskKind.CallBackWithPrice,
        EnquiryKind.Lead => TaskKind.ContactLead,
        _ => TaskKind.AnswerRequest,
    };

    private static RaiseTask Raise(Enquiry enquiry, TaskKind kind, DateTimeOffset due, string? note)
    {
        var role = kind switch
        {
            TaskKind.ContactLead => Role.SalesManager,
            TaskKind.ReportRequest => Role.Dispatcher,
            _ => Role.FollowUpAgent,
        };
        return new RaiseTask(IWorkTaskGrain.KeyOf(kind, enquiry.Id), Task(enquiry, kind, role, due, note));
    }

    private static RaisedTask Task(Enquiry enquiry, TaskKind kind, Role role, DateTimeOffset due, string? note) => new(
        enquiry.BranchId, kind, enquiry.Id, enquiry.CustomerId, role, due, role == Role.FollowUpAgent ? enquiry.TakenBy : null, note);

    private static SettleTask Settle(Enquiry enquiry, TaskKind kind) => new(IWorkTaskGrain.KeyOf(kind, enquiry.Id));

    private static string ReminderOf(Enquiry enquiry, int number) =>
        IWorkTaskGrain.KeyOf(TaskKind.Notice, string.Create(CultureInfo.InvariantCulture, $"{enquiry.Id}:{number}"));

    private static string LossOf(Enquiry enquiry) => IWorkTaskGrain.KeyOf(TaskKind.Notice, $"{enquiry.Id}:lost");

    private async ValueTask<WorkingCalendar> CalendarOf(Enquiry enquiry) =>
        (await branches.Get(enquiry.BranchId))?.Calendar ?? throw new TimeoutException($"Branch {enquiry.BranchId} of {Key} could not be read.");

    private async ValueTask<EnquiryTerms> TermsAt(string branchId)
    {
        var inForce = await policies.At(branchId);
        return new EnquiryTerms(inForce.Get(EnquiryPolicies.CallBackHours), inForce.Get(EnquiryPolicies.LeadContactHours),
            inForce.Get(EnquiryPolicies.LeadReminderDays), inForce.Get(EnquiryPolicies.LeadReminders), inForce.Get(EnquiryPolicies.ReportDays), inForce.Get(EnquiryPolicies.RequestTerms));
    }
}
