using AfterSales.Absences;
using AfterSales.Absences.Rules;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Api.Wording;
using AfterSales.Branches;
using AfterSales.Promises.Rules;
using AfterSales.Records;
using AfterSales.Search;
using AfterSales.Storage;
using AfterSales.Tasks.Rules;
using GraphQL;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Tasks;

/// <summary>Something a person has to do by a time.</summary>
[Name("Task"), Secured(Permission.SeeTasks)]
public sealed class TaskView(WorkTaskRow row)
{
    public string Id => row.Id;

    public TaskKind Kind => row.Kind;

    /// <summary>The key of the branch, or <c>headquarters</c>.</summary>
    public string BranchId => row.BranchId;

    /// <summary>The key of the record it is about: its prefix says which kind.</summary>
    public string AboutId => row.About;

    public string? CustomerId => row.CustomerId;

    /// <summary>Whoever holds this role at the place may do it; so may those above him, and whom it went up to.</summary>
    public Role Role => row.Role;

    /// <summary>The key of the account it was given to; null: anyone in the role.</summary>
    public string? AssignedToId => row.AssignedTo;

    /// <summary>The key of the technician whose job it belongs to, if it does.</summary>
    public string? TechnicianId => row.TechnicianId;

    public TaskState State => row.State;

    public DateTimeOffset RaisedAt => row.RaisedAt;

    public DateTimeOffset DueAt => row.DueAt;

    /// <summary>Its time was up before it was done.</summary>
    public bool IsOverdue => row.IsOverdue;

    /// <summary>The highest it has gone because it was not done; null while it has not.</summary>
    public Role? EscalatedTo => row.EscalatedTo;

    public DateTimeOffset? EndedAt => row.EndedAt;

    /// <summary>Counts up with every change.</summary>
    public int Version => row.Version;

    public Deferred<BranchView?> GetBranch(BranchLoader branches) => branches.Load(row.BranchId);

    /// <summary>What is to be done, in the caller's language.</summary>
    public string GetTitle(Caller caller) => RefusalWording.ValueOf(row.Kind, caller.Language);

    /// <summary>What people call the record it is about, and its customer, or else the technician whose work it is; null where it has no name that you may see.</summary>
    public Deferred<string?> GetSubject(CalledLoader called)
    {
        var (about, customer) = (called.Load(TaskWords.NamedBy(row)), called.Load(row.CustomerId ?? row.TechnicianId ?? ""));
        return new(async cancellation => TaskWords.Subject(await about.GetAsync(cancellation), await customer.GetAsync(cancellation)));
    }

    /// <summary>The promise to a customer that it is about; null where it is about none.</summary>
    public PromiseKind? Promise => row.Promise;

    /// <summary>Since when the promise is broken; or when the appointment began that it is about.</summary>
    public DateTimeOffset? Since => row.MatterSince;

    /// <summary>Until when the promise can be kept; or when the appointment was over that it is about.</summary>
    public DateTimeOffset? Until => row.MatterUntil;

    /// <summary>What exactly it is about, in the caller's language: which promise and since or until when, whose appointment and at which time; null where the title says it. Its times are by the clock of the task's branch; of headquarters' tasks, and where you may not see the branch, by your own.</summary>
    public Deferred<string?> GetDetail(CalledLoader called, BranchLoader branches, Readers readers, Caller caller)
    {
        if (!TaskWords.IsNeeded(row)) return new(_ => Task.FromResult<string?>(null));
        var (technician, branch) = (called.Load(row.MatterSince is null ? "" : row.TechnicianId ?? ""), branches.Load(row.BranchId));
        return new(async cancellation => TaskWords.Of(row, await technician.GetAsync(cancellation), new ReaderForm(caller.Language,
            await branch.GetAsync(cancellation) is { TimeZone: var zone } ? TimeZoneInfo.FindSystemTimeZoneById(zone) : await readers.ZoneOf(caller))));
    }

    /// <summary>What there is to say about it.</summary>
    public Deferred<string?> GetNote(JournalTextLoader texts) => Text(texts, "note");

    /// <summary>What came of it.</summary>
    public Deferred<string?> GetOutcome(JournalTextLoader texts) => Text(texts, "outcome");

    /// <summary>May you put it off and pass it on: it is open and in your hands, or you stand in for whom it was given to.</summary>
    public Deferred<bool> GetIsYours(StandInLoader standIns, Caller caller)
    {
        var task = row.Known();
        var substitutes = standIns.Load(row.AssignedTo is null ? "" : row.BranchId);
        return new(async cancellation => task.IsOpen && TaskHands.MustBeInHands(task, caller, await substitutes.GetAsync(cancellation) ?? StandIns.Nobody) is null);
    }

    /// <summary>It is done by deciding over what it is about, and can't be reported done.</summary>
    public bool EndsByDecision => TaskRules.EndsByDecision(row.Kind);

    /// <summary>It is reported done only with what came of it.</summary>
    public bool NeedsOutcome => TaskRules.NeedsOutcome(row.Kind);

    public static TaskView Of(WorkTask task, int version) => new(WorkTaskRow.Of(task, new RowStamp(version, 1)));

    private Deferred<string?> Text(JournalTextLoader texts, string field) =>
        texts.Load(row.Id).Select(all => all?.LastOrDefault(text => text.Field == field)?.Words);
}

/// <summary>Asks once for each place of a page of tasks who works for those who are away.</summary>
public sealed class StandInLoader(CurrentStandIns standIns) : BatchLoader<string, StandIns>
{
    protected override async Task<IReadOnlyDictionary<string, StandIns>> LoadAsync(IReadOnlyList<string> keys, CancellationToken cancellation)
    {
        var there = new Dictionary<string, StandIns>();
        foreach (var place in keys) there[place] = place.Length == 0 ? StandIns.Nobody : await standIns.AtPlace(place, cancellation);
        return there;
    }
}

[Queries]
public sealed class TaskQueries
{
    /// <summary>One task, by its key; null where there is none you may see.</summary>
    [Secured(Permission.SeeTasks)]
    public Task<TaskView?> GetTaskAsync(string id, IGrainFactory grains, Caller caller) =>
        grains.Show<IWorkTaskGrain, WorkTask, TaskView>(IWorkTaskGrain.Prefix, id, caller, TaskView.Of);

    /// <summary>The tasks of the places you may see, a technician those of own jobs, and those that were given to you; <c>where isOpen</c> and order by <c>dueAt</c> to see the most urgent first.</summary>
    [Secured(Permission.SeeTasks), Paged(typeof(WorkTaskRow))]
    public async Task<Connection<TaskView>> TasksAsync(
        PageRequest page, IDbContextFactory<AfterSalesDb> databases, Caller caller, CancellationToken cancellation) =>
        (await databases.ToConnectionAsync(db => db.Set<WorkTaskRow>().JobsVisibleTo(caller), page, cancellation)).Select(row => new TaskView(row));
}
