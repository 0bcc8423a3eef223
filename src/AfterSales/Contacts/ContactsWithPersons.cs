using AfterSales.Contacts.Rules;
using AfterSales.Customers;
using AfterSales.Storage;

namespace AfterSales.Contacts;

/// <summary>Entries of the register that say who was on the other side.</summary>
internal sealed class ContactsWithPersons : IHoldPersons
{
    public string Kind => Contact.Kind;

    public IQueryable<string> Of(AfterSalesDb db, IReadOnlyCollection<string> customerIds) =>
        Named(db).Where(row => row.CustomerId != null && customerIds.Contains(row.CustomerId)).Select(row => row.Id);

    public IQueryable<string> Before(AfterSalesDb db, DateOnly day) => Named(db).Where(row => row.Day < day).Select(row => row.Id);

    private static IQueryable<ContactRow> Named(AfterSalesDb db) => db.Set<ContactRow>().Where(row => row.CounterpartName != null || row.CounterpartPhone != null);
}
