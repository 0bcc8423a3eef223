using AfterSales.Access;
using AfterSales.Customers.Rules;
using AfterSales.Records;

namespace AfterSales.Contacts.Rules;

/// <summary>Every contact is registered; emergencies are told at once; a visitor is not left alone (feature 1).</summary>
public static class ContactRules
{
    /// <param name="takenBy">The account that took or made it; null where the service itself did.</param>
    /// <param name="day">On which it took place, at the branch.</param>
    /// <param name="confirmMinutes">Within which an emergency is to be confirmed.</param>
    /// <param name="from">The file of the customer, where one is named.</param>
    public static Decision Record(
        string id, string number, RecordedContact contact, string? takenBy, DateOnly day, int confirmMinutes, Customer? from, DateTimeOffset now)
    {
        // What belongs to another record may have its words there, or none: nobody answered.
        if (string.IsNullOrWhiteSpace(contact.Text) && contact.About is null) return InputInvalid.At("text", "REQUIRED");
        if (AVisitorHasACompanion(contact) is { } refusal) return refusal;
        var recorded = new ContactRecorded(id, number, contact.BranchId, contact.Channel, contact.Direction, contact.Subject, contact.At ?? now, day,
            takenBy, contact.CustomerId, contact.TicketId, contact.Counterpart, contact.Companion, contact.Text, contact.About, contact.Outcome,
            contact.PersonId);
        return Decision.Of(
        [
            recorded,
            .. contact.IsEmergency ? [Flagged(confirmMinutes, now)] : Array.Empty<Event>(),
            .. IsRecorded(from, Contact.IsEnquiryOf(contact.Subject, contact.Direction)) ? [new EnquiryRecorded()] : Array.Empty<Event>(),
            .. contact.SentOnTo is { } to ? [new ContactSentOn(to, now, takenBy ?? Caller.System.Account)] : Array.Empty<Event>(),
        ]);
    }

    /// <summary>What took place later than now, or longer ago than a file remembers, is a slip of the hand.</summary>
    public static InputInvalid? MustBePast(DateTimeOffset? at, DateTimeOffset now, int days) =>
        at > now.AddMinutes(5) ? InputInvalid.At("at", "IN_THE_FUTURE") : at < now.AddDays(-days) ? InputInvalid.At("at", "TOO_OLD") : null;

    public static Decision FlagEmergency(Contact contact, int confirmMinutes, DateTimeOffset now) =>
        contact.IsEmergency ? Decision.NothingToDo : Flagged(confirmMinutes, now);

    public static Decision SendOn(Contact contact, string to, string by, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(to)) return InputInvalid.At("to", "REQUIRED");
        return contact.SentOn.LastOrDefault()?.To == to.Trim() ? Decision.NothingToDo : new ContactSentOn(to.Trim(), now, by);
    }

    /// <summary>Whose it was may be found out later, and put right; which ticket came of it as well.</summary>
    public static Decision Link(Contact contact, Customer? from, string? ticketId)
    {
        if (from is null && ticketId is null) return InputInvalid.At("customerId", "REQUIRED");
        if ((from?.Id ?? contact.CustomerId, ticketId ?? contact.TicketId) == (contact.CustomerId, contact.TicketId)) return Decision.NothingToDo;
        var linked = new ContactLinked(from?.Id, ticketId);
        return !Contact.Apply(contact, linked).IsEnquiryRecorded && IsRecorded(from, contact.IsEnquiry) ? Decision.Of([linked, new EnquiryRecorded()]) : linked;
    }

    /// <param name="customerId">Under which the enquiry was filed when its customer was asked to tell.</param>
    public static Decision EnquiryIsRecorded(Contact contact, string customerId) =>
        contact.IsEnquiryRecorded || contact.CustomerId != customerId ? Decision.NothingToDo : new EnquiryRecorded();

    public static Decision NameCompanion(Contact contact, string account) =>
        !contact.IsVisitorHere ? new NoVisitorHere(contact.Id)
        : contact.Companion == account ? Decision.NothingToDo
        : new CompanionNamed(account);

    public static Decision Leave(Contact contact, DateTimeOffset now) =>
        contact.VisitorLeftAt is not null ? Decision.NothingToDo
        : contact.IsVisitorHere ? new VisitorLeft(now)
        : new NoVisitorHere(contact.Id);

    private static bool IsRecorded(Customer? from, bool isEnquiry) => isEnquiry && from is not null && CompletenessRules.EnquiryIsRecorded(from);

    private static EmergencyFlagged Flagged(int confirmMinutes, DateTimeOffset now) => new(now, now.AddMinutes(confirmMinutes));

    private static CompanionMissing? AVisitorHasACompanion(RecordedContact contact) =>
        contact is { Channel: ContactChannel.Visit, Direction: ContactDirection.Incoming, Companion: null } ? new CompanionMissing() : null;
}

/// <summary>Somebody who comes to the branch is accompanied by a named person until he leaves.</summary>
[GenerateSerializer, Immutable, Alias("CompanionMissing")]
public sealed record CompanionMissing : Refusal;

/// <summary>The entry is no visit to the branch, or the visitor has left.</summary>
[GenerateSerializer, Immutable, Alias("NoVisitorHere")]
public sealed record NoVisitorHere([property: Id(0)] string ContactId) : Refusal;
