using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Storage;
using AfterSales.Technicians.Rules;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Technicians;

[Queries]
public sealed class TechnicianQueries(IDbContextFactory<AfterSalesDb> databases)
{
    /// <summary>One technician, by his key; null where there is none you may see.</summary>
    [Secured(Permission.SeeTechnicians)]
    public Task<TechnicianView?> GetTechnicianAsync(string id, IGrainFactory grains, Caller caller) =>
        grains.Show<ITechnicianGrain, Technician, TechnicianView>(ITechnicianGrain.Prefix, id, caller, TechnicianView.Of);

    /// <summary>The technicians you may see, by name: those of your branch, and those lent to it.</summary>
    [Secured(Permission.SeeTechnicians), Paged(typeof(TechnicianRow))]
    public async Task<Connection<TechnicianView>> TechniciansAsync(PageRequest page, Caller caller, CancellationToken cancellation) =>
        (await databases.ToConnectionAsync(db => db.TechniciansVisibleTo(caller), page, cancellation)).Select(row => new TechnicianView(row));

    /// <summary>Certificates of the technicians of your branch; order by <c>validUntil</c> to see those that end first.</summary>
    [Secured(Permission.SeeTechnicians), Paged(typeof(CertificateRow))]
    public async Task<Connection<CertificateView>> TechnicianCertificatesAsync(PageRequest page, Caller caller, CancellationToken cancellation) =>
        (await databases.ToConnectionAsync(db => db.Set<CertificateRow>().JobsVisibleTo(caller), page, cancellation)).Select(row => new CertificateView(row));

    /// <summary>The register of tools in custody, kept now and before.</summary>
    [Secured(Permission.SeeTools), Paged(typeof(ToolRow))]
    public async Task<Connection<ToolView>> ToolCustodiesAsync(PageRequest page, Caller caller, CancellationToken cancellation) =>
        (await databases.ToConnectionAsync(db => db.Set<ToolRow>().JobsVisibleTo(caller), page, cancellation)).Select(row => new ToolView(row));
}

internal static class TechnicianScope
{
    /// <summary>A branch's own technicians and those lent to it now or soon; a technician himself.</summary>
    public static IQueryable<TechnicianRow> TechniciansVisibleTo(this AfterSalesDb db, Caller caller)
    {
        var own = db.Set<TechnicianRow>().JobsVisibleTo(caller);
        if (caller.IsSystem || caller.IsAtHeadquarters) return own;
        var lent = db.Set<LoanRow>().VisibleTo(caller).Where(loan => !loan.IsOver).Select(loan => loan.TechnicianId);
        return db.Set<TechnicianRow>().Where(row => own.Select(technician => technician.Id).Contains(row.Id) || lent.Contains(row.Id));
    }

    /// <summary>Who works for a branch at some time between two instants: its own, and those lent to it.</summary>
    public static IQueryable<TechnicianRow> TechniciansOf(this AfterSalesDb db, string branchId, DateTimeOffset from, DateTimeOffset to)
    {
        var lent = db.Set<LoanRow>().Where(loan => loan.BranchId == branchId && loan.StartsAt < to && loan.EndsAt > from).Select(loan => loan.TechnicianId);
        return db.Set<TechnicianRow>().AsNoTracking().Where(row => row.IsActive && (row.BranchId == branchId || lent.Contains(row.Id)));
    }
}

/// <summary>Fetches the technicians of the tickets of a page.</summary>
public sealed class TechnicianLoader(IDbContextFactory<AfterSalesDb> databases, IGrainFactory grains) : BatchLoader<string, TechnicianView>
{
    protected override Task<TechnicianView?> LoadOneAsync(string key, CancellationToken cancellation) =>
        grains.Show<ITechnicianGrain, Technician, TechnicianView>(ITechnicianGrain.Prefix, key, Caller.System, TechnicianView.Of);

    protected override async Task<IReadOnlyDictionary<string, TechnicianView>> LoadAsync(IReadOnlyList<string> keys, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.Set<TechnicianRow>().AsNoTracking().Where(row => keys.Contains(row.Id))
            .ToDictionaryAsync(row => row.Id, row => new TechnicianView(row), cancellation);
    }
}

/// <summary>Fetches the appointments of the technicians of a page. Whoever sees a technician sees when he is taken.</summary>
public sealed class AppointmentLoader(IDbContextFactory<AfterSalesDb> databases)
    : BatchLoader<(string TechnicianId, DateTimeOffset From, DateTimeOffset To), IReadOnlyList<AppointmentRow>>
{
    private const int MostEach = 200;

    protected override async Task<IReadOnlyDictionary<(string TechnicianId, DateTimeOffset From, DateTimeOffset To), IReadOnlyList<AppointmentRow>>> LoadAsync(
        IReadOnlyList<(string TechnicianId, DateTimeOffset From, DateTimeOffset To)> keys, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var found = new Dictionary<(string, DateTimeOffset, DateTimeOffset), IReadOnlyList<AppointmentRow>>();
        foreach (var span in keys.GroupBy(key => (key.From, key.To)))
        {
            var (from, to) = span.Key;
            var ids = span.Select(key => key.TechnicianId).ToArray();
            var rows = await db.Set<AppointmentRow>().AsNoTracking().TakingTime(ids, from, to).Take(MostEach * ids.Length).ToListAsync(cancellation);
            foreach (var own in rows.GroupBy(row => row.TechnicianId!)) found[(own.Key, from, to)] = [.. own.Take(MostEach)];
        }

        return found;
    }
}

internal static class AppointmentRows
{
    /// <summary>Held and confirmed appointments that touch a span of time, in order.</summary>
    public static IQueryable<AppointmentRow> TakingTime(this IQueryable<AppointmentRow> rows, string[] technicianIds, DateTimeOffset from, DateTimeOffset to) =>
        rows.Where(a => technicianIds.Contains(a.TechnicianId!) && a.StartsAt < to && a.EndsAt > from
                && (a.State == AppointmentState.Held || a.State == AppointmentState.Confirmed))
            .OrderBy(a => a.StartsAt);
}
