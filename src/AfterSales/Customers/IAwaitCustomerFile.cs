using AfterSales.Records;

namespace AfterSales.Customers;

/// <summary>A contact in which something was asked that waits for the file of who asked, by the contact's key.</summary>
[Alias("IAwaitCustomerFile")]
public interface IAwaitCustomerFile : IGrainWithStringKey
{
    /// <summary>Told by the customer's file, once it says what an enquiry has to leave behind.</summary>
    [Alias("EnquiryIsRecorded")]
    Task<Answer> EnquiryIsRecorded(Intent<EnquirerKnown> intent);
}

/// <param name="CustomerId">Under which the enquiry was filed when its customer was asked to tell.</param>
[GenerateSerializer, Immutable, Alias("EnquirerKnown")]
public sealed record EnquirerKnown([property: Id(0)] string CustomerId);
