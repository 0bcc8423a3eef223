using System.ComponentModel.DataAnnotations;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Branches.Rules;
using AfterSales.Catalogue;
using AfterSales.Customers.Rules;
using AfterSales.Questionnaires.Rules;
using AfterSales.Records;
using AfterSales.Surveys.Rules;

namespace AfterSales.Questionnaires;

[Mutations]
public sealed class QuestionnaireMutations(IGrainFactory grains)
{
    /// <summary>Has a questionnaire go to a group of a branch's customers on a schedule.</summary>
    /// <param name="questions">Each is answered on the four levels; what else the customer wants to say he may always write.</param>
    /// <param name="firstOn">The first day, at the branch; later ones are counted from it.</param>
    /// <param name="everyMonths">Left out: once.</param>
    /// <param name="openDays">Days for which a sheet can be answered.</param>
    /// <param name="tier">Only customers of this tier.</param>
    /// <param name="kind">Only customers of this kind.</param>
    /// <param name="model">Only those who have a unit of this model.</param>
    /// <param name="id">A key of your own choice (<c>qn-…</c>).</param>
    [Secured(Permission.KeepQuestionnaires), Errors(typeof(AlreadyExists), typeof(BranchClosed))]
    public async Task<Outcome<QuestionnaireView>> MakeQuestionnaire(
        string branchId, LocalTextView title, [MaxLength(QuestionnaireByLinkMutations.MostMarks)] IReadOnlyList<LocalTextView> questions, DateOnly firstOn, Caller caller,
        int? everyMonths = null, int openDays = 30, CustomerTier? tier = null, CustomerKind? kind = null, [StringLength(100)] string? model = null, string? id = null,
        string? requestId = null)
    {
        var asked = new MakeQuestionnaire(branchId, title.ToText(), [.. questions.Select(question => question.ToText())],
            new CustomerGroup(tier, kind, string.IsNullOrWhiteSpace(model) ? null : model.Trim()), firstOn, everyMonths, openDays);
        return await grains.Make<IQuestionnaireGrain, Questionnaire, QuestionnaireView>(IQuestionnaireGrain.Prefix, id, requestId, caller,
            grain => grain.Make(new Intent<MakeQuestionnaire>(asked, caller, requestId)), QuestionnaireView.Of);
    }

    /// <summary>Lets a questionnaire go out no more; sheets that are with customers can still be answered.</summary>
    [Secured(Permission.KeepQuestionnaires)]
    public Task<Outcome<QuestionnaireView>> StopQuestionnaire(string questionnaireId, Caller caller, string? requestId = null) =>
        grains.Ask<IQuestionnaireGrain, Questionnaire, QuestionnaireView>(IQuestionnaireGrain.Prefix, questionnaireId, caller,
            grain => grain.Stop(new Intent<StopQuestionnaire>(new StopQuestionnaire(), caller, requestId)), QuestionnaireView.Of);

    /// <summary>Enters a customer's answers that he gave in a call or on paper.</summary>
    /// <param name="marks">One for each question, in their order.</param>
    [Secured(Permission.RecordFollowUps), Errors(typeof(SheetNotOpen))]
    public Task<Outcome<QuestionnaireSheetView>> EnterQuestionnaireAnswers(
        string sheetId, [MaxLength(QuestionnaireByLinkMutations.MostMarks)] IReadOnlyList<SatisfactionLevel> marks, Caller caller,
        [StringLength(QuestionnaireByLinkMutations.LongestWords)] string? words = null, string? requestId = null) =>
        grains.Ask<IQuestionnaireSheetGrain, QuestionnaireSheet, QuestionnaireSheetView>(IQuestionnaireSheetGrain.Prefix, sheetId, caller,
            grain => grain.Answer(new Intent<AnswerSheet>(new AnswerSheet([.. marks], words, AnswerWay.FollowUpCall), caller, requestId)), QuestionnaireSheetView.Of);
}
