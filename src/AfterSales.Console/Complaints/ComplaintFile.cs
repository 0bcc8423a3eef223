using AfterSales.Console.Customers;
using AfterSales.Console.Shell;

namespace AfterSales.Console.Complaints;

/// <summary>A complaint as its page shows it.</summary>
/// <param name="PersonId">The technician or account complained about.</param>
public sealed record ComplaintFile(
    string Id, int Version, string Category, string Severity, string State, string Source, string? HeardIn, string? TicketId, string? PersonId, DateTimeOffset RaisedAt,
    DateTimeOffset AnswerBy, DateTimeOffset? AnsweredAt, DateTimeOffset? ReportedUpAt, string? ReportedTo, DateTimeOffset? ClosedAt, RecordBranch? Branch,
    RecordCustomer? Customer);

/// <summary>What the complaint is about, as far as the viewer may see it.</summary>
public sealed record ComplaintSubjects(ComplaintTicket? Ticket, ComplaintTechnician? Technician);

public sealed record ComplaintTicket(string Number, string Step);

public sealed record ComplaintTechnician(string Name);
