using System.Globalization;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Contacts.Rules;
using AfterSales.Customers;
using AfterSales.Messages;
using AfterSales.Messages.Rules;
using AfterSales.Records;
using AfterSales.Tickets.Rules;
using Microsoft.AspNetCore.DataProtection;

namespace AfterSales.Tickets;

/// <summary>The links that open a ticket's page for its customer.</summary>
public sealed class TicketLinks(IDataProtectionProvider protection, TimeProvider clock)
{
    private readonly SignedLinks _links = new(protection, clock, "AfterSales.Tickets.Link.v1", ITicketGrain.Prefix);

    /// <summary>The path below the service's address; null for one that opens nothing any more.</summary>
    public string? PathOf(string ticketId, CustomerLink link) =>
        link.TakenBackAt is null && _links.LinkTo(ticketId, link.ExpiresAt, link.Number) is { } signed ? $"/ticket/{signed}" : null;

    /// <summary>Where it leads; whether it still opens the ticket, that one says.</summary>
    public SignedLink? Read(string link) => _links.Read(link);

    /// <summary>Each link is sent once.</summary>
    public static string MessageOf(string ticketId, CustomerLink link) =>
        IMessageGrain.KeyOf(link.VisitId is null ? MessageKind.TicketPage : MessageKind.VisitBooked, string.Create(CultureInfo.InvariantCulture, $"{ticketId} link {link.Number}"));
}

/// <summary>By the first way the customer has and does not refuse; where there is none, somebody finds one.</summary>
public sealed record SendTicketLink(string MessageId, string BranchId, string CustomerId, string TicketId, MessageKind Kind) : Effect
{
    public override string Target => MessageId;

    public override async Task<Answer> Deliver(IGrainFactory grains, EffectContext context)
    {
        var way = await new CustomerFiles(grains).Find(CustomerId, Caller.System) is { } customer ? MessageRules.WayTo(customer) : null;
        // Nobody types a link off a letter.
        return await grains.GetGrain<IMessageGrain>(MessageId).Ask(context.Intent(new AskMessage(
            BranchId, CustomerId, TicketId, Kind, TicketId, way == ContactChannel.Email ? ContactChannel.Email : ContactChannel.Message)));
    }
}
