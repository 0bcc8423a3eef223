using AfterSales.Projects.Rules;
using AfterSales.Search;

namespace AfterSales.Projects;

/// <summary>What a project is found by: its name, its number and its customer.</summary>
internal static class ProjectSearch
{
    public static SearchRow Of(Project project) => SearchRow.Of(
        SearchKind.Project, project.Id, project.BranchId, project.Number, project.Name, codes: [project.Number], names: [project.Name], customerId: project.CustomerId);
}
