namespace AfterSales.Console.FollowUps;

/// <summary>A call to be made now.</summary>
/// <param name="RecordId">The key of the ticket or sale it follows.</param>
public sealed record FollowUpCall(
    string Id, string RecordId, int Number, string State, DateTimeOffset ClosesAt, DateTimeOffset? NextTryAt, int Tries, Customer? Customer, Branch? Branch);

public sealed record Customer(string Name, IReadOnlyList<Phone> Phones);

public sealed record Phone(string Display, string Number);

public sealed record Branch(string Code, string TimeZone);

/// <summary>A queue as far as it is shown.</summary>
public sealed record Queue(IReadOnlyList<FollowUpCall>? Nodes, int? TotalCount);

/// <summary>What the agent needs to know before dialling.</summary>
public sealed record CallToMake(string Id, string? TicketId, Script? Script);

public sealed record Script(
    string? TicketNumber, string? Product, string? Symptom, string? Done, string? DoneBy, DateTimeOffset? DoneOn, string? CustomersLastWords,
    bool MayAskOpinion, IReadOnlyList<CallBefore> Before, IReadOnlyList<OpenForCustomer> Open);

public sealed record CallBefore(int Number, DateTimeOffset At, string Result, string? Words);

/// <param name="Id">The key of the ticket, enquiry or complaint.</param>
public sealed record OpenForCustomer(string Kind, string Id, string? Number, DateTimeOffset Since, DateTimeOffset? DueAt);

/// <summary>A call that was recorded.</summary>
/// <param name="OpenedIds">What the customer said has led to.</param>
public sealed record RecordedCall(string Id, IReadOnlyList<string> OpenedIds);
