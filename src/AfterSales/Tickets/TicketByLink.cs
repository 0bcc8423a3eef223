using System.ComponentModel.DataAnnotations;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Api.Wording;
using AfterSales.Branches;
using AfterSales.Branches.Rules;
using AfterSales.Customers;
using AfterSales.Policies;
using AfterSales.Records;
using AfterSales.Surveys;
using AfterSales.Technicians;
using AfterSales.Tickets.Rules;
using GraphQL;

namespace AfterSales.Tickets;

/// <summary>What a customer sees who follows the link to his ticket: how it stands, without what our own people say of it, and nothing beside it.</summary>
/// <param name="Number">For people.</param>
/// <param name="Branch">The branch's name.</param>
/// <param name="BranchPhone">The number to call with a question; null where the branch said none.</param>
/// <param name="TimeZone">The branch's, IANA: times are told by it.</param>
/// <param name="Language">The customer's, as far as it is one of ours.</param>
/// <param name="Visit">The appointment that is to come or under way; null where there is none.</param>
/// <param name="HasCertificate">There is a service certificate to be read.</param>
/// <param name="SurveyPath">Where the opinion card can be answered, below the service's address; null where there is none to answer.</param>
[Name("TicketByLink"), SecuredByParent]
public sealed record TicketByLinkView(
    string Number, TicketStep Step, string Branch, PhoneView? BranchPhone, string TimeZone, string Language, DateTimeOffset RegisteredAt, VisitByLinkView? Visit, bool HasCertificate, string? SurveyPath);

/// <param name="From">Includes this instant.</param>
/// <param name="To">Excludes this instant.</param>
/// <param name="Technician">His name.</param>
/// <param name="AgreedAt">When the customer agreed to it by the link; null while he has not.</param>
/// <param name="DelayMinutes">So much later the technician comes; null where he does not say so.</param>
/// <param name="HasBegun">The technician is there.</param>
/// <param name="CanBeMoved">The customer may choose another time by the link.</param>
[Name("VisitByLink"), SecuredByParent]
public sealed record VisitByLinkView(
    string Id, DateTimeOffset From, DateTimeOffset To, string? Technician, DateTimeOffset? AgreedAt, int? DelayMinutes, bool HasBegun, bool CanBeMoved);

/// <summary>Opens tickets by the links customers have.</summary>
public sealed class TicketsByLink(
    IGrainFactory grains, TicketLinks links, SurveyLinks surveys, ReferenceCache<IBranchGrain, Branch> branches, CustomerFiles customers, EffectivePolicies policies, TimeProvider clock)
{
    /// <summary>Null for a link that is none, or opens nothing any more.</summary>
    internal async Task<(Ticket Ticket, int Number)?> Open(string link) =>
        links.Read(link) is { } signed && await grains.GetGrain<ITicketGrain>(signed.Key).Read(Caller.System) is { } ticket
        && CustomerLinkRules.MustOpen(ticket, signed.Number, clock.GetInstant()) is null ? (ticket, signed.Number) : null;

    internal async Task<TicketByLinkView> View(Ticket ticket, int number)
    {
        var branch = await BranchOf(ticket);
        return new(ticket.Number, ticket.Step, branch.Name, PhoneView.Of(branch.Phone), branch.Calendar.TimeZone, await LanguageOf(ticket), ticket.RegisteredAt,
            ticket.Visits.Current is { } visit ? await View(ticket, visit, number) : null, Certificates.Has(ticket), await SurveyOf(ticket));
    }

    internal async ValueTask<Branch> BranchOf(Ticket ticket) =>
        await branches.Get(ticket.BranchId) ?? throw new TimeoutException($"Branch {ticket.BranchId} of {ticket.Id} could not be read.");

    internal async ValueTask<string> LanguageOf(Ticket ticket) => ReaderLanguage.Best([(await CustomerOf(ticket))?.Details.Language]);

    internal async ValueTask<Customers.Rules.Customer?> CustomerOf(Ticket ticket) => ticket.CustomerId is { } id ? await customers.Find(id, Caller.System) : null;

    private async Task<VisitByLinkView> View(Ticket ticket, Visit visit, int number)
    {
        var terms = (await policies.At(ticket.BranchId)).Get(TicketPolicies.CustomerMoves);
        return new(visit.Id, visit.From, visit.To, (await grains.GetGrain<ITechnicianGrain>(visit.TechnicianId).Read(Caller.System))?.Name, visit.Agreed, visit.Delay?.Minutes,
            visit.Arrived is not null, CustomerLinkRules.MustBeMovable(ticket, number, visit.Id, terms, clock.GetInstant()) is null);
    }

    private async Task<string?> SurveyOf(Ticket ticket) =>
        ticket.Step is TicketStep.Completed or TicketStep.Closed && await grains.GetGrain<ISurveyCardGrain>(ISurveyCardGrain.KeyOf(ticket.Id, ticket.FollowUps.Round)).Read(Caller.System) is { } card
        && surveys.LinkOf(card) is { } link ? $"/survey/{link}" : null;
}

[Queries]
public sealed class TicketByLinkQueries(TicketsByLink tickets, TimesForCustomers times)
{
    /// <summary>The ticket a signed link is for; null for a link that is none, or no more. Needs no log-in.</summary>
    [Secured(Permission.FollowSignedLink)]
    public async Task<TicketByLinkView?> GetTicketByLinkAsync([StringLength(SignedLinks.LongestLink)] string link) =>
        await tickets.Open(link) is var (ticket, number) ? await tickets.View(ticket, number) : null;

    /// <summary>The times to which the customer may move his appointment, soonest first; none for a link that is none, or where nothing can be moved. Needs no log-in.</summary>
    [Secured(Permission.FollowSignedLink)]
    public async Task<IReadOnlyList<DateTimeOffset>> GetVisitTimesByLinkAsync([StringLength(SignedLinks.LongestLink)] string link) =>
        await tickets.Open(link) is var (ticket, number) ? await times.Of(ticket, number) : [];
}

/// <summary>What a customer does by the link to his ticket.</summary>
[Mutations]
public sealed class TicketByLinkMutations(IGrainFactory grains, TicketsByLink tickets)
{
    internal const int LongestWords = 400;

    /// <summary>Agrees to the appointment, by the signed link to its ticket. Agreeing again changes nothing. Needs no log-in.</summary>
    /// <param name="visitId">The appointment as the link showed it.</param>
    [Secured(Permission.FollowSignedLink), Errors(typeof(CustomerLinkOver), typeof(VisitIsOver), typeof(VisitHasBegun))]
    public Task<Outcome<TicketByLinkView>> AgreeToVisit([StringLength(SignedLinks.LongestLink)] string link, string visitId, string? requestId = null) =>
        On(link, (ticket, number) => ticket.Agree(By(new AgreeToVisit(number, visitId), requestId)));

    /// <summary>
    /// Moves the appointment to a time of the same technician at which nothing speaks against it, by the signed link to its ticket. That time is agreed then. Needs no log-in.
    /// </summary>
    /// <param name="visitId">The appointment as the link showed it.</param>
    /// <param name="from">When it is to begin: one of <c>visitTimesByLink</c>. It takes as long as before.</param>
    /// <param name="words">What the customer wants the technician to know.</param>
    [Secured(Permission.FollowSignedLink),
        Errors(typeof(CustomerLinkOver), typeof(VisitIsOver), typeof(VisitHasBegun), typeof(TooLateToMove), typeof(MovedTooOften), typeof(TimeNotOffered))]
    public Task<Outcome<TicketByLinkView>> MoveVisit(
        [StringLength(SignedLinks.LongestLink)] string link, string visitId, DateTimeOffset from, [StringLength(LongestWords)] string? words = null, string? requestId = null) =>
        On(link, (ticket, number) => ticket.Move(By(new MoveVisit(number, visitId, from, words), requestId)));

    // Nobody's account stands behind a link: the ticket itself says what it allows.
    private static Intent<T> By<T>(T body, string? requestId) => new(body, Caller.System, requestId is null ? null : $"link:{requestId}", Cause: "link");

    private async Task<Outcome<TicketByLinkView>> On(string link, Func<ITicketGrain, int, Task<Answer>> ask)
    {
        if (await tickets.Open(link) is not var (opened, number)) return InputInvalid.At("link", "LINK_UNKNOWN");
        var ticket = grains.GetGrain<ITicketGrain>(opened.Id);
        var answer = await ask(ticket, number);
        if (answer.Refusal is { } refusal) return refusal;
        return await ticket.Read(Caller.System) is { } now ? await tickets.View(now, number) : InputInvalid.At("link", "LINK_UNKNOWN");
    }
}
