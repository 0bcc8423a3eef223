using AfterSales.Customers.Rules;
using AfterSales.Records;

namespace AfterSales.Customers;

/// <summary>A customer file, by its key <c>c-…</c>.</summary>
[Alias("ICustomerGrain")]
public interface ICustomerGrain : IRecord<Customer>
{
    const string Prefix = "c-";

    /// <summary>Refused: InputInvalid (neither name nor phone), AlreadyExists.</summary>
    [Alias("Register")]
    Task<Answer> Register(Intent<RegisterCustomer> intent);

    /// <summary>Takes the place of the details. Refused: InputInvalid, NotFound.</summary>
    [Alias("Amend")]
    Task<Answer> Amend(Intent<CustomerDetails> intent);

    /// <summary>Registers or amends, as an import needs it. Refused: InputInvalid, NotFound (kept by a branch the caller can't see).</summary>
    [Alias("Put")]
    Task<Answer> Put(Intent<RegisterCustomer> intent);
}

[GenerateSerializer, Immutable, Alias("RegisterCustomer")]
public sealed record RegisterCustomer([property: Id(0)] string BranchId, [property: Id(1)] CustomerDetails Details);
