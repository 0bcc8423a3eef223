using AfterSales.Access;
using AfterSales.Contacts;
using AfterSales.Contacts.Rules;
using AfterSales.Records;
using AfterSales.Tickets.Rules;
using Registration = AfterSales.Contacts.RecordContact;

namespace AfterSales.Tickets;

/// <summary>What of a ticket stands in the contact register: how it reached us, and each time the customer was spoken or written to (S3 ⑹-5 规定 7).</summary>
internal static class TicketContacts
{
    /// <param name="by">The account that acts; null where the service does.</param>
    public static IEnumerable<Effect> Of(Ticket ticket, Event happened, string? by)
    {
        if (ticket.CustomerId is null) return [];
        return happened switch
        {
            TicketRegistered { Channel: not Channel.Contract } e => Heard(e.HeardIn, e.Channel, "registered", e.Symptom, e.At),
            ReportJoined e => Heard(e.HeardIn, e.Channel, $"report {ticket.Intake.Reports}", e.Symptom, e.At),
            CustomerContacted e => [Told(Channel.Call, ContactSubject.Notice, $"contacted {e.VisitId}", e.Said, e.DeviceAt ?? e.At)],
            VisitAgreed e =>
            [
                new Registration(IContactGrain.KeyOf($"{ticket.Id}:agreed {e.VisitId}"), new RecordedContact(
                    ticket.BranchId, ContactChannel.WebMessage, ContactDirection.Incoming, ContactSubject.Answer, e.Said ?? "", e.At, ticket.CustomerId, ticket.Id, TakenBy: null, About: ticket.Id)),
            ],
            CustomerMessageSent e => [Told(e.Channel, ContactSubject.Notice, $"message {e.At:O}", e.Text, e.At)],
            ResultTold e => [Told(e.Channel, ContactSubject.Answer, $"told {ticket.Round}", e.Said, e.At)],
            _ => [],
        };

        IEnumerable<Effect> Heard(string? heardIn, Channel channel, string facts, string words, DateTimeOffset at) => heardIn switch
        {
            null => [new Registration(IContactGrain.KeyOf($"{ticket.Id}:{facts}"), new RecordedContact(
                ticket.BranchId, WayOf(channel), ContactDirection.Incoming, ContactSubject.Request, words, at, ticket.CustomerId, ticket.Id,
                Companion: channel == Channel.WalkIn ? by ?? Caller.System.Account : null, TakenBy: by, About: ticket.Id))],
            _ when heardIn.StartsWith(IContactGrain.Prefix, StringComparison.Ordinal) =>
                [new LinkHeardContact(heardIn, new LinkContact(ticket.CustomerId, ticket.Id))],
            _ => [],
        };

        Registration Told(Channel channel, ContactSubject subject, string facts, string? words, DateTimeOffset at) => new(
            IContactGrain.KeyOf($"{ticket.Id}:{facts}"), new RecordedContact(
                ticket.BranchId, WayOf(channel), ContactDirection.Outgoing, subject, words ?? "", at, ticket.CustomerId, ticket.Id, TakenBy: by,
                About: ticket.Id, Outcome: channel is Channel.Call or Channel.WalkIn ? ContactOutcome.Reached : ContactOutcome.Sent));
    }

    private static ContactChannel WayOf(Channel channel) => channel switch
    {
        Channel.Letter => ContactChannel.Letter,
        Channel.Email => ContactChannel.Email,
        Channel.Web => ContactChannel.WebMessage,
        Channel.WalkIn => ContactChannel.Visit,
        Channel.Fax => ContactChannel.Fax,
        _ => ContactChannel.Call,
    };
}
