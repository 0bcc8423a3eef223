using AfterSales.Api.Wording;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AfterSales.Api;

/// <summary>A letter on paper, whose address stands where the window of an envelope is (DIN 5008 form B): 45 mm from the top, 20 mm from the left, 85 × 45 mm.</summary>
/// <param name="Language">Of the letter.</param>
/// <param name="From">The branch; it stands small above the address, too.</param>
/// <param name="To">Name and address, a line each.</param>
/// <param name="Day">Of the letter, at the branch.</param>
/// <param name="Reference">What it is about, such as a number; null where there is none.</param>
internal sealed record WindowLetter(
    string Language, Letterhead From, IReadOnlyList<string> To, DateOnly Day, string? Reference, string Title, IReadOnlyList<string> Paragraphs)
{
    public ContentHttpResult Print(HttpContext http) => PrintedPage.Of(http, Language, Title, $"""
        <div class="address">
        <p class="from">{CustomerPage.Html(From.InOneLine)}</p>
        <address>{string.Join("<br>", To.Select(CustomerPage.Html))}</address>
        </div>
        <div class="sender">
        <p>{CustomerPage.Html(From.Name)}</p>
        {string.Join('\n', From.Address.Append(From.Phone).OfType<string>().Select(line => $"<p>{CustomerPage.Html(line)}</p>"))}
        </div>
        <div class="facts"><p>{CustomerPage.Html(ReaderLanguage.Day(Day, Language))}</p>{(Reference is null ? "" : $"<p>{CustomerPage.Html(Reference)}</p>")}</div>
        <h1>{CustomerPage.Html(Title)}</h1>
        {string.Join('\n', Paragraphs.Select(paragraph => $"<p>{CustomerPage.Lines(paragraph)}</p>"))}
        """, PaperKind.Letter);
}
