using AfterSales.Console.Api;
using AfterSales.Console.Audit;
using AfterSales.Console.Shell;

namespace AfterSales.Console.Contacts;

/// <param name="BranchRoster">Null where no branch is chosen, or the viewer may not see who works there.</param>
/// <param name="Customer">Null where none is asked for.</param>
public sealed record FoundContacts(Page<ContactLine>? Contacts, Roster? BranchRoster, NamedOnly? Customer);

public sealed record NamedOnly(string Name);

public sealed record ContactPlace(string Code, string TimeZone);

/// <param name="TakenById">Null where the service itself did.</param>
/// <param name="TakenByName">Null where the account is gone.</param>
public sealed record ContactLine(
    string Id, string Number, DateTimeOffset At, string Channel, string Direction, string Subject, string? Outcome, bool IsEmergency, string? TakenById, string? TakenByName,
    string? CounterpartName, string? Text, NamedOnly? Customer, ContactPlace? Branch);

public sealed record FoundContact(ContactFile? Contact);

/// <summary>An entry of the register.</summary>
/// <param name="About">The key of the follow-up call, card, enquiry, complaint or contract it belongs to.</param>
public sealed record ContactFile(
    string Id, string Number, DateTimeOffset At, string Channel, string Direction, string Subject, string? Outcome, bool IsEmergency, DateTimeOffset? SuperiorToldAt, bool IsVisitorHere,
    DateTimeOffset? VisitorLeftAt, DateTimeOffset? SentOnAt, string? About, string? TakenById, string? TakenByName, string? TicketId, string? CounterpartName, string? Text, int Version,
    ContactPhone? CounterpartPhone, ContactCustomer? Customer, RecordBranch? Branch);

public sealed record ContactPhone(string Display, string Number);

public sealed record ContactCustomer(string Id, string Name);
