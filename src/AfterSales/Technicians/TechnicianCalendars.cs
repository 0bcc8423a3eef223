using AfterSales.Access;
using AfterSales.Branches;
using AfterSales.Branches.Rules;
using AfterSales.Calendars;
using AfterSales.Records;
using AfterSales.Storage;
using AfterSales.Technicians.Rules;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Technicians;

/// <summary>
/// Reads the days or weeks of technicians, all of them at once. Who sees a technician sees when he is taken; with whom, and why he is absent, only
/// where it is his own branch's business.
/// </summary>
public sealed class TechnicianCalendars(IDbContextFactory<AfterSalesDb> databases, ReferenceCache<IBranchGrain, Branch> branches)
{
    /// <summary>A longer span of time is no week or month any more.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(42);

    private const int MostTechnicians = 100;
    private const int MostEntries = 5_000;

    /// <summary>Of the branch's own technicians and of those lent to it in that time, by name.</summary>
    public async Task<TechnicianCalendarsView> OfBranch(
        string branchId, IReadOnlyList<string>? technicianIds, DateTimeOffset from, DateTimeOffset to, Caller caller, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var lent = db.Set<LoanRow>().Where(loan => loan.BranchId == branchId && loan.StartsAt < loan.EndsAt && loan.StartsAt < to && loan.EndsAt > from)
            .Select(loan => loan.TechnicianId);
        var rows = await db.TechniciansVisibleTo(caller).AsNoTracking()
            .Where(row => row.IsActive && (row.BranchId == branchId || lent.Contains(row.Id)) && (technicianIds == null || technicianIds.Contains(row.Id)))
            .OrderBy(row => row.Name).ThenBy(row => row.Id).Take(MostTechnicians + 1).ToListAsync(cancellation);
        var isCut = rows.Count > MostTechnicians;
        if (isCut) rows.RemoveAt(MostTechnicians);
        var (calendars, isComplete) = await Read(db, rows, branchId, from, to, caller, cancellation);
        return new TechnicianCalendarsView(calendars, isComplete && !isCut);
    }

    /// <summary>His own, wherever he works; null where there is no such technician.</summary>
    public async Task<TechnicianCalendarView?> OfOne(string technicianId, DateTimeOffset from, DateTimeOffset to, Caller caller, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var rows = await db.TechniciansVisibleTo(caller).AsNoTracking().Where(row => row.Id == technicianId).ToListAsync(cancellation);
        return (await Read(db, rows, branchId: null, from, to, caller, cancellation)).Calendars.SingleOrDefault();
    }

    /// <param name="branchId">Null: for every branch.</param>
    private async Task<(List<TechnicianCalendarView> Calendars, bool IsComplete)> Read(
        AfterSalesDb db, List<TechnicianRow> rows, string? branchId, DateTimeOffset from, DateTimeOffset to, Caller caller, CancellationToken cancellation)
    {
        var ids = rows.Select(row => row.Id).ToArray();
        // The way to the first appointment may begin before it.
        var appointments = await db.Set<AppointmentRow>().AsNoTracking().TakingTime(ids, from, to.AddDays(1)).Take(MostEntries + 1).ToListAsync(cancellation);
        var absences = await db.Set<AbsenceRow>().AsNoTracking()
            .Where(row => ids.Contains(row.TechnicianId!) && !row.IsCancelled && row.StartsAt < to && row.EndsAt > from).Take(MostEntries).ToListAsync(cancellation);
        var loans = await db.Set<LoanRow>().AsNoTracking()
            .Where(row => ids.Contains(row.TechnicianId) && row.StartsAt < row.EndsAt && row.StartsAt < to && row.EndsAt > from).Take(MostEntries).ToListAsync(cancellation);
        var (taken, away, elsewhere) = (appointments.ToLookup(row => row.TechnicianId), absences.ToLookup(row => row.TechnicianId), loans.ToLookup(row => row.TechnicianId));

        var calendars = new List<TechnicianCalendarView>();
        foreach (var row in rows)
        {
            var stays = Whereabouts.Between(row.BranchId, elsewhere[row.Id].Select(loan => new Loan(loan.Id, loan.BranchId, loan.StartsAt, loan.EndsAt)), from, to).ToArray();
            var here = stays.Where(stay => branchId is null || stay.BranchId == branchId).ToArray();
            var isOwn = caller.Technician == row.Id || caller.ActsFor(row.BranchId);
            var entries = new List<CalendarEntryView>();
            entries.AddRange(taken[row.Id].SelectMany(appointment => EntriesOf(appointment, caller)).Where(entry => Within(here, entry).Any()));
            entries.AddRange(away[row.Id].SelectMany(absence => isOwn
                ? [new CalendarEntryView(CalendarEntryKind.Absence, absence.StartsAt, absence.EndsAt, AbsenceKind: absence.Kind, SubstituteId: absence.SubstituteId)]
                : Within(here, new CalendarEntryView(CalendarEntryKind.Absence, absence.StartsAt, absence.EndsAt))));
            entries.AddRange(stays.Where(stay => branchId is not null && stay.BranchId != branchId)
                .Select(stay => new CalendarEntryView(CalendarEntryKind.Elsewhere, stay.From, stay.To, BranchId: stay.BranchId)));
            calendars.Add(new TechnicianCalendarView(new TechnicianView(row), branchId is not null && row.BranchId != branchId, await Working(row, here),
                [.. entries.OrderBy(entry => entry.StartsAt).ThenBy(entry => entry.EndsAt)]));
        }

        return (calendars, appointments.Count <= MostEntries);
    }

    private static IEnumerable<CalendarEntryView> EntriesOf(AppointmentRow row, Caller caller)
    {
        var ticket = caller.Sees(row) ? row.TicketId : null;
        if (row.TravelMinutes > 0)
            yield return new CalendarEntryView(CalendarEntryKind.Travel, row.StartsAt.AddMinutes(-row.TravelMinutes), row.StartsAt, ticket, BranchId: row.BranchId);
        yield return new CalendarEntryView(
            row.State == AppointmentState.Held ? CalendarEntryKind.Hold : CalendarEntryKind.Appointment, row.StartsAt, row.EndsAt, ticket, BranchId: row.BranchId);
    }

    /// <summary>What of an entry falls into the time he works here; the rest is another branch's business.</summary>
    private static IEnumerable<CalendarEntryView> Within(Stay[] here, CalendarEntryView entry) =>
        here.Where(stay => stay.From < entry.EndsAt && entry.StartsAt < stay.To).Select(stay => entry with
        {
            StartsAt = entry.StartsAt > stay.From ? entry.StartsAt : stay.From, EndsAt = entry.EndsAt < stay.To ? entry.EndsAt : stay.To,
        });

    private async Task<List<WorkingStretchView>> Working(TechnicianRow row, Stay[] here)
    {
        var working = new List<WorkingStretchView>();
        foreach (var stay in here)
        {
            if (await branches.Get(stay.BranchId) is not { Calendar: var calendar }) continue;
            WorkingCalendar own = row.Hours() is { } hours ? calendar with { Week = [.. hours] } : calendar;
            working.AddRange(own.StretchesBetween(stay.From, stay.To).Select(stretch => new WorkingStretchView(stretch.From, stretch.To)));
        }

        return working;
    }
}
