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

    private static InputInvalid? ACustomerIsKnownByNameOrPhone(CustomerDetails details) =>
        string.IsNullOrWhiteSpace(details.Name) && details.Phones.IsEmpty ? InputInvalid.At("name", "NAME_OR_PHONE_REQUIRED") : null;
}
