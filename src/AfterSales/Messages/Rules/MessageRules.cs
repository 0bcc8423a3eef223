using AfterSales.Calendars;
using AfterSales.Contacts.Rules;
using AfterSales.Customers.Rules;
using AfterSales.Records;

namespace AfterSales.Messages.Rules;

/// <summary>How a message gets to the customer: by a channel of the service, tried again for a while, else by hand.</summary>
public static class MessageRules
{
    public static Decision Ask(string id, AskMessage asked, DateTimeOffset now) =>
        new MessageAsked(id, asked.BranchId, asked.CustomerId, asked.TicketId, asked.Kind, asked.About, asked.Channel, now);

    /// <summary>The first of the ways in which a customer can be written to and does not refuse to be; null where there is none.</summary>
    public static ContactChannel? WayTo(Customer customer) =>
        customer.Details.Email is not null && !customer.Consents.IsRefusedTo(ConsentChannel.Email) ? ContactChannel.Email
        : customer.Details.Phone is not null && !customer.Consents.IsRefusedTo(ConsentChannel.Message) ? ContactChannel.Message
        : customer.Details.Address?.IsPlace == true && !customer.Consents.IsRefusedTo(ConsentChannel.Letter) ? ContactChannel.Letter
        : null;

    /// <summary>As what the contact register lists it.</summary>
    public static ContactSubject SubjectOf(MessageKind kind) => kind == MessageKind.ContractExpiry ? ContactSubject.Notice : ContactSubject.Invitation;

    /// <param name="subject">What the contact register says of it.</param>
    public static Decision Given(
        OutboundMessage message, Delivery delivery, string subject, MessageTries tries, int byHandHours, WorkingCalendar calendar, DateTimeOffset now)
    {
        var made = message.Tries + 1;
        return delivery switch
        {
            Delivery.Sent => new MessageSent(now, null, subject),
            Delivery.TryAgain when made < tries.Most => new MessageNotTaken(made, now.AddMinutes(tries.FirstAfterMinutes * Math.Pow(2, made - 1))),
            _ => new MessageLeftToPeople(calendar.Due(now, TimeSpan.FromHours(byHandHours)) ?? now.AddHours(byHandHours)),
        };
    }

    public static Decision Drop(OutboundMessage message, DropReason reason, DateTimeOffset now) =>
        message.IsOpen ? new MessageDropped(reason, now) : Decision.NothingToDo;

    /// <summary>
    /// The customer wants nothing written to him by this way. An invitation is not owed then; that his contract ends he is to know all the same,
    /// and somebody tells him.
    /// </summary>
    public static Decision NoConsent(OutboundMessage message, int byHandHours, WorkingCalendar calendar, DateTimeOffset now) =>
        !message.IsOpen ? Decision.NothingToDo : new MessageDropped(DropReason.NoConsent, now, message.MessageKind == MessageKind.ContractExpiry
            ? calendar.Due(now, TimeSpan.FromHours(byHandHours)) ?? now.AddHours(byHandHours)
            : null);

    /// <summary>A person sent what no channel could.</summary>
    public static Decision SentByHand(OutboundMessage message, string subject, string by, DateTimeOffset now) =>
        MustBeByHand(message) ?? (Decision)new MessageSent(now, by, subject);

    public static Decision Undeliverable(OutboundMessage message, string why, string by, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(why)) return InputInvalid.At("reason", "REQUIRED");
        return MustBeByHand(message) ?? (Decision)new MessageUndeliverable(now, by, why.Trim());
    }

    private static MessageNotByHand? MustBeByHand(OutboundMessage message) =>
        message.State == MessageState.ByHand ? null : new MessageNotByHand(message.State);
}

/// <summary>The message is not waiting for a person: the service is sending it, or it has gone out or was dropped.</summary>
[GenerateSerializer, Immutable, Alias("MessageNotByHand")]
public sealed record MessageNotByHand([property: Id(0)] MessageState State) : Refusal;
