using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Records;
using AfterSales.Storage;
using GraphQL;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Operations;

/// <summary>What kept failing and was set aside: it blocks nobody, and waits here for somebody to look.</summary>
/// <param name="Kind"><c>wake</c>: a record that is due; <c>effect</c>: something one record tells another.</param>
/// <param name="NextTry">When it is tried again by itself; null: only when somebody sends it again.</param>
[Name("SetAside"), Secured(Permission.OperateService)]
public sealed record SetAsideView(string Kind, string Key, string Record, int Attempts, string Error, DateTimeOffset FirstAt, DateTimeOffset? NextTry);

/// <summary>What kept failing and was set aside, of one kind.</summary>
/// <param name="Kind">As in <c>SetAside.kind</c>.</param>
[SecuredByParent]
public sealed record SetAsideCount(string Kind, int Count);

/// <summary>What the service has still to do, of all hosts together. At rest all of it is nothing.</summary>
/// <param name="Effects">What records still have to tell each other.</param>
/// <param name="Overdue">Records that were due more than two minutes ago and were not woken; those set aside are counted there alone.</param>
/// <param name="SetAside">What kept failing and waits for somebody to look; kinds of which nothing is set aside are left out.</param>
/// <param name="FigureDays">Days of branches whose figures are to be counted again.</param>
/// <param name="FigureLagSeconds">How far the figures of the branch that waits longest are behind, in seconds; zero where none waits.</param>
[Name("WaitingWork"), Secured(Permission.OperateService)]
public sealed record WaitingWorkView(int Effects, int Overdue, IReadOnlyList<SetAsideCount> SetAside, int FigureDays, int FigureLagSeconds);

[Queries]
public sealed class OperationsQueries
{
    /// <summary>What the service has still to do, as it stands now.</summary>
    [Secured(Permission.OperateService)]
    public async Task<WaitingWorkView> WaitingWorkAsync(WaitingWork work, CancellationToken cancellation)
    {
        var waiting = await work.Read(cancellation);
        return new(
            waiting.Effects, waiting.Overdue, [.. waiting.SetAside.OrderBy(kind => kind.Key, StringComparer.Ordinal).Select(kind => new SetAsideCount(kind.Key, kind.Value))],
            waiting.FigureDays, (int)waiting.FigureLag.TotalSeconds);
    }

    /// <summary>What is set aside, oldest first; at most 200.</summary>
    [Secured(Permission.OperateService)]
    public async Task<IReadOnlyList<SetAsideView>> SetAsideAsync(IDbContextFactory<AfterSalesDb> databases, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var rows = await db.Set<SetAsideRow>().AsNoTracking().OrderBy(row => row.FirstAt).Take(200).ToListAsync(cancellation);
        return rows.ConvertAll(row => new SetAsideView(row.Kind, row.Key, row.Record, row.Attempts, row.Error, row.FirstAt, row.NextTry));
    }
}

/// <summary>Sent again.</summary>
[SecuredByParent]
public sealed record SentAgain(string Kind, string Key);

[Mutations]
public sealed class OperationsMutations
{
    /// <summary>Tries something that was set aside again, at once.</summary>
    [Secured(Permission.OperateService)]
    public async Task<Outcome<SentAgain>> SendAgain(
        string kind, string key, SetAside shelf, Caller caller, CancellationToken cancellation, string? requestId = null) =>
        await shelf.SendAgain(kind, key, caller, requestId, cancellation) is { } refusal ? refusal : new SentAgain(kind, key);
}
