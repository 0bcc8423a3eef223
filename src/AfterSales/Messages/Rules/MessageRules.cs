using AfterSales.Calendars;
using AfterSales.Channels.Rules;
using AfterSales.Contacts.Rules;
using AfterSales.Customers.Rules;
using AfterSales.Records;
using AfterSales.Tasks.Rules;

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

    /// <summary>
    /// The way it was asked for, or the first other one where the customer has come to refuse that; null where he refuses all. A letter would come too late for
    /// what is of no use any more soon.
    /// </summary>
    public static ContactChannel? WayNow(OutboundMessage message, Customer customer) =>
        !customer.Consents.IsRefusedTo(ConsentTo(message.Channel)) ? message.Channel
        : WayTo(customer) is { } other && !(other == ContactChannel.Letter && IsSoonOfNoUse(message.MessageKind)) ? other
        : null;

    /// <summary>As what the contact register lists it.</summary>
    public static ContactSubject SubjectOf(MessageKind kind) => IsNotice(kind) || kind is MessageKind.VisitBooked or MessageKind.TicketPage ? ContactSubject.Notice : ContactSubject.Invitation;

    /// <summary>Something the customer is to know in any case, in another way where nothing may be written to him.</summary>
    public static bool IsNotice(MessageKind kind) => kind is MessageKind.ContractExpiry or MessageKind.VisitDelayed;

    /// <summary>Working hours a person has for it: none for what is of no use any more soon.</summary>
    public static int HoursFor(MessageKind kind, int usual) => IsSoonOfNoUse(kind) ? 0 : usual;

    /// <summary>What somebody does instead of writing.</summary>
    public static TaskKind TaskToTell(MessageKind kind) => kind == MessageKind.VisitDelayed ? TaskKind.TellOfDelay : TaskKind.TellWithoutWriting;

    /// <param name="way">By which it was given.</param>
    /// <param name="subject">What the contact register says of it.</param>
    public static Decision Given(
        OutboundMessage message, ContactChannel way, Delivery delivery, string subject, MessageTries tries, int byHandHours, WorkingCalendar calendar, DateTimeOffset now)
    {
        var other = way == message.Channel ? Array.Empty<Event>() : [new MessageGoesAnotherWay(way)];
        // Another channel has tries of its own.
        var made = way == message.Channel ? message.Tries + 1 : 1;
        Event given = delivery switch
        {
            Delivery.Sent => new MessageSent(now, null, subject),
            Delivery.TryAgain when made < tries.Most && !IsSoonOfNoUse(message.MessageKind) => new MessageNotTaken(made, now + BackOff.After(made, tries.FirstAfterMinutes)),
            _ => new MessageLeftToPeople(calendar.Due(now, TimeSpan.FromHours(byHandHours)) ?? now.AddHours(byHandHours)),
        };
        return Decision.Of([.. other, given]);
    }

    public static Decision Drop(OutboundMessage message, DropReason reason, DateTimeOffset now) =>
        message.IsOpen ? new MessageDropped(reason, now) : Decision.NothingToDo;

    /// <summary>
    /// The customer wants nothing written to him by any way he has. An invitation is not owed then; that his contract ends or a visit is late he is to know
    /// all the same, and somebody tells him.
    /// </summary>
    public static Decision NoConsent(OutboundMessage message, int byHandHours, WorkingCalendar calendar, DateTimeOffset now) =>
        !message.IsOpen ? Decision.NothingToDo : new MessageDropped(DropReason.NoConsent, now, IsNotice(message.MessageKind)
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

    private static ConsentChannel ConsentTo(ContactChannel channel) => channel switch
    {
        ContactChannel.Email => ConsentChannel.Email,
        ContactChannel.Letter => ConsentChannel.Letter,
        _ => ConsentChannel.Message,
    };

    /// <summary>A channel that can't be reached is not waited for then.</summary>
    private static bool IsSoonOfNoUse(MessageKind kind) => kind == MessageKind.VisitDelayed;

    private static MessageNotByHand? MustBeByHand(OutboundMessage message) =>
        message.State == MessageState.ByHand ? null : new MessageNotByHand(message.State);
}

/// <summary>The message is not waiting for a person: the service is sending it, or it has gone out or was dropped.</summary>
[GenerateSerializer, Immutable, Alias("MessageNotByHand")]
public sealed record MessageNotByHand([property: Id(0)] MessageState State) : Refusal;
