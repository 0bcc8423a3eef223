using AfterSales.Console.Customers;
using AfterSales.Console.Shell;

namespace AfterSales.Console.Enquiries;

/// <summary>An enquiry as its page shows it.</summary>
/// <param name="Words">The customer's; null once they were erased.</param>
/// <param name="Contact">Name and number of a stranger without a file.</param>
public sealed record EnquiryFile(
    string Id, int Version, string Kind, string Matter, string State, string? HeardIn, DateTimeOffset TakenAt, DateTimeOffset DueAt, int Reminders, DateTimeOffset? SolvedAt,
    DateTimeOffset? TellBy, DateTimeOffset? ToldAt, string? Words, string? Contact, RecordBranch? Branch, RecordCustomer? Customer);
