using System.Globalization;
using AfterSales.Access;
using AfterSales.Branches;
using AfterSales.Branches.Rules;
using AfterSales.Calendars;
using AfterSales.HardProblems.Rules;
using AfterSales.Policies;
using AfterSales.Records;
using AfterSales.Tasks;
using AfterSales.Tasks.Rules;
using AfterSales.Tickets;

namespace AfterSales.HardProblems;

[GrainType("hard_problem")]
public sealed class HardProblemGrain(RecordServices services, ReferenceCache<IBranchGrain, Branch> branches, EffectivePolicies policies)
    : RecordGrain<HardProblem>(services), IHardProblemGrain, ITakeHandOver
{
    public Task<Answer> Ask(Intent<AskHeadquarters> intent) => Create(intent, async now =>
    {
        var (asked, caller) = (intent.Body, intent.Caller);
        var ticket = asked.TicketId is { } key ? await GrainFactory.GetGrain<ITicketGrain>(key).Read(caller) : null;
        var isOwnJob = ticket?.TechnicianId is { } technician && technician == caller.Technician;
        // A technician asks about his own job, wherever that is.
        if (!caller.ActsFor(asked.BranchId) && !(isOwnJob && ticket!.BranchId == asked.BranchId)) return new NotFound(asked.TicketId ?? asked.BranchId);
        if (await branches.ForWork(asked.BranchId, caller) is not { } branch) return new NotFound(asked.BranchId);
        if (BranchRules.MustBeOpen(branch, caller) is { } closed) return closed;
        if (asked.TicketId is { } named && ticket?.BranchId != branch.Id) return new NotFound(named);
        var days = (await policies.At(branch.Id)).Get(HardProblemPolicies.AnswerDays);
        return HardProblemRules.Ask(Key, asked with { BranchId = branch.Id }, ticket?.CustomerId, AskerOf(caller, branch.Id), days, branch.Calendar, now);
    });

    public Task<Answer> AskBack(Intent<HardProblemWords> intent) => AskAndDecide(intent, async (problem, now) =>
        HardProblemRules.AskBack(problem, intent.Body.Words, intent.Caller, await CalendarOf(problem), now));

    public Task<Answer> Explain(Intent<HardProblemWords> intent) =>
        Decide(intent, (problem, now) => HardProblemRules.Explain(problem, intent.Body.Words, now));

    public Task<Answer> Answer(Intent<HardProblemWords> intent) => AskAndDecide(intent, async (problem, now) =>
        HardProblemRules.Answer(problem, intent.Body.Words, intent.Caller, await CalendarOf(problem), now));

    public Task<Answer> Withdraw(Intent<HardProblemWords> intent) =>
        Decide(intent, (problem, now) => HardProblemRules.Withdraw(problem, intent.Body.Words, now));

    public Task<Answer> HandOver(Intent<MoveToBranch> intent) => Decide(intent, (problem, now) => HandOverRules.Take(problem.BranchId, intent.Body, now));

    protected override IEnumerable<Effect> EffectsOf(HardProblem state, Event happened) => happened switch
    {
        HardProblemAsked e => [AnswerIt(state, 0, e.DueAt, e.Subject)],
        HardProblemAskedBack e =>
        [
            Settle(state, TaskKind.AnswerHardProblem, e.Number - 1),
            AtBranch(state, TaskKind.ExplainHardProblem, e.Number, e.ExplainBy, e.Words),
        ],
        HardProblemExplained e => [Settle(state, TaskKind.ExplainHardProblem, e.Number), AnswerIt(state, e.Number, e.DueAt, e.Words)],
        HardProblemAnswered e => [.. Settled(state), AtBranch(state, TaskKind.ReadHardProblemAnswer, state.AskedBack, e.ReadBy, e.Words)],
        HardProblemWithdrawn => Settled(state),
        _ => [],
    };

    protected override IEnumerable<object> RowsOf(HardProblem state, RowStamp stamp) => [HardProblemRow.Of(state, stamp)];

    private static HardProblemAsker AskerOf(Caller caller, string branchId) => caller.IsSystem ? new(null, Role.BranchManager, null)
        : !caller.ActsFor(branchId) ? new(caller.Account, Role.Technician, caller.Technician)
        : new(caller.Account, (caller.Assignments.FirstOrDefault(held => held.Place == branchId) ?? caller.Assignments[0]).Role, null);

    // Overdue it goes up to the service director by itself.
    private static RaiseTask AnswerIt(HardProblem problem, int round, DateTimeOffset due, string note) => RaiseTask.For(Facts(problem, round), new RaisedTask(
        Assignment.Headquarters, TaskKind.AnswerHardProblem, problem.Id, problem.CustomerId, Role.QualityEngineer, due, Note: note));

    private static RaiseTask AtBranch(HardProblem problem, TaskKind kind, int round, DateTimeOffset due, string note) => RaiseTask.For(Facts(problem, round),
        new RaisedTask(problem.BranchId, kind, problem.Id, problem.CustomerId, problem.AskedAs, due, problem.AskedBy, note) { TechnicianId = problem.TechnicianId });

    /// <summary>Whichever of the two stands; one that has ended stays as it is.</summary>
    private static Effect[] Settled(HardProblem problem) =>
        [Settle(problem, TaskKind.AnswerHardProblem, problem.AskedBack), .. problem.AskedBack > 0 ? [Settle(problem, TaskKind.ExplainHardProblem, problem.AskedBack)] : Array.Empty<Effect>()];

    private static SettleTask Settle(HardProblem problem, TaskKind kind, int round) => new(IWorkTaskGrain.KeyOf(kind, Facts(problem, round)));

    private static string Facts(HardProblem problem, int round) => string.Create(CultureInfo.InvariantCulture, $"{problem.Id}:{round}");

    private async ValueTask<WorkingCalendar> CalendarOf(HardProblem problem) =>
        (await branches.Get(problem.BranchId))?.Calendar ?? throw new TimeoutException($"Branch {problem.BranchId} of {Key} could not be read.");
}
