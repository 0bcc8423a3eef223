using AfterSales.Branches;
using AfterSales.Projects.Rules;
using AfterSales.Storage;

namespace AfterSales.Projects;

/// <summary>Projects that are neither closed nor cancelled go along when a branch closes.</summary>
internal sealed class ProjectsToHandOver : IHandOverSource
{
    public string Kind => Project.Kind;

    public IQueryable<string> KeysAt(AfterSalesDb db, string branchId) =>
        db.Set<ProjectRow>().Where(row => row.BranchId == branchId && row.IsOpen).Select(row => row.Id);
}
