using AfterSales.Access;
using AfterSales.Accounts;
using AfterSales.Branches;
using AfterSales.Branches.Rules;
using AfterSales.Calendars;
using AfterSales.Customers;
using AfterSales.Customers.Rules;
using AfterSales.Policies;
using AfterSales.Products;
using AfterSales.Projects.Rules;
using AfterSales.Records;
using AfterSales.Storage;
using AfterSales.Tickets.Rules;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Projects;

[GrainType("project")]
public sealed partial class ProjectGrain(
    RecordServices services, ReferenceCache<IBranchGrain, Branch> branches, EffectivePolicies policies, BranchNumbers numbers, CustomerFiles customers,
    OpenAccounts accounts, IDbContextFactory<AfterSalesDb> databases)
    : RecordGrain<Project>(services), IProjectGrain, ITakeHandOver
{
    public Task<Answer> Open(Intent<OpenProject> intent) => Create(intent, async now =>
    {
        var request = intent.Body;
        if (!intent.Caller.ActsFor(request.BranchId) || await branches.Get(request.BranchId) is not { } branch) return new NotFound(request.BranchId);
        if (BranchRules.MustBeOpen(branch) is { } closed) return closed;
        if (await customers.Find(request.CustomerId, intent.Caller) is not { } customer) return new NotFound(request.CustomerId);
        if (CustomerRules.MustBeInUse(customer) is { } archived) return archived;
        request = request with { CustomerId = customer.Id };
        if (await TheyMustBeTheCustomers(request, intent.Caller) is { } refusal) return refusal;
        if (await accounts.MustBeOpen(request.ManagerId) is { } nobody) return nobody;
        if (await BeingInstalled(request.Terms, intent.Caller) is { } elsewhere) return elsewhere;
        var days = (await policies.At(request.BranchId)).Get(ProjectPolicies.TeamRequestDays);
        // Asked without a number first, so that what is refused takes none.
        var decision = ProjectRules.Open(Key, "", request, branch.Calendar, days, now);
        if (decision.Refusal is not null) return decision;
        var number = await numbers.Next(NumberSeries.Projects, branch.Id, branch.Code, branch.Calendar.LocalDay(now));
        return ProjectRules.Open(Key, number, request, branch.Calendar, days, now);
    });

    public Task<Answer> Report(Intent<ReportMilestone> intent) => AskAndDecide(intent, async (project, now) =>
        ProjectRules.Report(project, intent.Body, await CalendarOf(project), intent.Caller.Account, now));

    public Task<Answer> ConfirmPrepayment(Intent<FinanceNote> intent) => AskAndDecide(intent, async (project, now) =>
        ProjectRules.Confirm(project, ProjectMilestone.PrepaymentConfirmed, intent.Body.Note, await CalendarOf(project), intent.Caller.Account, now));

    public Task<Answer> Settle(Intent<FinanceNote> intent) => AskAndDecide(intent, async (project, now) =>
        ProjectRules.Confirm(project, ProjectMilestone.FinallySettled, intent.Body.Note, await CalendarOf(project), intent.Caller.Account, now));

    public Task<Answer> DecideTeam(Intent<DecideTeam> intent) => AskAndDecide(intent, async (project, now) =>
        ProjectRules.DecideTeam(project, intent.Body, await CalendarOf(project), intent.Caller.Account, now));

    public Task<Answer> CheckEntry(Intent<CheckEntry> intent) => AskAndDecide(intent, async (project, now) =>
        ProjectRules.CheckEntry(project, intent.Body, await CalendarOf(project), intent.Caller.Account, now));

    public Task<Answer> AnnounceArrival(Intent<AnnounceArrival> intent) => AskAndDecide(intent, async (project, now) =>
        ProjectRules.AnnounceArrival(project, intent.Body.ArrivesAt, (await policies.At(project.BranchId)).Get(ProjectPolicies.ArrivalNoticeHours),
            await CalendarOf(project), intent.Caller.Account, now));

    public Task<Answer> Accept(Intent<AcceptProject> intent) => AskAndDecide(intent, async (project, now) =>
        ProjectRules.Accept(project, intent.Body, await CalendarOf(project), intent.Caller.Account, now));

    public Task<Answer> Replan(Intent<ReplanProject> intent) => AskAndDecide(intent, async (project, now) =>
        ProjectRules.Replan(project, intent.Body, await CalendarOf(project), (await policies.At(project.BranchId)).Get(ProjectPolicies.TeamRequestDays), now));

    public Task<Answer> Rename(Intent<RenameProject> intent) => Decide(intent, (project, now) => ProjectRules.Rename(project, intent.Body.Name));

    public Task<Answer> Cancel(Intent<CancelProject> intent) => Decide(intent, (project, now) => ProjectRules.Cancel(project, intent.Body.Reason, now));

    public Task<Answer> HandOver(Intent<MoveToBranch> intent) => Decide(intent, (project, now) => HandOverRules.Take(project.BranchId, intent.Body, now));

    protected override IEnumerable<object> RowsOf(Project state, RowStamp stamp) => 
        [ProjectRow.Of(state, stamp), ProjectSearch.Of(state), .. state.Terms.ProductIds.Select(productId => ProjectProductRow.Of(state, productId))];

    private async Task<Decision?> TheyMustBeTheCustomers(OpenProject request, Caller caller)
    {
        foreach (var productId in request.Terms.ProductIds)
        {
            var product = RecordKey.IsWellFormed(IProductGrain.Prefix, productId) ? await GrainFactory.GetGrain<IProductGrain>(productId).Read(caller) : null;
            if (product is null) return new NotFound(productId);
            if (!await customers.AreOne(product.CustomerId, request.CustomerId, caller)) return new ProductOfAnotherCustomer(productId, request.CustomerId);
        }

        return null;
    }

    /// <summary>A product is accepted, and its warranty begun, by one project: whichever branch has it.</summary>
    private async Task<ProductInProject?> BeingInstalled(ProjectTerms terms, Caller caller)
    {
        await using var db = await databases.CreateDbContextAsync();
        var other = await db.Set<ProjectProductRow>().AsNoTracking().Where(row => row.IsBeingInstalled && row.ProjectId != Key && terms.ProductIds.Contains(row.ProductId))
            .OrderBy(row => row.Id).FirstOrDefaultAsync();
        return other is null ? null : new ProductInProject(other.ProductId, caller.Sees(other) ? other.Number : null);
    }

    private async ValueTask<WorkingCalendar> CalendarOf(Project project) => (await branches.Get(project.BranchId))?.Calendar
        ?? throw new TimeoutException($"Branch {project.BranchId} of {project.Id} could not be read.");
}
