using System.Collections.Immutable;
using AfterSales.Absences.Rules;
using AfterSales.Access;
using AfterSales.Tasks.Rules;

namespace AfterSales.Tests.Tasks;

public sealed class TaskHandsTests
{
    private static readonly WorkTask Task = new() { Id = "task-1", BranchId = "b-sh", Role = Role.FollowUpAgent, AssignedTo = "account-1" };

    [Theory]
    [InlineData(Role.FollowUpAgent, "b-sh", true)]
    [InlineData(Role.FollowUpAgent, "headquarters", true)]
    [InlineData(Role.BranchManager, "b-sh", true)]
    [InlineData(Role.ServiceDirector, "headquarters", true)]
    [InlineData(Role.Administrator, "headquarters", true)]
    [InlineData(Role.FollowUpAgent, "b-bcn", false)]
    [InlineData(Role.BranchManager, "b-bcn", false)]
    [InlineData(Role.Dispatcher, "b-sh", false)]
    [InlineData(Role.Receptionist, "b-sh", false)]
    [InlineData(Role.QualityEngineer, "headquarters", false)]
    public void It_is_of_those_in_its_role_at_its_place_and_of_those_above_them(Role role, string place, bool may) => Assert.Equal(may, May(Task with { AssignedTo = null }, By("account-9", role, place)));

    [Theory]
    [InlineData(Role.ServiceDirector, "headquarters", true)]
    [InlineData(Role.Administrator, "headquarters", true)]
    [InlineData(Role.Dispatcher, "b-sh", false)]
    [InlineData(Role.BranchManager, "b-sh", false)]
    public void What_the_director_is_to_do_nobody_of_the_branch_does_for_him(Role role, string place, bool may) =>
        Assert.Equal(may, May(Task with { Role = Role.ServiceDirector, AssignedTo = null }, By("account-9", role, place)));

    [Fact]
    public void It_is_of_whom_it_was_given_to_wherever_he_works_and_of_who_stands_in_for_him()
    {
        Assert.True(May(Task, By("account-1", Role.Technician, "b-bcn")));
        Assert.False(May(Task, By("account-2", Role.Dispatcher, "b-sh")));
        Assert.True(May(Task, By("account-2", Role.Dispatcher, "b-sh"), new StandIns(ImmutableDictionary<string, string>.Empty.Add("account-1", "account-2"))));
    }

    [Fact]
    public void Given_to_one_it_is_no_longer_everybodys_in_the_role_unless_all_who_would_do_it_are_away()
    {
        var colleague = By("account-9", Role.FollowUpAgent, "b-sh");
        Assert.False(May(Task, colleague));
        Assert.True(May(Task, By("account-9", Role.BranchManager, "b-sh")));
        var allAway = new StandIns(ImmutableDictionary<string, string>.Empty.Add("account-1", "account-2").Add("account-2", "account-1"));
        Assert.True(May(Task, colleague, allAway));
    }

    [Fact]
    public void Whom_it_went_up_to_may_do_it()
    {
        Assert.False(May(Task, By("account-9", Role.QualityEngineer, "headquarters")));
        Assert.True(May(Task with { EscalatedTo = Role.QualityEngineer }, By("account-9", Role.QualityEngineer, "headquarters")));
    }

    [Fact]
    public void A_technicians_own_task_is_no_other_technicians()
    {
        var own = Task with { Role = Role.Technician, TechnicianId = "tech-1", AssignedTo = null };
        Assert.True(May(own, By("account-3", Role.Technician, "b-sh") with { Technician = "tech-1" }));
        Assert.False(May(own, By("account-4", Role.Technician, "b-sh") with { Technician = "tech-2" }));
        Assert.True(May(own, By("account-5", Role.BranchManager, "b-sh")));
    }

    [Fact]
    public void It_waits_for_whom_it_is_work_of_or_went_up_to_and_not_for_those_who_lead_him()
    {
        Assert.True(Waits(Task, By("account-1", Role.FollowUpAgent, "b-sh")));
        Assert.False(Waits(Task, By("account-9", Role.FollowUpAgent, "b-sh")));
        Assert.True(Waits(Task with { AssignedTo = null }, By("account-9", Role.FollowUpAgent, "b-sh")));
        Assert.False(Waits(Task with { AssignedTo = null }, By("account-9", Role.FollowUpAgent, "b-bcn")));
        Assert.False(Waits(Task with { AssignedTo = null }, By("account-9", Role.BranchManager, "b-sh")));
        Assert.True(Waits(Task with { EscalatedTo = Role.BranchManager }, By("account-9", Role.BranchManager, "b-sh")));

        static bool Waits(WorkTask task, Caller caller) => TaskHands.WaitsFor(task, caller, StandIns.Nobody);
    }

    [Theory]
    [InlineData(TaskKind.PromiseMissed, 48, 0)]
    [InlineData(TaskKind.CompleteCustomerFile, 48, 47)]
    [InlineData(TaskKind.CompleteCustomerFile, 0.5, 0)]
    public void It_cannot_wait_from_when_it_is_raised_or_from_an_hour_before_its_time(TaskKind kind, double dueAfter, double since)
    {
        var raised = new DateTimeOffset(2026, 11, 30, 8, 0, 0, TimeSpan.Zero);
        Assert.Equal(raised.AddHours(since), TaskUrgency.Since(kind, raised, raised.AddHours(dueAfter)));
    }

    [Fact]
    public void Who_is_refused_hears_who_may()
    {
        var refusal = TaskHands.MustBeInHands(Task, By("account-9", Role.Dispatcher, "b-sh"), StandIns.Nobody)!;
        Assert.Equal([Role.BranchManager, Role.ServiceDirector, Role.Administrator], refusal.Roles);
        Assert.Equal("account-1", refusal.AssignedTo);
        var open = TaskHands.MustBeInHands(Task with { AssignedTo = null }, By("account-9", Role.Dispatcher, "b-sh"), StandIns.Nobody)!;
        Assert.Equal([Role.FollowUpAgent, Role.BranchManager, Role.ServiceDirector, Role.Administrator], open.Roles);
    }

    private static bool May(WorkTask task, Caller caller, StandIns? standIns = null) => TaskHands.MustBeInHands(task, caller, standIns ?? StandIns.Nobody) is null;

    private static Caller By(string account, Role role, string place) => new(account, "", [new Assignment(role, place)]);
}
