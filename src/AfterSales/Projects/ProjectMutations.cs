using System.ComponentModel.DataAnnotations;
using AfterSales.Access;
using AfterSales.Accounts;
using AfterSales.Api;
using AfterSales.Branches.Rules;
using AfterSales.Customers;
using AfterSales.Customers.Rules;
using AfterSales.Projects.Rules;
using AfterSales.Records;
using AfterSales.Tickets;
using AfterSales.Tickets.Rules;

namespace AfterSales.Projects;

/// <summary>What contract and handover form say.</summary>
/// <param name="ProductIds">The products to be installed, already on file with the warranty that was agreed.</param>
/// <param name="ManagerId">The key of the project manager's account, which must be open.</param>
/// <param name="EntryOn">The planned day of entry on the site, at the branch.</param>
/// <param name="Buyer">Who bought, as the contract names them.</param>
/// <param name="PriceMinor">In the smallest unit of the branch's currency, like the prepayment.</param>
/// <param name="Name">What people call it, and find it by; left out: as the buyer.</param>
public sealed record ProjectInput(
    [property: MaxLength(200)] IReadOnlyList<string> ProductIds,
    string ManagerId,
    DateOnly EntryOn,
    [property: StringLength(200)] string Buyer,
    long PriceMinor,
    long PrepaymentMinor = 0,
    string? PaymentTerms = null,
    string? InstallationNeed = null,
    [property: StringLength(200)] string? Name = null);

[Mutations]
public sealed class ProjectMutations(IGrainFactory grains)
{
    /// <summary>Opens an installation project; its site gets a measuring visit, and the team is to be asked for in time.</summary>
    /// <param name="id">A key of your own choice (<c>prj-…</c>).</param>
    [Secured(Permission.ManageProjects), Errors(typeof(AlreadyExists), typeof(BranchClosed), typeof(CustomerIsArchived), typeof(CustomerIsErased), typeof(ProductOfAnotherCustomer), typeof(ProductInProject), typeof(NoOpenAccount))]
    public async Task<Outcome<ProjectView>> OpenProject(
        string branchId, string customerId, ProjectInput project, Caller caller, string? id = null, string? requestId = null)
    {
        if (!RecordKey.IsWellFormed(ICustomerGrain.Prefix, customerId)) return new NotFound(customerId);
        var request = new OpenProject(branchId, customerId, project.ManagerId,
            new ProjectTerms([.. project.ProductIds], project.PriceMinor, project.PrepaymentMinor), project.EntryOn, project.Buyer,
            project.PaymentTerms, project.InstallationNeed, project.Name);
        return await grains.Make<IProjectGrain, Project, ProjectView>(IProjectGrain.Prefix, id, requestId, caller,
            grain => grain.Open(new Intent<OpenProject>(request, caller, requestId)), ProjectView.Of);
    }

    /// <summary>Reports that a milestone was reached; goods are not checked before the day on which they were announced. The team, the entry check, the arrival of goods, the acceptance and what finance confirms have mutations of their own.</summary>
    [Secured(Permission.ManageProjects), Errors(typeof(MilestoneTooEarly), typeof(MilestoneReached), typeof(EntryIsBlocked), typeof(GoodsNotThere), typeof(ProjectOver))]
    public Task<Outcome<ProjectView>> ReportMilestone(string projectId, ProjectMilestone milestone, Caller caller, string? note = null, string? requestId = null) =>
        On(projectId, caller, grain => grain.Report(new Intent<ReportMilestone>(new ReportMilestone(milestone, note), caller, requestId)));

    /// <summary>Finance confirms the prepayment: goods may be delivered now.</summary>
    [Secured(Permission.SettleProjects), Errors(typeof(MilestoneTooEarly), typeof(MilestoneReached), typeof(ProjectOver))]
    public Task<Outcome<ProjectView>> ConfirmPrepayment(string projectId, Caller caller, string? note = null, string? requestId = null) =>
        On(projectId, caller, grain => grain.ConfirmPrepayment(new Intent<FinanceNote>(new FinanceNote(note), caller, requestId)));

    /// <summary>Finance has settled the project's account.</summary>
    [Secured(Permission.SettleProjects), Errors(typeof(MilestoneTooEarly), typeof(MilestoneReached), typeof(ProjectOver))]
    public Task<Outcome<ProjectView>> SettleProject(string projectId, Caller caller, string? note = null, string? requestId = null) =>
        On(projectId, caller, grain => grain.Settle(new Intent<FinanceNote>(new FinanceNote(note), caller, requestId)));

    /// <summary>The service head gives the team, or says why not.</summary>
    [Secured(Permission.DispatchTickets), Errors(typeof(MilestoneTooEarly), typeof(MilestoneReached), typeof(ProjectOver))]
    public Task<Outcome<ProjectView>> DecideProjectTeam(
        string projectId, bool isGranted, Caller caller, string? reason = null, string? requestId = null) =>
        On(projectId, caller, grain => grain.DecideTeam(new Intent<DecideTeam>(new DecideTeam(isGranted, reason), caller, requestId)));

    /// <summary>Records the check of the site before entry.</summary>
    /// <param name="defect">What is wrong, where it failed.</param>
    [Secured(Permission.ManageProjects), Errors(typeof(MilestoneTooEarly), typeof(MilestoneReached), typeof(ProjectOver))]
    public Task<Outcome<ProjectView>> CheckProjectEntry(
        string projectId, bool hasPassed, Caller caller, string? defect = null, string? requestId = null) =>
        On(projectId, caller, grain => grain.CheckEntry(new Intent<CheckEntry>(new CheckEntry(hasPassed, defect), caller, requestId)));

    /// <summary>Records that the customer was told when the goods arrive; told anew, while they were not checked, where they come at another time.</summary>
    [Secured(Permission.ManageProjects), Errors(typeof(ArrivalToldTooLate), typeof(MilestoneTooEarly), typeof(MilestoneReached), typeof(ProjectOver))]
    public Task<Outcome<ProjectView>> AnnounceProjectArrival(string projectId, DateTimeOffset arrivesAt, Caller caller, string? requestId = null) =>
        On(projectId, caller, grain => grain.AnnounceArrival(new Intent<AnnounceArrival>(new AnnounceArrival(arrivesAt), caller, requestId)));

    /// <summary>Both sides sign the acceptance; the products' warranty runs from today.</summary>
    /// <param name="signedBy">Who signed for the customer.</param>
    [Secured(Permission.ManageProjects), Errors(typeof(MilestoneTooEarly), typeof(MilestoneReached), typeof(ProjectOver))]
    public Task<Outcome<ProjectView>> AcceptProject(
        string projectId, [StringLength(200)] string signedBy, SignatureInput customerSignature, SignatureInput companySignature, Caller caller,
        string? note = null, string? requestId = null) =>
        On(projectId, caller, grain => grain.Accept(new Intent<AcceptProject>(new AcceptProject(signedBy,
            customerSignature.ToFile(), companySignature.ToFile(), note), caller, requestId)));

    /// <summary>Moves the day of entry; the change is reported to the branch's manager.</summary>
    [Secured(Permission.ManageProjects), Errors(typeof(MilestoneReached), typeof(ProjectOver))]
    public Task<Outcome<ProjectView>> ReplanProject(string projectId, DateOnly entryOn, string reason, Caller caller, string? requestId = null) =>
        On(projectId, caller, grain => grain.Replan(new Intent<ReplanProject>(new ReplanProject(entryOn, reason), caller, requestId)));

    /// <summary>Calls a project otherwise, also one that is over.</summary>
    [Secured(Permission.ManageProjects)]
    public Task<Outcome<ProjectView>> RenameProject(string projectId, [StringLength(200)] string name, Caller caller, string? requestId = null) =>
        On(projectId, caller, grain => grain.Rename(new Intent<RenameProject>(new RenameProject(name), caller, requestId)));

    /// <summary>Gives a project up before its acceptance.</summary>
    [Secured(Permission.ManageProjects), Errors(typeof(MilestoneReached), typeof(ProjectOver))]
    public Task<Outcome<ProjectView>> CancelProject(string projectId, string reason, Caller caller, string? requestId = null) =>
        On(projectId, caller, grain => grain.Cancel(new Intent<CancelProject>(new CancelProject(reason), caller, requestId)));

    private Task<Outcome<ProjectView>> On(string projectId, Caller caller, Func<IProjectGrain, Task<Answer>> ask) =>
        grains.Ask<IProjectGrain, Project, ProjectView>(IProjectGrain.Prefix, projectId, caller, ask, ProjectView.Of);
}
