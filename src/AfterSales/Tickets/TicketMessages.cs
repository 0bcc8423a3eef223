using AfterSales.Access;
using AfterSales.Api.Wording;
using AfterSales.Contacts.Rules;
using AfterSales.Customers;
using AfterSales.Messages;
using AfterSales.Messages.Rules;
using AfterSales.Policies;
using AfterSales.Records;
using AfterSales.Tickets.Rules;

namespace AfterSales.Tickets;

/// <summary>
/// That a visit is booked, with the link to the ticket's page; that link alone; and that the technician comes later, with the apology as it was written down. Where the
/// visit went to another time or is over, the link was taken back, or something newer was reported, there is nothing to say any more.
/// </summary>
public sealed class TicketMessages(IGrainFactory grains, Journal journal, TicketLinks links) : IWriteMessages
{
    public bool Writes(MessageKind kind) => kind is MessageKind.VisitDelayed or MessageKind.VisitBooked or MessageKind.TicketPage;

    public async Task<WrittenMessage?> Write(OutboundMessage message, Addressee to, Func<string, string> addressOf) =>
        await grains.GetGrain<ITicketGrain>(message.About).Read(Caller.System) is not { } ticket ? null
        : message.MessageKind == MessageKind.VisitDelayed ? await Delayed(ticket, message, to)
        : WithLink(ticket, message, to, addressOf);

    private WrittenMessage? WithLink(Ticket ticket, OutboundMessage message, Addressee to, Func<string, string> addressOf)
    {
        if (ticket.CustomerLinks.All.Find(link => TicketLinks.MessageOf(ticket.Id, link) == message.Id) is not { } link || links.PathOf(ticket.Id, link) is not { } path) return null;
        var culture = ReaderLanguage.CultureOf(to.Language);
        var facts = new Dictionary<string, string>
        {
            ["Name"] = to.Name, ["Branch"] = to.Branch, ["Number"] = ticket.Number, ["Link"] = addressOf(path),
            ["Until"] = to.Calendar.LocalDay(link.ExpiresAt).ToString("D", culture),
        };
        if (link.VisitId is { } visitId)
        {
            if (ticket.Visits.Current is not { Arrived: null } visit || visit.Id != visitId) return null;
            facts["Day"] = to.Calendar.LocalDay(visit.From).ToString("D", culture);
            facts["From"] = to.Calendar.LocalTime(visit.From).ToString("t", culture);
            facts["To"] = to.Calendar.LocalTime(visit.To).ToString("t", culture);
        }

        var (subject, text) = Template.Fill((link.VisitId is null ? TicketMessagePolicies.Page : TicketMessagePolicies.Booked).In(to.Language, to.Policies), facts);
        return new WrittenMessage(subject, text);
    }

    private async Task<WrittenMessage?> Delayed(Ticket ticket, OutboundMessage message, Addressee to)
    {
        if (ticket.Visits.Current is not { Arrived: null, Delay: { } delay } visit || VisitDelays.MessageOf(visit, delay) != message.Id) return null;
        var culture = ReaderLanguage.CultureOf(to.Language);
        var expected = visit.From.AddMinutes(delay.Minutes);
        var apology = VisitWords.OfDelay(await journal.Read(ticket.Id), visit)("apology");
        var (subject, text) = Template.Fill(TicketMessagePolicies.Delay.In(to.Language, to.Policies), new Dictionary<string, string>
        {
            ["Name"] = to.Name, ["Branch"] = to.Branch, ["Agreed"] = to.Calendar.LocalTime(visit.From).ToString("t", culture),
            ["Expected"] = to.Calendar.LocalTime(expected).ToString("t", culture), ["Minutes"] = delay.Minutes.ToString(culture),
            ["Apology"] = apology ?? TicketMessagePolicies.Sorry(to.Language),
        });
        return new WrittenMessage(subject, text) { IsKept = true };
    }
}

/// <summary>What a delay brings about: the customer is told, and the technician's day knows of it.</summary>
internal static class VisitDelays
{
    public static IEnumerable<Effect> Told(Ticket ticket, Visit visit, VisitDelay delay)
    {
        yield return new DelayAppointment(visit.TechnicianId, visit.Id, delay.Minutes);
        if (ticket.CustomerId is { } customer) yield return new TellOfDelay(MessageOf(visit, delay), ticket.BranchId, customer, ticket.Id);
    }

    /// <summary>Each delay is told once.</summary>
    public static string MessageOf(Visit visit, VisitDelay delay) => IMessageGrain.KeyOf(MessageKind.VisitDelayed, $"{visit.Id} {delay.Minutes} {delay.Reported.When:O}");
}

/// <summary>The customer is told by the first way he has and does not refuse; where there is none, by somebody who finds one.</summary>
public sealed record TellOfDelay(string MessageId, string BranchId, string CustomerId, string TicketId) : Effect
{
    public override string Target => MessageId;

    public override async Task<Answer> Deliver(IGrainFactory grains, EffectContext context)
    {
        var way = await new CustomerFiles(grains).Find(CustomerId, Caller.System) is { } customer ? MessageRules.WayTo(customer) : null;
        // A letter would come after the technician.
        return await grains.GetGrain<IMessageGrain>(MessageId).Ask(context.Intent(new AskMessage(
            BranchId, CustomerId, TicketId, MessageKind.VisitDelayed, TicketId, way == ContactChannel.Email ? ContactChannel.Email : ContactChannel.Message)));
    }
}
