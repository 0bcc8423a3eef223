using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Api.Wording;
using AfterSales.Branches;
using AfterSales.Branches.Rules;
using AfterSales.Customers;
using AfterSales.Questionnaires.Rules;
using AfterSales.Records;
using AfterSales.Surveys.Rules;
using GraphQL;

namespace AfterSales.Questionnaires;

/// <summary>What a customer sees who follows the link of a questionnaire: his sheet, and nothing beside it.</summary>
/// <param name="Branch">The branch's name.</param>
/// <param name="BranchPhone">The number to call with a question; null where the branch said none.</param>
/// <param name="Questions">In the customer's language; each is answered on the four levels.</param>
/// <param name="Language">The customer's, as far as it is one of ours.</param>
[Name("QuestionnaireByLink"), SecuredByParent]
public sealed record QuestionnaireByLinkView(SheetState State, string Branch, PhoneView? BranchPhone, string Title, IReadOnlyList<string> Questions, DateTimeOffset ExpiresAt, string Language);

[Queries]
public sealed class QuestionnaireByLinkQueries(
    IGrainFactory grains, QuestionnaireLinks links, ReferenceCache<IBranchGrain, Branch> branches, CustomerFiles customers)
{
    /// <summary>The sheet a signed link is for; null for a link that is none, or no more. Needs no log-in.</summary>
    [Secured(Permission.FollowSignedLink)]
    public async Task<QuestionnaireByLinkView?> GetQuestionnaireByLinkAsync([StringLength(SignedLinks.LongestLink)] string link) =>
        links.SheetOf(link) is { } id ? await View(id) : null;

    internal async Task<QuestionnaireByLinkView?> View(string sheetId)
    {
        if (await grains.GetGrain<IQuestionnaireSheetGrain>(sheetId).Read(Caller.System) is not { } sheet) return null;
        if (await grains.GetGrain<IQuestionnaireGrain>(sheet.QuestionnaireId).Read(Caller.System) is not { } questionnaire) return null;
        var language = ReaderLanguage.Best([(await customers.Find(sheet.CustomerId, Caller.System))?.Details.Language]);
        var branch = await branches.Get(sheet.BranchId);
        return new(sheet.State, branch?.Name ?? "", PhoneView.Of(branch?.Phone), questionnaire.Title.In(language),
            [.. questionnaire.Questions.Select(question => question.In(language))], sheet.ExpiresAt, language);
    }
}

[Mutations]
public sealed class QuestionnaireByLinkMutations(IGrainFactory grains, QuestionnaireLinks links, QuestionnaireByLinkQueries queries)
{
    internal const int LongestWords = 2000;

    internal const int MostMarks = 50;

    /// <summary>Answers a questionnaire by its signed link, once. Needs no log-in.</summary>
    /// <param name="marks">One for each question, in their order.</param>
    /// <param name="words">What the customer wants to say.</param>
    [Secured(Permission.FollowSignedLink), Errors(typeof(SheetNotOpen))]
    public async Task<Outcome<QuestionnaireByLinkView>> AnswerQuestionnaire(
        [StringLength(SignedLinks.LongestLink)] string link, [MaxLength(MostMarks)] IReadOnlyList<SatisfactionLevel> marks,
        [StringLength(LongestWords)] string? words = null, string? requestId = null)
    {
        if (links.SheetOf(link) is not { } id) return InputInvalid.At("link", "LINK_UNKNOWN");
        var given = new AnswerSheet(marks.ToImmutableList(), words, AnswerWay.Link);
        // Nobody's account stands behind a link: the sheet itself says what it allows.
        var answer = await grains.GetGrain<IQuestionnaireSheetGrain>(id)
            .Answer(new Intent<AnswerSheet>(given, Caller.System, requestId is null ? null : $"link:{requestId}", Cause: "link"));
        if (answer.Refusal is { } refusal) return refusal;
        return await queries.View(id) is { } answered ? answered : InputInvalid.At("link", "LINK_UNKNOWN");
    }
}
