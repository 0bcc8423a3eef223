using System.Globalization;
using AfterSales.Access;
using AfterSales.Branches;
using AfterSales.Branches.Rules;
using AfterSales.Complaints;
using AfterSales.Complaints.Rules;
using AfterSales.Contacts.Rules;
using AfterSales.Customers;
using AfterSales.Messages;
using AfterSales.Messages.Rules;
using AfterSales.Policies;
using AfterSales.Records;
using AfterSales.Surveys.Rules;

namespace AfterSales.Surveys;

[GrainType("survey_card")]
public sealed class SurveyCardGrain(RecordServices services, ReferenceCache<IBranchGrain, Branch> branches, EffectivePolicies policies, CustomerFiles customers)
    : RecordGrain<SurveyCard>(services), ISurveyCardGrain, ITakeHandOver
{
    public Task<Answer> Plan(Intent<PlanSurvey> intent) => Create(intent, async now =>
    {
        var branch = await branches.ForWork(intent.Body.BranchId, intent.Caller) ?? await BranchOf(intent.Body.BranchId);
        return SurveyRules.Plan(Key, intent.Body with { BranchId = branch.Id }, await TermsAt(branch.Id), branch.Calendar);
    });

    public Task<Answer> Answer(Intent<AnswerSurvey> intent) => AskAndDecide(intent, async (card, now) =>
        SurveyRules.Answer(card, intent.Body, (await TermsAt(card.BranchId)).LowMarks, now));

    public Task<Answer> Withdraw(Intent<WithdrawSurvey> intent) => Decide(intent, (card, now) => SurveyRules.Withdraw(card));

    public Task<Answer> HandOver(Intent<MoveToBranch> intent) => Decide(intent, (card, now) => HandOverRules.Take(card.BranchId, intent.Body, now));

    protected override async ValueTask<Decision> WhenDue(SurveyCard state, DateTimeOffset now) =>
        SurveyRules.WhenDue(state, await TermsAt(state.BranchId), await ChannelTo(state.CustomerId), (await BranchOf(state.BranchId)).Calendar, now);

    protected override IEnumerable<Effect> EffectsOf(SurveyCard state, Event happened) => happened switch
    {
        SurveySent { Channel: not SurveyChannel.Call } => [Write(state, MessageKind.SurveyInvitation, 0)],
        // One that nobody has sent yet gives way to the reminder.
        SurveyReminded e => [new DropMessageToCustomer(MessageOf(state, e.Number - 1)), Write(state, MessageKind.SurveyReminder, e.Number)],
        SurveyAnswered e => [.. Complaint(state, e), .. NothingToSend(state)],
        SurveyExpired or SurveyWithdrawn => NothingToSend(state),
        _ => [],
    };

    protected override IEnumerable<object> RowsOf(SurveyCard state, RowStamp stamp) => [SurveyCardRow.Of(state, stamp)];

    private static SendMessageToCustomer Write(SurveyCard card, MessageKind kind, int reminder) => new(MessageOf(card, reminder), new AskMessage(
        card.BranchId, card.CustomerId, card.TicketId, kind, card.Id, card.Channel switch
        {
            SurveyChannel.Email => ContactChannel.Email,
            SurveyChannel.Letter => ContactChannel.Letter,
            _ => ContactChannel.Message,
        }));

    private static IEnumerable<Effect> NothingToSend(SurveyCard card) =>
        card.Channel is null or SurveyChannel.Call ? [] : [new DropMessageToCustomer(MessageOf(card, card.Reminders))];

    /// <param name="reminder">Which reminder it is; 0: the invitation.</param>
    private static string MessageOf(SurveyCard card, int reminder) => IMessageGrain.KeyOf(
        reminder == 0 ? MessageKind.SurveyInvitation : MessageKind.SurveyReminder, string.Create(CultureInfo.InvariantCulture, $"{card.Id}:{reminder}"));

    private static IEnumerable<Effect> Complaint(SurveyCard state, SurveyAnswered e) => !e.IsLow ? [] :
    [
        new RaiseComplaintHeard(RecordKey.Derived(IComplaintGrain.Prefix, $"survey:{state.Id}"), new RaiseComplaint(
            state.BranchId, state.CustomerId, state.TicketId, state.TechnicianId,
            state.TechnicianId is null ? ComplaintCategory.Other : ComplaintCategory.StaffConduct, ComplaintSeverity.General,
            ComplaintSource.Survey, state.Id, WordsOf(e))),
    ];

    private static string WordsOf(SurveyAnswered answer)
    {
        var marks = $"{answer.Marks.Attitude}, {answer.Marks.Skill}, {answer.Marks.Punctuality}, {answer.Marks.Promises}";
        return answer.Words is { } words ? $"{words} ({marks})" : marks;
    }

    private async ValueTask<SurveyTerms> TermsAt(string branchId)
    {
        var inForce = await policies.At(branchId);
        return new SurveyTerms(inForce.Get(SurveyPolicies.SendAt), inForce.Get(SurveyPolicies.OpenDays), inForce.Get(SurveyPolicies.Reminders),
            inForce.Get(SurveyPolicies.LowMarks));
    }

    private async ValueTask<Branch> BranchOf(string branchId) =>
        await branches.Get(branchId) ?? throw new TimeoutException($"Branch {branchId} of {Key} could not be read.");

    /// <summary>The first of the ways that the customer has and does not refuse.</summary>
    private async Task<SurveyChannel> ChannelTo(string customerId)
    {
        if (await customers.Find(customerId, Caller.System) is not { } customer) return SurveyChannel.Call;
        return MessageRules.WayTo(customer) switch
        {
            ContactChannel.Email => SurveyChannel.Email,
            ContactChannel.Message => SurveyChannel.Message,
            ContactChannel.Letter => SurveyChannel.Letter,
            _ => SurveyChannel.Call,
        };
    }
}
