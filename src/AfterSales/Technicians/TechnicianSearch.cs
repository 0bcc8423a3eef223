using AfterSales.Search;
using AfterSales.Technicians.Rules;

namespace AfterSales.Technicians;

/// <summary>What a technician is found by: the name; himself he always finds.</summary>
internal static class TechnicianSearch
{
    public static SearchRow Of(Technician technician) => SearchRow.Of(
        SearchKind.Technician, technician.Id, technician.BranchId, technician.Name, string.Join(", ", technician.Qualifications.Skills.Select(skill => skill.Code)),
        technicianId: technician.Id, isArchived: technician.HasLeft);
}
