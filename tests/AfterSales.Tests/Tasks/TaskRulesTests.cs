using AfterSales.Access;
using AfterSales.Accounts;
using AfterSales.Calendars;
using AfterSales.Records;
using AfterSales.Tasks;
using AfterSales.Tasks.Rules;
using static AfterSales.Tests.Calendars.CalendarScenarios;

namespace AfterSales.Tests.Tasks;

public sealed class TaskRulesTests
{
    /// <summary>Friday, 13 March 2026, 16:00 in Shanghai; the office closes at 17:30 and opens on Monday at 08:30.</summary>
    private static readonly DateTimeOffset Friday = At("2026-03-13T08:00:00Z");

    private static readonly WorkingCalendar Office = ShanghaiOffice();

    private static readonly EscalationPlan Chain = new([new(0, Role.BranchManager), new(2, Role.ServiceDirector)], new TimeToRead(30, 15));

    private static readonly Dictionary<string, string> Open = [];

    private static WorkTask Raised(DateTimeOffset due) =>
        After(null, TaskRules.Raise("task-1", new RaisedTask("b-sh", TaskKind.Notice, "t-1", "c-1", Role.Dispatcher, due, Note: "王"), Chain, Office, Friday));

    [Fact]
    public void What_a_mistake_settled_is_to_be_done_after_all_and_goes_up_as_it_would_have()
    {
        var task = Raised(Friday.AddHours(1));
        var settled = After(task, TaskRules.Settle(task, Friday.AddMinutes(5)));
        Assert.Null(settled.NextDue);
        Assert.Equal(task, After(settled, TaskRules.Reopen(settled, Friday.AddMinutes(5), Friday.AddMinutes(9))));
        // What was settled before the mistake, or done by somebody, stays so; of what is open there is nothing to take back.
        Assert.Empty(TaskRules.Reopen(settled, Friday.AddMinutes(6), Friday.AddMinutes(9)).Events);
        var done = After(task, TaskRules.Complete(task, null, Office, Friday.AddMinutes(5)));
        Assert.Empty(TaskRules.Reopen(done, Friday, Friday.AddMinutes(9)).Events);
        Assert.Empty(TaskRules.Reopen(task, Friday, Friday.AddMinutes(9)).Events);
    }

    [Fact]
    public void It_sleeps_until_it_is_due() => Assert.Equal(Friday.AddHours(1), Raised(Friday.AddHours(1)).NextDue);

    [Fact]
    public void Once_due_it_is_overdue_and_goes_up_in_working_hours_step_by_step()
    {
        var due = Friday.AddHours(1);
        var task = After(Raised(due), TaskRules.WhenDue(Raised(due), due));
        Assert.True(task.IsOverdue);
        Assert.Equal(Role.BranchManager, task.EscalatedTo);
        // Half an hour is left on Friday, so two working hours end on Monday at 10:00.
        Assert.Equal(At("2026-03-16T02:00:00Z"), task.NextDue);
        var up = After(task, TaskRules.WhenDue(task, At("2026-03-16T02:00:00Z")));
        Assert.Equal(Role.ServiceDirector, up.EscalatedTo);
        Assert.Null(up.NextDue);
    }

    [Fact]
    public void What_falls_due_at_night_goes_up_when_the_branch_opens()
    {
        var due = At("2026-03-13T15:00:00Z");
        var task = After(Raised(due), TaskRules.WhenDue(Raised(due), due));
        Assert.True(task.IsOverdue);
        Assert.Null(task.EscalatedTo);
        Assert.Equal(At("2026-03-16T00:30:00Z"), task.NextDue);
    }

    [Fact]
    public void What_is_raised_at_night_long_after_it_was_due_goes_up_when_the_branch_opens()
    {
        // Friday, 23:00: a contract that has run for a while was entered, and owes what was due a week ago.
        var night = At("2026-03-13T15:00:00Z");
        var raised = After(null, TaskRules.Raise("task-1", new RaisedTask("b-sh", TaskKind.InspectByPhone, "con-1", "c-1", Role.FollowUpAgent, night.AddDays(-7)), Chain, Office, night));
        Assert.Equal(night.AddDays(-7), raised.NextDue);
        var task = After(raised, TaskRules.WhenDue(raised, night));
        Assert.True(task.IsOverdue);
        Assert.Null(task.EscalatedTo);
        // Half an hour to read it, and from then on the steps as of any other.
        Assert.Equal([At("2026-03-16T01:00:00Z"), At("2026-03-16T03:00:00Z")], task.Escalations.Select(step => step.At));
    }

    [Fact]
    public void What_is_due_the_moment_it_is_raised_goes_up_once_it_could_have_been_read()
    {
        var task = Raised(Friday);
        Assert.Equal([new TaskOverdue()], TaskRules.WhenDue(task, Friday).Events);
        task = After(task, TaskRules.WhenDue(task, Friday));
        Assert.Equal(Friday.AddMinutes(30), task.NextDue);
        Assert.Empty(TaskRules.WhenDue(task, Friday.AddMinutes(30).AddTicks(-1)).Events);
        Assert.Equal([new TaskEscalated(Role.BranchManager)], TaskRules.WhenDue(task, Friday.AddMinutes(30)).Events);
    }

    [Theory]
    [InlineData(Role.FollowUpAgent, "b-sh", new[] { Role.BranchManager, Role.ServiceDirector })]
    [InlineData(Role.Dispatcher, "b-sh", new[] { Role.BranchManager, Role.ServiceDirector })]
    [InlineData(Role.BranchManager, "b-sh", new[] { Role.ServiceDirector })]
    [InlineData(Role.QualityEngineer, "headquarters", new[] { Role.ServiceDirector })]
    [InlineData(Role.ServiceDirector, "headquarters", new Role[0])]
    [InlineData(Role.Administrator, "headquarters", new Role[0])]
    public void It_goes_up_to_those_above_alone_and_never_to_whom_it_stands_with(Role role, string place, Role[] steps) =>
        Assert.Equal(steps, After(null, TaskRules.Raise("task-1", new RaisedTask(place, TaskKind.Notice, "t-1", null, role, Friday), Chain, Office, Friday)).Escalations.Select(step => step.Role));

    [Fact]
    public void A_chain_that_leads_down_again_is_not_taken_as_a_policy_and_is_gone_up_alone()
    {
        var chain = Chain with { Steps = [new(0, Role.Dispatcher), new(1, Role.ServiceDirector), new(2, Role.BranchManager), new(3, Role.ServiceDirector)] };
        Assert.Equal([new InputIssue("[2].role", "OUT_OF_RANGE")], TaskPolicies.Escalation.Issues(chain.Steps));
        Assert.Empty(TaskPolicies.Escalation.Issues(Chain.Steps));
        Assert.Equal([Role.Dispatcher, Role.ServiceDirector], After(null, TaskRules.Raise("task-1",
            new RaisedTask("b-sh", TaskKind.ContactCustomer, "t-1", null, Role.Technician, Friday), chain, Office, Friday)).Escalations.Select(step => step.Role));
    }

    [Fact]
    public void A_tick_that_comes_a_month_late_does_each_step_once_and_in_order() =>
        Assert.Equal([new TaskOverdue(), new TaskEscalated(Role.BranchManager), new TaskEscalated(Role.ServiceDirector)],
            TaskRules.WhenDue(Raised(Friday.AddHours(1)), Friday.AddDays(30)).Events);

    [Fact]
    public void An_early_or_repeated_tick_changes_nothing()
    {
        var task = Raised(Friday.AddHours(1));
        Assert.Empty(TaskRules.WhenDue(task, Friday.AddMinutes(59)).Events);
        var overdue = After(task, TaskRules.WhenDue(task, Friday.AddDays(30)));
        Assert.Empty(TaskRules.WhenDue(overdue, Friday.AddDays(31)).Events);
    }

    [Fact]
    public void At_a_place_without_working_hours_it_goes_up_by_the_clock()
    {
        var task = After(null, TaskRules.Raise("task-1", new RaisedTask("b-sh", TaskKind.Notice, "t-1", null, Role.Dispatcher, Friday),
            Chain, WorkingCalendar.Closed("UTC"), Friday));
        Assert.Equal([Friday.AddMinutes(30), Friday.AddMinutes(150)], task.Escalations.Select(step => step.At));
    }

    [Fact]
    public void Who_works_at_headquarters_hears_of_it_in_the_hours_of_headquarters_and_of_an_emergency_by_the_clock()
    {
        // Nine in the morning in Madrid, four in the afternoon in Shanghai.
        var madrid = new WorkingCalendar { TimeZone = "Europe/Madrid", Week = [Weekly(DayOfWeek.Monday, "09:00", "18:00")] };
        var task = new RaisedTask("b-sh", TaskKind.Notice, "t-1", "c-1", Role.Dispatcher, Friday);
        DateTimeOffset[] Steps(RaisedTask raised) => [.. After(null, TaskRules.Raise("task-1", raised, Chain, Office, Friday, madrid)).Escalations.Select(step => step.At)];
        Assert.Equal([Friday.AddMinutes(30), At("2026-03-16T08:00:00Z")], Steps(task));
        DateTimeOffset[] atOnce = [Friday.AddMinutes(15), Friday.AddMinutes(135)];
        Assert.Equal(atOnce, Steps(task with { IsUrgent = true }));
        Assert.Equal(atOnce, Steps(task with { Kind = TaskKind.EmergencyReported }));
    }

    [Fact]
    public void A_task_that_has_ended_rests_and_refuses_what_is_asked_of_it_saying_how_it_ended()
    {
        var task = Raised(Friday.AddHours(1));
        var done = After(task, TaskRules.Complete(task, "好", Office, Friday));
        Assert.Null(done.NextDue);
        Assert.Equal(new TaskOver(TaskState.Done), TaskRules.Complete(done, null, Office, Friday).Refusal);
        Assert.Equal(new TaskOver(TaskState.Done), TaskRules.Assign(done, "account-1", Open).Refusal);
        Assert.Equal(new TaskOver(TaskState.Done), TaskRules.Postpone(done, new PostponeTask(Friday.AddDays(1), "x"), 10, Chain, Office, Friday).Refusal);
        Assert.Equal(Decision.NothingToDo, TaskRules.Settle(done, Friday));
    }

    // S0 P3 一5: monthly by phone, with a report to the person in charge
    [Fact]
    public void What_somebody_waits_to_read_is_done_only_with_what_came_of_it()
    {
        var task = After(null, TaskRules.Raise("task-2", new RaisedTask("b-sh", TaskKind.InspectByPhone, "con-1", "c-1", Role.FollowUpAgent, Friday.AddHours(1))
        {
            Report = new TaskReport(TaskKind.ReadInspectionReport, Role.BranchManager, "account-1"),
        }, Chain, Office, Friday));
        Assert.Equal("outcome", Assert.Single(Assert.IsType<InputInvalid>(TaskRules.Complete(task, " ", Office, Friday).Refusal).Issues).Path);
        var events = TaskRules.Complete(task, "接缝完好", Office, Friday).Events;
        var reported = Assert.IsType<TaskReported>(events[1]);
        Assert.Equal((TaskState.Done, "接缝完好"), (((TaskEnded)events[0]).State, reported.Found));
        Assert.True(reported.ReadBy > Friday);
    }

    // S3 ⑹-1 2 (feature 22a)
    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    public void A_loan_is_not_offered_without_saying_what_came_of_it(string? outcome)
    {
        var task = Raised(Friday.AddHours(1)) with { TaskKind = TaskKind.LendEqualProduct };
        var issue = Assert.Single(Assert.IsType<InputInvalid>(TaskRules.Complete(task, outcome, Office, Friday).Refusal).Issues);
        Assert.Equal(("outcome", "REQUIRED"), (issue.Path, issue.Code));
        Assert.Equal(TaskState.Done, After(task, TaskRules.Complete(task, "已借出同款", Office, Friday)).State);
    }

    [Fact]
    public void More_time_begins_the_escalation_anew()
    {
        var task = Raised(Friday.AddHours(1));
        var overdue = After(task, TaskRules.WhenDue(task, Friday.AddDays(30)));
        var later = Friday.AddDays(31);
        var postponed = After(overdue, TaskRules.Postpone(overdue, new PostponeTask(later, "客户出差"), 30, Chain, Office, Friday.AddDays(30)));
        Assert.Equal((later, false, 2), (postponed.NextDue, postponed.IsOverdue, postponed.Escalations.Count));
    }

    [Theory]
    [InlineData(-1, "why", "dueAt")]
    [InlineData(0, "why", "dueAt")]
    [InlineData(1, " ", "reason")]
    public void More_time_lies_ahead_and_has_a_reason(int hours, string reason, string path) =>
        Assert.Equal(path, Assert.Single(Assert.IsType<InputInvalid>(
            TaskRules.Postpone(Raised(Friday.AddHours(2)), new PostponeTask(Friday.AddHours(hours), reason), 10, Chain, Office, Friday).Refusal).Issues).Path);

    [Fact]
    public void Giving_it_to_whom_has_it_changes_nothing()
    {
        var task = Raised(Friday.AddHours(1));
        var given = After(task, TaskRules.Assign(task, "account-1", Open));
        Assert.Equal("account-1", given.AssignedTo);
        Assert.Equal(Decision.NothingToDo, TaskRules.Assign(given, "account-1", Open));
        Assert.Null(After(given, TaskRules.Assign(given, null, Open)).AssignedTo);
    }

    [Fact]
    public void It_is_given_to_an_open_account_only() =>
        Assert.Equal(["李娜"], Assert.IsType<NoOpenAccount>(TaskRules.Assign(Raised(Friday.AddHours(1)), "account-1", new Dictionary<string, string> { ["account-1"] = "李娜" }).Refusal).Names);

    [Fact]
    public void More_time_ends_so_many_working_days_after_it_was_due_first_however_often_it_is_asked_for()
    {
        var task = Raised(Friday.AddHours(1));
        // Two working days after a Friday: the Tuesday's closing.
        var latest = At("2026-03-17T09:30:00Z");
        Assert.Equal(new PostponedTooFar(latest), TaskRules.Postpone(task, new PostponeTask(latest.AddSeconds(1), "x"), 2, Chain, Office, Friday).Refusal);
        var once = After(task, TaskRules.Postpone(task, new PostponeTask(At("2026-03-16T02:00:00Z"), "客户出差"), 2, Chain, Office, Friday));
        Assert.Equal(new PostponedTooFar(latest), TaskRules.Postpone(once, new PostponeTask(latest.AddSeconds(1), "x"), 2, Chain, Office, Friday).Refusal);
        var last = TaskRules.Postpone(once, new PostponeTask(latest, "配件未到"), 2, Chain, Office, Friday);
        Assert.Equal("配件未到", Assert.IsType<TaskPostponed>(Assert.Single(last.Events)).Reason);
    }

    [Theory]
    [InlineData(TaskKind.ReviewRepairOrder)]
    [InlineData(TaskKind.ApproveRepairOrder)]
    [InlineData(TaskKind.DecideTeam)]
    public void What_waits_for_a_decision_is_not_done_by_hand_and_ends_with_it(TaskKind kind)
    {
        var task = Raised(Friday.AddHours(1)) with { TaskKind = kind };
        Assert.Equal(new TaskEndsByDecision("t-1"), TaskRules.Complete(task, "好", Office, Friday).Refusal);
        Assert.Equal(TaskState.Settled, After(task, TaskRules.Settle(task, Friday)).State);
    }

    public static TheoryData<TaskKind> Kinds => [.. Enum.GetValues<TaskKind>()];

    [Theory, MemberData(nameof(Kinds))]
    public void Every_kind_has_a_title_in_every_language(TaskKind kind) =>
        Assert.All(AfterSales.Api.Wording.WordList.Languages, language => Assert.NotNull(AfterSales.Api.Wording.RefusalWording.FindValue(kind, language)));

    private static WorkTask After(WorkTask? task, Decision decision)
    {
        Assert.Null(decision.Refusal);
        return decision.Events.Aggregate(task, WorkTask.Apply)!;
    }
}
