using System.ComponentModel.DataAnnotations;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Desks.Rules;
using AfterSales.Records;
using AfterSales.Storage;
using AfterSales.Tasks;
using AfterSales.Tasks.Rules;
using GraphQL;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Desks;

/// <summary>A page of the console with its filters, as you named it.</summary>
/// <param name="Number">Counts your views from 1.</param>
/// <param name="Address">Of the page within the console, with its query.</param>
[Name("SavedView"), SecuredByParent]
public sealed record SavedViewView(int Number, string Name, string Address);

/// <summary>What you have arranged for yourself in the console.</summary>
/// <param name="Views">In the order they were saved.</param>
/// <param name="LookedAt">When you last looked at what needs you; null: never.</param>
[Name("Desk"), Secured(Permission.UseOwnAccount)]
public sealed record DeskView(IReadOnlyList<SavedViewView> Views, DateTimeOffset? LookedAt)
{
    internal static DeskView Of(PersonalDesk? desk) => new([.. (desk?.Views ?? []).Select(view => new SavedViewView(view.Number, view.Name, view.Address))], desk?.LookedAt);
}

/// <summary>A task that waits for you now.</summary>
/// <param name="IsNew">It came since you last looked.</param>
[SecuredByParent]
public sealed record Need(TaskView Task, bool IsNew);

/// <summary>What needs you now.</summary>
/// <param name="Count">100 means 100 or more.</param>
/// <param name="NewCount">How many of them came since you last looked.</param>
/// <param name="Tasks">What is due first comes first, at most twenty.</param>
/// <param name="SetAside">How much work was set aside because it kept failing, which an administrator looks at; null for others. It counts as one.</param>
[Secured(Permission.UseOwnAccount)]
public sealed record NeedsMe(int Count, int NewCount, IReadOnlyList<Need> Tasks, int? SetAside);

[Queries]
public sealed class DeskQueries(IGrainFactory grains, TasksInHand inHand, IDbContextFactory<AfterSalesDb> databases)
{
    private const int MostShown = 20;

    /// <summary>Your saved views, and when you last looked at what needs you.</summary>
    [Secured(Permission.UseOwnAccount)]
    public async Task<DeskView> MyDeskAsync(Caller caller) => DeskView.Of(await Desk(caller));

    /// <summary>
    /// The tasks that wait for you and can't wait: promises that run out or are broken, emergencies, reports to confirm and sign, and whatever is overdue
    /// or due within the hour; to an administrator also the work that was set aside.
    /// </summary>
    [Secured(Permission.UseOwnAccount)]
    public async Task<NeedsMe> NeedsMeAsync(Caller caller, CancellationToken cancellation)
    {
        var lookedAt = (await Desk(caller))?.LookedAt;
        var tasks = caller.May(Permission.SeeTasks) ? await inHand.Urgent(caller, cancellation) : [];
        var aside = caller.May(Permission.OperateService) ? await SetAside(lookedAt, cancellation) : null;
        var count = NeedRules.Count([.. tasks.Select(Since)], aside, lookedAt);
        return new NeedsMe(count.All, count.New, [.. tasks.Take(MostShown).Select(row => new Need(new TaskView(row), NeedRules.IsNew(Since(row), lookedAt)))], aside?.Count);

        static DateTimeOffset Since(WorkTaskRow row) => TaskUrgency.Since(row.Kind, row.RaisedAt, row.DueAt);
    }

    private Task<PersonalDesk?> Desk(Caller caller) => grains.GetGrain<IDeskGrain>(IDeskGrain.KeyOf(caller.Account)).Read(caller);

    private async Task<WorkSetAside> SetAside(DateTimeOffset? lookedAt, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var all = db.Set<SetAsideRow>().AsNoTracking();
        var isNew = lookedAt is { } looked ? all.Where(row => row.FirstAt > looked) : all;
        return new WorkSetAside(await all.CountAsync(cancellation), await isNew.AnyAsync(cancellation));
    }
}

[Mutations]
public sealed class DeskMutations(IGrainFactory grains)
{
    /// <summary>Keeps a page of the console with its filters under a name. The same name on the same page takes the place of the one before.</summary>
    /// <param name="address">Of the page within the console, with its query: <c>tickets?show=ALL</c>.</param>
    /// <param name="viewNumber">The view that gets another name or other filters; left out: another one.</param>
    [Secured(Permission.UseOwnAccount), Errors(typeof(TooManyViews))]
    public Task<Outcome<DeskView>> SaveView(
        [StringLength(DeskRules.LongestName)] string name, [StringLength(DeskRules.LongestAddress)] string address, Caller caller, int? viewNumber = null, string? requestId = null) =>
        On(caller, desk => desk.Save(new Intent<SaveView>(new SaveView(name, address, viewNumber), caller, requestId)));

    /// <summary>Forgets one of your saved views.</summary>
    [Secured(Permission.UseOwnAccount)]
    public Task<Outcome<DeskView>> RemoveView(int viewNumber, Caller caller, string? requestId = null) =>
        On(caller, desk => desk.Remove(new Intent<RemoveView>(new RemoveView(viewNumber), caller, requestId)));

    /// <summary>You look at what needs you: what comes from now on is new.</summary>
    [Secured(Permission.UseOwnAccount)]
    public Task<Outcome<DeskView>> LookAtNeeds(Caller caller, string? requestId = null) =>
        On(caller, desk => desk.Look(new Intent<LookAtNeeds>(new LookAtNeeds(), caller, requestId)));

    private async Task<Outcome<DeskView>> On(Caller caller, Func<IDeskGrain, Task<Answer>> ask)
    {
        var desk = grains.GetGrain<IDeskGrain>(IDeskGrain.KeyOf(caller.Account));
        var answer = await ask(desk);
        return answer.Refusal is { } refusal ? refusal : DeskView.Of(await desk.Read(caller));
    }
}
