using AfterSales.Records;

namespace AfterSales.Customers.Rules;

public static class CustomerRules
{
    public static Decision Register(string id, string branchId, CustomerDetails details, DateTimeOffset now) =>
        ACustomerIsKnownByNameOrPhone(details) ?? (Decision)new CustomerRegistered(id, branchId, details, now);

    public static Decision Amend(Customer customer, CustomerDetails details)
    {
        if (ACustomerIsKnownByNameOrPhone(details) is { } refusal) return refusal;
        return customer.Details == details ? Decision.NothingToDo : new CustomerAmended(details);
    }

    /// <summary>A list adds what it says; what it leaves out stays as it is.</summary>
    public static Decision Supplement(Customer customer, CustomerDetails listed)
    {
        var known = customer.Details;
        return Amend(customer, listed with
        {
            Name = listed.Name.Length > 0 ? listed.Name : known.Name,
            Phones = [.. listed.Phones.Union(known.Phones)],
            Email = listed.Email ?? known.Email,
            Address = listed.Address ?? known.Address,
            City = listed.City ?? known.City,
            Language = listed.Language ?? known.Language,
            Reference = listed.Reference ?? known.Reference,
        });
    }

    private static InputInvalid? ACustomerIsKnownByNameOrPhone(CustomerDetails details) =>
        string.IsNullOrWhiteSpace(details.Name) && details.Phones.IsEmpty ? InputInvalid.At("name", "NAME_OR_PHONE_REQUIRED") : null;
}
