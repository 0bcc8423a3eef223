using AfterSales.Branches;
using AfterSales.FollowUps.Rules;
using AfterSales.Storage;

namespace AfterSales.FollowUps;

/// <summary>Sales for which calls are still owed go along when a branch closes.</summary>
internal sealed class SalesToHandOver : IHandOverSource
{
    public string Kind => Sale.Kind;

    public IQueryable<string> KeysAt(AfterSalesDb db, string branchId) => db.Set<SaleRow>()
        .Where(row => row.BranchId == branchId && db.Set<FollowUpCallRow>().Any(call => call.RecordId == row.Id && call.EndedAt == null))
        .Select(row => row.Id);
}
