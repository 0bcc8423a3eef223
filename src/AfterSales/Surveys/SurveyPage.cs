using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using AfterSales.Api.Wording;
using AfterSales.Surveys.Rules;

namespace AfterSales.Surveys;

/// <summary>The opinion card as a page: plain HTML without a script, for any telephone.</summary>
internal sealed class SurveyPage(SurveyByLinkView? card, string language, string root, string? problem)
{
    /// <summary>The form's fields; the aspects' names are those of the protocol and the schema.</summary>
    public const string Words = "words";

    public static IReadOnlyList<string> Aspects { get; } = ["attitude", "skill", "punctuality", "promises"];

    private static readonly WordList Sentences = new("AfterSales.Surveys.SurveyPage");

    /// <summary>The page is UTF-8 and says so: Chinese need not be spelled in numbers.</summary>
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static string Style { get; } = ReadStyle();

    public string Render() => $"""
        <!doctype html>
        <html lang="{language}">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="robots" content="noindex">
        <title>{Say("Title")}</title>
        <link rel="stylesheet" href="{root}/survey.css">
        </head>
        <body>
        <main>
        {(card is null ? "" : $"""<p class="branch">{Html(card.Branch)}</p>""")}
        <h1>{Say("Title")}</h1>
        {Body()}
        </main>
        </body>
        </html>
        """;

    private string Body() => card?.State switch
    {
        null => $"""<p role="status">{Say("NoCard")}</p>""",
        SurveyState.Answered => $"""<p role="status">{Say("Thanks")}</p>""",
        SurveyState.Invited => Form(card),
        _ => $"""<p role="status">{Say("Over")}</p>""",
    };

    private string Form(SurveyByLinkView open) => $"""
        <p>{Html(Sentences.Get("About", language).Replace("{Day}", open.CompletedDay.ToString("D", ReaderLanguage.CultureOf(language)), StringComparison.Ordinal))}</p>
        {(problem is null ? "" : $"""<p class="problem" role="alert">{Say(problem)}</p>""")}
        <form method="post">
        {string.Join('\n', Aspects.Select(Question))}
        <label for="words">{Say("Words")}</label>
        <textarea id="words" name="{Words}" rows="4" maxlength="{SurveyByLinkMutations.LongestWords}"></textarea>
        <button type="submit">{Say("Send")}</button>
        </form>
        """;

    private string Question(string aspect) => $"""
        <fieldset>
        <legend>{Say(aspect)}</legend>
        {string.Join('\n', Enum.GetValues<SatisfactionLevel>().OrderDescending().Select(level =>
            $"""<label class="level"><input type="radio" name="{aspect}" value="{level:D}" required> <span>{Say(level.ToString())}</span></label>"""))}
        </fieldset>
        """;

    private string Say(string key) => Html(Sentences.Get(key, language));

    private static string Html(string text) => Encoder.Encode(text);

    private static string ReadStyle()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("surveys/survey.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
