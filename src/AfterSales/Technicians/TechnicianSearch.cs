using AfterSales.Search;
using AfterSales.Technicians.Rules;

namespace AfterSales.Technicians;

/// <summary>What a technician is found by: the name; himself he always finds. The branch he is or will be lent to finds him as his own does.</summary>
internal static class TechnicianSearch
{
    public static IEnumerable<SearchRow> Of(Technician technician) =>
    [
        At(technician, technician.Id, technician.BranchId),
        // A loan that is over leads home: there he is found once in any case.
        .. technician.Availability.Loans.GroupBy(loan => loan.BranchId).Select(loans =>
            At(technician, SearchRow.At(technician.Id, loans.Key), loans.All(loan => loan.IsOver) ? technician.BranchId : loans.Key)),
    ];

    private static SearchRow At(Technician technician, string id, string branchId) => SearchRow.Of(
        SearchKind.Technician, id, branchId, technician.Name, string.Join(", ", technician.Qualifications.Skills.Select(skill => skill.Code)),
        technicianId: technician.Id, isArchived: technician.HasLeft);
}
