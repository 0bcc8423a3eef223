using AfterSales.Access;
using AfterSales.Branches;
using AfterSales.Branches.Rules;
using AfterSales.Customers;
using AfterSales.Messages;
using AfterSales.Messages.Rules;
using AfterSales.Questionnaires.Rules;
using AfterSales.Records;

namespace AfterSales.Questionnaires;

[GrainType("questionnaire_sheet")]
public sealed class QuestionnaireSheetGrain(RecordServices services, ReferenceCache<IBranchGrain, Branch> branches, CustomerFiles customers)
    : RecordGrain<QuestionnaireSheet>(services), IQuestionnaireSheetGrain, ITakeHandOver
{
    public Task<Answer> Make(Intent<MakeSheet> intent) => State is not null
        ? Decide(intent, (sheet, now) => Decision.NothingToDo)
        : Create(intent, async now =>
        {
            var branch = await branches.ForWork(intent.Body.BranchId, intent.Caller)
                ?? throw new TimeoutException($"Branch {intent.Body.BranchId} of {Key} could not be read.");
            var customer = await customers.Find(intent.Body.CustomerId, Caller.System);
            return SheetRules.Make(Key, intent.Body with { BranchId = branch.Id }, customer is null ? null : MessageRules.WayTo(customer), branch.Calendar, now);
        });

    public Task<Answer> Answer(Intent<AnswerSheet> intent) => AskAndDecide(intent, async (sheet, now) =>
        await GrainFactory.GetGrain<IQuestionnaireGrain>(sheet.QuestionnaireId).Read(Caller.System) is { } questionnaire
            ? SheetRules.Answer(sheet, intent.Body, questionnaire.Questions.Count, now)
            : new NotFound(sheet.QuestionnaireId));

    public Task<Answer> HandOver(Intent<MoveToBranch> intent) => Decide(intent, (sheet, now) => HandOverRules.Take(sheet.BranchId, intent.Body, now));

    protected override ValueTask<Decision> WhenDue(QuestionnaireSheet state, DateTimeOffset now) => new(SheetRules.WhenDue(state, now));

    protected override IEnumerable<Effect> EffectsOf(QuestionnaireSheet state, Event happened) => (happened, state.Channel) switch
    {
        (SheetMade, { } channel) =>
        [
            new SendMessageToCustomer(Invitation, new AskMessage(state.BranchId, state.CustomerId, null, MessageKind.QuestionnaireInvitation, state.Id, channel)),
        ],
        (SheetAnswered or SheetExpired, not null) => [new DropMessageToCustomer(Invitation)],
        _ => [],
    };

    protected override IEnumerable<object> RowsOf(QuestionnaireSheet state, RowStamp stamp) =>
        [QuestionnaireSheetRow.Of(state, stamp), .. QuestionnaireAnswerRow.Of(state)];

    private string Invitation => IMessageGrain.KeyOf(MessageKind.QuestionnaireInvitation, Key);
}
