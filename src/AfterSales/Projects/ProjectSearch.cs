using AfterSales.Projects.Rules;
using AfterSales.Search;

namespace AfterSales.Projects;

/// <summary>What a project is found by: its number and its customer, by whose name people call it.</summary>
internal static class ProjectSearch
{
    public static SearchRow Of(Project project) => SearchRow.Of(
        SearchKind.Project, project.Id, project.BranchId, project.Number, codes: [project.Number], customerId: project.CustomerId);
}
