using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Branches;
using AfterSales.Records;
using AfterSales.Storage;
using AfterSales.Tickets;
using GraphQL;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Headquarters;

/// <summary>A branch's tickets of customers that are open now, and since when.</summary>
[Secured(Permission.SeePerformance)]
public sealed class BacklogView
{
    private readonly BacklogCount _count;

    internal BacklogView(BacklogCount count) => _count = count;

    public Deferred<BranchView?> GetBranch(BranchLoader branches) => branches.Load(_count.BranchId);

    public int Open => _count.Open;

    /// <summary>Of them, registered more than a day ago.</summary>
    public int OverADay => _count.OverADay;

    public int OverThreeDays => _count.OverThreeDays;

    public int OverAWeek => _count.OverAWeek;

    /// <summary>Thirty days.</summary>
    public int OverAMonth => _count.OverAMonth;

    /// <summary>When the oldest was registered; null where none is open.</summary>
    public DateTimeOffset? OldestSince => _count.OldestSince;
}

/// <summary>A branch's tickets of customers that were open when a day ended.</summary>
[Name("BacklogDay"), Secured(Permission.SeePerformance)]
public sealed class BacklogDayView(BacklogDayRow row)
{
    public string Id => row.Id;

    public Deferred<BranchView?> GetBranch(BranchLoader branches) => branches.Load(row.BranchId);

    /// <summary>The day at the branch that had just ended.</summary>
    public DateOnly Day => row.Day;

    public int Open => row.Open;

    /// <summary>Of them, registered more than a day before.</summary>
    public int OverADay => row.OverADay;

    public int OverThreeDays => row.OverThreeDays;

    public int OverAWeek => row.OverAWeek;

    /// <summary>Thirty days.</summary>
    public int OverAMonth => row.OverAMonth;

    /// <summary>When it was counted: soon after the day's end, later where the service did not run.</summary>
    public DateTimeOffset CountedAt => row.CountedAt;
}

[Queries]
public sealed class BacklogQueries(IDbContextFactory<AfterSalesDb> databases, TimeProvider clock)
{
    /// <summary>What is open now at each branch you may see, and how old it is; the tickets themselves are <c>tickets where isOpen</c>.</summary>
    /// <param name="branchIds">Left out: all you may see.</param>
    [Secured(Permission.SeePerformance)]
    public async Task<IReadOnlyList<BacklogView>> GetBacklogAsync(Caller caller, IReadOnlyList<string>? branchIds = null, CancellationToken cancellation = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var branches = await db.Set<BranchRow>().AsNoTracking().VisibleTo(caller).OrderBy(row => row.Code).Select(row => row.Id).ToListAsync(cancellation);
        if (branchIds is not null) branches = branches.FindAll(branchIds.Contains);
        var open = await Backlog.Of(db.Set<TicketRow>().AsNoTracking().VisibleTo(caller).Where(row => branches.Contains(row.BranchId)), clock.GetInstant())
            .ToDictionaryAsync(count => count.BranchId, cancellation);
        return branches.ConvertAll(branch => new BacklogView(open.GetValueOrDefault(branch) ?? new BacklogCount { BranchId = branch }));
    }

    /// <summary>What was open when the days of branches ended.</summary>
    [Secured(Permission.SeePerformance), Paged(typeof(BacklogDayRow))]
    public async Task<Connection<BacklogDayView>> BacklogDaysAsync(PageRequest page, Caller caller, CancellationToken cancellation) =>
        (await databases.ToConnectionAsync(db => db.Set<BacklogDayRow>().VisibleTo(caller), page, cancellation)).Select(row => new BacklogDayView(row));
}
