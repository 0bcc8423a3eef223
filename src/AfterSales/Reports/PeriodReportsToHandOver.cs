using AfterSales.Branches;
using AfterSales.Reports.Rules;
using AfterSales.Storage;

namespace AfterSales.Reports;

/// <summary>Reports that are to be written, or whose measures are to be looked at, go along when a branch closes.</summary>
internal sealed class PeriodReportsToHandOver : IHandOverSource
{
    public string Kind => PeriodReport.Kind;

    public IQueryable<string> KeysAt(AfterSalesDb db, string branchId) =>
        db.Set<PeriodReportRow>().Where(row => row.BranchId == branchId && (!row.IsSigned || row.Unchecked > 0)).Select(row => row.Id);
}
