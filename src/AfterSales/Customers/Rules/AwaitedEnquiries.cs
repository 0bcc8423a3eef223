using System.Collections.Immutable;
using AfterSales.Records;

namespace AfterSales.Customers.Rules;

/// <summary>An enquiry whose customer file does not yet say in whose name it is and where the product stands (S4 A1 四).</summary>
/// <param name="CustomerId">Under which it was filed: a duplicate's key, where that was merged since.</param>
[GenerateSerializer, Immutable, Alias("AwaitedEnquiry")]
public sealed record AwaitedEnquiry([property: Id(0)] string ContactId, [property: Id(1)] string CustomerId);

public sealed record EnquiryAwaited(AwaitedEnquiry Enquiry) : Event;

/// <summary>These enquiries have left behind what they had to.</summary>
public sealed record EnquiriesRecorded(ImmutableList<AwaitedEnquiry> Enquiries) : Event;

public static class AwaitedEnquiryRules
{
    /// <summary>A file that says it already tells the enquiry at once: see <see cref="FileRules.Measured"/>.</summary>
    public static Decision Await(Customer customer, AwaitedEnquiry enquiry) =>
        customer.Enquiries.Contains(enquiry) ? Decision.NothingToDo : new EnquiryAwaited(enquiry);
}
