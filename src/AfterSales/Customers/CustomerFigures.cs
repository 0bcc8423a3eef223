using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Customers.Rules;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Customers;

/// <summary>How the customer files of a branch, or of all you may see, stand now.</summary>
/// <param name="Files">Files that are worked with: neither archived nor merged.</param>
/// <param name="Complete">Those of them with all required fields.</param>
/// <param name="AveragePercent">Of the required fields, over all files; null without files.</param>
/// <param name="Overdue">Files that were to be complete by now and are not.</param>
[SecuredByParent]
public sealed record CustomerFileFigures(int Files, int Complete, double? AveragePercent, int Overdue);

[Queries]
public sealed class CustomerFigureQueries
{
    /// <summary>How complete the customer files are (S4 A1, S3 ⑹-5).</summary>
    /// <param name="branchId">Left out: all branches you may see.</param>
    [Secured(Permission.SeeCustomers)]
    public async Task<CustomerFileFigures> CustomerFileFiguresAsync(
        IDbContextFactory<AfterSalesDb> databases, Caller caller, string? branchId = null, CancellationToken cancellation = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.Set<CustomerRow>().VisibleTo(caller)
            .Where(row => row.Standing == CustomerStanding.Active && (branchId == null || row.BranchId == branchId))
            .GroupBy(_ => 1)
            .Select(rows => new CustomerFileFigures(
                rows.Count(), rows.Count(row => row.IsComplete), rows.Average(row => (double?)row.CompletePercent), rows.Count(row => row.IsFileOverdue)))
            .FirstOrDefaultAsync(cancellation) ?? new(0, 0, null, 0);
    }
}
