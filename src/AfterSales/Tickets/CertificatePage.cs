using System.Globalization;
using AfterSales.Api;
using AfterSales.Api.Wording;
using AfterSales.Branches.Rules;
using AfterSales.Calendars;

namespace AfterSales.Tickets;

/// <summary>The service certificates of a ticket on paper, in the customer's language: for him, and for whoever prints them at the branch (S1 §9).</summary>
/// <param name="customer">His name.</param>
internal sealed class CertificatePage(string number, Letterhead from, string? customer, string? product, WorkingCalendar calendar, string language)
{
    private readonly CultureInfo _culture = ReaderLanguage.CultureOf(language);

    public string Title => $"{Say("Certificate")} {number}";

    public string Body(IReadOnlyList<CertificateSheet> sheets) => $"""
        <h1>{CustomerPage.Html(Say("Certificate"))}</h1>
        <p class="of">{CustomerPage.Html(from.InOneLine)}{(from.Phone is { } phone ? $"<br>{CustomerPage.Html(phone)}" : "")}</p>
        <dl>{Fact("Number", number)}{Fact("Customer", customer)}{Fact("Product", product)}</dl>
        {string.Join('\n', sheets.Select(Sheet))}
        """;

    private string Sheet(CertificateSheet sheet) => $"""
        <section class="sheet">
        <dl>
        {Fact("Finished", $"{ReaderLanguage.Day(calendar.LocalDay(sheet.FinishedAt), language)} {calendar.LocalTime(sheet.FinishedAt).ToString("t", _culture)}")}
        {Fact("ByTechnician", sheet.Technician ?? Say("InWorkshop"))}
        {Fact("Found", sheet.Found)}
        {Fact("Done", sheet.Done)}
        {Fact("PartsUsed", sheet.PartsUsed)}
        {Fact("Worked", Say("Minutes", ("Minutes", sheet.Minutes.ToString(_culture))))}
        {Fact("Charged", Money(sheet.ChargedMinor, sheet.Currency))}
        {Fact("Opinion", sheet.Opinion)}
        </dl>
        <div class="signature">{Signature(sheet)}</div>
        </section>
        """;

    private string Signature(CertificateSheet sheet)
    {
        var caption = CustomerPage.Html(!sheet.IsSigned ? sheet.RefusedToSignBecause is { } reason ? Say("NotSigned", ("Reason", reason)) : Say("NotSignedAlone")
            : sheet.SignedBy is { } name ? Say("SignedBy", ("Name", name)) : Say("SignatureOf"));
        return sheet.Signature is { } drawn
            ? $"""<figure><img src="data:{CustomerPage.Html(drawn.MediaType)};base64,{CustomerPage.Html(drawn.Base64)}" alt="{CustomerPage.Html(Say("SignatureOf"))}"><figcaption>{caption}</figcaption></figure>"""
            : $"<p>{caption}</p>";
    }

    private string Fact(string label, string? value) => value is null ? "" : $"<dt>{CustomerPage.Html(Say(label))}</dt><dd>{CustomerPage.Lines(value)}</dd>";

    private string Money(long minor, string currency)
    {
        var digits = IsoCodes.DigitsOf(currency);
        return $"{(minor / (decimal)Math.Pow(10, digits)).ToString($"N{digits}", _culture)} {currency}";
    }

    private string Say(string key, params (string Name, string Value)[] facts) => TicketPage.SayIn(language, key, facts);
}
