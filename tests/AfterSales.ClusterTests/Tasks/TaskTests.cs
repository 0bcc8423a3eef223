using AfterSales.Access;
using AfterSales.Records;
using AfterSales.Tasks;
using AfterSales.Tasks.Rules;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.ClusterTests.Tasks;

/// <summary>A task reminds of itself until somebody has done it.</summary>
public abstract class TaskTests(TestCluster cluster)
{
    [Fact]
    public async Task An_unfinished_task_goes_up_by_its_own_reminder_and_each_step_once()
    {
        var (company, task) = await Raised("up");
        await cluster.Time.MoveTo(cluster.Now.AddDays(10));
        var row = Assert.Single(await cluster.Rows<WorkTaskRow>(rows => rows.Where(r => r.Id == task.GetPrimaryKeyString())));
        Assert.Equal((true, true, Role.ServiceDirector), (row.IsOpen, row.IsOverdue, row.EscalatedTo));
        var names = (await cluster.Query($"select events from journal where record = '{task.GetPrimaryKeyString()}' order by version")).Select(r => r[0]!).ToArray();
        Assert.Equal(3, names.Length);
        Assert.Equal(2, names.Sum(n => n.Split("TaskEscalated").Length - 1));
        Assert.Empty(await cluster.Rows<ReminderRow>(rows => rows.Where(r => r.GrainId == task.GetGrainId().ToString())));
        await Company.Accepted(task.Complete(company.Intent(new CompleteTask("已处理"))));
        Assert.False((await cluster.Rows<WorkTaskRow>(rows => rows.Where(r => r.Id == task.GetPrimaryKeyString()))).Single().IsOpen);
    }

    [Fact]
    public async Task What_is_due_at_once_goes_up_when_it_could_have_been_read_and_not_to_whom_it_stands_with()
    {
        var company = await Company.Open(cluster);
        var monday = Company.OfficeHours.NextOpening(cluster.Now)!.Value;
        await cluster.Time.MoveTo(monday);
        var (sent, emergency) = (await Now(TaskKind.SendMessage, Role.FollowUpAgent), await Now(TaskKind.EmergencyReported, Role.BranchManager));
        await cluster.Time.MoveTo(monday.AddMinutes(29));
        Assert.Equal((true, null), (await Row(sent)));
        Assert.Equal((true, null), (await Row(emergency)));
        await cluster.Time.MoveTo(monday.AddMinutes(31));
        Assert.Equal((true, Role.BranchManager), await Row(sent));
        Assert.Equal((true, null), await Row(emergency));
        await cluster.Time.MoveTo(monday.AddHours(9));
        Assert.Equal((true, Role.ServiceDirector), await Row(emergency));

        async Task<IWorkTaskGrain> Now(TaskKind kind, Role role)
        {
            var task = cluster.Grains.GetGrain<IWorkTaskGrain>(IWorkTaskGrain.KeyOf(kind, $"{company.BranchId} now"));
            await Company.Accepted(task.Raise(new(new RaisedTask(company.BranchId, kind, "t-1", company.CustomerId, role, cluster.Now), Caller.System, "effect:now")));
            return task;
        }

        async Task<(bool IsOverdue, Role? EscalatedTo)> Row(IWorkTaskGrain task) =>
            (await cluster.Rows<WorkTaskRow>(rows => rows.Where(row => row.Id == task.GetPrimaryKeyString()))).Select(row => (row.IsOverdue, row.EscalatedTo)).Single();
    }

    [Fact]
    public async Task Raising_it_twice_leaves_one_and_settling_it_lets_it_rest()
    {
        var (company, task) = await Raised("twice");
        await Company.Accepted(task.Raise(new Intent<RaisedTask>(Notice(company, cluster.Now.AddDays(5)), Caller.System, "effect:again")));
        Assert.Equal(cluster.Now.AddHours(4), (await task.Read(company.Staff))!.DueAt);
        await Company.Accepted(task.Settle(new Intent<SettledTask>(new SettledTask(), Caller.System, "effect:settle")));
        await Company.Accepted(task.Settle(new Intent<SettledTask>(new SettledTask(), Caller.System, "effect:settle-again")));
        await cluster.Time.MoveTo(cluster.Now.AddDays(3));
        var state = (await task.Read(company.Staff))!;
        Assert.Equal((TaskState.Settled, false), (state.State, state.IsOverdue));
    }

    [Fact]
    public async Task Settling_what_was_never_raised_is_no_mistake() =>
        await Company.Accepted(cluster.Grains.GetGrain<IWorkTaskGrain>(IWorkTaskGrain.KeyOf(TaskKind.Notice, Guid.NewGuid().ToString()))
            .Settle(new Intent<SettledTask>(new SettledTask(), Caller.System, "effect:x")));

    [Fact]
    public async Task What_cannot_wait_is_found_for_whom_it_waits_and_for_nobody_else()
    {
        var (company, task) = await Raised("urgent");
        var inHand = cluster.Services.GetRequiredService<TasksInHand>();
        var (dispatcher, manager) = (TestCluster.At(company.BranchId, Role.Dispatcher), TestCluster.At(company.BranchId, Role.BranchManager));
        Assert.Empty(await Urgent(dispatcher));
        await cluster.Time.MoveTo(cluster.Now.AddHours(3.5));
        Assert.Equal(task.GetPrimaryKeyString(), Assert.Single(await Urgent(dispatcher)).Id);
        Assert.Empty(await Urgent(manager));
        Assert.Empty(await Urgent(TestCluster.At("b-elsewhere", Role.Dispatcher)));
        // It goes up in working hours, whenever those come next.
        for (var hours = 0; hours < 120 && (await task.Read(company.Staff))!.EscalatedTo is null; hours++) await cluster.Time.MoveTo(cluster.Now.AddHours(0.5));
        Assert.Equal(task.GetPrimaryKeyString(), Assert.Single(await Urgent(manager)).Id);

        async Task<IEnumerable<WorkTaskRow>> Urgent(Caller caller) => (await inHand.Urgent(caller, default)).Where(row => row.Kind == TaskKind.Notice);
    }

    [Fact]
    public async Task Another_branch_neither_sees_nor_works_it()
    {
        var (_, task) = await Raised("scope");
        var stranger = TestCluster.At("b-elsewhere", Role.Dispatcher);
        Assert.Null(await task.Read(stranger));
        await Company.Refused<NotFound>(task.Complete(new Intent<CompleteTask>(new CompleteTask(null), stranger)));
    }

    private async Task<(Company Company, IWorkTaskGrain Task)> Raised(string name)
    {
        var company = await Company.Open(cluster);
        var task = cluster.Grains.GetGrain<IWorkTaskGrain>(IWorkTaskGrain.KeyOf(TaskKind.Notice, $"{company.BranchId} {name}"));
        await Company.Accepted(task.Raise(new Intent<RaisedTask>(Notice(company, cluster.Now.AddHours(4)), Caller.System, "effect:first")));
        return (company, task);
    }

    private static RaisedTask Notice(Company company, DateTimeOffset due) =>
        new(company.BranchId, TaskKind.Notice, "t-1", company.CustomerId, Role.Dispatcher, due, Note: "请尽快联系");
}

public sealed class TaskTestsOnSqlite(SqliteCluster cluster) : TaskTests(cluster), IClassFixture<SqliteCluster>;

public sealed class TaskTestsOnPostgreSql(PostgreSqlCluster cluster) : TaskTests(cluster), IClassFixture<PostgreSqlCluster>;
