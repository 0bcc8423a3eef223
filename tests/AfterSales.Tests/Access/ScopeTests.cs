using AfterSales.Access;
using CsCheck;

namespace AfterSales.Tests.Access;

public sealed class ScopeTests
{
    private sealed record File(string BranchId) : IScoped;

    private sealed record Job(string BranchId, string? TechnicianId) : IScopedToTechnician;

    private sealed record Complaint(string BranchId, string? PersonId) : IHiddenFromPerson;

    private sealed record Reproach(string BranchId, string? TechnicianId, string? PersonId) : IScopedToTechnician, IHiddenFromPerson;

    private sealed record Case(string BranchId, string? TechnicianId, string? CustomerId) : IScopedToTechnician, IScopedToSupporters;

    private sealed record Given(string BranchId, string? TechnicianId, string? AssignedTo) : IScopedToTechnician, IScopedToAssignee;

    private static readonly Gen<string?> Customer = Gen.OneOf<string?>(null, "c-1", "c-2");
    private static readonly Gen<string?> Person = Gen.OneOf<string?>(null, "a-1", "a-2", "tech-1", "tech-2");
    private static readonly Gen<string> Branch = Gen.OneOf("b-1", "b-2", "b-3");
    private static readonly Gen<string?> Technician = Gen.OneOf<string?>(null, "tech-1", "tech-2");

    private static readonly Gen<Assignment> Held =
        Gen.Select(Gen.Enum<Role>(), Gen.OneOf("b-1", "b-2", "b-3", "d-1", Assignment.Headquarters), (role, place) => new Assignment(role, place));

    private static readonly Gen<Caller> AnyCaller = Gen.Frequency(
        (10, Gen.Select(Held.Array[0, 3], Technician, (held, technician) => new Caller("a-1", "", held, technician))),
        (1, Gen.OneOf(Caller.Nobody, Caller.System)));

    [Fact]
    public void What_a_caller_sees_of_files_is_what_the_query_finds() =>
        Gen.Select(AnyCaller, Branch.Select(b => new File(b)).Array[0, 6]).Sample((caller, files) =>
            Assert.Equal(files.Where(f => caller.Sees(f)), files.AsQueryable().VisibleTo(caller)));

    [Fact]
    public void What_a_caller_sees_of_jobs_is_what_the_query_finds() =>
        Gen.Select(AnyCaller, Gen.Select(Branch, Technician, (b, t) => new Job(b, t)).Array[0, 6]).Sample((caller, jobs) =>
            Assert.Equal(jobs.Where(j => caller.Sees(j)), jobs.AsQueryable().JobsVisibleTo(caller)));

    [Fact]
    public void What_a_caller_sees_of_what_is_hidden_from_one_person_is_what_the_query_finds() =>
        Gen.Select(AnyCaller, Gen.Select(Branch, Person, (b, p) => new Complaint(b, p)).Array[0, 6]).Sample((caller, complaints) =>
            Assert.Equal(complaints.Where(c => caller.Sees(c)), complaints.AsQueryable().VisibleTo(caller)));

    [Fact]
    public void What_a_caller_sees_of_jobs_hidden_from_one_person_is_what_the_query_finds() =>
        Gen.Select(AnyCaller, Gen.Select(Branch, Technician, Person, (b, t, p) => new Reproach(b, t, p)).Array[0, 6]).Sample((caller, jobs) =>
            Assert.Equal(jobs.Where(j => caller.Sees(j)), jobs.AsQueryable().JobsVisibleTo(caller)));

    [Fact]
    public void What_a_supporter_sees_of_his_customers_jobs_is_what_the_query_finds() =>
        Gen.Select(AnyCaller, Customer.Array[0, 2], Gen.Select(Branch, Technician, Customer, (b, t, c) => new Case(b, t, c)).Array[0, 6]).Sample((anybody, supported, jobs) =>
        {
            var caller = anybody.IsSystem ? anybody : anybody with { Supported = [.. supported.OfType<string>()] };
            Assert.Equal(jobs.Where(j => caller.Sees(j)), jobs.AsQueryable().JobsVisibleTo(caller));
        });

    [Fact]
    public void What_a_caller_sees_of_what_was_given_to_him_is_what_the_query_finds() =>
        Gen.Select(AnyCaller, Gen.Select(Branch, Technician, Person, (b, t, p) => new Given(b, t, p)).Array[0, 6]).Sample((caller, tasks) =>
            Assert.Equal(tasks.Where(j => caller.Sees(j)), tasks.AsQueryable().JobsVisibleTo(caller)));

    [Fact]
    public void A_supporter_sees_his_customers_jobs_at_another_branch_and_no_others()
    {
        var supporter = new Caller("a-1", "", [new Assignment(Role.Dispatcher, "b-2")], Supported: ["c-1"]);
        Assert.True(supporter.Sees(new Case("b-1", null, "c-1")));
        Assert.False(supporter.Sees(new Case("b-1", null, "c-2")));
        Assert.False(supporter.Sees(new Case("b-1", null, null)));
    }

    [Fact]
    public void Nobody_sees_nothing() => Assert.False(Caller.Nobody.Sees(new Job("b-1", null)));

    [Fact]
    public void A_branch_sees_its_own_and_no_other()
    {
        var dispatcher = new Caller("a-1", "", [new Assignment(Role.Dispatcher, "b-1")]);
        Assert.True(dispatcher.Sees(new File("b-1")));
        Assert.False(dispatcher.Sees(new File("b-2")));
    }

    [Fact]
    public void A_technician_sees_his_jobs_and_not_his_colleagues()
    {
        var technician = new Caller("a-1", "", [new Assignment(Role.Technician, "b-1")], "tech-1");
        Assert.True(technician.Sees(new Job("b-1", "tech-1")));
        Assert.False(technician.Sees(new Job("b-1", "tech-2")));
        Assert.False(technician.Sees(new Job("b-1", null)));
    }

    [Fact]
    public void A_right_held_at_one_place_reaches_no_other()
    {
        var both = new Caller("a", "A", [new Assignment(Role.Dispatcher, "b-1"), new Assignment(Role.Accountant, Assignment.Headquarters)]);
        Assert.True(both.ActsFor("b-2"));
        var dispatching = both.Holding(Permission.DispatchTickets);
        Assert.True(dispatching.ActsFor("b-1"));
        Assert.False(dispatching.ActsFor("b-2"));
        Assert.Equal("a", dispatching.Account);
    }
}
