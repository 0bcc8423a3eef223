using System.Globalization;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Api.Wording;
using AfterSales.Branches;
using AfterSales.Branches.Rules;
using AfterSales.Records;
using AfterSales.Tickets.Rules;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace AfterSales.Tickets;

/// <summary>Where the link to a ticket leads its customer, and the certificate on paper.</summary>
public static class TicketPageEndpoints
{
    /// <summary>
    /// <c>/ticket/{link}</c>, below it <c>times</c> and <c>certificate</c>, for whoever has the link; <c>/tickets/t-…/certificate</c> for whoever may see the ticket.
    /// </summary>
    public static void MapTicketPages(this IEndpointRouteBuilder app)
    {
        var pages = CustomerPage.Map(app, "/ticket");
        pages.MapGet("/{link}", async (HttpContext http, TicketsByLink tickets, string link) => await WriteStanding(http, tickets, link, refusal: null));
        pages.MapPost("/{link}/agree", Agree);
        pages.MapGet("/{link}/times", async (HttpContext http, TicketsByLink tickets, TimesForCustomers times, string link) => await WriteTimes(http, tickets, times, link, null, null));
        pages.MapPost("/{link}/times", Move);
        pages.MapGet("/{link}/certificate", OwnCertificate);
        app.MapGet("/tickets/{id}/certificate", CertificateOf).RequireAuthorization();
    }

    private static async Task Agree(HttpContext http, TicketsByLink tickets, TicketByLinkMutations asks, string link)
    {
        var visit = (await PostedForm.Read(http))?[TicketPage.Visit].ToString() ?? "";
        // What nobody's page sent is no appointment of ours.
        if ((await asks.AgreeToVisit(link, visit)).Refusal is { } refusal) await WriteStanding(http, tickets, link, refusal);
        else CustomerPage.GoTo(http, PathOf(link));
    }

    private static async Task Move(HttpContext http, TicketsByLink tickets, TimesForCustomers times, TicketByLinkMutations asks, string link)
    {
        var form = await PostedForm.Read(http);
        var words = InputText.Readable(form?[TicketPage.Words].ToString() ?? "");
        if (words.Length > TicketByLinkMutations.LongestWords || !InputText.IsClean(words)) await WriteTimes(http, tickets, times, link, "WordsUnclear", null);
        else if (!DateTimeOffset.TryParse(form?[TicketPage.From].ToString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var from))
            await WriteTimes(http, tickets, times, link, "ChooseOne", null);
        else
        {
            var visit = form![TicketPage.Visit].ToString();
            // Pressed twice it is one wish: the second gets the answer of the first.
            var answer = await asks.MoveVisit(link, visit, from, words, $"{visit} {from:O}");
            if (answer.Refusal is not { } refusal) CustomerPage.GoTo(http, PathOf(link));
            else if (refusal is TimeNotOffered) await WriteTimes(http, tickets, times, link, null, refusal);
            else await WriteStanding(http, tickets, link, refusal);
        }
    }

    private static async Task<IResult> OwnCertificate(HttpContext http, TicketsByLink tickets, Certificates certificates, string link)
    {
        if (await tickets.Open(link) is var (ticket, _) && Certificates.Has(ticket)) return await Print(http, tickets, certificates, ticket);
        await WriteStanding(http, tickets, link, refusal: null);
        return TypedResults.Empty;
    }

    private static async Task<IResult> CertificateOf(HttpContext http, IGrainFactory grains, TicketsByLink tickets, Certificates certificates, string id)
    {
        var caller = http.User.ToCaller();
        if (!caller.May(Permission.SeeTickets)) return Problem.Of(http, StatusCodes.Status403Forbidden, "AUTH_NOT_AUTHORIZED");
        return await grains.Read<ITicketGrain, Ticket>(ITicketGrain.Prefix, id, caller) is { } ticket && Certificates.Has(ticket)
            ? await Print(http, tickets, certificates, ticket)
            : PrintedPage.Missing(http, ReaderLanguage.Best([.. ReaderLanguage.ChosenIn(http.Request), caller.Language]), id);
    }

    private static async Task<IResult> Print(HttpContext http, TicketsByLink tickets, Certificates certificates, Ticket ticket)
    {
        var branch = await tickets.BranchOf(ticket);
        var language = await tickets.LanguageOf(ticket);
        var page = new CertificatePage(
            ticket.Number, Letterheads.Of(branch), (await tickets.CustomerOf(ticket))?.Details.Name, await certificates.ProductOf(ticket), branch.Calendar, language);
        return PrintedPage.Of(http, language, page.Title, page.Body(await certificates.Of(ticket, http.RequestAborted)));
    }

    private static async Task WriteStanding(HttpContext http, TicketsByLink tickets, string link, Refusal? refusal)
    {
        if (await tickets.Open(link) is not var (ticket, number))
        {
            await Page(http, null, null, link).Standing(null).Write(http, StatusCodes.Status404NotFound);
            return;
        }

        await Page(http, await tickets.View(ticket, number), await tickets.BranchOf(ticket), link).Standing(refusal)
            .Write(http, refusal is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task WriteTimes(HttpContext http, TicketsByLink tickets, TimesForCustomers times, string link, string? problem, Refusal? refusal)
    {
        if (await tickets.Open(link) is not var (ticket, number) || await tickets.View(ticket, number) is not { Visit: { CanBeMoved: true } visit } view)
        {
            await WriteStanding(http, tickets, link, refusal);
            return;
        }

        await Page(http, view, await tickets.BranchOf(ticket), link).Times(visit, await times.Of(ticket, number), problem, refusal)
            .Write(http, problem is null && refusal is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static TicketPage Page(HttpContext http, TicketByLinkView? ticket, Branch? branch, string link) => new(
        ticket, branch is null ? null : Letterheads.Of(branch), branch?.Calendar, CustomerPage.LanguageOf(http, ticket?.Language), http.Request.PathBase, (http.Request.PathBase + PathOf(link)).ToUriComponent());

    private static PathString PathOf(string link) => new($"/ticket/{link}");
}
