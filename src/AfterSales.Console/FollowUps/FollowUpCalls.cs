namespace AfterSales.Console.FollowUps;

/// <summary>A call to be made now.</summary>
/// <param name="TicketId">Null after a sale.</param>
public sealed record FollowUpCall(
    string Id, string? TicketId, int Number, string State, DateTimeOffset ClosesAt, DateTimeOffset? NextTryAt, int Tries, Customer? Customer, Branch? Branch);

public sealed record Customer(string Name, IReadOnlyList<Phone> Phones);

public sealed record Phone(string Display, string Number);

public sealed record Branch(string Code, string TimeZone);

/// <summary>What the agent needs to know before dialling.</summary>
public sealed record CalledAbout(
    string Id, string Number, string Kind, DateTimeOffset? CompletedAt, string? Symptom, Product? Product, IReadOnlyList<Visit> Visits, IReadOnlyList<Entry> Timeline);

public sealed record Product(string Model);

public sealed record Visit(Named? Technician);

public sealed record Named(string Name);

public sealed record Entry(string Event, DateTimeOffset At, IReadOnlyList<EntryWords> Words);

public sealed record EntryWords(string Field, string? Words);
