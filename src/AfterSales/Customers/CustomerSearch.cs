using AfterSales.Customers.Rules;
using AfterSales.Search;

namespace AfterSales.Customers;

/// <summary>What a customer file is found by: names, numbers, addresses and reference; once merged no longer.</summary>
internal static class CustomerSearch
{
    public static SearchRow Of(Customer customer)
    {
        var details = customer.Details;
        var called = details.Name.Length > 0 ? details.Name : details.Phone?.Number ?? customer.Id;
        var place = string.Join(", ", new[] { details.Address?.Street, details.Address?.City }.OfType<string>());
        return SearchRow.Of(SearchKind.Customer, customer.Id, customer.BranchId, called,
            subtitle: place.Length > 0 ? place : details.Phone?.Number,
            phones: details.Phones.Concat(details.Contacts.SelectMany(contact => contact.Phones)).Select(phone => phone.Number),
            codes: [details.Reference],
            names: details.Contacts.Select(contact => contact.Name),
            words: [details.Email, .. details.Addresses.SelectMany(address => new[] { address.Street, address.City, address.Region, address.PostalCode })],
            isArchived: customer.Standing != CustomerStanding.Active, customerId: customer.Merging.Into);
    }
}
