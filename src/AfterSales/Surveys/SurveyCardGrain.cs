using AfterSales.Access;
using AfterSales.Branches;
using AfterSales.Branches.Rules;
using AfterSales.Complaints;
using AfterSales.Complaints.Rules;
using AfterSales.Customers;
using AfterSales.Customers.Rules;
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
        SurveyAnswered { IsLow: true } e =>
        [
            new RaiseComplaintHeard(RecordKey.Derived(IComplaintGrain.Prefix, $"survey:{state.Id}"), new RaiseComplaint(
                state.BranchId, state.CustomerId, state.TicketId, state.TechnicianId,
                state.TechnicianId is null ? ComplaintCategory.Other : ComplaintCategory.StaffConduct, ComplaintSeverity.General,
                ComplaintSource.Survey, state.Id, WordsOf(e))),
        ],
        _ => [],
    };

    protected override IEnumerable<object> RowsOf(SurveyCard state, RowStamp stamp) => [SurveyCardRow.Of(state, stamp)];

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
        return customer.Details.Email is not null && !customer.Consents.IsRefusedTo(ConsentChannel.Email) ? SurveyChannel.Email
            : customer.Details.Phone is not null && !customer.Consents.IsRefusedTo(ConsentChannel.Message) ? SurveyChannel.Message
            : customer.Details.Address?.IsPlace == true && !customer.Consents.IsRefusedTo(ConsentChannel.Letter) ? SurveyChannel.Letter
            : SurveyChannel.Call;
    }
}
