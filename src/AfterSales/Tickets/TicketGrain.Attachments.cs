using AfterSales.Customers;
using AfterSales.Files;
using AfterSales.Files.Rules;
using AfterSales.Records;

namespace AfterSales.Tickets;

public sealed partial class TicketGrain : IErasePerson
{
    public Task<Answer> Attach(Intent<AttachFile> intent) =>
        AskAndDecide(intent, async (ticket, now) => await files.Attach(ticket.Attachments, Key, intent, now));

    public Task<Answer> Detach(Intent<DetachFile> intent) => Decide(intent, (ticket, now) => AttachmentRules.Detach(ticket.Attachments, intent.Body.FileId));

    public Task<Answer> ErasePerson(Intent<ErasedPerson> intent) => Decide(intent, (ticket, now) => Decision.Of([.. AttachmentRules.Erase(ticket.Attachments)]));
}
