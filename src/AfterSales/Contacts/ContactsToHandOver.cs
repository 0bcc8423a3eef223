using AfterSales.Branches;
using AfterSales.Contacts.Rules;
using AfterSales.Storage;

namespace AfterSales.Contacts;

/// <summary>The contact register goes along with the customer files it is a part of when a branch closes.</summary>
internal sealed class ContactsToHandOver : IHandOverSource
{
    public string Kind => Contact.Kind;

    public IQueryable<string> KeysAt(AfterSalesDb db, string branchId) =>
        db.Set<ContactRow>().Where(row => row.BranchId == branchId).Select(row => row.Id);
}
