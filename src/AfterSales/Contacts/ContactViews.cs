using AfterSales.Access;
using AfterSales.Accounts;
using AfterSales.Api;
using AfterSales.Branches.Rules;
using AfterSales.Branches;
using AfterSales.Contacts.Rules;
using AfterSales.Customers;
using AfterSales.Records;
using GraphQL;

namespace AfterSales.Contacts;

/// <summary>An entry of the contact register: one call, letter, message or visit, in or out.</summary>
[Name("Contact"), Secured(Permission.SeeContacts)]
public sealed class ContactView(ContactRow row)
{
    public string Id => row.Id;

    /// <summary>For people: branch, the letter K, year and month, running number.</summary>
    public string Number => row.Number;

    public string BranchId => row.BranchId;

    public ContactChannel Channel => row.Channel;

    public ContactDirection Direction => row.Direction;

    public ContactSubject Subject => row.Subject;

    /// <summary>When it took place.</summary>
    public DateTimeOffset At => row.At;

    /// <summary>The key of the account that took or made it; null where the service itself did.</summary>
    public string? TakenById => row.TakenBy;

    /// <summary>What that account is called; null where the service itself did, or the account is gone.</summary>
    public Deferred<string?> GetTakenByName(AccountNameLoader names) => names.Load(row.TakenBy ?? "");

    public string? CustomerId => row.CustomerId;

    /// <summary>The ticket that came of it, or that it belongs to.</summary>
    public string? TicketId => row.TicketId;

    /// <summary>Who was on the other side, where no customer file says so.</summary>
    public string? CounterpartName => row.CounterpartName;

    public PhoneView? CounterpartPhone => row.CounterpartPhone is { } phone ? new(Phone.Parse(phone)) : null;

    public bool IsEmergency => row.IsEmergency;

    /// <summary>When the superior was told of the emergency.</summary>
    public DateTimeOffset? SuperiorToldAt => row.SuperiorToldAt;

    /// <summary>The key of the account that accompanies the visitor.</summary>
    public string? CompanionId => row.Companion;

    /// <summary>Whether the file of who asked says in whose name it is and where the product stands; null for what is no enquiry of a customer.</summary>
    public bool? IsEnquiryRecorded => Contact.IsEnquiryOf(row.Subject, row.Direction) ? row.IsEnquiryRecorded : null;

    /// <summary>Somebody came to the branch and has not left.</summary>
    public bool IsVisitorHere => row.IsVisitorHere;

    public DateTimeOffset? VisitorLeftAt => row.VisitorLeftAt;

    /// <summary>The account or unit it was last sent on to.</summary>
    public string? SentOnTo => row.SentOnTo;

    public DateTimeOffset? SentOnAt => row.SentOnAt;

    /// <summary>The key of the follow-up call, card, enquiry, complaint or contract it belongs to.</summary>
    public string? About => row.About;

    /// <summary>What became of it, where we called or wrote.</summary>
    public ContactOutcome? Outcome => row.Outcome;

    /// <summary>Counts up with every change.</summary>
    public int Version => row.Version;

    public Deferred<CustomerView?> GetCustomer(CustomerLoader customers) => customers.Load(row.CustomerId ?? "");

    public Deferred<BranchView?> GetBranch(BranchLoader branches) => branches.Load(row.BranchId);

    /// <summary>What was said or written; null once it was erased, and where nothing was said or the words stand with what it belongs to.</summary>
    public Deferred<string?> GetText(JournalTextLoader texts) =>
        texts.Load(row.Id).Select(all => all?.FirstOrDefault(text => text.Field == "text")?.Words);

    /// <summary>What happened to it, oldest first.</summary>
    public async Task<IReadOnlyList<JournalEntryView>> GetTimelineAsync(Journal journal, CancellationToken cancellation) =>
        JournalEntryView.Of(await journal.Read(row.Id, cancellation));

    public static ContactView Of(Contact contact, int version) => new(ContactRow.Of(contact, new RowStamp(version, 1)));
}
