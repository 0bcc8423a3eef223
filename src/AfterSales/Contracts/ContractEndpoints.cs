using System.Text.Encodings.Web;
using System.Text.Unicode;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Records;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace AfterSales.Contracts;

/// <summary>What of contracts is printed.</summary>
public static class ContractEndpoints
{
    /// <summary>The page is UTF-8 and says so: Chinese need not be spelled in numbers.</summary>
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary><c>GET /contracts/con-…/expiry-letter</c> gives the notice to whoever may see the contract, as a page to be printed.</summary>
    public static void MapContracts(this IEndpointRouteBuilder app) => app.MapGet("/contracts/{id}/expiry-letter", Letter).RequireAuthorization();

    private static async Task<IResult> Letter(string id, HttpContext http, IGrainFactory grains, TimeProvider clock)
    {
        var caller = http.User.ToCaller();
        if (!caller.May(Permission.SeeContracts)) return Problem.Of(http, StatusCodes.Status403Forbidden, "AUTH_NOT_AUTHORIZED");
        var contract = RecordKey.IsWellFormed(IContractGrain.Prefix, id) ? await grains.GetGrain<IContractGrain>(id).Read(caller) : null;
        return contract is not null && await ExpiryLetter.Of(contract, grains, clock.GetUtcNow()) is { } letter
            ? PrintedPage.Of(http, letter.Language, Page(letter))
            : Problem.Of(http, StatusCodes.Status404NotFound, new NotFound(id));
    }

    private static string Page(ExpiryLetter letter) => $"""
        <!doctype html>
        <html lang="{letter.Language}">
        <head><meta charset="utf-8"><title>{Encoder.Encode(letter.Title)}</title></head>
        <body>
        <p>{Encoder.Encode(letter.Branch)}</p>
        <address>{string.Join("<br>", letter.To.Select(Encoder.Encode))}</address>
        <h1>{Encoder.Encode(letter.Title)}</h1>
        {string.Join('\n', letter.Paragraphs.Select(paragraph => $"<p>{string.Join("<br>", paragraph.Split('\n').Select(Encoder.Encode))}</p>"))}
        </body>
        </html>
        """;
}
