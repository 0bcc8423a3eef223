using AfterSales.Api;
using AfterSales.Api.Wording;
using AfterSales.Branches;
using AfterSales.Surveys.Rules;

namespace AfterSales.Surveys;

/// <summary>The opinion card as a page.</summary>
internal sealed class SurveyPage(SurveyByLinkView? card, string language, string? problem)
{
    /// <summary>The form's fields; the aspects' names are those of the protocol and the schema.</summary>
    public const string Words = "words";

    public static IReadOnlyList<string> Aspects { get; } = ["attitude", "skill", "punctuality", "promises"];

    private static readonly WordList Sentences = new("AfterSales.Surveys.SurveyPage");

    public CustomerPage Page => new(language, card is null ? null : Letterheads.Of(card.Branch, card.BranchPhone?.Phone), Say("Title"), Body());

    private string Body() => card?.State switch
    {
        null => CustomerPage.Status(Say("NoCard")),
        SurveyState.Answered => CustomerPage.Status(Say("Thanks")),
        SurveyState.Invited => Form(card),
        _ => CustomerPage.Status(Say("Over")),
    };

    private string Form(SurveyByLinkView open) => $"""
        <p>{Html(Say("About").Replace("{Day}", open.CompletedDay.ToString("D", ReaderLanguage.CultureOf(language)), StringComparison.Ordinal))}</p>
        {CustomerPage.Problem(problem is null ? null : Say(problem))}
        <form method="post">
        {string.Join('\n', Aspects.Select(aspect => Question(aspect, Say(aspect), language)))}
        <label for="words">{Html(Say("Words"))}</label>
        <textarea id="words" name="{Words}" rows="4" maxlength="{SurveyByLinkMutations.LongestWords}"></textarea>
        <button type="submit">{Html(Say("Send"))}</button>
        </form>
        """;

    /// <summary>A question that is answered on the four levels.</summary>
    public static string Question(string field, string question, string language) => $"""
        <fieldset>
        <legend>{Html(question)}</legend>
        {string.Join('\n', Enum.GetValues<SatisfactionLevel>().OrderDescending().Select(level =>
            $"""<label class="level"><input type="radio" name="{field}" value="{level:D}" required> <span>{Html(Sentences.Get(level.ToString(), language))}</span></label>"""))}
        </fieldset>
        """;

    private string Say(string key) => Sentences.Get(key, language);

    private static string Html(string text) => CustomerPage.Html(text);
}
