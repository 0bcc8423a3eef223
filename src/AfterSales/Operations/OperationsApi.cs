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

[Queries]
public sealed class OperationsQueries
{
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
