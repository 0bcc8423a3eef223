using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Contacts.Rules;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Contacts;

[Queries]
public sealed class ContactQueries
{
    /// <summary>One entry of the contact register, by its key; null where there is none you may see.</summary>
    [Secured(Permission.SeeContacts)]
    public Task<ContactView?> GetContactAsync(string id, IGrainFactory grains, Caller caller) =>
        grains.Show<IContactGrain, Contact, ContactView>(IContactGrain.Prefix, id, caller, ContactView.Of);

    /// <summary>
    /// The contact register. The registers a branch keeps are filters of it: the call record of a customer (<c>customerId</c> and <c>channel</c> CALL),
    /// the call list (<c>channel</c> CALL, by day), the letter list (<c>channel</c> LETTER), the visitors in the house (<c>isVisitorHere</c>).
    /// </summary>
    [Secured(Permission.SeeContacts), Paged(typeof(ContactRow))]
    public async Task<Connection<ContactView>> ContactsAsync(
        PageRequest page, IDbContextFactory<AfterSalesDb> databases, Caller caller, CancellationToken cancellation) =>
        (await databases.ToConnectionAsync(db => db.Set<ContactRow>().VisibleTo(caller), page, cancellation))
            .Select(row => new ContactView(row));
}
