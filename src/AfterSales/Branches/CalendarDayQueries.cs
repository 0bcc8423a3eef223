using System.Globalization;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Branches.Rules;
using AfterSales.Calendars;
using AfterSales.Records;
using AfterSales.Storage;
using GraphQL;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Branches;

/// <summary>What a branch's calendar says of a day.</summary>
public enum CalendarDayKind
{
    /// <summary>No work begins.</summary>
    Holiday,

    /// <summary>Worked in other hours than the week's.</summary>
    Worked,
}

/// <summary>What the list of calendar days can be narrowed by.</summary>
public sealed record CalendarDayRow
{
    public string Id { get; init; } = "";

    [Filtered]
    public string BranchId { get; init; } = "";

    [Filtered]
    public DateOnly Date { get; init; }

    [Filtered]
    public CalendarDayKind Kind { get; init; }
}

/// <summary>A day on which a branch works otherwise than its week says, as its calendar stands now. A day with two shifts is two of them.</summary>
[Name("CalendarDay"), Secured(Permission.SeeBranches)]
public sealed class CalendarDayView(string branchId, CalendarDayKind kind, DateOnly date, string name, TimeOnly? from, TimeOnly? to)
{
    public string Id => string.Create(CultureInfo.InvariantCulture, $"{date:yyyy-MM-dd}/{branchId}/{from:HH:mm:ss}");

    public CalendarDayKind Kind => kind;

    public DateOnly Date => date;

    public string Name => name;

    /// <summary>By the branch's clock; null of a holiday.</summary>
    public TimeOnly? From => from;

    /// <summary>At or before the beginning it is on the next day; null of a holiday.</summary>
    public TimeOnly? To => to;

    public Deferred<BranchView?> GetBranch(BranchLoader branches) => branches.Load(branchId);

    internal CalendarDayRow Row => new() { Id = Id, BranchId = branchId, Date = date, Kind = kind };

    internal static IEnumerable<CalendarDayView> Of(string branchId, WorkingCalendar calendar) =>
    [
        .. calendar.Holidays.Select(day => new CalendarDayView(branchId, CalendarDayKind.Holiday, day.Date, day.Name, null, null)),
        .. calendar.ExtraDays.Select(day => new CalendarDayView(branchId, CalendarDayKind.Worked, day.Date, day.Name, day.From, day.To)),
    ];
}

[Queries]
public sealed class CalendarDayQueries(IDbContextFactory<AfterSalesDb> databases, ReferenceCache<IBranchGrain, Branch> branches)
{
    /// <summary>
    /// The holidays and the days with hours of their own in the calendars of the branches you may see, in order of the days. As <c>/exports/calendar-days</c>
    /// it is a list that an import of a calendar takes as it is.
    /// </summary>
    [Secured(Permission.SeeBranches), Paged(typeof(CalendarDayRow))]
    public async Task<Connection<CalendarDayView>> CalendarDaysAsync(PageRequest page, Caller caller, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var seen = await db.Set<BranchRow>().AsNoTracking().VisibleTo(caller).Select(row => row.Id).ToListAsync(cancellation);
        var days = new List<CalendarDayView>();
        foreach (var id in seen)
            if (await branches.Get(id) is { } branch) days.AddRange(CalendarDayView.Of(id, branch.Calendar));
        return MadeList.PageOf(days, day => day.Id, day => day.Row, page);
    }
}
