using AfterSales.Messages;
using AfterSales.Messages.Rules;
using AfterSales.Records;
using AfterSales.Tickets.Rules;

namespace AfterSales.Tickets;

public sealed partial class TicketGrain
{
    public Task<Answer> SendLink(Intent<SendCustomerLink> intent) => AskAndDecide(intent, async (ticket, now) =>
        CustomerLinkRules.Give(ticket, await LinkDays(ticket), visitId: null, now));

    public Task<Answer> TakeBackLink(Intent<TakeBackCustomerLink> intent) => Decide(intent, (ticket, now) => CustomerLinkRules.TakeBack(ticket, intent.Body.Number, now));

    public Task<Answer> Agree(Intent<AgreeToVisit> intent) => Decide(intent, (ticket, now) => CustomerLinkRules.Agree(ticket, intent.Body, now));

    public Task<Answer> Move(Intent<MoveVisit> intent) => AskAndDecide(intent, async (ticket, now) =>
    {
        var terms = (await policies.At(ticket.BranchId)).Get(TicketPolicies.CustomerMoves);
        if (CustomerLinkRules.MustMove(ticket, intent.Body, terms, now) is { } refusal) return refusal;
        var visit = ticket.Visits.Current!;
        var to = intent.Body.From + (visit.To - visit.From);
        // Without a reason nothing may speak against the time; what does, such as another customer's appointment, is not told.
        var held = await Hold(ticket, intent.Caller, visit.TechnicianId, intent.Body.From, to, SaidOf(visit), reason: null, isCustomersWish: true);
        return held.Refusal is not null ? new TimeNotOffered(intent.Body.From) : CustomerLinkRules.Move(ticket, held.VisitId, intent.Body, held.Trip, terms, now);
    });

    /// <summary>The customer is told of a booking with a link to his page, where the service can write to him by itself; else the technician's call tells him.</summary>
    private async ValueTask<Decision> AndTold(Ticket ticket, Decision booked, string visitId, DateTimeOffset now)
    {
        if (booked.Refusal is not null || ticket.CustomerId is not { } customer || !(await policies.At(ticket.BranchId)).Get(TicketPolicies.TellBooking)
            || !await ways.CanWrite(customer)) return booked;
        return Decision.Of([.. booked.Events, .. CustomerLinkRules.Give(ticket, await LinkDays(ticket), visitId, now).Events]);
    }

    private static IEnumerable<Effect> LinkEffects(Ticket ticket, Event happened) => happened switch
    {
        CustomerLinkGiven e when ticket.CustomerId is { } customer && ticket.CustomerLinks.Find(e.Number) is { } link =>
            [new SendTicketLink(TicketLinks.MessageOf(ticket.Id, link), ticket.BranchId, customer, ticket.Id, e.VisitId is null ? MessageKind.TicketPage : MessageKind.VisitBooked)],
        CustomerLinkTakenBack e when ticket.CustomerLinks.Find(e.Number) is { } link => [new DropMessageToCustomer(TicketLinks.MessageOf(ticket.Id, link))],
        _ => [],
    };

    private async ValueTask<int> LinkDays(Ticket ticket) => (await policies.At(ticket.BranchId)).Get(TicketPolicies.LinkDays);
}
