using AfterSales.Branches;
using AfterSales.Branches.Rules;
using AfterSales.Calendars;
using AfterSales.Records;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Headquarters;

/// <summary>Writes something down for figures each time a branch's day has ended, once in the life of a host.</summary>
public abstract class DayKeeper(IDbContextFactory<AfterSalesDb> databases, Roller roller, TimeProvider clock) : ISweepPart
{
    private readonly Dictionary<string, DateOnly> _kept = [];

    public async Task Run(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var now = clock.GetInstant();
        var branches = await db.Set<BranchRow>().AsNoTracking().Where(row => row.State != BranchState.Closed).Select(row => new { row.Id, row.TimeZone }).ToListAsync(cancellation);
        var failures = new List<Exception>();
        foreach (var branch in branches)
        {
            try
            {
                var calendar = WorkingCalendar.Closed(branch.TimeZone);
                var today = calendar.LocalDay(now);
                if (_kept.GetValueOrDefault(branch.Id) == today) continue;
                await Keep(db, branch.Id, calendar, today, now, cancellation);
                _kept[branch.Id] = today;
            }
            catch (Exception failure) when (!cancellation.IsCancellationRequested)
            {
                // The others' day can't be written tomorrow.
                db.ChangeTracker.Clear();
                failures.Add(failure);
            }
        }

        if (failures.Count > 0) throw new AggregateException(failures);
    }

    /// <param name="calendar">Of the branch's time zone alone.</param>
    /// <param name="today">At the branch; the day before has ended.</param>
    protected abstract Task Keep(AfterSalesDb db, string branchId, WorkingCalendar calendar, DateOnly today, DateTimeOffset now, CancellationToken cancellation);

    /// <summary>Writes, in one transaction, and has the figures of these days counted again.</summary>
    protected async Task Write(AfterSalesDb db, string branchId, IEnumerable<DateOnly> days, Func<Task> write, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await write();
        await db.SaveChangesAsync(cancellation);
        foreach (var day in days.Distinct()) await db.Database.ExecuteSqlAsync($"insert into mark (branch_id, day) values ({branchId}, {day})", cancellation);
        await transaction.CommitAsync(cancellation);
        db.ChangeTracker.Clear();
        ((IMarkListener)roller).Marked(branchId);
    }
}
