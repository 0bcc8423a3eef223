using System.Globalization;
using AfterSales.Access;
using AfterSales.Customers;
using AfterSales.Products;
using AfterSales.Projects.Rules;
using AfterSales.Records;
using AfterSales.Tasks;
using AfterSales.Tasks.Rules;
using AfterSales.Tickets;
using AfterSales.Tickets.Rules;

namespace AfterSales.Projects;

public sealed partial class ProjectGrain
{
    protected override IEnumerable<Effect> EffectsOf(Project state, Event happened) => happened switch
    {
        ProjectOpened e =>
        [
            new TellWorkBegan(state.CustomerId),
            new MakeMeasuringVisit(RecordKey.Derived(ITicketGrain.Prefix, $"{state.Id} measuring"), state.Id, state.BranchId, state.CustomerId, state.Number),
            TeamIsToBeAskedFor(state, e.TeamBy),
        ],
        ProjectReplanned e when !state.Has(ProjectMilestone.TeamRequested) =>
            [new SettleTask(TeamTask(state, state.Replans - 1)), TeamIsToBeAskedFor(state, e.TeamBy), PlanChanged(state, e)],
        ProjectReplanned e => [PlanChanged(state, e)],
        ProjectMilestoneReached { Milestone: ProjectMilestone.TeamRequested } e =>
        [
            new SettleTask(TeamTask(state, state.Replans)),
            new RaiseTask(DecisionTask(state), new RaisedTask(
                state.BranchId, TaskKind.DecideTeam, state.Id, state.CustomerId, Role.Dispatcher, e.At.AddDays(1))),
        ],
        ProjectMilestoneReached { Milestone: ProjectMilestone.TeamGranted } or TeamRefused => [new SettleTask(DecisionTask(state))],
        ProjectMilestoneReached { Milestone: ProjectMilestone.Accepted } e =>
            [.. state.Terms.ProductIds.Select(id => new BeginWarranty(id, e.Day))],
        EntryCheckFailed e =>
        [
            new RaiseTask(IWorkTaskGrain.KeyOf(TaskKind.PutSiteRight, $"{state.Id} {state.FailedEntryChecks}"), new RaisedTask(
                state.BranchId, TaskKind.PutSiteRight, state.Id, state.CustomerId, Role.ProjectManager, e.At.AddDays(1), state.ManagerId, e.Defect)),
        ],
        ProjectCancelled => [new SettleTask(TeamTask(state, state.Replans)), new SettleTask(DecisionTask(state))],
        _ => [],
    };

    private static RaiseTask TeamIsToBeAskedFor(Project project, DateTimeOffset by) => new(TeamTask(project, project.Replans), new RaisedTask(
        project.BranchId, TaskKind.RequestTeam, project.Id, project.CustomerId, Role.ProjectManager, by, project.ManagerId));

    /// <summary>Changes of the plan are reported (S2 E 一).</summary>
    private static RaiseTask PlanChanged(Project project, ProjectReplanned change) =>
        new(IWorkTaskGrain.KeyOf(TaskKind.Notice, $"{project.Id} {change.At:O}"), new RaisedTask(
            project.BranchId, TaskKind.Notice, project.Id, project.CustomerId, Role.BranchManager, change.ReadBy, Note: change.Reason));

    /// <summary>Each plan has its own request: the plan may go back to a day it was moved from.</summary>
    private static string TeamTask(Project project, int replans) =>
        IWorkTaskGrain.KeyOf(TaskKind.RequestTeam, string.Create(CultureInfo.InvariantCulture, $"{project.Id} {replans}"));

    /// <summary>A team that was refused is asked for anew, which is a decision of its own.</summary>
    private static string DecisionTask(Project project) => IWorkTaskGrain.KeyOf(TaskKind.DecideTeam, $"{project.Id} {project.TeamRequests}");
}

/// <summary>A new project's site is to be measured (S2 D 二).</summary>
public sealed record MakeMeasuringVisit(string TicketId, string ProjectId, string BranchId, string CustomerId, string Number) : Effect
{
    public override string Target => TicketId;

    public override Task<Answer> Deliver(IGrainFactory grains, EffectContext context) => grains.GetGrain<ITicketGrain>(TicketId).Register(context.Intent(
        new RegisterTicket(BranchId, CustomerId, null, TicketKind.Visit, Channel.Contract, false, $"现场测量 · Site measuring · Medición en obra: {Number}", null)));
}

/// <summary>A product was accepted with its project: its warranty runs from this day.</summary>
public sealed record BeginWarranty(string ProductId, DateOnly Day) : Effect
{
    public override string Target => ProductId;

    public override Task<Answer> Deliver(IGrainFactory grains, EffectContext context) =>
        grains.GetGrain<IProductGrain>(ProductId).Install(context.Intent(new InstallProduct(null, Day)));
}
