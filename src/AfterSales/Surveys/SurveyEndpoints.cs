using System.Globalization;
using AfterSales.Api;
using AfterSales.Surveys.Rules;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace AfterSales.Surveys;

/// <summary>Where the link of a card leads: whoever has the link may answer the card once, and see nothing else.</summary>
public static class SurveyEndpoints
{
    public static void MapSurveys(this IEndpointRouteBuilder app)
    {
        var survey = CustomerPage.Map(app, "/survey");
        survey.MapGet("/{link}", async (HttpContext http, SurveyByLinkQueries cards, string link) =>
            await Write(http, await cards.GetSurveyByLinkAsync(link), problem: null));
        survey.MapPost("/{link}", Answer);
    }

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
        CustomerPage.GoTo(http, http.Request.Path);
    }

    /// <summary>What was chosen of the four levels; null for none of them.</summary>
    internal static SatisfactionLevel? LevelOf(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && Enum.IsDefined((SatisfactionLevel)number)
            ? (SatisfactionLevel)number
            : null;

    private static Task Write(HttpContext http, SurveyByLinkView? card, string? problem) =>
        new SurveyPage(card, CustomerPage.LanguageOf(http, card?.Language), problem).Page
            .Write(http, card is null ? StatusCodes.Status404NotFound : problem is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
}
