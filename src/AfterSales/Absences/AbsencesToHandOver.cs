using AfterSales.Absences.Rules;
using AfterSales.Branches;
using AfterSales.Records;
using AfterSales.Storage;

namespace AfterSales.Absences;

/// <summary>Who is or will be away goes along when a branch closes, so that his calls stay in the substitute's queue.</summary>
internal sealed class AbsencesToHandOver(TimeProvider clock) : IHandOverSource
{
    public string Kind => AccountAbsences.Kind;

    public IQueryable<string> KeysAt(AfterSalesDb db, string branchId)
    {
        var now = clock.GetInstant();
        return db.Set<AccountAbsencesRow>()
            .Where(row => row.BranchId == branchId
                && db.Set<AbsenceRow>().Any(absence => absence.BranchId == branchId && absence.Account == row.Account && absence.EndsAt > now))
            .Select(row => row.Id);
    }
}
