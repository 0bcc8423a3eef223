using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using AfterSales.Api;
using AfterSales.Api.Wording;
using AfterSales.Questionnaires.Rules;
using AfterSales.Surveys.Rules;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace AfterSales.Questionnaires;

/// <summary>Where the link of a questionnaire leads: a page without a script, like that of the opinion card. Nobody logs in.</summary>
public static class QuestionnaireEndpoints
{
    private const int LongestBody = 32 * 1024;

    // The levels and buttons are those of the opinion card.
    private static readonly WordList Sentences = new("AfterSales.Surveys.SurveyPage");

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static void MapQuestionnaires(this IEndpointRouteBuilder app)
    {
        var pages = app.MapGroup("/questionnaire").AllowAnonymous();
        pages.MapGet("/{link}", async (HttpContext http, QuestionnaireByLinkQueries sheets, string link) =>
            await Write(http, await sheets.GetQuestionnaireByLinkAsync(link), problem: null));
        pages.MapPost("/{link}", Answer).WithMetadata(new RequestSizeLimitAttribute(LongestBody)).DisableAntiforgery();
    }

    /// <summary>The link itself is what another site's form would have to know.</summary>
    private static async Task Answer(HttpContext http, QuestionnaireByLinkQueries sheets, QuestionnaireByLinkMutations answers, string link)
    {
        var sheet = await sheets.GetQuestionnaireByLinkAsync(link);
        if (sheet is null || await PostedForm.Read(http) is not { } form)
        {
            await Write(http, sheet, sheet is null ? null : "WordsUnclear");
            return;
        }

        var marks = Enumerable.Range(1, sheet.Questions.Count).Select(i => LevelOf(form[FieldOf(i)].ToString())).ToArray();
        var words = InputText.Readable(form["words"].ToString());
        if (marks.Contains(null) || words.Length > QuestionnaireByLinkMutations.LongestWords || !InputText.IsClean(words))
        {
            await Write(http, sheet, marks.Contains(null) ? "MarksMissing" : "WordsUnclear");
            return;
        }

        await answers.AnswerQuestionnaire(link, [.. marks.OfType<SatisfactionLevel>()], words);
        // What is shown then is the sheet as it stands, also where somebody was quicker; sending it again answers nothing twice.
        http.Response.Headers.Location = (http.Request.PathBase + http.Request.Path).ToUriComponent();
        http.Response.StatusCode = StatusCodes.Status303SeeOther;
    }

    private static async Task Write(HttpContext http, QuestionnaireByLinkView? sheet, string? problem)
    {
        var language = sheet?.Language
            ?? ReaderLanguage.Best(http.Request.GetTypedHeaders().AcceptLanguage.OrderByDescending(l => l.Quality ?? 1).Select(l => l.Value.Value));
        http.Response.StatusCode = sheet is null ? StatusCodes.Status404NotFound : problem is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity;
        http.Response.ContentType = "text/html; charset=utf-8";
        http.Response.Headers.ContentLanguage = language;
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
        var title = sheet?.Title ?? Sentences.Get("Title", language);
        await http.Response.WriteAsync($"""
            <!doctype html>
            <html lang="{language}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="robots" content="noindex">
            <title>{Html(title)}</title>
            <link rel="stylesheet" href="{http.Request.PathBase}/survey.css">
            </head>
            <body>
            <main>
            {(sheet is null ? "" : $"""<p class="branch">{Html(sheet.Branch)}</p>""")}
            <h1>{Html(title)}</h1>
            {Body(sheet, language, problem)}
            </main>
            </body>
            </html>
            """, http.RequestAborted);
    }

    private static string Body(QuestionnaireByLinkView? sheet, string language, string? problem)
    {
        return sheet?.State switch
        {
            null => $"""<p role="status">{Say("NoCard")}</p>""",
            SheetState.Answered => $"""<p role="status">{Say("Thanks")}</p>""",
            SheetState.Expired => $"""<p role="status">{Say("Over")}</p>""",
            _ => $"""
                {(problem is null ? "" : $"""<p class="problem" role="alert">{Say(problem)}</p>""")}
                <form method="post">
                {string.Join('\n', sheet.Questions.Select((question, i) => Question(question, FieldOf(i + 1))))}
                <label for="words">{Say("Words")}</label>
                <textarea id="words" name="words" rows="4" maxlength="{QuestionnaireByLinkMutations.LongestWords}"></textarea>
                <button type="submit">{Say("Send")}</button>
                </form>
                """,
        };

        string Question(string question, string field) => $"""
            <fieldset>
            <legend>{Html(question)}</legend>
            {string.Join('\n', Enum.GetValues<SatisfactionLevel>().OrderDescending().Select(level =>
                $"""<label class="level"><input type="radio" name="{field}" value="{level:D}" required> <span>{Say(level.ToString())}</span></label>"""))}
            </fieldset>
            """;

        string Say(string key) => Html(Sentences.Get(key, language));
    }

    private static string FieldOf(int question) => string.Create(CultureInfo.InvariantCulture, $"q{question}");

    private static string Html(string text) => Encoder.Encode(text);

    private static SatisfactionLevel? LevelOf(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && Enum.IsDefined((SatisfactionLevel)number)
            ? (SatisfactionLevel)number
            : null;
}
