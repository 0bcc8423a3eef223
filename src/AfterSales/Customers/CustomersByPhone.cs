using AfterSales.Access;
using AfterSales.Branches.Rules;
using AfterSales.Customers.Rules;
using AfterSales.Records;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Customers;

/// <summary>Who calls: the file of a branch that has this number, or a new one that has nothing else yet.</summary>
public sealed class CustomersByPhone(IGrainFactory grains, IDbContextFactory<AfterSalesDb> databases)
{
    /// <summary>The file's key. Of many calls from one new number at the same moment one file is made.</summary>
    /// <param name="deviceTime">When he called, where it was recorded offline.</param>
    public async Task<(string CustomerId, Refusal? Refusal)> FindOrMake(
        string branchId, Phone phone, CustomerDetails otherwise, Caller caller, DateTimeOffset? deviceTime = null, CancellationToken cancellation = default)
    {
        if (await Find(branchId, phone, caller, cancellation) is { } known) return (known, null);
        var key = RecordKey.Derived(ICustomerGrain.Prefix, $"{branchId}:{phone}");
        var made = await grains.GetGrain<ICustomerGrain>(key).Register(
            new Intent<RegisterCustomer>(new RegisterCustomer(branchId, otherwise with { Phones = [phone] }), caller, "phone", deviceTime));
        return (key, made.Refusal is AlreadyExists or RequestIdReused ? null : made.Refusal);
    }

    /// <summary>The key of the file that has the number; null where none has.</summary>
    public async Task<string?> Find(string branchId, Phone phone, Caller caller, CancellationToken cancellation = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.Set<CustomerRow>().AsNoTracking().VisibleTo(caller)
            .Where(row => row.Phone == phone.Number && row.BranchId == branchId && row.Standing != CustomerStanding.Archived)
            // A duplicate's number leads to the file it was merged into.
            .OrderBy(row => row.Standing == CustomerStanding.Active ? 0 : 1).ThenBy(row => row.RegisteredAt).ThenBy(row => row.Id).Select(row => row.Id).FirstOrDefaultAsync(cancellation);
    }
}
