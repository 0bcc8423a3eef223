using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Messages;
using AfterSales.Messages.Rules;
using AfterSales.Records;
using AfterSales.Tickets.Rules;
using GraphQL;

namespace AfterSales.Tickets;

/// <summary>A link that opens the ticket's page for the customer.</summary>
[Name("CustomerLink"), SecuredByParent]
public sealed class CustomerLinkView(string ticketId, CustomerLink link)
{
    /// <summary>Counts from 1 for each ticket.</summary>
    public int Number => link.Number;

    public DateTimeOffset GivenAt => link.GivenAt;

    /// <summary>From this instant on it opens nothing.</summary>
    public DateTimeOffset ExpiresAt => link.ExpiresAt;

    /// <summary>From then on it opens nothing; null where it was not taken back.</summary>
    public DateTimeOffset? TakenBackAt => link.TakenBackAt;

    /// <summary>The visit the customer was told of with it; null where he was only given the link.</summary>
    public string? VisitId => link.VisitId;

    /// <summary>What became of the message that brings it; null while it is on its way to be written.</summary>
    public async Task<MessageState?> GetMessageAsync(IGrainFactory grains) =>
        (await grains.GetGrain<IMessageGrain>(TicketLinks.MessageOf(ticketId, link)).Read(Caller.System))?.State;

    /// <summary>The page's path below the service's address, for whoever sends messages by hand; null for one that opens nothing any more.</summary>
    [Secured(Permission.SendMessages)]
    public string? GetPath(TicketLinks links) => links.PathOf(ticketId, link);
}

[Mutations]
public sealed class TicketLinkMutations(IGrainFactory grains)
{
    /// <summary>Sends the customer a link that opens the ticket's page without a log-in.</summary>
    [Secured(Permission.RegisterTickets), Errors(typeof(InternalWorkHasNoCustomer))]
    public Task<Outcome<TicketView>> SendTicketLink(string ticketId, Caller caller, string? requestId = null) =>
        grains.OnTicket(ticketId, caller, ticket => ticket.SendLink(new Intent<SendCustomerLink>(new SendCustomerLink(), caller, requestId)));

    /// <summary>A link that a customer was sent opens nothing any more. Taking it back again changes nothing.</summary>
    /// <param name="number">As <c>customerLinks</c> counts them.</param>
    [Secured(Permission.RegisterTickets), Errors(typeof(CustomerLinkUnknown))]
    public Task<Outcome<TicketView>> TakeBackTicketLink(string ticketId, int number, Caller caller, string? requestId = null) =>
        grains.OnTicket(ticketId, caller, ticket => ticket.TakeBackLink(new Intent<TakeBackCustomerLink>(new TakeBackCustomerLink(number), caller, requestId)));
}
