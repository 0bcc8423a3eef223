using System.Globalization;
using AfterSales.Api;
using AfterSales.Api.Wording;
using AfterSales.Branches;
using AfterSales.Questionnaires.Rules;
using AfterSales.Surveys;
using AfterSales.Surveys.Rules;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace AfterSales.Questionnaires;

/// <summary>Where the link of a questionnaire leads: a page like that of the opinion card.</summary>
public static class QuestionnaireEndpoints
{
    // The levels and buttons are those of the opinion card.
    private static readonly WordList Sentences = new("AfterSales.Surveys.SurveyPage");

    public static void MapQuestionnaires(this IEndpointRouteBuilder app)
    {
        var pages = CustomerPage.Map(app, "/questionnaire");
        pages.MapGet("/{link}", async (HttpContext http, QuestionnaireByLinkQueries sheets, string link) =>
            await Write(http, await sheets.GetQuestionnaireByLinkAsync(link), problem: null));
        pages.MapPost("/{link}", Answer);
    }

    private static async Task Answer(HttpContext http, QuestionnaireByLinkQueries sheets, QuestionnaireByLinkMutations answers, string link)
    {
        var sheet = await sheets.GetQuestionnaireByLinkAsync(link);
        if (sheet is null || await PostedForm.Read(http) is not { } form)
        {
            await Write(http, sheet, sheet is null ? null : "WordsUnclear");
            return;
        }

        var marks = Enumerable.Range(1, sheet.Questions.Count).Select(i => SurveyEndpoints.LevelOf(form[FieldOf(i)].ToString())).ToArray();
        var words = InputText.Readable(form["words"].ToString());
        if (marks.Contains(null) || words.Length > QuestionnaireByLinkMutations.LongestWords || !InputText.IsClean(words))
        {
            await Write(http, sheet, marks.Contains(null) ? "MarksMissing" : "WordsUnclear");
            return;
        }

        await answers.AnswerQuestionnaire(link, [.. marks.OfType<SatisfactionLevel>()], words);
        CustomerPage.GoTo(http, http.Request.Path);
    }

    private static Task Write(HttpContext http, QuestionnaireByLinkView? sheet, string? problem)
    {
        var language = CustomerPage.LanguageOf(http, sheet?.Language);
        return new CustomerPage(language, sheet is null ? null : Letterheads.Of(sheet.Branch, sheet.BranchPhone?.Phone), sheet?.Title ?? Sentences.Get("Title", language), Body(sheet, language, problem))
            .Write(http, sheet is null ? StatusCodes.Status404NotFound : problem is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static string Body(QuestionnaireByLinkView? sheet, string language, string? problem)
    {
        return sheet?.State switch
        {
            null => CustomerPage.Status(Say("NoCard")),
            SheetState.Answered => CustomerPage.Status(Say("Thanks")),
            SheetState.Expired => CustomerPage.Status(Say("Over")),
            _ => $"""
                {CustomerPage.Problem(problem is null ? null : Say(problem))}
                <form method="post">
                {string.Join('\n', sheet.Questions.Select((question, i) => SurveyPage.Question(FieldOf(i + 1), question, language)))}
                <label for="words">{Html("Words")}</label>
                <textarea id="words" name="words" rows="4" maxlength="{QuestionnaireByLinkMutations.LongestWords}"></textarea>
                <button type="submit">{Html("Send")}</button>
                </form>
                """,
        };

        string Html(string key) => CustomerPage.Html(Say(key));

        string Say(string key) => Sentences.Get(key, language);
    }

    private static string FieldOf(int question) => string.Create(CultureInfo.InvariantCulture, $"q{question}");
}
