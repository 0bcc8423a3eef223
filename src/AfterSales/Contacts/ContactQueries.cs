using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Contacts.Rules;
using AfterSales.Customers;
using AfterSales.Policies;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Contacts;

/// <summary>How many enquiries of a period left behind in whose name they were and where the product stands.</summary>
/// <param name="Enquiries">Incoming contacts that were enquiries.</param>
/// <param name="Recorded">Those of them whose customer file says both.</param>
/// <param name="Percent">Null without enquiries.</param>
/// <param name="GoalPercent">What the policy sets.</param>
[SecuredByParent]
public sealed record EnquiryFigures(int Enquiries, int Recorded, double? Percent, int GoalPercent);

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

    /// <summary>The share of enquiries that are fully recorded (S4 A1).</summary>
    /// <param name="from">The first day, at the branch.</param>
    /// <param name="to">The last day, at the branch.</param>
    /// <param name="branchId">Left out: all branches you may see.</param>
    [Secured(Permission.SeeContacts)]
    public async Task<EnquiryFigures> EnquiryFiguresAsync(
        DateOnly from, DateOnly to, IDbContextFactory<AfterSalesDb> databases, EffectivePolicies policies, Caller caller, string? branchId = null,
        CancellationToken cancellation = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var enquiries = db.Set<ContactRow>().VisibleTo(caller).Where(row => row.Subject == ContactSubject.Enquiry
            && row.Direction == ContactDirection.Incoming && row.Day >= from && row.Day <= to && (branchId == null || row.BranchId == branchId));
        var all = await enquiries.CountAsync(cancellation);
        var recorded = await enquiries.CountAsync(
            row => db.Set<CustomerRow>().Any(customer => customer.Id == row.CustomerId && customer.IsEnquiryRecorded), cancellation);
        var goal = (await policies.At(branchId ?? Assignment.Headquarters)).Get(ContactPolicies.EnquiriesRecordedGoal);
        return new(all, recorded, all == 0 ? null : Math.Round(100.0 * recorded / all, 1), goal);
    }
}
