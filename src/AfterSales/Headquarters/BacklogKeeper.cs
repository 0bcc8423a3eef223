using AfterSales.Calendars;
using AfterSales.Storage;
using AfterSales.Tickets;
using AfterSales.Tickets.Rules;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Headquarters;

/// <summary>
/// Writes down how many tickets were open when a branch's day ended, and which of them were old: what is open now is counted when it is asked for, and nobody can ask for a past
/// evening. Only the evening before is written, when the service runs: after an outage without what was closed since, and earlier evenings not at all.
/// </summary>
public sealed class BacklogKeeper(IDbContextFactory<AfterSalesDb> databases, Roller roller, TimeProvider clock) : DayKeeper(databases, roller, clock)
{
    protected override async Task Keep(AfterSalesDb db, string branchId, WorkingCalendar calendar, DateOnly today, DateTimeOffset now, CancellationToken cancellation)
    {
        var (day, end) = (today.AddDays(-1), calendar.InstantAt(today, TimeOnly.MinValue));
        var id = FormattableString.Invariant($"{branchId}/{day:yyyy-MM-dd}");
        if (await db.Set<BacklogDayRow>().AnyAsync(row => row.Id == id, cancellation)) return;
        var (open, old) = await Count(db, branchId, end, cancellation);
        db.Add(new BacklogDayRow
        {
            Id = id, BranchId = branchId, Day = day, Open = open.Open, OverADay = open.OverADay, OverThreeDays = open.OverThreeDays, OverAWeek = open.OverAWeek,
            OverAMonth = open.OverAMonth, CountedAt = now,
        });
        foreach (var ticket in old)
        {
            db.Add(new BacklogTicketRow
            {
                Id = FormattableString.Invariant($"{id}/{ticket.Id}"), BranchId = branchId, Day = day, TicketId = ticket.Id, CustomerId = ticket.CustomerId,
                TechnicianId = ticket.TechnicianId, ModelId = ticket.ModelId, Kind = ticket.Kind,
            });
        }

        await Write(db, branchId, [day], () => Task.CompletedTask, cancellation);
    }

    /// <summary>At one moment: else a ticket that is closed meanwhile would be in the number and not among those named.</summary>
    private static async Task<(BacklogCount Open, List<TicketRow> Old)> Count(AfterSalesDb db, string branchId, DateTimeOffset end, CancellationToken cancellation)
    {
        await using var moment = await db.Database.ReadOneMoment(cancellation);
        var tickets = db.Set<TicketRow>().AsNoTracking().Where(row => row.BranchId == branchId && row.RegisteredAt < end);
        var open = (await Backlog.Of(tickets, end).ToListAsync(cancellation)).SingleOrDefault() ?? new BacklogCount();
        return (open, await Backlog.OldOf(tickets, end).ToListAsync(cancellation));
    }
}

/// <summary>The open tickets of a branch, by their age.</summary>
internal sealed record BacklogCount
{
    public string BranchId { get; init; } = "";

    public int Open { get; init; }

    public int OverADay { get; init; }

    public int OverThreeDays { get; init; }

    public int OverAWeek { get; init; }

    public int OverAMonth { get; init; }

    public DateTimeOffset? OldestSince { get; init; }
}

/// <summary>What backlog means: open tickets of customers, and how long ago they were registered.</summary>
internal static class Backlog
{
    private static DateTimeOffset WeekBefore(DateTimeOffset at) => at.AddDays(-7);

    private static IQueryable<TicketRow> OpenOf(IQueryable<TicketRow> tickets) => tickets.Where(row => row.IsOpen && row.Kind != TicketKind.Internal);

    /// <summary>Those registered more than a week before.</summary>
    public static IQueryable<TicketRow> OldOf(IQueryable<TicketRow> tickets, DateTimeOffset at)
    {
        var week = WeekBefore(at);
        return OpenOf(tickets).Where(row => row.RegisteredAt < week);
    }

    /// <summary>One line for each branch that has any; read through the index of open tickets.</summary>
    public static IQueryable<BacklogCount> Of(IQueryable<TicketRow> tickets, DateTimeOffset at)
    {
        var (day, threeDays, week, month) = (at.AddDays(-1), at.AddDays(-3), WeekBefore(at), at.AddDays(-30));
        return OpenOf(tickets).GroupBy(row => row.BranchId).Select(open => new BacklogCount
        {
            BranchId = open.Key,
            Open = open.Count(),
            OverADay = open.Sum(row => row.RegisteredAt < day ? 1 : 0),
            OverThreeDays = open.Sum(row => row.RegisteredAt < threeDays ? 1 : 0),
            OverAWeek = open.Sum(row => row.RegisteredAt < week ? 1 : 0),
            OverAMonth = open.Sum(row => row.RegisteredAt < month ? 1 : 0),
            OldestSince = open.Min(row => row.RegisteredAt),
        });
    }
}
