using AfterSales.Access;
using AfterSales.Accounts;
using AfterSales.Api;
using AfterSales.Branches;
using AfterSales.Customers;
using AfterSales.Products;
using AfterSales.Projects.Rules;
using AfterSales.Records;
using AfterSales.Storage;
using GraphQL;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Projects;

/// <summary>The installation of products at a customer's, from the handover form to the last settlement.</summary>
[Name("Project"), Secured(Permission.SeeProjects)]
public sealed class ProjectView(ProjectRow row, Project? known = null)
{
    public string Id => row.Id;

    /// <summary>For people: branch, series, year and month, running number.</summary>
    public string Number => row.Number;

    /// <summary>What people call it.</summary>
    public string Name => row.Name;

    /// <summary>The key of the project manager's account.</summary>
    public string ManagerId => row.ManagerId;

    /// <summary>The project manager's name.</summary>
    public Deferred<string?> GetManagerName(AccountNameLoader names) => names.Load(row.ManagerId);

    /// <summary>The milestone it reached last; null where it was just opened.</summary>
    public ProjectMilestone? LastMilestone => row.LastMilestone;

    /// <summary>Neither closed nor cancelled.</summary>
    public bool IsOpen => row.IsOpen;

    /// <summary>The site failed its check: work waits until it is put right and checked again.</summary>
    public bool IsBlocked => row.IsBlocked;

    /// <summary>The planned day of entry on the site, at the branch.</summary>
    public DateOnly EntryOn => row.EntryOn;

    public DateTimeOffset OpenedAt => row.OpenedAt;

    /// <summary>When both sides signed; the warranty runs from this day.</summary>
    public DateTimeOffset? AcceptedAt => row.AcceptedAt;

    /// <summary>Counts up with every change.</summary>
    public int Version => row.Version;

    public Deferred<BranchView?> GetBranch(BranchLoader branches) => branches.Load(row.BranchId);

    public Deferred<CustomerView?> GetCustomer(CustomerLoader customers) => customers.Load(row.CustomerId);

    /// <summary>The products that are installed, as far as you may see them.</summary>
    public async Task<IReadOnlyList<InstalledProductView>> GetProductsAsync(
        IGrainFactory grains, InstalledProductLoader products, Caller caller, CancellationToken cancellation) =>
        [.. (await Task.WhenAll((await StateOf(grains)).Terms.ProductIds.Select(id => products.Load(id).GetAsync(cancellation)))).OfType<InstalledProductView>().Where(product => product.IsSeenBy(caller))];

    /// <summary>In the smallest unit of the branch's currency, like the prepayment; null for whom prices are no business of.</summary>
    public async Task<long?> GetPriceMinorAsync(IGrainFactory grains, Caller caller) =>
        caller.May(Permission.SeeProjectPrices) ? (await StateOf(grains)).Terms.PriceMinor : null;

    public async Task<long?> GetPrepaymentMinorAsync(IGrainFactory grains, Caller caller) =>
        caller.May(Permission.SeeProjectPrices) ? (await StateOf(grains)).Terms.PrepaymentMinor : null;

    /// <summary>When the goods arrive, as the customer was told last; null while he was not.</summary>
    public async Task<DateTimeOffset?> GetArrivesAtAsync(IGrainFactory grains) => (await StateOf(grains)).ArrivesAt;

    /// <summary>What it has reached, in order.</summary>
    public async Task<IReadOnlyList<ReachedMilestoneView>> GetMilestonesAsync(IGrainFactory grains) =>
        (await StateOf(grains)).Milestones.ConvertAll(m => new ReachedMilestoneView(m.Milestone, m.At, m.By));

    /// <summary>What can be reached next.</summary>
    public async Task<IReadOnlyList<ProjectMilestone>> GetNextMilestonesAsync(IGrainFactory grains) => ProjectMilestones.Next(await StateOf(grains));

    /// <summary>What happened to it, oldest first.</summary>
    public async Task<IReadOnlyList<JournalEntryView>> GetTimelineAsync(Journal journal, CancellationToken cancellation) =>
        JournalEntryView.Of(await journal.Read(row.Id, cancellation));

    public static ProjectView Of(Project project, int version) => new(ProjectRow.Of(project, new RowStamp(version, 1)), project);

    // Whoever was shown the project's row may see its state: they belong to the same scope.
    private async Task<Project> StateOf(IGrainFactory grains) =>
        known ?? await grains.GetGrain<IProjectGrain>(row.Id).Read(Caller.System) ?? new Project();
}

/// <param name="ById">The key of the account.</param>
[Name("ReachedMilestone"), SecuredByParent]
public sealed record ReachedMilestoneView(ProjectMilestone Milestone, DateTimeOffset At, string ById);

[Queries]
public sealed class ProjectQueries
{
    /// <summary>One installation project, by its key; null where there is none you may see.</summary>
    [Secured(Permission.SeeProjects)]
    public Task<ProjectView?> GetProjectAsync(string id, IGrainFactory grains, Caller caller) =>
        grains.Show<IProjectGrain, Project, ProjectView>(IProjectGrain.Prefix, id, caller, ProjectView.Of);

    /// <summary>The installation projects you may see; order by <c>entryOn</c> to see which begins first.</summary>
    [Secured(Permission.SeeProjects), Paged(typeof(ProjectRow))]
    public async Task<Connection<ProjectView>> ProjectsAsync(
        PageRequest page, IDbContextFactory<AfterSalesDb> databases, Caller caller, CancellationToken cancellation) =>
        (await databases.ToConnectionAsync(db => db.Set<ProjectRow>().VisibleTo(caller), page, cancellation)).Select(row => new ProjectView(row));
}
