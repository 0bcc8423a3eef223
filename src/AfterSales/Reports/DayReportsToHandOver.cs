using AfterSales.Branches;
using AfterSales.Reports.Rules;
using AfterSales.Storage;

namespace AfterSales.Reports;

/// <summary>Days that are not signed yet go along when a branch closes: the people who took its work confirm and sign them.</summary>
internal sealed class DayReportsToHandOver : IHandOverSource
{
    public string Kind => DayReport.Kind;

    public IQueryable<string> KeysAt(AfterSalesDb db, string branchId) =>
        db.Set<DayReportRow>().Where(row => row.BranchId == branchId && (!row.IsSigned || row.IsChangedSince)).Select(row => row.Id);
}
