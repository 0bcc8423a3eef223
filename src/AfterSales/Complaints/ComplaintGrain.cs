using AfterSales.Access;
using AfterSales.Accounts;
using AfterSales.Branches;
using AfterSales.Branches.Rules;
using AfterSales.Calendars;
using AfterSales.Complaints.Rules;
using AfterSales.Contacts;
using AfterSales.Contacts.Rules;
using AfterSales.Customers;
using AfterSales.Policies;
using AfterSales.Records;
using AfterSales.Tasks;
using AfterSales.Tasks.Rules;
using AfterSales.Technicians;

namespace AfterSales.Complaints;

[GrainType("complaint")]
public sealed class ComplaintGrain(RecordServices services, ReferenceCache<IBranchGrain, Branch> branches, EffectivePolicies policies, CustomerFiles customers,
    OpenAccounts accounts)
    : RecordGrain<Complaint>(services), IComplaintGrain, ITakeHandOver
{
    public Task<Answer> Raise(Intent<RaiseComplaint> intent) => Create(intent, async now =>
    {
        var raised = intent.Body;
        if (!intent.Caller.ActsFor(raised.BranchId) || await branches.ForWork(raised.BranchId, intent.Caller) is not { } branch) return new NotFound(raised.BranchId);
        if (BranchRules.MustBeOpen(branch, intent.Caller) is { } closed) return closed;
        raised = raised with { BranchId = branch.Id };
        if (raised.CustomerId is { } customerId)
        {
            if (await customers.Find(customerId, intent.Caller) is not { } customer) return new NotFound(customerId);
            raised = raised with { CustomerId = customer.Id };
        }

        if (raised.TicketId is { } ticketId)
        {
            var ticket = RecordKey.IsWellFormed(IComplaintTicket.Prefix, ticketId) ? await GrainFactory.GetGrain<IComplaintTicket>(ticketId).ReadForComplaint(intent.Caller) : null;
            if (ticket is null && !intent.Caller.IsSystem) return new NotFound(ticketId);
            raised = raised with { ModelId = ticket?.ModelId };
        }

        if (!intent.Caller.IsSystem && raised.PersonId is { } person && !await IsKnown(person)) return new NotFound(person);
        return ComplaintRules.Raise(Key, raised, intent.Caller, branch.Calendar, await TermsAt(raised.BranchId), now);
    });

    public Task<Answer> Answer(Intent<ComplaintWords> intent) =>
        AskAndDecide(intent, async (complaint, now) =>
            ComplaintRules.Answer(complaint, intent.Body, intent.Caller, await CalendarOf(complaint), await TermsAt(complaint.BranchId), now));

    public Task<Answer> Close(Intent<ComplaintWords> intent) =>
        AskAndDecide(intent, async (complaint, now) =>
            ComplaintRules.Close(complaint, intent.Body, intent.Caller, await CalendarOf(complaint), await TermsAt(complaint.BranchId), now));

    public Task<Answer> HandOver(Intent<MoveToBranch> intent) => Decide(intent, (complaint, now) => HandOverRules.Take(complaint.BranchId, intent.Body, now));

    protected override async ValueTask<Decision> WhenDue(Complaint state, DateTimeOffset now) =>
        ComplaintRules.WhenDue(state, await CalendarOf(state), await TermsAt(state.BranchId), now);

    /// <summary>The complaint line answers, at headquarters: nobody of the branch reads it among his tasks.</summary>
    protected override IEnumerable<Effect> EffectsOf(Complaint state, Event happened) => happened switch
    {
        ComplaintRaised e => [.. Heard(state, e), new RaiseTask(AnswerTask, new RaisedTask(
            Assignment.Headquarters, TaskKind.AnswerComplaint, state.Id, state.CustomerId,
            state.Severity == ComplaintSeverity.Serious ? Role.ServiceDirector : Role.ComplaintOfficer, state.AnswerBy))],
        ComplaintReportedUp e => [new RaiseTask(ReportTask, new RaisedTask(
            Assignment.Headquarters, TaskKind.ReportedComplaint, state.Id, state.CustomerId, e.To, e.ActBy))],
        ComplaintAnswered e => [new SettleTask(AnswerTask), new SettleTask(ReportTask), .. Answered(state, e, Actor)],
        _ => [],
    };

    // The register is read by more people than complaints are: the words stay with the complaint.
    private static IEnumerable<Effect> Heard(Complaint complaint, ComplaintRaised raised) => raised.HeardIn is not null ? [] :
    [
        new RecordContact(IContactGrain.KeyOf($"{complaint.Id}:raised"), new RecordedContact(
            complaint.BranchId, ContactChannel.Call, ContactDirection.Incoming, ContactSubject.Complaint, "", raised.At, complaint.CustomerId, complaint.TicketId,
            About: complaint.Id, PersonId: complaint.PersonId)),
    ];

    private static IEnumerable<Effect> Answered(Complaint complaint, ComplaintAnswered answered, string? by) =>
    [
        new RecordContact(IContactGrain.KeyOf($"{complaint.Id}:answered {answered.At:O}"), new RecordedContact(
            complaint.BranchId, answered.Channel, ContactDirection.Outgoing, ContactSubject.Answer, "", answered.At, complaint.CustomerId, complaint.TicketId,
            TakenBy: by, About: complaint.Id, Outcome: ContactOutcome.Reached, PersonId: complaint.PersonId)),
    ];

    /// <summary>A complaint about somebody who has left meanwhile is taken all the same.</summary>
    private async Task<bool> IsKnown(string person) => RecordKey.IsWellFormed(ITechnicianGrain.Prefix, person)
        ? await GrainFactory.GetGrain<ITechnicianGrain>(person).Read(Caller.System) is not null
        : await accounts.IsKnown(person);

    private string AnswerTask => IWorkTaskGrain.KeyOf(TaskKind.AnswerComplaint, Key);

    private string ReportTask => IWorkTaskGrain.KeyOf(TaskKind.ReportedComplaint, Key);

    private async ValueTask<WorkingCalendar> CalendarOf(Complaint complaint) =>
        (await branches.Get(complaint.BranchId))?.Calendar ?? throw new TimeoutException($"Branch {complaint.BranchId} of {complaint.Id} could not be read.");

    private async ValueTask<ComplaintTerms> TermsAt(string branchId)
    {
        var inForce = await policies.At(branchId);
        return new ComplaintTerms(inForce.Get(ComplaintPolicies.AnswerHours), inForce.Get(ComplaintPolicies.ReportDays));
    }

    protected override IEnumerable<object> RowsOf(Complaint state, RowStamp stamp) => [ComplaintRow.Of(state, stamp)];
}

/// <summary>Raises a complaint that another record has heard of. Its key is made of the facts, so that it is raised once.</summary>
public sealed record RaiseComplaintHeard(string ComplaintId, RaiseComplaint Complaint) : Effect
{
    public override string Target => ComplaintId;

    public override Task<Answer> Deliver(IGrainFactory grains, EffectContext context) =>
        grains.GetGrain<IComplaintGrain>(ComplaintId).Raise(context.Intent(Complaint));
}
