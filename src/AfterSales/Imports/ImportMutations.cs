using System.ComponentModel.DataAnnotations;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Branches;
using AfterSales.Branches.Rules;
using AfterSales.Records;

namespace AfterSales.Imports;

/// <summary>What became of a list.</summary>
/// <param name="Customers">Rows whose customer is on file now, new or as before.</param>
/// <param name="Products">Rows whose product is on file now, new or as before.</param>
/// <param name="Rejected">Rows that were not taken, or not wholly.</param>
[Secured(Permission.ImportCustomers)]
public sealed record ImportReport(int Customers, int Products, int Rejected, IReadOnlyList<ImportReject> Rejects);

/// <summary>A row that was not taken.</summary>
/// <param name="Line">Where the row begins in the list.</param>
/// <param name="Reason">What to put right, in the caller's language.</param>
/// <param name="Text">The row as it came.</param>
[Secured(Permission.ImportCustomers)]
public sealed record ImportReject(int Line, string Reason, string Text);

[Mutations]
public sealed class ImportMutations(CustomerImport import, ReferenceCache<IBranchGrain, Branch> branches)
{
    private const int LongestList = 500_000;

    /// <summary>
    /// Takes customers and their products from a CSV list. Good rows are kept whatever the others are; the same list again changes nothing.
    /// </summary>
    /// <param name="csv">
    /// A header and rows, divided by commas or semicolons. Columns: reference, name, kind, phone, email, address, city, zone, language, model,
    /// serial, purchased_on, installed_on.
    /// </param>
    /// <param name="firstLine">The number of the header's line, where the list is part of a longer one.</param>
    /// <param name="requestId">Needless here, as every repeat does the same; taken because every mutation takes one.</param>
    [Secured(Permission.ImportCustomers)]
    public async Task<Outcome<ImportReport>> ImportCustomers(
        string branchId, [StringLength(LongestList)] string csv, Caller caller, CancellationToken cancellation,
        [Range(1, int.MaxValue / 2)] int firstLine = 1, string? requestId = null)
    {
        if (!caller.ActsFor(branchId) || !RecordKey.IsWellFormed(IBranchGrain.Prefix, branchId) || await branches.Get(branchId) is not { } branch)
            return new NotFound(branchId);
        var list = CustomerList.Read(csv, firstLine);
        if (list.Issues.Count > 0) return new InputInvalid(list.Issues);
        return await import.Take(branch, list.Rows, caller, cancellation);
    }
}
