using System.Globalization;
using AfterSales.Api;
using AfterSales.Api.Wording;
using AfterSales.Calendars;
using AfterSales.Records;

namespace AfterSales.Tickets;

/// <summary>A ticket in the customer's words, for whoever has the link to it.</summary>
/// <param name="path">Where the page stands, with what is before it on this server.</param>
internal sealed class TicketPage(TicketByLinkView? ticket, Letterhead? branch, WorkingCalendar? calendar, string language, string root, string path)
{
    public const string Visit = "visit";

    public const string From = "from";

    public const string Words = "words";

    private static readonly WordList Sentences = new("AfterSales.Tickets.TicketPage");

    private readonly CultureInfo _culture = ReaderLanguage.CultureOf(language);

    /// <summary>How the ticket stands, and what the customer can do.</summary>
    public CustomerPage Standing(Refusal? refusal) => ticket is null
        ? new(language, null, Say("TitleNone"), CustomerPage.Status(Say("NoTicket")))
        : new(language, branch, Say("Title", ("Number", ticket.Number)), $"""
            {CustomerPage.Problem(Refused(refusal))}
            <p class="state" role="status">{Html($"Step.{ticket.Step}")}</p>
            {(ticket.Visit is { } visit ? Appointment(visit) : "")}
            {(ticket.HasCertificate ? $"""<p><a class="button second" href="{path}/certificate">{Html("SeeCertificate")}</a></p>""" : "")}
            {(ticket.SurveyPath is { } survey ? $"""<p><a class="button" href="{root}{survey}">{Html("Survey")}</a></p>""" : "")}
            <p class="quiet">{Html("Since", ("Day", ReaderLanguage.Day(calendar!.LocalDay(ticket.RegisteredAt), language)))}</p>
            """);

    /// <summary>The times to which the appointment can be moved.</summary>
    /// <param name="problem">The key of what was wrong with what was sent.</param>
    public CustomerPage Times(VisitByLinkView visit, IReadOnlyList<DateTimeOffset> times, string? problem, Refusal? refusal) => new(
        language, branch, Say("Times"), $"""
        {CustomerPage.Problem(problem is null ? Refused(refusal) : Say(problem))}
        {(times.Count == 0 ? CustomerPage.Status(Say("NoTimes")) : Choice(visit, times))}
        <p><a class="button second" href="{path}">{Html("Back")}</a></p>
        """);

    private string Appointment(VisitByLinkView visit) => $"""
        <section aria-labelledby="appointment">
        <h2 id="appointment">{Html("Appointment")}</h2>
        <p class="when"><strong>{CustomerPage.Html(Day(visit.From))}</strong><br>{Html("Between", ("From", Time(visit.From)), ("To", Time(visit.To)))}</p>
        {(visit.Technician is { } name ? $"<p>{Html("Technician", ("Name", name))}</p>" : "")}
        {(visit is { DelayMinutes: { } late, HasBegun: false } ? $"<p>{Html("Delay", ("Minutes", late.ToString(_culture)), ("Time", Time(visit.From.AddMinutes(late))))}</p>" : "")}
        {(visit.AgreedAt is not null ? $"<p class=\"agreed\">{Html("Agreed")}</p>" : "")}
        {(visit.HasBegun ? "" : ToDo(visit))}
        </section>
        """;

    private string ToDo(VisitByLinkView visit) => $"""
        {(visit.AgreedAt is not null ? "" : $"""
            <form method="post" action="{path}/agree">
            <input type="hidden" name="{Visit}" value="{CustomerPage.Html(visit.Id)}">
            <button type="submit">{Html("Agree")}</button>
            </form>
            """)}
        {(visit.CanBeMoved ? $"""<p><a class="button second" href="{path}/times">{Html("Other")}</a></p>""" : $"<p>{Html("CallToMove")}</p>")}
        """;

    private string Choice(VisitByLinkView visit, IReadOnlyList<DateTimeOffset> times) => $"""
        <p>{Html("TimesAbout")}</p>
        <form method="post" action="{path}/times">
        <input type="hidden" name="{Visit}" value="{CustomerPage.Html(visit.Id)}">
        {string.Join('\n', times.GroupBy(Day).Select(day => $"""
            <fieldset>
            <legend>{CustomerPage.Html(day.Key)}</legend>
            {string.Join('\n', day.Select(from => Time(from, visit)))}
            </fieldset>
            """))}
        <label for="words">{Html("Words")}</label>
        <textarea id="words" name="{Words}" rows="2" maxlength="{TicketByLinkMutations.LongestWords}"></textarea>
        <button type="submit">{Html("Take")}</button>
        </form>
        """;

    private string Time(DateTimeOffset from, VisitByLinkView visit) => $"""
        <label class="level"><input type="radio" name="{From}" value="{from.ToUniversalTime():yyyy-MM-ddTHH:mm:ssZ}" required> <span>{Html("Between", ("From", Time(from)), ("To", Time(from + (visit.To - visit.From))))}</span></label>
        """;

    private string? Refused(Refusal? refusal) => refusal is null ? null : Sentences.Find($"Refused.{refusal.Code}", language) ?? Say("Refused.VISIT_IS_OVER");

    private string Day(DateTimeOffset at) => calendar!.LocalDay(at).ToString("D", _culture);

    private string Time(DateTimeOffset at) => calendar!.LocalTime(at).ToString("t", _culture);

    private string Html(string key, params (string Name, string Value)[] facts) => CustomerPage.Html(Say(key, facts));

    private string Say(string key, params (string Name, string Value)[] facts) => SayIn(language, key, facts);

    internal static string SayIn(string language, string key, params (string Name, string Value)[] facts) =>
        facts.Aggregate(Sentences.Get(key, language), (sentence, fact) => sentence.Replace($"{{{fact.Name}}}", fact.Value, StringComparison.Ordinal));
}
