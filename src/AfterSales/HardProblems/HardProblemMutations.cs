using System.ComponentModel.DataAnnotations;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Branches.Rules;
using AfterSales.HardProblems.Rules;
using AfterSales.Records;
using AfterSales.Tickets;

namespace AfterSales.HardProblems;

[Mutations]
public sealed class HardProblemMutations(IGrainFactory grains)
{
    /// <summary>Puts a hard problem to headquarters, which has the task to answer it. A technician asks about his own job.</summary>
    /// <param name="ticketId">A ticket of the branch; a technician names one.</param>
    /// <param name="dueAt">By when an answer is wished; left out: as the policy <c>hardProblems.answerDays</c> says.</param>
    /// <param name="id">A key of your own choice (<c>hp-…</c>).</param>
    [Secured(Permission.AskHeadquarters), Errors(typeof(AlreadyExists), typeof(BranchClosed))]
    public async Task<Outcome<HardProblemView>> AskHeadquarters(
        string branchId, [StringLength(200)] string subject, string question, Caller caller, string? ticketId = null, DateTimeOffset? dueAt = null,
        string? id = null, string? requestId = null)
    {
        if (ticketId is not null && !RecordKey.IsWellFormed(ITicketGrain.Prefix, ticketId)) return new NotFound(ticketId);
        var asked = new AskHeadquarters(branchId, ticketId, subject, question, dueAt);
        return await grains.Make<IHardProblemGrain, HardProblem, HardProblemView>(IHardProblemGrain.Prefix, id, requestId, caller,
            grain => grain.Ask(new Intent<AskHeadquarters>(asked, caller, requestId)), HardProblemView.Of);
    }

    /// <summary>Headquarters wants to know more before it answers: the branch has the task to explain.</summary>
    [Secured(Permission.AnswerHardProblems), Errors(typeof(OnlyHeadquartersAnswers), typeof(HardProblemAtBranch), typeof(HardProblemOver))]
    public Task<Outcome<HardProblemView>> AskBackHardProblem(string hardProblemId, string words, Caller caller, string? requestId = null) =>
        On(hardProblemId, caller, problem => problem.AskBack(new Intent<HardProblemWords>(new HardProblemWords(words), caller, requestId)));

    /// <summary>The branch says what headquarters wanted to know.</summary>
    [Secured(Permission.AskHeadquarters), Errors(typeof(HardProblemNotAskedBack), typeof(HardProblemOver))]
    public Task<Outcome<HardProblemView>> ExplainHardProblem(string hardProblemId, string words, Caller caller, string? requestId = null) =>
        On(hardProblemId, caller, problem => problem.Explain(new Intent<HardProblemWords>(new HardProblemWords(words), caller, requestId)));

    /// <summary>Headquarters answers: whoever asked has the task to read it.</summary>
    [Secured(Permission.AnswerHardProblems), Errors(typeof(OnlyHeadquartersAnswers), typeof(HardProblemOver))]
    public Task<Outcome<HardProblemView>> AnswerHardProblem(string hardProblemId, string words, Caller caller, string? requestId = null) =>
        On(hardProblemId, caller, problem => problem.Answer(new Intent<HardProblemWords>(new HardProblemWords(words), caller, requestId)));

    /// <summary>The branch needs no answer any more, and says why.</summary>
    [Secured(Permission.AskHeadquarters), Errors(typeof(HardProblemOver))]
    public Task<Outcome<HardProblemView>> WithdrawHardProblem(string hardProblemId, string words, Caller caller, string? requestId = null) =>
        On(hardProblemId, caller, problem => problem.Withdraw(new Intent<HardProblemWords>(new HardProblemWords(words), caller, requestId)));

    private Task<Outcome<HardProblemView>> On(string id, Caller caller, Func<IHardProblemGrain, Task<Answer>> ask) =>
        grains.Ask<IHardProblemGrain, HardProblem, HardProblemView>(IHardProblemGrain.Prefix, id, caller, ask, HardProblemView.Of);
}
