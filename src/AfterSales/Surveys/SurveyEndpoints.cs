using System.Globalization;
using AfterSales.Api;
using AfterSales.Api.Wording;
using AfterSales.Surveys.Rules;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace AfterSales.Surveys;

/// <summary>Where the link of a card leads. Nobody logs in: whoever has the link may answer the card once, and see nothing else.</summary>
public static class SurveyEndpoints
{
    private const int LongestBody = 32 * 1024;

    public static void MapSurveys(this IEndpointRouteBuilder app)
    {
        var survey = app.MapGroup("/survey").AllowAnonymous();
        survey.MapGet("/{link}", async (HttpContext http, SurveyByLinkQueries cards, string link) =>
            await Write(http, await cards.GetSurveyByLinkAsync(link), problem: null));
        survey.MapPost("/{link}", Answer).WithMetadata(new RequestSizeLimitAttribute(LongestBody)).DisableAntiforgery();
        app.MapGet("/survey.css", (HttpContext http) =>
        {
            http.Response.Headers.CacheControl = "public, max-age=86400";
            return TypedResults.Text(SurveyPage.Style, "text/css; charset=utf-8");
        }).AllowAnonymous();
    }

    /// <summary>The link itself is what another site's form would have to know.</summary>
    private static async Task Answer(HttpContext http, SurveyByLinkQueries cards, SurveyByLinkMutations answers, string link)
    {
        if (await PostedForm.Read(http) is not { } form)
        {
            await Write(http, await cards.GetSurveyByLinkAsync(link), "WordsUnclear");
            return;
        }

        var levels = SurveyPage.Aspects.Select(aspect => LevelOf(form[aspect].ToString())).ToArray();
        if (levels is not [{ } attitude, { } skill, { } punctuality, { } promises])
        {
            await Write(http, await cards.GetSurveyByLinkAsync(link), "MarksMissing");
            return;
        }

        var words = InputText.Readable(form[SurveyPage.Words].ToString());
        if (words.Length > SurveyByLinkMutations.LongestWords || !InputText.IsClean(words))
        {
            await Write(http, await cards.GetSurveyByLinkAsync(link), "WordsUnclear");
            return;
        }

        await answers.AnswerSurvey(link, attitude, skill, punctuality, promises, words);
        // The page as it stands now says what became of it, also where somebody was quicker; sending it again answers nothing twice.
        http.Response.Headers.Location = (http.Request.PathBase + http.Request.Path).ToUriComponent();
        http.Response.StatusCode = StatusCodes.Status303SeeOther;
    }

    private static async Task Write(HttpContext http, SurveyByLinkView? card, string? problem)
    {
        var language = ReaderLanguage.Best([card?.Language, .. http.Request.GetTypedHeaders().AcceptLanguage.OrderByDescending(l => l.Quality ?? 1).Select(l => l.Value.Value)]);
        http.Response.StatusCode = card is null ? StatusCodes.Status404NotFound : problem is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity;
        http.Response.ContentType = "text/html; charset=utf-8";
        http.Response.Headers.ContentLanguage = language;
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
        await http.Response.WriteAsync(new SurveyPage(card, language, http.Request.PathBase, problem).Render(), http.RequestAborted);
    }

    private static SatisfactionLevel? LevelOf(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && Enum.IsDefined((SatisfactionLevel)number)
            ? (SatisfactionLevel)number
            : null;
}
