using AfterSales.Access;
using AfterSales.Calendars;
using AfterSales.HardProblems;
using AfterSales.HardProblems.Rules;
using AfterSales.Records;

namespace AfterSales.Tests.HardProblems;

/// <summary>Feature 71a: what a branch can't solve goes to headquarters, with a time by which it is answered.</summary>
public sealed class HardProblemRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 6, 2, 0, 0, TimeSpan.Zero);
    private static readonly WorkingCalendar Office = WorkingCalendar.AroundTheClock("Asia/Shanghai");
    private static readonly Caller Director = new("acc-d", "", [new Assignment(Role.ServiceDirector, Assignment.Headquarters)]);
    private static readonly Caller AtBranch = new("acc-q", "", [new Assignment(Role.QualityEngineer, "b-sh")]);

    [Fact]
    public void An_answer_is_due_when_it_is_wished_or_after_the_days_of_the_policy()
    {
        Assert.Equal(Office.AddWorkingDays(Now, 2), Asked().DueAt);
        Assert.Equal(Now.AddHours(3), Asked(Now.AddHours(3)).DueAt);
        foreach (var late in new[] { Now, Now.AddDays(-1), Now.AddDays(400) }) Assert.IsType<InputInvalid>(Ask(late).Refusal);
        foreach (var (subject, question) in new[] { ("", "x"), ("x", " ") })
            Assert.IsType<InputInvalid>(HardProblemRules.Ask("hp-1", new AskHeadquarters("b-sh", null, subject, question), null, By, 2, Office, Now).Refusal);
    }

    [Fact]
    public void Headquarters_asks_back_more_than_once_and_has_more_time_by_what_it_waited()
    {
        var problem = Asked();
        var due = problem.DueAt;
        Assert.IsType<HardProblemNotAskedBack>(HardProblemRules.Explain(problem, "x", Now).Refusal);
        for (var round = 1; round <= 3; round++)
        {
            problem = After(problem, HardProblemRules.AskBack(problem, "几号机？", Director, Office, Now));
            Assert.Equal((HardProblemState.AskedBack, round), (problem.State, problem.AskedBack));
            Assert.IsType<HardProblemAtBranch>(HardProblemRules.AskBack(problem, "x", Director, Office, Now).Refusal);
            problem = After(problem, HardProblemRules.Explain(problem, "三号", Now.AddHours(5)));
            Assert.Equal((HardProblemState.Open, due.AddHours(5 * round)), (problem.State, problem.DueAt));
        }
    }

    [Fact]
    public void What_is_answered_or_withdrawn_is_over()
    {
        var open = Asked();
        foreach (var over in new[] { After(open, HardProblemRules.Answer(open, "换批次", Director, Office, Now)), After(open, HardProblemRules.Withdraw(open, "已解决", Now)) })
        {
            Assert.False(over.IsOpen);
            Decision[] late =
            [
                HardProblemRules.Answer(over, "x", Director, Office, Now), HardProblemRules.AskBack(over, "x", Director, Office, Now),
                HardProblemRules.Explain(over, "x", Now), HardProblemRules.Withdraw(over, "x", Now),
            ];
            Assert.All(late, decision => Assert.Equal(new HardProblemOver(over.State), decision.Refusal));
        }
    }

    [Fact]
    public void Only_headquarters_answers_and_not_without_words()
    {
        var open = Asked();
        Assert.IsType<OnlyHeadquartersAnswers>(HardProblemRules.Answer(open, "x", AtBranch, Office, Now).Refusal);
        Assert.IsType<OnlyHeadquartersAnswers>(HardProblemRules.AskBack(open, "x", AtBranch, Office, Now).Refusal);
        Assert.IsType<InputInvalid>(HardProblemRules.Answer(open, " ", Director, Office, Now).Refusal);
        Assert.IsType<InputInvalid>(HardProblemRules.Withdraw(open, "", Now).Refusal);
    }

    private static HardProblemAsker By => new("acc-1", Role.Dispatcher, null);

    private static Decision Ask(DateTimeOffset? due) => HardProblemRules.Ask("hp-1", new AskHeadquarters("b-sh", null, "反复熄火", "为什么？", due), null, By, 2, Office, Now);

    private static HardProblem Asked(DateTimeOffset? due = null) => HardProblem.Apply(null, Assert.Single(Ask(due).Events));

    private static HardProblem After(HardProblem problem, Decision decision)
    {
        Assert.Null(decision.Refusal);
        return decision.Events.Aggregate(problem, HardProblem.Apply);
    }
}
